// Which documents does the graph rest on?
MATCH (document:Document:Tidu)-[:PUBLICATION]->(publication)
WHERE $known_at IS NULL OR document.knownFrom <= $known_at[0]
RETURN document, publication, document.publishedOn AS published, document.stem AS stem, document.sha256 AS sha256
