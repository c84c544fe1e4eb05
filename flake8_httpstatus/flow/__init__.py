"""Flow: what reaches a status is one. Asked from a literal's side; it knows no framework."""
