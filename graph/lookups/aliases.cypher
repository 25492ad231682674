// Other names of things: aliases, and the abbreviations of regions.
MATCH (thing:Entity:Tidu)
UNWIND coalesce(thing.aliases, []) + coalesce(thing.abbreviation, []) AS alias
RETURN thing, alias
