"""A necessary condition, read off the text: what it rules out cannot hold a site and is not walked."""

from __future__ import annotations

import ast
import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import Final, NamedTuple

from .checks.calls import OWN_PARAMETERS
from .checks.returns import FLASK_DECORATORS, FLASK_VIEWS, NINJA_DECORATORS
from .evidence.held import STATUS_KEY
from .libraries.constants import CONSTANTS
from .options import Settings
from .source import LINE_END
from .statements import begin_line, last_line

# Each pattern starts with what `re` can scan for fast, and looks back from there

# Three digits, or any integer not written in plain decimal digits
_CODE: Final = re.compile(
    r"[0-9](?<![\w.].)(?:(?<=[1-5])[0-9][0-9](?![0-9_])|(?<=0)[xXoObB]_?[0-9a-fA-F]|[0-9]*_[0-9])"
)
# The same where none in quotes counts: no number can follow a quote
_UNQUOTED_CODE: Final = re.compile(_CODE.pattern.replace(r"[\w.]", r"[\w.'\"]"))
# What HSC202 takes for a code beside an integer, and where: in one statement with a status
_CONSTANT: Final = re.compile(r"HTTP(?:_[1-5][0-9][0-9]_|Status)")
_TEST: Final = re.compile(r"assert|or\b")
_DEPRECATED: Final = re.compile(
    "|".join(row.name for rows in CONSTANTS.values() for row in rows if row.deprecated) + r"\b"
)
# Most sites have a subject beside the number: a word from the settings, a keyword with `status` in its name,
# or a callable of the table, called
_KEYWORD: Final = re.compile(r"status\w*[\s\\]*[=#]")
_CALLED: Final = re.compile(r"[\s\\]*[(#]")
# It may be called by other names where it is renamed or inherited from
_RENAMED: Final = re.compile(r"[\s\\]*\bas\b")
_BASES: Final = re.compile(r"class\s+\w+\s*[\[(](.*?)\)\s*:", re.DOTALL)
# Without a subject are: tuples that a framework's views return, …
_FRAMEWORKS: Final = ("flask", "ninja")
_DECORATED: Final = re.compile(rf"@[^\n]*(?:{'|'.join(sorted(FLASK_DECORATORS | NINJA_DECORATORS))})\b")
_VIEWS: Final = (*FLASK_VIEWS, "Status", "expose")  # `expose` may be imported under another name
# … response maps, …
_MAP: Final = re.compile(r"responses?[\s\\]*[=#]")
# … calls of callables that the file defines itself, and dict items
_ALONE: Final = (*sorted(OWN_PARAMETERS), "http.response.start")


class _Words(NamedTuple):
    """Words to look for in a file, each group without what says nothing more than another word."""

    sites: tuple[str, ...]  # of which a file with a site has one, the frequent ones first
    called: tuple[str, ...]  # how callables end that may take a status without a word of it beside them
    quoted: tuple[str, ...]  # packages of the callables that take a status in quotes


@cache
def _words(settings: Settings) -> _Words:
    rows = settings.callables.values()
    called = {
        row.name.rpartition(".")[2]
        for row in rows
        if row.indexes or not all("status" in keyword for keyword in row.keywords)
    }
    return _Words(
        _telling(
            ("status", "response", "http_code", *sorted(settings.attributes | called)), str.__contains__
        ),
        _telling(sorted(called), str.endswith),
        _telling(sorted({row.name.partition(".")[0] for row in rows if row.quoted}), str.__contains__),
    )


def _telling(words: Sequence[str], has: Callable[[str, str], bool]) -> tuple[str, ...]:
    return tuple(word for word in words if not any(other != word and has(word, other) for other in words))


class Prefilter:
    """Which statements of a file may hold a site."""

    def __init__(self, source: str, settings: Settings) -> None:
        """Search the text of a file."""
        self._settings = settings
        words = _words(settings)
        if not (_has(source, words.sites) or _may_have_views(source)):
            source = ""
        if "\r" in source:
            source = LINE_END.sub("\n", source)
        self._source = source

    @cached_property
    def _codes(self) -> list[int]:
        """Lines with a code, or with a constant for HSC203."""
        pattern = _CODE if _has(self._source, _words(self._settings).quoted) else _UNQUOTED_CODE
        lines = _lines(_starts(pattern, self._source), self._source)
        return sorted(lines + _lines(_starts(_DEPRECATED, self._source), self._source))

    @cached_property
    def _constants(self) -> list[int]:
        return _lines(_starts(_CONSTANT, self._source), self._source)

    @cached_property
    def _tests(self) -> list[int]:
        return _lines(_starts(_TEST, self._source), self._source)

    @cached_property
    def _statuses(self) -> list[int]:
        words = self._settings.attributes | {STATUS_KEY}
        return _lines(sorted(start for start, _ in _places(words, self._source)), self._source)

    @cached_property
    def _any(self) -> list[int]:
        """The lines of which every statement that may hold a site has one, and one behind the file's end."""
        return [*sorted({*self._codes, *self._constants}), sys.maxsize]

    def __bool__(self) -> bool:
        """Whether the file may hold a site at all."""
        return bool(self._codes or (self._constants and self._statuses and self._tests))

    def may_be_rewritten(self) -> bool:
        """Whether it may hold one with something to rewrite: worth asking where that saves parsing."""
        return bool(self._codes and (self._may_stand_alone() or self._has_subject()))

    def _may_stand_alone(self) -> bool:
        source = self._source
        return (
            _has(source, _ALONE)
            or _may_have_views(source)
            or bool(_MAP.search(source) or _DEPRECATED.search(source))
        )

    def _has_subject(self) -> bool:
        source = self._source
        if _has(source, self._settings.attributes) or _KEYWORD.search(source):
            return True
        names = _words(self._settings).called
        return any(
            _CALLED.match(source, end) or _RENAMED.match(source, end) for _, end in _places(names, source)
        ) or any(_has(bases[1], names) for bases in _BASES.finditer(source))

    def holding(self, block: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
        """The statements of a block that may hold a site, themselves or further in."""
        index = bisect_left(self._any, begin_line(block[0])) if block else 0
        for statement in block:
            last = last_line(statement)
            if last >= self._any[index]:
                if self._may_hold(begin_line(statement), last):
                    yield statement
                index = bisect_left(self._any, last, index)  # others may stand on the same line

    def _may_hold(self, first: int, last: int) -> bool:
        return _within(self._codes, first, last) or (
            _within(self._constants, first, last)
            and _within(self._statuses, first, last)
            and _within(self._tests, first, last)
        )


def _may_have_views(source: str) -> bool:
    """Whether there may be a function of Flask's or django-ninja's whose return value is a site."""
    return _has(source, _FRAMEWORKS) and bool(_DECORATED.search(source) or _has(source, _VIEWS))


def _has(source: str, words: Iterable[str]) -> bool:
    return any(word in source for word in words)


def _starts(pattern: re.Pattern[str], source: str) -> Iterator[int]:
    return (match.start() for match in pattern.finditer(source))


def _places(words: Iterable[str], source: str) -> Iterator[tuple[int, int]]:
    """Where words start and end: `str.find` needs a fifth of the time of an alternation."""
    for word in words:
        start = source.find(word)
        while start >= 0:
            yield start, start + len(word)
            start = source.find(word, start + 1)


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


def _within(lines: list[int], first: int, last: int) -> bool:
    index = bisect_left(lines, first)
    return index < len(lines) and lines[index] <= last
