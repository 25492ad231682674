// Direct edges between things, a line for each claim that states one: actual, not negated, groups expanded.
// terms: property
MATCH (claim:Statement:Tidu {status: 'actual', negated: false})
MATCH (subject)<-[:APPLIES_TO]-(claim)-[:APPLIES_TO_OBJECT]->(object), (claim)-[:DOCUMENT]->(document)
RETURN DISTINCT subject, claim.property AS property, object, claim, document
