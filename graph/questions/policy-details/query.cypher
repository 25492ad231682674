// What do the documents say of a policy? Claims about it, and claims of others that name it.
// terms: property
CALL () {
  UNWIND coalesce($policy, []) AS id MATCH (policy:Tidu {id: id}) RETURN policy
  UNION ALL
  UNWIND CASE WHEN $policy IS NULL THEN [true] ELSE [] END AS every MATCH (policy:Entity:Tidu) RETURN policy
}
CALL (policy) {
  MATCH (claim:Statement:Tidu)-[:ABOUT]->(policy)
  OPTIONAL MATCH (claim)-[:OBJECT]->(object)
  RETURN claim, 'of' AS direction, coalesce(object, claim.value) AS value
  UNION
  MATCH (value)<-[:ABOUT]-(claim:Statement:Tidu)-[:OBJECT]->(policy)
  RETURN claim, 'by' AS direction, value
}
MATCH (claim)-[:DOCUMENT]->(source)
WHERE ($property IS NULL OR claim.property IN $property) AND ($source IS NULL OR source.id IN $source)
  AND ($known_at IS NULL OR source.knownFrom <= $known_at[0])
OPTIONAL MATCH (claim)-[:VIA]->(via)
RETURN DISTINCT direction, claim.property AS property, value, claim.status AS status, claim.negated AS negated, via,
       source, claim
