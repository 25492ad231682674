// What is said of a tier as a whole? Statements about it, statements that name it, and values: of the tier itself and of
// the groups that share a region with it, of which the fold keeps those that a document lists with just its regions.
MATCH (tier:Tier:Tidu)
WHERE $tier IS NULL OR tier.id IN $tier
CALL (tier) {
  RETURN tier AS of
  UNION
  MATCH (tier)<-[:IN_TIER]-()<-[:HAS_MEMBER]-(of)
  RETURN of
}
MATCH (of)<-[:ABOUT|OBJECT]-(claim:Tidu)-[:DOCUMENT]->(source)
WHERE ($source IS NULL OR source.id IN $source) AND ($known_at IS NULL OR source.knownFrom <= $known_at[0])
OPTIONAL MATCH (claim)-[:INDICATOR]->(indicator)
OPTIONAL MATCH (term:Tidu {id: 'ontology#' + claim.property})
OPTIONAL MATCH (claim)-[:ABOUT|OBJECT]->(other WHERE other <> of)
OPTIONAL MATCH (other:Recommendation:Tidu)<-[:ABOUT]-(told:Tidu {property: 'describedAs', status: claim.status,
                negated: false})-[:DOCUMENT]->(source)
OPTIONAL MATCH (claim)-[:BASE]->(base)
OPTIONAL MATCH (claim)-[:BREAKDOWN]->(part)
OPTIONAL MATCH (claim)-[:POPULATION]->(population)
OPTIONAL MATCH (claim)-[:VIA]->(via)
RETURN DISTINCT tier, of, coalesce(indicator, term) AS property, coalesce(other, claim.value) AS thing,
       told.value AS advice, claim.comparator AS comparator, claim.unitSymbol AS unit, claim.measure AS measure,
       coalesce(base, claim.base) AS base, part, population, claim.period AS period, claim.time AS time,
       claim.phase AS phase, claim.status AS status, coalesce(claim.negated, false) AS negated, claim.note AS note, via,
       source, claim, told
