"""The plan's changes to what the text has, each with its place."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from itertools import chain
from typing import Final

from flake8_httpstatus.findings import Finding
from flake8_httpstatus.source import Range, Span, Text

from .errors import NotRewritten
from .imports.merging import Extension
from .names.planning import Plan

_WORD: Final = re.compile(r"\w")


@dataclass(frozen=True)
class Replacement:
    """A literal, a test or a deprecated constant becomes a constant or the call of a helper."""

    finding: Finding
    spelling: str  # of the constant or the helper
    place: Range
    operand: Range | None  # where the helper's argument stands
    touches_word: bool  # `404if missing else 200`, `return"404"`: a name would run into it

    @property
    def node(self) -> ast.expr:
        """What stands there, as Python parsed it."""
        return self.finding.node


@dataclass(frozen=True)
class ExtendedImport:
    """An import statement gets more names."""

    extension: Extension
    place: Range
    operand: None = None

    @property
    def node(self) -> ast.ImportFrom:
        """What stands there, as Python parsed it."""
        return self.extension.statement


Change = Replacement | ExtendedImport


def changes_of(planned: Plan, text: Text) -> list[Change]:
    """The changes in the order of the text. Raises `NotRewritten` where one would lose a comment."""
    replacements = (_replacement(finding, spelling, text) for finding, spelling in planned.spellings.items())
    extended = (
        ExtendedImport(extension, text.range(Span.of(extension.statement)))
        for extension in planned.extensions
    )
    return sorted(chain(replacements, extended), key=lambda change: change.place)


def _replacement(finding: Finding, spelling: str, text: Text) -> Replacement:
    start, end = text.range(finding.span)
    if "#" in text.source[start:end]:
        spot = f"{finding.span.line}:{finding.span.column + 1}"
        raise NotRewritten(f"a comment stands in the middle of what would be rewritten at {spot}")
    operand = text.range(Span.of(finding.operand)) if finding.operand else None
    touches_word = _is_word(text.source, start - 1) or _is_word(text.source, end)
    return Replacement(finding, spelling, (start, end), operand, touches_word)


def _is_word(source: str, at: int) -> bool:
    return at >= 0 and _WORD.match(source, at) is not None
