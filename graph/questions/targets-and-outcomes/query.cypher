// Which targets and plans were carried out? One line for each figure of a thing and indicator of which one is a target or
// planned, and for each statement that says the same, target or actual.
CALL () {
  MATCH (subject)<-[:ABOUT]-(expected:Observation:Tidu)-[:INDICATOR]->(property)
  WHERE expected.status IN ['target', 'planned'] AND ($subject IS NULL OR subject.id IN $subject)
  WITH DISTINCT subject, property
  MATCH (subject)<-[:ABOUT]-(claim:Observation:Tidu)-[:INDICATOR]->(property), (claim)-[:UNIT]->(unit)
  OPTIONAL MATCH (claim)-[:BASE]->(base)
  OPTIONAL MATCH (claim)-[:BREAKDOWN]->(breakdown)
  OPTIONAL MATCH (claim)-[:POPULATION]->(population)
  OPTIONAL MATCH (claim)-[:PRODUCER]->(producer)
  RETURN subject, property, claim, breakdown, population, producer, claim.value AS value, unit.symbol AS unit,
         coalesce(base, claim.base) AS base
  UNION ALL
  MATCH (subject)<-[:ABOUT]-(expected:Statement:Tidu)
  WHERE expected.status IN ['target', 'planned'] AND ($subject IS NULL OR subject.id IN $subject)
  OPTIONAL MATCH (expected)-[:OBJECT]->(object)
  WITH DISTINCT subject, expected.property AS name, coalesce(object, expected.value) AS value
  MATCH (property:Tidu {id: 'ontology#' + name})
  MATCH (subject)<-[:ABOUT]-(claim:Statement:Tidu {property: name, negated: false})
  OPTIONAL MATCH (claim)-[:OBJECT]->(other)
  WITH subject, property, claim, value, coalesce(other, claim.value) AS said
  WHERE said = value
  RETURN subject, property, claim, null AS breakdown, null AS population, null AS producer, value, null AS unit,
         null AS base
}
MATCH (claim)-[:DOCUMENT]->(source)
WHERE $known_at IS NULL OR source.knownFrom <= $known_at[0]
RETURN DISTINCT subject, property, claim AS member, breakdown, population, claim.measure AS measure, base,
       claim.comparator AS comparator, value, unit, coalesce(claim.period, claim.validFrom) AS stated_period,
       claim.time AS time, claim.phase AS phase, claim.status AS stated_status, producer, source AS stated_by, claim
