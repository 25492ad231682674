// Which effects does an enterprise have? The observations of it, of the platforms, facilities and projects that it
// operates or takes part in, and of what it develops.
// decimals: number lower upper
CALL () {
  UNWIND coalesce($enterprise, []) AS id MATCH (enterprise:Tidu {id: id}) RETURN enterprise
  UNION ALL
  UNWIND CASE WHEN $enterprise IS NULL THEN [true] ELSE [] END AS every MATCH (enterprise:Enterprise:Tidu)
  RETURN enterprise
}
CALL (enterprise) {
  RETURN enterprise AS of, null AS link
  UNION
  MATCH (enterprise)<-[:OBJECT]-(link:Statement:Tidu {property: 'operatedBy', status: 'actual'})-[:ABOUT]->(of)
  WHERE NOT link.negated
  RETURN of, link
  UNION
  MATCH (enterprise)<-[:ABOUT]-(link:Statement:Tidu {status: 'actual', negated: false})-[:OBJECT]->(of)
  WHERE link.property IN ['develops', 'participatesIn']
  RETURN of, link
}
MATCH (of)<-[:ABOUT]-(claim:Observation:Tidu)-[:INDICATOR]->(indicator), (claim)-[:DOCUMENT]->(source),
      (claim)-[:UNIT]->(unit)
WHERE ($indicator IS NULL OR indicator.id IN $indicator) AND ($status IS NULL OR claim.status IN $status)
OPTIONAL MATCH (claim)-[:BREAKDOWN]->(breakdown)
OPTIONAL MATCH (claim)-[:POPULATION]->(population)
OPTIONAL MATCH (claim)-[:BASE]->(base)
OPTIONAL MATCH (claim)-[:PRODUCER]->(producer)
OPTIONAL MATCH (claim)-[:VIA]->(via)
RETURN DISTINCT enterprise, of, indicator, breakdown, population, claim.measure AS measure,
       coalesce(base, claim.base) AS base, claim.comparator AS comparator, claim.value AS value, unit.symbol AS unit,
       claim.numberExact AS number, claim.lowerExact AS lower, claim.upperExact AS upper, claim.period AS period,
       claim.time AS time, claim.phase AS phase, claim.status AS status, producer, via, source, claim, link
