"""The libraries of named constants, and the code tables beside them."""
