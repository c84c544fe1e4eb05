"""`python -m flake8_httpstatus suggest`: over the files of a project, and into its configuration."""
