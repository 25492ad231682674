// Which documents does the graph rest on? A line for each body or person that the document itself names as having
// brought it out or had a part in it.
// terms: property
MATCH (document:Document:Tidu)-[:PUBLICATION]->(publication)
WHERE $known_at IS NULL OR document.knownFrom <= $known_at[0]
OPTIONAL MATCH (document)<-[:DOCUMENT]-(claim:Statement:Tidu {status: 'actual', negated: false})-[:ABOUT]->(publication),
               (claim)-[:OBJECT]->(body)
WHERE claim.property IN ['publishedBy', 'contributor']
RETURN DISTINCT document, publication, document.publishedOn AS published, document.stem AS stem,
       document.sha256 AS sha256, claim.property AS property, body, claim
