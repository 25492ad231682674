// Which tiers are there, and which regions are in them?
MATCH (claim:Statement:Tidu {property: 'inTier', status: 'actual', negated: false})-[:DOCUMENT]->(source)
WHERE $source IS NULL OR source.id IN $source
MATCH (region)<-[:APPLIES_TO]-(claim)-[:OBJECT]->(tier)-[:SCHEME]->(scheme)
WHERE tier.order IS NOT NULL
RETURN DISTINCT tier, scheme, tier.order AS order, region, claim
