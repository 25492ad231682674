"""The speed of Neo4j: starting and loading it, a large load beside a plain driver, and questions beside the driver."""
