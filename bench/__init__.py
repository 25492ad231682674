"""What is measured: speed and memory of the product's own commands, beside peers that answer the same query."""
