// Observations with all their fields; a breakdown by several concepts gives several lines.
// decimals: number lower upper
CALL () {
  UNWIND coalesce($claim, []) AS id MATCH (claim:Tidu:Observation {id: id}) RETURN claim
  UNION ALL
  UNWIND CASE WHEN $claim IS NULL THEN [true] ELSE [] END AS every MATCH (claim:Observation:Tidu) RETURN claim
}
MATCH (claim)-[:DOCUMENT]->(document), (claim)-[:ABOUT]->(subject), (claim)-[:INDICATOR]->(indicator),
      (claim)-[:UNIT]->(unit)
OPTIONAL MATCH (claim)-[:BREAKDOWN]->(breakdown)
OPTIONAL MATCH (claim)-[:POPULATION]->(population)
OPTIONAL MATCH (claim)-[:BASE]->(base)
OPTIONAL MATCH (claim)-[:PRODUCER]->(producer)
OPTIONAL MATCH (claim)-[:VIA]->(via)
RETURN claim, document, subject, indicator, breakdown, population, claim.measure AS measure,
       coalesce(base, claim.base) AS base, claim.value AS value, claim.numberExact AS number, unit.symbol AS unit,
       claim.comparator AS comparator, claim.lowerExact AS lower, claim.upperExact AS upper, claim.period AS period,
       claim.periodStart AS period_start, claim.periodEnd AS period_end, claim.time AS time,
       claim.periodBasis AS period_basis, claim.phase AS phase, claim.status AS status, producer, via,
       claim.note AS note
