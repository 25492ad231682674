// Each thing with every class it has; claims and passages are not things that people name.
MATCH (thing:Tidu)
WHERE NOT thing:Claim AND NOT thing:Passage AND NOT thing:Support
UNWIND labels(thing) AS label
MATCH (class:Tidu {id: 'ontology#' + label})
WHERE class.segment IS NOT NULL AND NOT class.segment IN ['claim', 'passage', 'support', 'conflict']
RETURN DISTINCT thing, class
