"""Under which name a constant is reachable at each spot of a file."""
