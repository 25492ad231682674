// Which regions of a tier have no measure on a topic? Four kinds of lines (part): the members of the tier, the documents
// that could have said it, what a region or a place in it does on the topic, and counts that name no region.
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
    UNWIND coalesce($topic, []) AS id MATCH (topic:Tidu {id: id}) RETURN topic
    UNION ALL
    UNWIND CASE WHEN $topic IS NULL THEN [true] ELSE [] END AS every MATCH (topic:Concept:Tidu) RETURN topic
  }
  MATCH (topic)<-[:BROADER*0..5]-(narrow)
  WITH DISTINCT narrow
  CALL (narrow) {
    MATCH (narrow)<-[:OBJECT]-(topical {property: 'topic', negated: false})-[:ABOUT]->(measure),
          (topical)-[:DOCUMENT]->(other)
    WHERE measure:Intervention AND ($known_at IS NULL OR other.knownFrom <= $known_at[0])
    MATCH (measure)<-[:APPLIES_TO]-(claim)-[:APPLIES_TO_OBJECT]->(place), (claim)-[:DOCUMENT]->(document)
    WHERE claim.property IN ['jurisdiction', 'signatory', 'targets']
      AND ($known_at IS NULL OR document.knownFrom <= $known_at[0])
    MATCH (place)-[:PART_OF*0..4]->(region)
    WHERE coalesce(region.level, '') <> 'country'
    RETURN {part: 'measure', region: region, place: place, measure: measure, negated: claim.negated, claim: claim,
            status: CASE claim.status WHEN 'actual' THEN topical.status ELSE claim.status END, topical: topical,
            document: document, other: other} AS line
    UNION
    MATCH (narrow)<-[:BREAKDOWN]-(claim {status: 'actual'})-[:INDICATOR]->(indicator),
          (claim)-[:DOCUMENT]->(document)
    WHERE indicator.id IN ['indicator/provinces-with-measure', 'indicator/provinces-with-policy']
      AND ($known_at IS NULL OR document.knownFrom <= $known_at[0])
    RETURN {part: 'count', narrow: narrow, comparator: claim.comparator, value: claim.value, unit: claim.unitSymbol,
            document: document, claim: claim} AS line
  }
  RETURN line
}
RETURN DISTINCT line.part AS part, line.tier AS sorted_in, line.region AS region, line.place AS place,
       line.measure AS measure, line.status AS status, line.negated AS negated, line.narrow AS narrow,
       line.comparator AS comparator, line.value AS value, line.unit AS unit, line.document AS document,
       line.other AS topic_document, line.claim AS claim, line.topical AS topical
