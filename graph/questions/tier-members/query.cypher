// Which regions are in a tier, and in which words?
MATCH (claim:Statement:Tidu {property: 'inTier', status: 'actual', negated: false})-[:OBJECT]->(tier),
      (claim)-[:APPLIES_TO]->(region), (claim)-[:DOCUMENT]->(source)
WHERE ($tier IS NULL OR tier.id IN $tier) AND ($region IS NULL OR region.id IN $region)
  AND ($source IS NULL OR source.id IN $source) AND ($known_at IS NULL OR source.knownFrom <= $known_at[0])
  AND tier.order IS NOT NULL
OPTIONAL MATCH (claim)-[:VIA]->(via)
RETURN DISTINCT tier, tier.order AS order, region, source, via, claim
