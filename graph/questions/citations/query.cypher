// What does a publication cite, and who cites or relays it?
CALL () {
  UNWIND coalesce($publication, []) AS id MATCH (publication:Tidu {id: id}) RETURN publication
  UNION ALL
  UNWIND CASE WHEN $publication IS NULL THEN [true] ELSE [] END AS every
  MATCH (publication:Publication:Tidu) RETURN publication
}
CALL (publication) {
  MATCH (publication)<-[at:ABOUT|OBJECT]-(claim:Statement:Tidu {status: 'actual', negated: false})-[:ABOUT|OBJECT]->(other)
  RETURN claim, other, null AS figure,
         CASE claim.property + type(at) WHEN 'citesABOUT' THEN 'cites' WHEN 'statedAtABOUT' THEN 'stated-at'
         WHEN 'citesOBJECT' THEN 'cited-by' WHEN 'dataFromOBJECT' THEN 'data-for'
         WHEN 'definedByOBJECT' THEN 'defines' END AS link
  UNION ALL
  MATCH (publication)<-[:VIA]-(claim)-[:DOCUMENT]->()-[:PUBLICATION]->(other)
  RETURN claim, other, 'relayed-by' AS link, null AS figure
  UNION ALL
  MATCH (publication)<-[:PUBLICATION]-()<-[:DOCUMENT]-(claim)-[named:VIA|OBJECT]->(other)
  WHERE type(named) = 'VIA' OR (claim.property = 'dataFrom' AND claim.status = 'actual' AND NOT claim.negated)
  MATCH (claim)-[:ABOUT]->(subject)
  RETURN claim, other, CASE type(named) WHEN 'VIA' THEN 'relays' ELSE 'data-from' END AS link,
         CASE type(named) WHEN 'OBJECT' THEN subject END AS figure
}
MATCH (claim)-[:DOCUMENT]->(source)
WHERE link IS NOT NULL AND ($link IS NULL OR link IN $link) AND ($source IS NULL OR source.id IN $source)
  AND ($known_at IS NULL OR source.knownFrom <= $known_at[0])
OPTIONAL MATCH (copy:Document:Tidu)-[:PUBLICATION]->(publication)
OPTIONAL MATCH (held:Document:Tidu)-[:PUBLICATION]->(other)
RETURN DISTINCT publication, copy, link, other, held, figure, source, claim
