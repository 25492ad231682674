"""The procedures and functions that a stranger's Cypher may call; everything else is refused, plugins' included."""

# Each only reads the graph or its schema, and answers the same to every reader.
PROCEDURES = frozenset(
    [
        "db.labels",  # which labels there are
        "db.relationshipTypes",  # which relationship types there are
        "db.propertyKeys",  # which property keys there are
        "db.schema.visualization",  # which labels are joined by which types
        "db.schema.nodeTypeProperties",  # which properties nodes have, of which types
        "db.schema.relTypeProperties",  # which properties relationships have, of which types
        "db.index.fulltext.queryNodes",  # full-text search
        "db.index.fulltext.queryRelationships",  # the same for relationships
    ]
)

# Neo4j 5.26's own functions in lower case, as their names are matched in any. Left out on purpose: file and
# linenumber (of LOAD CSV: they name the server's files), graph.byName and graph.byElementId (of USE: they choose
# another database).
_PLAIN = """
abs ceil floor isnan rand round sign
acos asin atan atan2 cos cot degrees haversin pi radians sin tan
all any exists isempty none single
avg collect count max min percentilecont percentiledisc stdev stdevp sum
btrim left lower ltrim normalize replace reverse right rtrim split substring
tolower tostring tostringornull toupper trim upper
char_length character_length coalesce elementid endnode head id last length nullif properties randomuuid size
startnode timestamp toboolean tobooleanornull tofloat tofloatornull tointeger tointegerornull type valuetype
date datetime duration localdatetime localtime time
e exp log log10 sqrt
keys labels nodes range reduce relationships tail tobooleanlist tofloatlist tointegerlist tostringlist
point shortestpath allshortestpaths
"""
_DOTTED = """
datetime.fromepoch datetime.fromepochmillis
duration.between duration.indays duration.inmonths duration.inseconds
point.distance point.withinbbox
vector.similarity.cosine vector.similarity.euclidean
"""
_CLOCKS = [
    f"{of}.{clock}"
    for of in ("date", "datetime", "localdatetime", "localtime", "time")
    for clock in ("realtime", "statement", "transaction", "truncate")
]
FUNCTIONS = frozenset([*_PLAIN.split(), *_DOTTED.split(), *_CLOCKS])
