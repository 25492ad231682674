// Which words does a claim rest on?
CALL () {
  UNWIND coalesce($claim, []) AS id MATCH (claim:Claim:Tidu {id: id}) RETURN claim
  UNION ALL
  UNWIND CASE WHEN $claim IS NULL THEN [true] ELSE [] END AS every MATCH (claim:Claim:Tidu) RETURN claim
}
MATCH (claim)-[shown]->(passage:Passage), (claim)-[:DOCUMENT]->(source)-[:PUBLICATION]->(publication)
WITH claim, passage, source, publication,
     CASE type(shown) WHEN 'STATED_BY' THEN 'stated' ELSE toLower(split(type(shown), '_')[0]) END AS role,
     type(shown) = 'CONTEXT_PASSAGE' AS context
WHERE NOT context AND ($role IS NULL OR role IN $role)
OPTIONAL MATCH (claim)-[:VIA]->(via)
RETURN DISTINCT role, passage.quote AS quote, passage.start AS `start`, passage.end AS `end`,
       passage.sentence AS sentence, claim.status AS status, via, source, publication,
       source.publishedOn AS published, passage, claim
