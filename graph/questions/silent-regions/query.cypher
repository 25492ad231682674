// Of which provinces is no value of an indicator stated? Three kinds of lines (part): the provinces, which are the regions
// sorted into tiers, the documents that could have said it, and the values of regions, with the regions around them.
CALL () {
  MATCH (tier)<-[:OBJECT]-(claim:Statement:Tidu {property: 'inTier', status: 'actual', negated: false}),
        (region)<-[:APPLIES_TO]-(claim)-[:DOCUMENT]->(sorting)
  WHERE ($tier IS NULL OR tier.id IN $tier) AND ($known_at IS NULL OR sorting.knownFrom <= $known_at[0])
  RETURN {part: 'member', tier: tier, region: region, claim: claim} AS line
  UNION
  MATCH (document:Document:Tidu)
  WHERE $known_at IS NULL OR document.knownFrom <= $known_at[0]
  RETURN {part: 'document', document: document} AS line
  UNION
  CALL () {
    UNWIND coalesce($indicator, []) AS id MATCH (indicator:Tidu {id: id}) RETURN indicator
    UNION ALL
    UNWIND CASE WHEN $indicator IS NULL THEN [true] ELSE [] END AS every MATCH (indicator:Indicator:Tidu) RETURN indicator
  }
  MATCH (indicator)<-[:BROADER*0..5]-(narrow)
  WITH DISTINCT narrow
  MATCH (narrow)<-[:INDICATOR]-(claim:Observation:Tidu)-[:ABOUT]->(about), (claim)-[:DOCUMENT]->(document)
  WHERE $known_at IS NULL OR document.knownFrom <= $known_at[0]
  MATCH (about)-[:PART_OF|HAS_MEMBER*0..5]->(region:Region:Tidu)
  RETURN {part: 'value', region: region, about: about, status: claim.status, document: document, claim: claim} AS line
}
RETURN DISTINCT line.part AS part, line.tier AS sorted_in, line.region AS region, line.about AS about,
       line.status AS status, line.document AS document, line.claim AS claim
