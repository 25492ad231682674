// The stating passage of claims, with their document.
CALL () {
  UNWIND coalesce($claim, []) AS id MATCH (claim:Tidu {id: id}) RETURN claim
  UNION ALL
  UNWIND CASE WHEN $claim IS NULL THEN [true] ELSE [] END AS every MATCH (claim:Claim:Tidu) RETURN claim
}
MATCH (claim)-[:STATED_BY]->(passage), (claim)-[:DOCUMENT]->(document)
OPTIONAL MATCH (claim)-[:VIA]->(via)
RETURN claim, document, passage, passage.start AS `start`, passage.end AS `end`, passage.quote AS quote,
       passage.sentence AS sentence, via, claim.status AS status
