"""The functions: a folder each. ``tidu ask`` lists them after the questions."""
