// How widely are the application modes adopted, and how has that changed? What is observed of all modes together has
// none.
// decimals: number lower upper
CALL () {
  MATCH (mode:ApplicationMode:Tidu)<-[:BREAKDOWN]-(claim:Observation:Tidu)-[:INDICATOR]->(indicator)
  RETURN mode, claim, indicator
  UNION
  MATCH (claim:Observation:Tidu)-[:INDICATOR]->(indicator:Tidu)
  WHERE indicator.id IN ['indicator/mode-adoption', 'indicator/data-mode-adoption']
    AND NOT EXISTS { (claim)-[:BREAKDOWN]->() }
  RETURN null AS mode, claim, indicator
}
MATCH (subject)<-[:ABOUT]-(claim)-[:DOCUMENT]->(source), (claim)-[:UNIT]->(unit)
WHERE ($mode IS NULL OR mode.id IN $mode) AND ($indicator IS NULL OR indicator.id IN $indicator)
  AND ($measure IS NULL OR claim.measure IN $measure)
OPTIONAL MATCH (claim)-[:POPULATION]->(population)
OPTIONAL MATCH (claim)-[:BASE]->(base)
OPTIONAL MATCH (claim)-[:PRODUCER]->(producer)
OPTIONAL MATCH (claim)-[:VIA]->(via)
RETURN DISTINCT mode, subject, indicator, population, claim.measure AS measure, coalesce(base, claim.base) AS base,
       claim.comparator AS comparator, claim.value AS value, unit.symbol AS unit, claim.numberExact AS number,
       claim.lowerExact AS lower, claim.upperExact AS upper, claim.period AS period, claim.time AS time,
       claim.phase AS phase, claim.status AS status, producer, via, source, claim
