"""What is generated from the Turtle files: JSON-LD context, JSON Schemas and class diagram, into ``ontology/generated``.

``python -m ontology.generate`` writes the files anew, ``python -m ontology.generate --check`` names those that differ.
"""
