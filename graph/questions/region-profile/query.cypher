// What is said of a region and of the places within it? Statements about it, statements that name it, and values.
CALL () {
  UNWIND coalesce($region, []) AS id MATCH (region:Tidu {id: id}) RETURN region
  UNION ALL
  UNWIND CASE WHEN $region IS NULL THEN [true] ELSE [] END AS every MATCH (region:Region:Tidu) RETURN region
}
MATCH (region)<-[:PART_OF*0..5]-(place)
CALL (place) {
  MATCH (place)<-[link:APPLIES_TO|APPLIES_TO_OBJECT]-(claim)-[:ABOUT]->(subject)
  OPTIONAL MATCH (claim)-[:OBJECT]->(object)
  MATCH (property:Tidu {id: 'ontology#' + claim.property})
  WITH claim, property, subject, coalesce(object, claim.value) AS object, type(link) = 'APPLIES_TO' AS of
  RETURN claim, property, CASE WHEN of THEN object ELSE subject END AS thing,
         CASE WHEN of THEN subject ELSE object END AS named, CASE WHEN NOT of THEN subject END AS naming, null AS base
  UNION
  MATCH (place)<-[:ABOUT]-(claim:Observation:Tidu)-[:INDICATOR]->(property)
  OPTIONAL MATCH (claim)-[:BASE]->(base)
  RETURN claim, property, claim.value AS thing, place AS named, null AS naming, coalesce(base, claim.base) AS base
}
MATCH (claim)-[:DOCUMENT]->(source)
WHERE ($source IS NULL OR source.id IN $source) AND ($known_at IS NULL OR source.knownFrom <= $known_at[0])
OPTIONAL MATCH (claim)-[:VIA]->(via)
OPTIONAL MATCH (claim)-[:BREAKDOWN]->(part)
OPTIONAL MATCH (claim)-[:POPULATION]->(population)
OPTIONAL MATCH (naming)<-[:ABOUT]-(kinded {property: 'kind', negated: false})-[:DOCUMENT]->(source)
RETURN DISTINCT region, place, property, thing, kinded.value AS of_kind, claim.comparator AS comparator,
       claim.unitSymbol AS unit, claim.measure AS measure, base, part, population, claim.period AS period,
       claim.time AS time, claim.phase AS phase, claim.status AS status, coalesce(claim.negated, false) AS negated,
       CASE WHEN named <> place THEN named END AS stated_of, via, source, claim, kinded
