"""Sources in triple quotes, indented like the test around them."""

from __future__ import annotations

import textwrap


def block(text: str) -> str:
    """Remove the common indentation and the first line end; other text stays as it is."""
    return textwrap.dedent(text[1:]) if text.startswith("\n ") else text
