"""Strangers' Cypher over HTTP: requests read, answers sent; the queries themselves run in workers and in Neo4j."""
