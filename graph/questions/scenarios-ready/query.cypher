// For which scenarios are how many enterprises ready?
// decimals: number lower upper
MATCH (indicator:Tidu {id: 'indicator/scenario-ready-share'})<-[:INDICATOR]-(claim:Observation:Tidu),
      (claim)-[:BREAKDOWN]->(scenario:Scenario), (claim)-[:ABOUT]->(subject), (claim)-[:DOCUMENT]->(source),
      (claim)-[:UNIT]->(unit)
OPTIONAL MATCH (claim)-[:POPULATION]->(population)
OPTIONAL MATCH (claim)-[:BASE]->(base)
OPTIONAL MATCH (claim)-[:PRODUCER]->(producer)
OPTIONAL MATCH (claim)-[:VIA]->(via)
RETURN DISTINCT scenario, subject, population, claim.measure AS measure, coalesce(base, claim.base) AS base,
       claim.comparator AS comparator, claim.value AS value, unit.symbol AS unit, claim.numberExact AS number,
       claim.lowerExact AS lower, claim.upperExact AS upper, claim.period AS period, claim.time AS time,
       claim.phase AS phase, claim.status AS status, producer, via, source, claim
