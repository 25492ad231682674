// Which policies and measures deal with the topics of an intervention? A line is what one claim says: that something has
// a topic of the one asked for (which has it too, by claims of its own), or where and when it is in force.
// terms: property
CALL () {
  UNWIND coalesce($policy, []) AS id MATCH (policy:Intervention:Tidu {id: id}) RETURN policy
  UNION ALL
  UNWIND CASE WHEN $policy IS NULL THEN [true] ELSE [] END AS every MATCH (policy:Intervention:Tidu) RETURN policy
}
CALL (policy) {
  MATCH (policy)-[:TOPIC]->(value)<-[:OBJECT]-(claim:Statement:Tidu {property: 'topic'})-[:ABOUT]->(thing:Intervention:Tidu)
  RETURN claim, policy AS asked, thing, value, null AS place
  UNION
  MATCH (thing:Intervention:Tidu)<-[:ABOUT]-(claim:Statement:Tidu)
  WHERE claim.property IN ['issuedOn', 'jurisdiction', 'signatory', 'issuedBy']
  OPTIONAL MATCH (claim)-[:OBJECT]->(object)
  OPTIONAL MATCH (object)-[:JURISDICTION]->(reach)
  OPTIONAL MATCH (claim)-[:APPLIES_TO_OBJECT]->(named)
  RETURN claim, null AS asked, thing, coalesce(object, claim.value) AS value, coalesce(reach, named) AS place
}
MATCH (claim {status: 'actual', negated: false})-[:DOCUMENT]->(source)
WHERE ($source IS NULL OR source.id IN $source) AND ($known_at IS NULL OR source.knownFrom <= $known_at[0])
RETURN DISTINCT asked, thing, claim.property AS property, value, place, source AS document, claim
