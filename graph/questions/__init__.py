"""The questions: a folder each. ``tidu ask`` lists them."""
