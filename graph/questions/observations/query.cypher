// Which observations are there? One line for each concept of a breakdown and each claim that sorts the subject in a tier.
// decimals: number lower upper
CALL () {
  UNWIND coalesce($indicator, []) AS id MATCH (indicator:Tidu {id: id}) RETURN indicator
  UNION ALL
  UNWIND CASE WHEN $indicator IS NULL THEN [true] ELSE [] END AS every MATCH (indicator:Indicator:Tidu) RETURN indicator
}
MATCH (subject)<-[:ABOUT]-(claim:Observation:Tidu)-[:INDICATOR]->(indicator), (claim)-[:DOCUMENT]->(source),
      (claim)-[:UNIT]->(unit)
WHERE ($subject IS NULL OR subject.id IN $subject) AND ($source IS NULL OR source.id IN $source)
  AND ($measure IS NULL OR claim.measure IN $measure) AND ($status IS NULL OR claim.status IN $status)
  AND ($time IS NULL OR claim.time IN $time) AND ($phase IS NULL OR claim.phase IN $phase)
  AND ($known_at IS NULL OR source.knownFrom <= $known_at[0])
  AND ($valid_at IS NULL OR claim.periodStart IS NULL OR claim.periodStart <= $valid_at[0])
  AND ($valid_at IS NULL OR claim.periodEnd IS NULL OR claim.periodEnd >= $valid_at[0])
  AND ($concept IS NULL OR EXISTS { MATCH (claim)-[:BREAKDOWN]->(concept) WHERE concept.id IN $concept })
OPTIONAL MATCH (claim)-[:BREAKDOWN]->(part)
OPTIONAL MATCH (claim)-[:POPULATION]->(population)
OPTIONAL MATCH (claim)-[:BASE]->(base)
OPTIONAL MATCH (claim)-[:PRODUCER]->(producer)
OPTIONAL MATCH (claim)-[:VIA]->(via)
WITH *
WHERE ($population IS NULL OR population.id IN $population) AND ($producer IS NULL OR producer.id IN $producer)
OPTIONAL MATCH (subject)<-[:APPLIES_TO]-(membership:Statement:Tidu {property: 'inTier', status: 'actual',
                negated: false})-[:OBJECT]->(tier), (membership)-[:DOCUMENT]->(sorting)
WHERE ($tier IS NULL OR tier.id IN $tier) AND ($known_at IS NULL OR sorting.knownFrom <= $known_at[0])
WITH *
WHERE $tier IS NULL OR tier IS NOT NULL
RETURN DISTINCT indicator, subject, subject.level AS level, part, population, claim.measure AS measure,
       coalesce(base, claim.base) AS base, claim.comparator AS comparator, claim.value AS value, unit.symbol AS unit,
       claim.numberExact AS number, claim.lowerExact AS lower, claim.upperExact AS upper,
       claim.lowerInclusive AS lower_inclusive, claim.upperInclusive AS upper_inclusive, claim.period AS period,
       claim.time AS time, claim.phase AS phase, claim.status AS status, producer, via, source, claim.note AS note,
       tier, membership, claim
