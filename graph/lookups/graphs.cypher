// The named graphs that the build has as RDF.
MATCH (document:Document:Tidu)
UNWIND [split(document.id, '/')[1], 'reference', 'derived', 'build'] AS name
RETURN DISTINCT 'https://w3id.org/tidu/graph/' + name AS graph
