"""Facts as a property graph: labelled nodes and typed relationships, free of any driver. Neo4j and its CSV read it."""
