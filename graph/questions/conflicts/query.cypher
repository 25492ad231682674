// Which claims disagree, and why? One line for each claim of a conflict.
MATCH (conflict:Conflict:Tidu)-[:CONCERNS]->(subject)
WHERE ($reason IS NULL OR conflict.reason IN $reason) AND ($subject IS NULL OR subject.id IN $subject)
  AND ($known_at IS NULL OR conflict.knownFrom <= $known_at[0])
MATCH (conflict)-[:MEMBER]->(claim)-[:DOCUMENT]->(source)
OPTIONAL MATCH (claim)-[:INDICATOR]->(indicator)
OPTIONAL MATCH (claim)-[:UNIT]->(unit)
OPTIONAL MATCH (property:Tidu {id: 'ontology#' + claim.property})
OPTIONAL MATCH (claim)-[:OBJECT]->(object)
OPTIONAL MATCH (claim)-[:BREAKDOWN]->(breakdown)
OPTIONAL MATCH (claim)-[:POPULATION]->(population)
OPTIONAL MATCH (claim)-[:PRODUCER]->(producer)
RETURN DISTINCT conflict.reason AS reason, subject, conflict, claim AS member, coalesce(indicator, property) AS property,
       breakdown, population, claim.measure AS measure, claim.comparator AS comparator,
       coalesce(object, claim.value) AS value, unit.symbol AS unit, claim.period AS period, claim.phase AS phase,
       claim.status AS status, producer, source, claim
