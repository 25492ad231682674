// What did regions do after a policy? A line is what one claim says: that something carries out the policy, is based on
// it or carries out the programme (`via`) that it set up; that something has a topic of it; or a title, date or place.
// terms: property
CALL () {
  UNWIND coalesce($policy, []) AS id MATCH (policy:Intervention:Tidu {id: id}) RETURN policy
  UNION ALL
  UNWIND CASE WHEN $policy IS NULL THEN [true] ELSE [] END AS every MATCH (policy:Intervention:Tidu) RETURN policy
}
CALL (policy) {
  MATCH (policy)<-[:OBJECT]-(claim:Tidu)-[:ABOUT]->(thing)
  WHERE claim.property IN ['implements', 'basedOn']
  RETURN claim, policy AS asked, thing, null AS via, null AS place
  UNION
  MATCH (policy)-[:ESTABLISHES]->(via)<-[:OBJECT]-(claim:Tidu {property: 'implements'})-[:ABOUT]->(thing)
  RETURN claim, policy AS asked, thing, via, null AS place
  UNION
  MATCH (policy)-[:TOPIC]->()<-[:OBJECT]-(claim:Tidu {property: 'topic'})-[:ABOUT]->(thing:Intervention)
  RETURN claim, policy AS asked, thing, null AS via, null AS place
  UNION
  MATCH (thing:Intervention:Tidu)<-[:ABOUT]-(claim:Tidu)
  WHERE claim.property IN ['name', 'issuedOn', 'jurisdiction', 'signatory', 'establishes']
  OPTIONAL MATCH (claim)-[:APPLIES_TO_OBJECT]->(place)
  RETURN claim, null AS asked, thing, null AS via, place
}
MATCH (claim {status: 'actual', negated: false})-[:DOCUMENT]->(source)
WHERE ($source IS NULL OR source.id IN $source) AND ($known_at IS NULL OR source.knownFrom <= $known_at[0])
OPTIONAL MATCH (claim)-[:OBJECT]->(object)
RETURN DISTINCT asked, thing, claim.property AS property, coalesce(object, claim.value) AS value, via, place,
       CASE WHEN asked IS NULL THEN claim.validFrom END AS since, CASE WHEN asked IS NULL THEN claim.validTo END AS until,
       source AS document, claim
