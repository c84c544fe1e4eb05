"""Which words of a project hold a status, by what is left: `python -m flake8_httpstatus suggest`."""
