// Which regions follow which development path? What is stated of a fully named group holds for its members.
MATCH (claim:Statement:Tidu {property: 'followsPath', negated: false})-[:OBJECT]->(path),
      (subject)<-[:ABOUT]-(claim)-[:APPLIES_TO]->(region), (claim)-[:DOCUMENT]->(source)
WHERE ($path IS NULL OR path.id IN $path) AND ($region IS NULL OR region.id IN $region)
  AND ($source IS NULL OR source.id IN $source) AND ($status IS NULL OR claim.status IN $status)
  AND ($group IS NULL OR subject.id IN $group) AND ($known_at IS NULL OR source.knownFrom <= $known_at[0])
OPTIONAL MATCH (claim)-[:VIA]->(via)
RETURN DISTINCT path, region, CASE WHEN subject:RegionGroup THEN subject END AS stated_of, claim.status AS status,
       via, source, claim
