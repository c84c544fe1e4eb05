"""A necessary condition, read off the text: what it rules out cannot hold a site and is not walked."""

from __future__ import annotations

import ast
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import Final

from .constants import CONSTANTS
from .options import Settings

# Each pattern starts with what `re` can scan for fast, and looks back from there

# Three digits, or any integer not written in plain decimal digits
_CODE: Final = re.compile(
    r"[0-9](?<![\w.].)(?:(?<=[1-5])[0-9][0-9](?![0-9_])|(?<=0)[xXoObB]_?[0-9a-fA-F]|[0-9]*_[0-9])"
)
# What HSC201 judges: one, two or more than three digits
_OTHER_NUMBER: Final = re.compile(r"[1-9](?<![\w.].)(?:[0-9]?|[0-9]{3,})(?![0-9])")
# What HSC202 takes for a code beside an integer, and where
_CONSTANT: Final = re.compile(r"HTTP(?:_[1-5][0-9][0-9]_|Status)")
_TEST: Final = re.compile(r"assert|or\b")
_DEPRECATED: Final = re.compile(
    "|".join(row.name for rows in CONSTANTS.values() for row in rows if row.deprecated) + r"\b"
)
# The words of sites that need no name from the settings or the callable table: dict keys and keywords,
# same-file parameters, response maps, and the frameworks of returned tuples
_WORDS: Final = ("status", "http_code", "response", "flask", "ninja")


@cache
def _words(attributes: frozenset[str], callables: frozenset[str]) -> tuple[str, ...]:
    """The words of which a file with a site has one."""
    words = {*_WORDS, *attributes, *callables}
    # what holds another word says nothing more
    return tuple(sorted(word for word in words if not any(other in word for other in words - {word})))


class Prefilter:
    """Which statements of a file may hold a site."""

    def __init__(self, source: str, settings: Settings) -> None:
        """Search the text of a file."""
        words = _words(settings.attributes, settings.callable_words)
        if not any(word in source for word in words):
            source = ""
        if "\r" in source:  # `ast` counts lines so
            source = source.replace("\r\n", "\n").replace("\r", "\n")
        self._source = source
        self._sought = words
        self._codes = _lines(_starts(_CODE, source), source)
        if _DEPRECATED.search(source):
            self._codes = sorted({*self._codes, *_lines(_starts(_DEPRECATED, source), source)})

    @cached_property
    def _words(self) -> list[int]:
        return _lines(_places(self._sought, self._source), self._source)

    @cached_property
    def _others(self) -> list[int]:
        return _lines(_starts(_OTHER_NUMBER, self._source), self._source)

    @cached_property
    def _constants(self) -> list[int]:
        return _lines(_starts(_CONSTANT, self._source), self._source)

    @cached_property
    def _tests(self) -> list[int]:
        return _lines(_starts(_TEST, self._source), self._source)

    def __bool__(self) -> bool:
        """Whether the file may hold a site at all."""
        return bool(self._codes or (self._words and (self._others or (self._constants and self._tests))))

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


def _starts(pattern: re.Pattern[str], source: str) -> Iterator[int]:
    return (match.start() for match in pattern.finditer(source))


def _places(words: Iterable[str], source: str) -> list[int]:
    """Where words occur, ascending: `str.find` needs a fifth of the time of an alternation."""
    places = []
    for word in words:
        place = source.find(word)
        while place >= 0:
            places.append(place)
            place = source.find(word, place + 1)
    return sorted(places)


def _lines(places: Iterable[int], source: str) -> list[int]:
    """The lines, 1-based, of ascending places in a text, each once."""
    lines: list[int] = []
    line, counted = 1, 0
    for place in places:
        line += source.count("\n", counted, place)
        counted = place
        if not lines or lines[-1] != line:
            lines.append(line)
    return lines


def _any(lines: list[int], first: int, last: int) -> bool:
    index = bisect_left(lines, first)
    return index < len(lines) and lines[index] <= last
