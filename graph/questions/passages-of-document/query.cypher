// Which words of a document do claims rest on?
CALL () {
  UNWIND coalesce($document, []) AS id MATCH (document:Tidu {id: id}) RETURN document
  UNION ALL
  UNWIND CASE WHEN $document IS NULL THEN [true] ELSE [] END AS every MATCH (document:Document:Tidu) RETURN document
}
MATCH (about)<-[:ABOUT|APPLIES_TO]-(claim:Claim:Tidu)-[:DOCUMENT]->(document)
WHERE $about IS NULL OR about.id IN $about
MATCH (claim)-[:STATED_BY|CONTEXT_PASSAGE]->(passage)
RETURN DISTINCT passage.start AS `start`, passage.end AS `end`, passage.quote AS quote, passage, claim
