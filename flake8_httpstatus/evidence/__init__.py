"""What shows that an expression holds a status, and what speaks against it."""
