// How do the tiers compare? One line for each thing that a claim names for a region of a tier.
MATCH (tier:Tier:Tidu)
WHERE tier.order IS NOT NULL AND ($tier IS NULL OR tier.id IN $tier)
CALL (tier) {
  MATCH (tier)<-[:OBJECT]-(claim:Statement:Tidu {property: 'inTier', status: 'actual', negated: false}),
        (claim)-[:APPLIES_TO]->(thing)
  RETURN thing, claim, 'regions' AS aspect
  UNION
  MATCH (tier)<-[:IN_TIER]-(region)<-[:APPLIES_TO_OBJECT]-(claim:Statement:Tidu {status: 'actual', negated: false})
  UNWIND [['jurisdiction', 'Policy', 'policies'], ['signatory', 'Policy', 'policies'],
          ['jurisdiction', 'Measure', 'measures'], ['locatedIn', 'Platform', 'platforms'],
          ['locatedIn', 'Facility', 'facilities'], ['locatedIn', 'Enterprise', 'enterprises']] AS kind
  MATCH (claim)-[:APPLIES_TO]->(thing)
  WHERE claim.property = kind[0] AND kind[1] IN labels(thing)
  RETURN thing, claim, kind[2] AS aspect
  UNION
  MATCH (tier)<-[:IN_TIER]-(region)<-[:ABOUT]-(thing:Observation:Tidu {status: 'actual'})
  RETURN thing, thing AS claim, 'observations' AS aspect
}
MATCH (claim)-[:DOCUMENT]->(source)
WHERE ($source IS NULL OR source.id IN $source) AND ($aspect IS NULL OR aspect IN $aspect)
RETURN DISTINCT tier, tier.order AS order, aspect, thing, claim
