"""Routes: each parses, calls one function, and returns; the questions' routes come from the catalogue."""
