// What is recommended, to whom? A line is what one claim says: of a recommendation; that a source advises something to
// do a thing (`statement`); or that a region is in a tier, which leads from advice for the tier to the region. `wider`
// is a topic around the topic.
// terms: property
CALL () {
  MATCH (thing:Recommendation:Tidu)<-[:ABOUT]-(claim:Statement:Tidu)
  WHERE claim.property IN ['addressedTo', 'topic', 'partOf', 'describedAs', 'name']
  OPTIONAL MATCH (claim)-[:VIA]->(expert)
  OPTIONAL MATCH (claim)-[:OBJECT]->()-[:BROADER*1..9]->(wider)
  RETURN claim, thing, expert, wider, 'recommendation' AS kind
  UNION
  MATCH (claim:Statement:Tidu {status: 'recommended'})-[:APPLIES_TO]->(thing)
  WHERE claim.property IN ['followsPath', 'implements']
  OPTIONAL MATCH (claim)-[:VIA]->(expert)
  RETURN claim, thing, expert, null AS wider, 'statement' AS kind
  UNION
  MATCH (claim:Statement:Tidu {property: 'inTier', status: 'actual'})-[:APPLIES_TO]->(thing)
  RETURN claim, thing, null AS expert, null AS wider, 'membership' AS kind
}
MATCH (claim {negated: false})-[:DOCUMENT]->(source)
WHERE ($source IS NULL OR source.id IN $source) AND ($known_at IS NULL OR source.knownFrom <= $known_at[0])
OPTIONAL MATCH (claim)-[:OBJECT]->(object)
RETURN DISTINCT kind, thing, claim.property AS property, coalesce(object, claim.value) AS value, wider,
       claim.status AS status, expert, source AS document, claim
