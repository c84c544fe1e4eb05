"""Rules out files and statements that cannot have a site, by a search of the text.

Made from the clues and traces that the checks declare.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Final

from .checks import CHECKS
from .clues import CODES, Clue, Trace
from .options import Settings
from .projects.project import project_of
from .source import LINE_END
from .statements import begin_line, last_line

_GROUPS: Final = tuple(dict.fromkeys(tuple(traces) for check in CHECKS for traces in check.traces))


@cache
def _clues(settings: Settings) -> tuple[Clue, ...]:
    """The checks' clues, those with few words first: they are quick to search for."""
    every = dict.fromkeys(clue for check in CHECKS for clue in check.clues)
    return tuple(sorted(every, key=lambda clue: len(clue.words(settings))))


def speaks_of_status(text: str, settings: Settings) -> bool:
    """Whether a text may have a site that a check sees."""
    return any(clue.is_in(text, settings) for clue in _clues(settings))


# Modules that a line imports: `from ..shop import x`, `import os, shop.errors`
_IMPORTED: Final = re.compile(
    r"(?:^|[:;])[ \t]*(?:from[ \t]+(\.*)([\w.]*)|import[ \t]+()([\w., \t]+))", re.MULTILINE
)


def imports_of_its_project(text: str, filename: str) -> bool:
    """Whether a file may import from its own project."""
    project, path = project_of(filename), Path(os.path.abspath(filename))
    asked = {
        (name.split()[0], len(dots or ""))
        for dots, module, _, modules in _IMPORTED.findall(text)
        for name in (module or modules or ".").split(",")
        if name.strip()
    }
    return any(project.may_have(name, level, path) for name, level in sorted(asked))


class Prefilter:
    """Which statements of a file may hold a site."""

    def __init__(self, source: str, settings: Settings, filename: str = "") -> None:
        """Search the text of a file; `filename` is its path, as far as it has one."""
        self._settings = settings
        self._filename = filename
        if "\r" in source:
            source = LINE_END.sub("\n", source)
        self._source = source

    def __bool__(self) -> bool:
        """Whether the file may have a site, or a code that reaches one in another file."""
        text, settings = self._source, self._settings
        return (speaks_of_status(text, settings) or self._may_hand_on()) and bool(self._groups)

    def _may_hand_on(self) -> bool:
        """Whether it may hand a code to another file."""
        text = self._source
        return CODES.is_in(text, self._settings) and imports_of_its_project(text, self._filename)

    def holding(self, block: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
        """The statements of a block that may have a site, at any depth."""
        index = bisect_left(self._worth_a_look, begin_line(block[0])) if block else 0
        for statement in block:
            last = last_line(statement)
            if last >= self._worth_a_look[index]:
                if self._may_hold(begin_line(statement), last):
                    yield statement
                index = bisect_left(self._worth_a_look, last, index)  # others may stand on the same line

    @cached_property
    def _worth_a_look(self) -> list[int]:
        """A statement that may have a site has one of these lines; the last is behind the file's end."""
        return [*sorted({line for first, *_ in self._groups for line in first}), sys.maxsize]

    def _may_hold(self, first: int, last: int) -> bool:
        return any(all(_has_line(lines, first, last) for lines in group) for group in self._groups)

    @cached_property
    def _groups(self) -> list[list[list[int]]]:
        """For each group of traces of which the file has all: the lines with each of them."""
        return [group for traces in _GROUPS if (group := self._lines_with(traces))]

    def _lines_with(self, traces: Iterable[Trace]) -> list[list[int]]:
        """The lines with each of the traces; nothing if one of them is missing."""
        found = []
        for trace in traces:
            lines = _lines_of(trace.places(self._source, self._settings), self._source)
            if not lines:
                return []
            found.append(lines)
        return found


def _lines_of(offsets: Iterable[int], source: str) -> list[int]:
    """The lines that the offsets are in, 1-based, each once, in order."""
    lines: list[int] = []
    line, counted = 1, 0
    for offset in sorted(offsets):
        line += source.count("\n", counted, offset)
        counted = offset
        if not lines or lines[-1] != line:
            lines.append(line)
    return lines


def _has_line(lines: list[int], first: int, last: int) -> bool:
    index = bisect_left(lines, first)
    return index < len(lines) and lines[index] <= last
