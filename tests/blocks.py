"""Sources written as blocks: indented as the test around them, each line of a source on a line."""

from __future__ import annotations

import textwrap


def block(text: str) -> str:
    """The text without the margin; what is no block stays as it is."""
    return textwrap.dedent(text[1:]) if text.startswith("\n ") else text
