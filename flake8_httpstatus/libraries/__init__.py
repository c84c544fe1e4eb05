"""The libraries of named constants, their code tables, and what the codes mean."""
