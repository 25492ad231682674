// Which development paths are there? What the documents say of each, the regions that they name for it, the figures
// that show it.
MATCH (path:DevelopmentPath:Tidu)
WHERE $path IS NULL OR path.id IN $path
CALL (path) {
  MATCH (path)<-[:OBJECT]-(claim:Statement:Tidu {property: 'followsPath'})-[:APPLIES_TO]->(value),
        (claim)-[:ABOUT]->(subject)
  RETURN claim, 'region' AS aspect, value, CASE WHEN subject:RegionGroup THEN subject END AS stated_of
  UNION
  MATCH (path)<-[:ABOUT]-(claim:Statement:Tidu {property: 'describedAs'})
  RETURN claim, 'description' AS aspect, claim.value AS value, null AS stated_of
  UNION
  MATCH (path)<-[:OBJECT]-(claim:Statement:Tidu {property: 'shows'})-[:ABOUT]->(value)
  RETURN claim, 'figure' AS aspect, value, null AS stated_of
}
MATCH (claim)-[:DOCUMENT]->(source)
WHERE NOT claim.negated AND ($aspect IS NULL OR aspect IN $aspect) AND ($status IS NULL OR claim.status IN $status)
  AND ($source IS NULL OR source.id IN $source) AND ($known_at IS NULL OR source.knownFrom <= $known_at[0])
RETURN DISTINCT path, aspect, value, stated_of, claim.status AS status, source, claim
