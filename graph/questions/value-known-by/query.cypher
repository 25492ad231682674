// Which values of an indicator were known by a day? One line for each concept of a breakdown.
// decimals: number lower upper
CALL () {
  UNWIND coalesce($indicator, []) AS id MATCH (indicator:Tidu {id: id}) RETURN indicator
  UNION ALL
  UNWIND CASE WHEN $indicator IS NULL THEN [true] ELSE [] END AS every MATCH (indicator:Indicator:Tidu) RETURN indicator
}
MATCH (subject)<-[:ABOUT]-(claim:Observation:Tidu)-[:INDICATOR]->(indicator), (claim)-[:DOCUMENT]->(source),
      (claim)-[:UNIT]->(unit)
WHERE ($subject IS NULL OR subject.id IN $subject) AND ($known_at IS NULL OR source.knownFrom <= $known_at[0])
  AND ($valid_at IS NULL OR claim.periodStart IS NULL OR claim.periodStart <= $valid_at[0])
  AND ($valid_at IS NULL OR claim.periodEnd IS NULL OR claim.periodEnd >= $valid_at[0])
OPTIONAL MATCH (claim)-[:BREAKDOWN]->(part)
OPTIONAL MATCH (claim)-[:POPULATION]->(population)
OPTIONAL MATCH (claim)-[:BASE]->(base)
OPTIONAL MATCH (claim)-[:PRODUCER]->(producer)
OPTIONAL MATCH (claim)-[:VIA]->(via)
RETURN DISTINCT indicator, subject, part, population, claim.measure AS measure, coalesce(base, claim.base) AS base,
       claim.comparator AS comparator, claim.value AS value, unit.symbol AS unit, claim.numberExact AS number,
       claim.lowerExact AS lower, claim.upperExact AS upper, claim.period AS period, claim.time AS time,
       claim.phase AS phase, claim.status AS status, producer, via, source.knownFrom AS known_from, source, claim
