// The same, drawn
MATCH (region:Region:Tidu {name: '山东省'})-[edge:IN_TIER]->(tier)
UNWIND edge.claims AS key
MATCH path = (:Tidu {id: 'claim/' + key})-[:STATED_BY|CONTEXT_PASSAGE]->()-[:DOCUMENT]->()
RETURN region, edge, tier, path
