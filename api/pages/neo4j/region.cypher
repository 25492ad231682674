// A region with its tier, measures, policies, platforms, enterprises and observations, and the words
MATCH (region:Region:Tidu {name: '山东省'})
CALL (region) {
  MATCH path = (region)-[:IN_TIER|FOLLOWS_PATH]->() RETURN path
  UNION
  MATCH path = (region)-[:JURISDICTION|TARGETS|SIGNATORY|IMPLEMENTS]-(:Intervention) RETURN path
  UNION
  MATCH path = (region)<-[:LOCATED_IN]-(:Enterprise|Facility|Platform)(()<-[:OPERATED_BY]-()){0,1} RETURN path
  UNION
  MATCH path = (region)<-[:ABOUT]-(:Observation)-[:INDICATOR|STATED_BY]->() RETURN path
  UNION
  MATCH path = (region)<-[:APPLIES_TO]-(:Statement {property: 'inTier'})-[:STATED_BY]->() RETURN path
}
RETURN path
