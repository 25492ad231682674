// Where does a technology occur? Claims that name it or a narrower one, with the regions of who uses it and their tiers
// as the same document states them.
// decimals: lower upper
CALL () {
  UNWIND coalesce($technology, []) AS id MATCH (technology:Tidu {id: id}) RETURN technology
  UNION ALL
  UNWIND CASE WHEN $technology IS NULL THEN [true] ELSE [] END AS every MATCH (technology:Tidu {class: 'Technology'})
  RETURN technology
}
MATCH (technology)<-[:BROADER*0..9]-(named:Tidu)
CALL (named) {
  MATCH (named)<-[:OBJECT|BREAKDOWN]-(claim:Tidu)-[by:APPLIES_TO|ABOUT]->(user)
  WHERE claim.property IN ['applies', 'develops', 'topic'] AND type(by) = 'APPLIES_TO' AND NOT claim.negated
     OR claim.measure IS NOT NULL
  RETURN claim, user, coalesce(claim.property, 'breakdown') AS kind
  UNION
  MATCH (named)<-[:ABOUT]-(claim:Tidu)
  WHERE claim.measure IS NOT NULL OR claim.property = 'describedAs' AND NOT claim.negated
  RETURN claim, named AS user, CASE WHEN claim.measure IS NULL THEN 'description' ELSE 'about' END AS kind
}
MATCH (claim)-[:DOCUMENT]->(source)
WHERE ($kind IS NULL OR kind IN $kind) AND ($status IS NULL OR claim.status IN $status)
  AND ($source IS NULL OR source.id IN $source) AND ($known_at IS NULL OR source.knownFrom <= $known_at[0])
WITH technology, named, claim, user, kind, source
OPTIONAL MATCH (claim)-[:INDICATOR]->(indicator)
OPTIONAL MATCH (claim)-[:POPULATION]->(population)
OPTIONAL MATCH (user)<-[:ABOUT]-(placing:Tidu {negated: false})-[:APPLIES_TO_OBJECT]->(place),
               (placing)-[:DOCUMENT]->(source)
WHERE placing.property IN ['locatedIn', 'jurisdiction', 'signatory', 'heldIn']
WITH technology, named, claim, user, kind, source, indicator, population, placing,
     CASE WHEN user:Region THEN user ELSE place END AS region_in
OPTIONAL MATCH (region_in)-[:PART_OF*0..9]->(area),
               (area)<-[:APPLIES_TO]-(membership:Tidu {property: 'inTier', status: 'actual', negated: false}),
               (membership)-[:OBJECT]->(tier_in), (membership)-[:DOCUMENT]->(source)
RETURN DISTINCT technology, kind, user, CASE WHEN named <> technology THEN named END AS via_narrower, indicator,
       population, claim.measure AS measure, claim.comparator AS comparator,
       CASE WHEN claim.measure IS NOT NULL OR kind = 'description' THEN claim.value END AS value,
       claim.unitSymbol AS unit, claim.lowerExact AS lower, claim.upperExact AS upper, claim.period AS period,
       claim.status AS status, source, region_in, tier_in, claim, placing, membership
