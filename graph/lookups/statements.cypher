// Statements with all their fields.
// terms: property
CALL () {
  UNWIND coalesce($claim, []) AS id MATCH (claim:Tidu:Statement {id: id}) RETURN claim
  UNION ALL
  UNWIND CASE WHEN $claim IS NULL THEN [true] ELSE [] END AS every MATCH (claim:Statement:Tidu) RETURN claim
}
MATCH (claim)-[:DOCUMENT]->(document), (claim)-[:ABOUT]->(subject)
OPTIONAL MATCH (claim)-[:OBJECT]->(object)
OPTIONAL MATCH (claim)-[:VIA]->(via)
RETURN claim, document, subject, claim.property AS property, coalesce(object, claim.value) AS object,
       claim.role AS role, claim.negated AS negated, claim.status AS status, claim.validFrom AS valid_from,
       claim.validTo AS valid_to, via, claim.note AS note
