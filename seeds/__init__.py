"""The facts themselves: one folder a source document, plus the entities they share. Data only, no code."""
