"""What is generated from the Turtle files into ``ontology/generated``: JSON-LD context, JSON Schemas, class diagram.

``python -m ontology.generate`` writes the files anew, ``python -m ontology.generate --check`` names those that differ.
"""
