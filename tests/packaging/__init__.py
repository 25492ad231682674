"""The distribution: what it ships, and under which names."""
