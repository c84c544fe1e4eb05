"""A run of the command: its files, its processes, what is written and what is said."""
