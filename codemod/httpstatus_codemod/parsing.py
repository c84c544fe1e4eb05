"""Parsing with `ast`, quietly."""

from __future__ import annotations

import ast
import warnings


def parse(source: str | bytes) -> ast.Module:
    """Parse a source text. Raises what `ast.parse` raises."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # invalid escapes and the like are not ours to report
        return ast.parse(source)
