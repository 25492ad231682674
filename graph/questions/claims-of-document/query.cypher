// What does a document say? Each claim, in the order of the text.
// decimals: lower upper
CALL () {
  UNWIND coalesce($document, []) AS id MATCH (document:Tidu {id: id}) RETURN document
  UNION ALL
  UNWIND CASE WHEN $document IS NULL THEN [true] ELSE [] END AS every MATCH (document:Document:Tidu) RETURN document
}
MATCH (subject)<-[:ABOUT]-(claim:Claim:Tidu)-[:DOCUMENT]->(document), (claim)-[:STATED_BY]->(passage)
OPTIONAL MATCH (claim)-[:OBJECT]->(object)
OPTIONAL MATCH (claim)-[:VIA]->(via)
OPTIONAL MATCH (claim)-[:INDICATOR]->(indicator)
OPTIONAL MATCH (property:Tidu {id: 'ontology#' + claim.property})
WITH *, CASE WHEN claim:Observation THEN 'observation' WHEN object IS NULL THEN 'attribute' ELSE 'relation' END AS kind
WHERE ($status IS NULL OR claim.status IN $status) AND ($kind IS NULL OR kind IN $kind)
  AND ($relayed_from IS NULL OR via.id IN $relayed_from)
  AND ($property IS NULL OR claim.property IN $property) AND ($indicator IS NULL OR indicator.id IN $indicator)
  AND ($subject_class IS NULL OR size([label IN labels(subject) WHERE label IN $subject_class]) > 0)
  AND ($about IS NULL OR subject.id IN $about OR EXISTS { (claim)-[:APPLIES_TO]->(about) WHERE about.id IN $about })
OPTIONAL MATCH (claim)-[:UNIT]->(unit)
OPTIONAL MATCH (claim)-[:BASE]->(base)
OPTIONAL MATCH (claim)-[:BREAKDOWN]->(concept)
OPTIONAL MATCH (claim)-[:POPULATION]->(population)
OPTIONAL MATCH (claim)-[:PRODUCER]->(producer)
RETURN DISTINCT passage.start AS `start`, passage.end AS `end`, kind, subject, coalesce(indicator, property) AS stated,
       coalesce(object, claim.value) AS other, unit.symbol AS unit, claim.comparator AS comparator,
       claim.lowerExact AS lower, claim.upperExact AS upper, claim.measure AS measure,
       coalesce(base, claim.base) AS base, concept, population, claim.period AS period, claim.time AS time,
       claim.phase AS phase, claim.role AS role, claim.validFrom AS valid_from, claim.validTo AS valid_to,
       claim.status AS status, coalesce(claim.negated, false) AS negated, producer, via, document, claim
