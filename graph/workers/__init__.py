"""Queries of strangers run in processes of their own: a pool of them, their limits, and what goes to and fro."""
