// What is a policy based on, what does it carry out, replace or set up, and who carries it out? A line is what one claim
// says: of the policy, of what names it or the programme (`via`) that it set up, or of the titles and dates of policies.
// terms: property
CALL () {
  UNWIND coalesce($policy, []) AS id MATCH (policy:Intervention:Tidu {id: id}) RETURN policy
  UNION ALL
  UNWIND CASE WHEN $policy IS NULL THEN [true] ELSE [] END AS every MATCH (policy:Intervention:Tidu) RETURN policy
}
CALL (policy) {
  MATCH (policy)<-[:ABOUT]-(claim:Statement:Tidu)-[:OBJECT]->(other)
  WHERE claim.property IN ['basedOn', 'implements', 'supersedes', 'establishes']
  RETURN claim, policy AS asked, 'of' AS direction, other, null AS via
  UNION
  MATCH (policy)<-[:OBJECT]-(claim:Statement:Tidu)-[:ABOUT]->(other)
  WHERE claim.property IN ['basedOn', 'implements', 'supersedes']
  RETURN claim, policy AS asked, 'by' AS direction, other, null AS via
  UNION
  MATCH (policy)-[:ESTABLISHES]->(via)<-[:OBJECT]-(claim:Statement:Tidu {property: 'implements'})-[:ABOUT]->(other)
  RETURN claim, policy AS asked, 'by' AS direction, other, via
  UNION
  MATCH (other:Policy:Tidu)<-[:ABOUT]-(claim:Statement:Tidu)
  WHERE claim.property IN ['name', 'issuedOn', 'periodCovered']
  RETURN claim, null AS asked, 'title' AS direction, other, null AS via
}
MATCH (claim {negated: false})-[:DOCUMENT]->(source)
WHERE ($source IS NULL OR source.id IN $source) AND ($known_at IS NULL OR source.knownFrom <= $known_at[0])
RETURN DISTINCT asked, direction, claim.property AS property, other, claim.value AS value, via, claim.status AS status,
       source AS document, claim
