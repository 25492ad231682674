// From an edge to the words: what it rests on, where it stands, and which words say of whom, when, how much
MATCH (region:Region:Tidu {name: '山东省'})-[edge:IN_TIER]->(tier)
UNWIND edge.claims AS key
MATCH (claim:Tidu {id: 'claim/' + key})-[role:STATED_BY|CONTEXT_PASSAGE]->(passage)-[:DOCUMENT]->(document)
RETURN tier.name AS tier, claim.claimId AS claim, type(role) AS role, passage.quote AS words,
       passage.start AS start, passage.end AS end, document.name AS document, document.publishedOn AS published
ORDER BY document, claim, start
