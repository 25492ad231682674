"""Strangers' Cypher."""
