"""Text for a terminal."""

from __future__ import annotations

import os
import sys


def printable(text: str) -> str:
    """The text on one line and without control characters, whatever file names have in them."""
    return text if text.isprintable() else "".join(map(_escaped, text))


def _escaped(character: str) -> str:
    return character if character.isprintable() else character.encode("unicode_escape").decode()


def wants_colours() -> bool:
    """Whether to print colours: in the order in which Python itself asks."""
    environment = os.environ
    if environment.get("NO_COLOR"):
        return False
    return bool(environment.get("FORCE_COLOR")) or (sys.stdout.isatty() and environment.get("TERM") != "dumb")
