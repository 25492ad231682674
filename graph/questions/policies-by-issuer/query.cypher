// Which policies did a body issue? A line is what one claim says of a policy that the body, or a part of it, issued.
// terms: property
CALL () {
  UNWIND coalesce($issuer, []) AS id MATCH (issuer:Tidu {id: id}) RETURN issuer
  UNION ALL
  UNWIND CASE WHEN $issuer IS NULL THEN [true] ELSE [] END AS every MATCH (issuer:Organisation:Tidu) RETURN issuer
}
MATCH (issuer)<-[:PART_OF*0..4]-(body)<-[:OBJECT]-(:Statement:Tidu {property: 'issuedBy'})-[:ABOUT]->(policy:Policy:Tidu)
WITH DISTINCT issuer, body, policy, CASE WHEN body = issuer THEN 'itself' ELSE 'part' END AS capacity
WHERE $capacity IS NULL OR capacity IN $capacity
MATCH (policy)<-[:ABOUT]-(claim:Statement:Tidu {negated: false})-[:DOCUMENT]->(source)
WHERE claim.property IN ['issuedBy', 'issuerCount', 'issuedOn', 'periodCovered']
  AND ($source IS NULL OR source.id IN $source) AND ($known_at IS NULL OR source.knownFrom <= $known_at[0])
OPTIONAL MATCH (claim)-[:OBJECT]->(object)
RETURN DISTINCT issuer, capacity, body, policy, claim.property AS property, coalesce(object, claim.value) AS value,
       claim.status AS status, source AS document, claim
