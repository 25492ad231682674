"""The SPARQL 1.1 Protocol: requests read, answers sent; the queries themselves run in workers."""
