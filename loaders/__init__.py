"""How it gets in: seed tables, documents, verification of every span."""
