// Which tiers are there, and which regions are in them?
MATCH (claim:Statement:Tidu {property: 'inTier', status: 'actual', negated: false})-[:DOCUMENT]->(source)
WHERE ($source IS NULL OR source.id IN $source) AND ($known_at IS NULL OR source.knownFrom <= $known_at[0])
MATCH (region)<-[:APPLIES_TO]-(claim)-[:OBJECT]->(tier)-[:SCHEME]->(scheme)
WHERE tier.order IS NOT NULL
RETURN DISTINCT tier, scheme, tier.order AS order, region, source AS document, claim
