// The context passages of claims, and what each shows.
MATCH (role:OntologyProperty:Tidu)
WHERE role.term ENDS WITH 'From' AND NOT role.term IN ['dataFrom', 'knownFrom', 'validFrom']
WITH collect(role) AS roles
CALL () {
  UNWIND coalesce($claim, []) AS id MATCH (claim:Tidu {id: id}) RETURN claim
  UNION ALL
  UNWIND CASE WHEN $claim IS NULL THEN [true] ELSE [] END AS every MATCH (claim:Claim:Tidu) RETURN claim
}
MATCH (claim)-[:CONTEXT_PASSAGE]->(passage:Passage)<-[shown]-(claim)
UNWIND [role IN roles WHERE role.relationship = type(shown)] AS link
RETURN claim, link, passage, passage.start AS `start`, passage.end AS `end`, passage.quote AS quote,
       passage.sentence AS sentence
