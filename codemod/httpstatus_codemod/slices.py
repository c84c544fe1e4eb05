"""The slices of a text that hold the changes: LibCST is slow, so it sees no more than these."""

from __future__ import annotations

import ast
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from flake8_httpstatus.source import Text
from flake8_httpstatus.statements import begin, begin_line, blocks, last_line

from .changes import Change

_INDENTATION: Final = re.compile(r"([ \t]*)@?[ \t]*")


@dataclass(frozen=True)
class Slice:
    """A piece of the text that is a module, given what is put before and behind it."""

    start: int  # offset
    last: int  # line, which the piece ends with
    statements: Sequence[ast.stmt]  # what it is, or, with something behind it, is the head of
    before: str = ""
    behind: str = ""


def narrower(whole: Slice, changes: Sequence[Change], text: Text) -> list[tuple[Slice, list[Change]]]:
    """The head of a compound statement and the statements in it that hold the changes, each with its own.

    None where a change is in neither, but in an `elif`, say.
    """
    inner = [] if whole.behind else list(_inside(whole.statements[0]))
    found: list[tuple[Slice, list[Change]]] = []
    for change in changes:
        line = change.node.lineno
        if not found or line > found[-1][0].last:
            index = bisect_right(inner, line, key=begin_line)
            part = _statement(inner, index - 1, text) if index else _head(whole, inner, text)
            if part is None or line > part.last:
                return []
            found.append((part, []))
        found[-1][1].append(change)
    return found


def _inside(outer: ast.stmt) -> Iterator[ast.stmt]:
    """The statements in the blocks of a compound statement; `elif` is a clause of it, as `else` is."""
    for block in blocks(outer):
        first = block[0]
        if isinstance(outer, ast.If) and block is outer.orelse and first.col_offset == outer.col_offset:
            yield from _inside(first)
        else:
            yield from block


def _statement(inner: Sequence[ast.stmt], index: int, text: Text) -> Slice | None:
    """One of the statements, if its lines are its own."""
    statement = inner[index]
    last = last_line(statement)
    ends_apart = index + 1 == len(inner) or last < begin_line(inner[index + 1])
    indentation = _indentation(statement, text)
    if not ends_apart or indentation is None:
        return None
    start = text.start(begin_line(statement))
    if any(blocks(statement)):
        return Slice(start, last, [statement], before="if 1:\n")
    return Slice(start + len(indentation), last, [statement])


def _head(whole: Slice, inner: Sequence[ast.stmt], text: Text) -> Slice | None:
    """What stands above the first statement in a compound one: decorators, parameters, a test."""
    indentation = _indentation(inner[0], text) if inner else None
    if indentation is None:
        return None
    last = begin_line(inner[0]) - 1
    return Slice(whole.start, last, whole.statements, whole.before, behind=f"\n{indentation}pass")


def _indentation(statement: ast.stmt, text: Text) -> str | None:
    """What a statement's first line begins with; None where another statement shares the line."""
    first = begin(statement)
    line_start = text.start(first.lineno)
    found = _INDENTATION.fullmatch(text.source, line_start, text.offset(first.lineno, first.col_offset))
    return found and found[1]
