// Which tier is a region in, by document and edition? An edition counts as known when a document known by then says it.
CALL () {
  UNWIND coalesce($region, []) AS id MATCH (region:Tidu {id: id}) RETURN region
  UNION ALL
  UNWIND CASE WHEN $region IS NULL THEN [true] ELSE [] END AS every MATCH (region:Region:Tidu) RETURN region
}
MATCH (region)<-[:APPLIES_TO]-(claim:Statement:Tidu {property: 'inTier'})-[:OBJECT]->(tier)-[:SCHEME]->(scheme),
      (claim)-[:DOCUMENT]->(source)
WHERE ($source IS NULL OR source.id IN $source) AND ($known_at IS NULL OR source.knownFrom <= $known_at[0])
OPTIONAL MATCH (claim)-[:VIA]->(via)
OPTIONAL MATCH (scheme)<-[:ABOUT]-(defining:Statement:Tidu {property: 'definedBy', status: 'actual', negated: false}),
               (defining)-[:OBJECT]->(edition), (defining)-[:DOCUMENT]->(definer)
WHERE $known_at IS NULL OR definer.knownFrom <= $known_at[0]
RETURN DISTINCT region, tier, scheme, edition, source, source.publishedOn AS published, via, claim.status AS status,
       claim.negated AS negated, claim
