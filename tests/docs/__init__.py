"""The documentation, held against the product: every command shown is run, every list compared with the code."""
