// Which platforms does an enterprise operate, develop or apply, and in which tier is its region? An enterprise that is
// only said to be in a group of regions has no tier: nobody says in which of them it is.
CALL () {
  UNWIND coalesce($enterprise, []) AS id MATCH (enterprise:Tidu {id: id}) RETURN enterprise
  UNION ALL
  UNWIND CASE WHEN $enterprise IS NULL THEN [true] ELSE [] END AS every MATCH (enterprise:Enterprise:Tidu)
  RETURN enterprise
}
CALL (enterprise) {
  MATCH (enterprise)<-[:OBJECT]-(claim:Statement:Tidu {property: 'operatedBy', negated: false})-[:ABOUT]->(platform)
  RETURN claim, 'operates' AS relation, platform
  UNION
  MATCH (enterprise)<-[:ABOUT]-(claim:Statement:Tidu {negated: false})-[:OBJECT]->(platform)
  WHERE claim.property IN ['develops', 'applies']
  RETURN claim, claim.property AS relation, platform
}
MATCH (claim)-[:DOCUMENT]->(source)
WHERE platform:Platform AND ($relation IS NULL OR relation IN $relation)
OPTIONAL MATCH (enterprise)<-[:ABOUT]-(location:Statement:Tidu {property: 'locatedIn', status: 'actual'}),
               (location)-[:OBJECT]->(region)
WHERE NOT location.negated
OPTIONAL MATCH (region:Region)-[:PART_OF*0..9]->(sorted),
               (sorted)<-[:APPLIES_TO]-(membership:Statement:Tidu {property: 'inTier', status: 'actual'}),
               (membership)-[:OBJECT]->(tier), (membership)-[:DOCUMENT]->(tier_source)
WHERE NOT membership.negated
RETURN DISTINCT enterprise, relation, platform, claim.status AS status, region, tier, tier_source, source, claim,
       location, membership
