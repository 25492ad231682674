// On whom does each figure rest? One line for each concept of a breakdown and each organisation behind a source.
// decimals: lower upper
CALL () {
  UNWIND coalesce($indicator, []) AS id MATCH (indicator:Tidu {id: id}) RETURN indicator
  UNION ALL
  UNWIND CASE WHEN $indicator IS NULL THEN [true] ELSE [] END AS every MATCH (indicator:Indicator:Tidu) RETURN indicator
}
MATCH (subject)<-[:ABOUT]-(claim:Observation:Tidu)-[:INDICATOR]->(indicator), (claim)-[:UNIT]->(unit),
      (claim)-[:DOCUMENT]->(source)-[:PUBLICATION]->(work)
WHERE ($subject IS NULL OR subject.id IN $subject) AND ($status IS NULL OR claim.status IN $status)
  AND ($known_at IS NULL OR source.knownFrom <= $known_at[0])
WITH *
OPTIONAL MATCH (work)-[:PUBLISHED_BY]->(publisher)
OPTIONAL MATCH (claim)-[:BREAKDOWN]->(part)
OPTIONAL MATCH (claim)-[:POPULATION]->(population)
OPTIONAL MATCH (claim)-[:BASE]->(base)
OPTIONAL MATCH (claim)-[:PRODUCER]->(producer)
OPTIONAL MATCH (claim)-[:VIA]->(via)
OPTIONAL MATCH (via)-[:PUBLISHED_BY|AFFILIATED_WITH]->(house)
RETURN DISTINCT indicator, subject, part, population, claim.measure AS measure, coalesce(base, claim.base) AS base,
       claim.comparator AS comparator, claim.value AS value, unit.symbol AS unit, claim.lowerExact AS lower,
       claim.upperExact AS upper, claim.lowerInclusive AS lower_inclusive, claim.upperInclusive AS upper_inclusive,
       claim.period AS period, claim.time AS time, claim.phase AS phase, claim.status AS status, producer, via, house,
       source, work, publisher, claim
