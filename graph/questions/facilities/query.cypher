// Which facilities are there? One line for each claim about a facility and each thing that its value lies in, and
// one for each claim that sorts a region into a tier.
// terms: property
CALL () {
  MATCH (thing:Facility:Tidu)<-[:ABOUT]-(claim:Statement:Tidu {negated: false})
  OPTIONAL MATCH (claim)-[:OBJECT]->(object)
  OPTIONAL MATCH (claim)-[:APPLIES_TO_OBJECT]->(place)
  OPTIONAL MATCH (place)-[:PART_OF|BROADER*1..9]->(above)
  RETURN claim, thing, claim.property AS property, coalesce(object, claim.value) AS value, place, above
  UNION
  MATCH (place)<-[:APPLIES_TO]-(claim:Statement:Tidu {property: 'inTier', status: 'actual', negated: false}),
        (claim)-[:OBJECT]->(value)
  RETURN claim, null AS thing, 'inTier' AS property, value, place, null AS above
}
MATCH (claim)-[:DOCUMENT]->(source)
WHERE ($source IS NULL OR source.id IN $source) AND ($known_at IS NULL OR source.knownFrom <= $known_at[0])
RETURN DISTINCT thing, property, value, place, above, claim.status AS status, source, claim
