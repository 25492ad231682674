"""Strangers' Cypher: only what reads is sent to Neo4j."""
