"""A necessary condition, read off the text: what it rules out cannot hold a site and is not walked."""

from __future__ import annotations

import ast
import re
from bisect import bisect_left
from functools import cache
from typing import Final

from .constants import CONSTANTS
from .options import Settings

# Three digits, or any integer not written in plain decimal digits
_CODE: Final = re.compile(r"(?<![\w.])(?:[1-5]\d\d(?![\d_])|0[xXoObB]_?[\da-fA-F]|\d+_\d)")
# What HSC201 judges: one, two or more than three digits
_OTHER_NUMBER: Final = re.compile(r"(?<![\w.])(?:[1-9]\d?|[1-9]\d{3,})(?!\d)")
# What HSC202 takes for a code beside an integer, and where
_CONSTANT: Final = re.compile(r"HTTP_[1-5]\d\d_|HTTPStatus")
_TEST: Final = re.compile(r"\bassert|\bor\b")
_DEPRECATED: Final = re.compile(
    "|".join(row.name for rows in CONSTANTS.values() for row in rows if row.deprecated) + r"\b"
)
# The words of sites that need no name from the settings or the callable table: dict keys and keywords,
# same-file parameters, response maps, and the frameworks of returned tuples
_WORDS: Final = ("status", "http_code", "response", "flask", "ninja")


@cache
def _words(attributes: frozenset[str], positional: frozenset[str]) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """The words of which a file with a site has one, and a pattern for them."""
    words = {*_WORDS, *attributes, *positional}
    # what holds another word says nothing more
    words = {word for word in words if not any(other in word for other in words - {word})}
    ordered = tuple(sorted(words))
    return ordered, re.compile("|".join(map(re.escape, ordered)))


class Prefilter:
    """Which statements of a file may hold a site."""

    def __init__(self, source: str, settings: Settings) -> None:
        """Search the text of a file."""
        positional = frozenset(
            row.name.rpartition(".")[2] for row in settings.callables.values() if row.indexes
        )
        words, pattern = _words(settings.attributes, positional)
        self._codes: list[int] = []
        self._words: list[int] = []
        if not any(word in source for word in words):
            return
        if "\r" in source:  # `ast` counts lines so
            source = source.replace("\r\n", "\n").replace("\r", "\n")
        self._codes = _lines(_CODE, source)
        if _DEPRECATED.search(source):
            self._codes = sorted({*self._codes, *_lines(_DEPRECATED, source)})
        self._words = _lines(pattern, source)
        self._others = _lines(_OTHER_NUMBER, source)
        self._constants = _lines(_CONSTANT, source)
        self._tests = _lines(_TEST, source) if self._constants else []

    def __bool__(self) -> bool:
        """Whether the file may hold a site at all."""
        return bool(self._codes or self._words)

    def may_hold(self, statement: ast.stmt) -> bool:
        """Whether a statement, or one inside it, may hold a site."""
        first, last = statement.lineno, statement.end_lineno or statement.lineno
        for decorator in getattr(statement, "decorator_list", ()):
            first = min(first, decorator.lineno)
        if _any(self._codes, first, last):
            return True
        return _any(self._words, first, last) and (
            _any(self._others, first, last)
            or (_any(self._constants, first, last) and _any(self._tests, first, last))
        )


def _lines(pattern: re.Pattern[str], source: str) -> list[int]:
    """The lines, 1-based and ascending, on which a pattern occurs."""
    lines: list[int] = []
    line, counted = 1, 0
    for match in pattern.finditer(source):
        line += source.count("\n", counted, match.start())
        counted = match.start()
        if not lines or lines[-1] != line:
            lines.append(line)
    return lines


def _any(lines: list[int], first: int, last: int) -> bool:
    index = bisect_left(lines, first)
    return index < len(lines) and lines[index] <= last
