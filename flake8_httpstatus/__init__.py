"""Find bare HTTP status codes: a flake8 plugin, and what the codemod asks."""

__version__ = "0.1.0"
