"""A run of the command: which files, in which processes, how they are written, what is said."""
