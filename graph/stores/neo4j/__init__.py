"""Neo4j: a server of the user's own, a cluster, or the one that ``tidu neo4j start`` runs. It holds one build.

Nothing is imported here: who opens no Neo4j does not pay for its driver.
"""
