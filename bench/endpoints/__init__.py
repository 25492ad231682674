"""``python -m bench.endpoints``: the SPARQL endpoint beside others that serve the same quads, all in one run."""
