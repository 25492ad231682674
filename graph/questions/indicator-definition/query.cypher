// How is an indicator defined, and what is said of it? One line for each claim that measures it or names it.
// decimals: base_value
CALL () {
  UNWIND coalesce($indicator, []) AS id MATCH (indicator:Tidu {id: id}) RETURN indicator
  UNION ALL
  UNWIND CASE WHEN $indicator IS NULL THEN [true] ELSE [] END AS every MATCH (indicator:Indicator:Tidu) RETURN indicator
}
MATCH (indicator)<-[:INDICATOR|ABOUT|OBJECT]-(claim:Claim:Tidu)-[:DOCUMENT]->(source)
WHERE ($source IS NULL OR source.id IN $source) AND ($known_at IS NULL OR source.knownFrom <= $known_at[0])
OPTIONAL MATCH (indicator)-[:USUAL_UNIT]->(unit)
OPTIONAL MATCH (indicator)-[:BROADER]->(broader:Tidu)
OPTIONAL MATCH (indicator)<-[:BROADER]-(narrow:Tidu)
OPTIONAL MATCH (indicator)<-[measured:INDICATOR]-(claim)
OPTIONAL MATCH (indicator)<-[:ABOUT]-(claim)-[:OBJECT]->(dimension)
WHERE claim.property = 'hasDimension' AND claim.status = 'actual' AND claim.negated = false
RETURN DISTINCT indicator, indicator.definition AS definition_zh, indicator.definitionEn AS definition_en,
       unit.symbol AS unit, indicator.baseValueExact AS base_value, indicator.basePeriod AS base_period, broader,
       narrow, dimension, CASE WHEN measured IS NULL THEN null ELSE true END AS measures, source AS document, claim
