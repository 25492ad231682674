// Which dates, places, issuers and topics do the documents give policies and measures? A line is what one claim says;
// `place` is the region that it gives, for an issuer the one that its powers reach; `wider` is a topic around the topic.
// terms: property
MATCH (policy:Intervention:Tidu)<-[:ABOUT]-(claim:Statement:Tidu {status: 'actual', negated: false})-[:DOCUMENT]->(source)
WHERE claim.property IN ['issuedOn', 'periodCovered', 'issuedBy', 'jurisdiction', 'signatory', 'topic']
  AND ($source IS NULL OR source.id IN $source) AND ($known_at IS NULL OR source.knownFrom <= $known_at[0])
OPTIONAL MATCH (claim)-[:OBJECT]->(object)
OPTIONAL MATCH (object)-[:BROADER*1..9]->(wider)
OPTIONAL MATCH (object)-[:JURISDICTION]->(reach)
OPTIONAL MATCH (claim)-[:APPLIES_TO_OBJECT]->(named)
RETURN DISTINCT policy, claim.property AS property, coalesce(object, claim.value) AS value, wider,
       coalesce(reach, named) AS place, claim.validFrom AS since, claim.validTo AS until, source AS document, claim
