// How do the tiers compare? One line for each thing that a claim names for a region of a tier, or a place within it; and
// for the medians one for each actual level of a region, with what must agree before two are comparable.
// decimals: low high
MATCH (tier:Tier:Tidu)<-[:OBJECT]-(sorting:Statement:Tidu {property: 'inTier', status: 'actual', negated: false})
WHERE tier.order IS NOT NULL AND ($tier IS NULL OR tier.id IN $tier)
MATCH (member)<-[:APPLIES_TO]-(sorting)-[:DOCUMENT]->(sorter)
WHERE $known_at IS NULL OR sorter.knownFrom <= $known_at[0]
WITH tier, member, collect(sorting) AS sortings
CALL (member, sortings) {
  UNWIND sortings AS claim
  RETURN member AS thing, claim, 'regions' AS aspect, null AS region, null AS indicator, null AS part, null AS population
  UNION
  MATCH (member)<-[:PART_OF*0..5]-(place)
  MATCH (place)<-[:APPLIES_TO_OBJECT]-(claim:Statement:Tidu {status: 'actual', negated: false})-[:APPLIES_TO]->(thing)
  UNWIND [['jurisdiction', 'Policy', 'policies'], ['signatory', 'Policy', 'policies'],
          ['jurisdiction', 'Measure', 'measures'], ['locatedIn', 'Platform', 'platforms'],
          ['locatedIn', 'Facility', 'facilities'], ['locatedIn', 'Facility', 'nodes'],
          ['locatedIn', 'Enterprise', 'enterprises']] AS kind
  WITH thing, claim, kind[2] AS aspect
  WHERE claim.property = kind[0] AND kind[1] IN labels(thing) AND (kind[2] <> 'nodes' OR
        any(one IN thing.kind WHERE one IN ['top-node', 'secondary-node', 'backup-node']))
  RETURN thing, claim, aspect, null AS region, null AS indicator, null AS part, null AS population
  UNION
  MATCH (member)<-[:ABOUT]-(claim:Observation:Tidu {status: 'actual'})
  RETURN claim AS thing, claim, 'observations' AS aspect, null AS region, null AS indicator, null AS part,
         null AS population
  UNION
  MATCH (member)<-[:ABOUT]-(claim:Observation:Tidu {status: 'actual', measure: 'level'})-[:INDICATOR]->(indicator)
  OPTIONAL MATCH (claim)-[:BREAKDOWN]->(part)
  OPTIONAL MATCH (claim)-[:POPULATION]->(population)
  RETURN claim AS thing, claim, 'medians' AS aspect, member AS region, indicator, part, population
}
MATCH (claim)-[:DOCUMENT]->(source)
WHERE ($source IS NULL OR source.id IN $source) AND ($aspect IS NULL OR aspect IN $aspect)
  AND ($indicator IS NULL OR indicator.id IN $indicator) AND ($known_at IS NULL OR source.knownFrom <= $known_at[0])
WITH *, CASE WHEN aspect = 'medians' THEN claim END AS value
RETURN DISTINCT tier, tier.order AS order, aspect, thing, region, indicator, part, population, value.period AS period,
       value.time AS time, value.phase AS phase, value.unitSymbol AS unit, value.lowerExact AS low,
       value.upperExact AS high, claim
