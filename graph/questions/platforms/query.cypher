// Which platforms are there? One line for each claim about a platform and each thing that its value lies in, and
// one for each claim that sorts a region into a tier.
// terms: property
CALL () {
  MATCH (thing:Platform:Tidu)<-[:ABOUT]-(claim:Statement:Tidu {negated: false})
  OPTIONAL MATCH (claim)-[:OBJECT]->(object)
  OPTIONAL MATCH (claim)-[:APPLIES_TO_OBJECT]->(place)
  OPTIONAL MATCH (place)-[:PART_OF|BROADER*1..9]->(above)
  RETURN claim, thing, claim.property AS property, coalesce(object, claim.value) AS value, place, above
  UNION
  MATCH (thing:Platform:Tidu)<-[:OBJECT]-(claim:Statement:Tidu {property: 'develops', negated: false})
  MATCH (claim)-[:APPLIES_TO]->(value)
  RETURN claim, thing, 'develops' AS property, value, null AS place, null AS above
  UNION
  MATCH (place)<-[:APPLIES_TO]-(claim:Statement:Tidu {property: 'inTier', status: 'actual', negated: false}),
        (claim)-[:OBJECT]->(value)
  RETURN claim, null AS thing, 'inTier' AS property, value, place, null AS above
}
MATCH (claim)-[:DOCUMENT]->(source)
WHERE ($source IS NULL OR source.id IN $source) AND ($known_at IS NULL OR source.knownFrom <= $known_at[0])
RETURN DISTINCT thing, property, value, place, above, claim.status AS status, source, claim
