// Which policies support which tier's regions? The supports are derived at build, one for each document that sorts the
// regions and day from which the ground is known; `claims` lists the claims of the membership and of the ground.
CALL () {
  UNWIND coalesce($tier, []) AS id MATCH (tier:Tidu {id: id}) RETURN tier
  UNION ALL
  UNWIND CASE WHEN $tier IS NULL THEN [true] ELSE [] END AS every MATCH (tier:Tier:Tidu) RETURN tier
}
MATCH (support:Support:Tidu)-[:TIER]->(tier)
WHERE ($basis IS NULL OR support.basis IN $basis) AND ($known_at IS NULL OR support.knownFrom <= $known_at[0])
  AND ($valid_at IS NULL OR support.lifeStart IS NULL OR support.lifeStart <= $valid_at[0])
  AND ($valid_at IS NULL OR support.lifeEnd IS NULL OR support.lifeEnd >= $valid_at[0])
MATCH (region)<-[:REGION]-(support)-[:INTERVENTION]->(policy), (support)-[:SOURCE]->(source)
WHERE $source IS NULL OR source.id IN $source
RETURN tier, region, policy, support.basis AS basis, support.ground AS ground, support.lifeStart AS `start`,
       support.lifeEnd AS `end`,
       CASE WHEN support.lifeStart IS NOT NULL AND support.lifeEnd IS NOT NULL THEN 'stated' ELSE 'assumed' END AS life,
       support.claims AS claims
