"""The catalogue of questions: a folder each under ``graph/questions``; everything that reaches people comes from it."""
