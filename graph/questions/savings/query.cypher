// Who saves energy, cost and the like, by how much? Each observation with the industries and the region of its subject:
// an enterprise is also in the industries of what it operates, develops or takes part in. The indicators are those of
// graph/catalogue/effects.py that tell of savings.
// decimals: number lower upper
MATCH (subject)<-[:ABOUT]-(claim:Observation:Tidu)-[:INDICATOR]->(indicator), (claim)-[:UNIT]->(unit),
      (claim)-[:DOCUMENT]->(source)
WHERE ($status IS NULL OR claim.status IN $status)
  AND indicator.id IN [
    'indicator/afforestation-equivalent', 'indicator/carbon-dioxide-reduction',
    'indicator/clinical-trial-cost-saved', 'indicator/coal-equivalent-saved',
    'indicator/compound-screening-cost-saved', 'indicator/cost-saved', 'indicator/diesel-per-tonne',
    'indicator/electricity-consumption', 'indicator/energy-per-10k-output',
    'indicator/energy-per-10k-value-added', 'indicator/energy-utilisation-per-m2-board',
    'indicator/enterprise-cost', 'indicator/headcount', 'indicator/inventory', 'indicator/natural-gas-saved',
    'indicator/nitrogen-oxides-reduction', 'indicator/oil-consumption', 'indicator/power-per-tonne-limestone',
    'indicator/product-rollout-time', 'indicator/production-cost', 'indicator/rd-time-saved',
    'indicator/soot-reduction', 'indicator/sulphur-dioxide-reduction'
  ]
OPTIONAL MATCH (claim)-[:BREAKDOWN]->(breakdown)
OPTIONAL MATCH (claim)-[:POPULATION]->(population)
OPTIONAL MATCH (claim)-[:BASE]->(base)
OPTIONAL MATCH (claim)-[:PRODUCER]->(producer)
WITH subject, claim, indicator, unit, source, breakdown, population, base, producer
CALL (subject) {
  OPTIONAL MATCH (subject)-[took:OPERATED_BY|DEVELOPS|PARTICIPATES_IN*0..1]-(kin)-[sorted:IN_INDUSTRY]->(industry)
  UNWIND CASE WHEN size(took) = 1 THEN took[0].claims ELSE [null] END AS link
  UNWIND coalesce(sorted.claims, [null]) AS sorting
  WITH subject, link, sorting, CASE WHEN subject:Industry THEN subject ELSE industry END AS industry_in
  OPTIONAL MATCH (industry_in)-[:BROADER*1..9]->(wider)
  RETURN link, sorting, industry_in, wider
}
CALL (subject) {
  OPTIONAL MATCH (subject)-[located:LOCATED_IN]->(place:Region:Tidu)
  UNWIND coalesce(located.claims, [null]) AS location
  WITH location, CASE WHEN subject:Region THEN subject ELSE place END AS region_in
  OPTIONAL MATCH (region_in)-[:PART_OF*0..9]->(area)
  OPTIONAL MATCH (area)-[belongs:IN_TIER]->(tier_in)
  UNWIND coalesce(belongs.claims, [null]) AS membership
  RETURN location, region_in, area, tier_in, membership
}
RETURN DISTINCT subject, indicator, breakdown, population, claim.measure AS measure, coalesce(base, claim.base) AS base,
       claim.comparator AS comparator, claim.value AS value, unit.symbol AS unit, claim.numberExact AS number,
       claim.lowerExact AS lower, claim.upperExact AS upper, claim.period AS period, claim.time AS time,
       claim.phase AS phase, claim.status AS status, producer, source, industry_in, wider, region_in, area, tier_in,
       claim, link, sorting, location, membership
