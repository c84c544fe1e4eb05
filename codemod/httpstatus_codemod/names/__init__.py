"""Finds the name that reaches a constant at each spot of a file."""
