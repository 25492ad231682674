"""The typed API under load, beside servers that answer the same questions of the same data by SPARQL and Cypher."""
