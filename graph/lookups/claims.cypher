// The claims that there are.
CALL () {
  UNWIND coalesce($claim, []) AS id MATCH (claim:Claim:Tidu {id: id}) RETURN claim
  UNION ALL
  UNWIND CASE WHEN $claim IS NULL THEN [true] ELSE [] END AS every MATCH (claim:Claim:Tidu) RETURN claim
}
RETURN claim
