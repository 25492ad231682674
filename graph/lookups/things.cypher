// The things that claims may speak of; units are only what numbers are counted in.
MATCH (thing:Entity:Tidu)
WHERE NOT thing:Unit
RETURN thing
