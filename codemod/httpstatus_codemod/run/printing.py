"""Text for a terminal."""

from __future__ import annotations


def printable(text: str) -> str:
    """The text on one line and without control characters, whatever file names have in them."""
    return text if text.isprintable() else "".join(map(_escaped, text))


def _escaped(character: str) -> str:
    return character if character.isprintable() else character.encode("unicode_escape").decode()
