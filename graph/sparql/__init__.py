"""Queries of strangers: inspected, run in worker processes under limits, written in any format of the W3C."""
