"""Findings and a source text in, the rewritten text out; LibCST sees only the slices that hold something."""

from __future__ import annotations

import ast
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from pathlib import Path
from typing import Final, NamedTuple

import libcst as cst

from flake8_httpstatus.findings import Finding
from flake8_httpstatus.source import Text, physical_lines
from flake8_httpstatus.statements import begin, begin_line, blocks, last_line

from .edit import Change, changes, edit
from .errors import NotRewritten
from .groups import first_line, groups
from .names.planning import NewImport, Plan, plan
from .proof import verify

# LibCST's parser recurses once per operand, and at some ten times as many it takes the process with it
_MAX_OPERANDS: Final = 1000


def rewrite(source: str, findings: Sequence[Finding], path: Path | None, *, tree: ast.Module) -> str:
    """Write what the findings say; all have a replacement, and `tree` is what they were found in.

    Raises `NotRewritten`.
    """
    planned = plan(tree, source, path, findings)
    text = Text(source)
    try:
        splices = sorted(_splices(tree, text, planned))
    except RecursionError:
        raise NotRewritten("nested too deeply for LibCST") from None
    pieces: list[str] = []
    done = 0
    for splice in splices:
        pieces += source[done : splice.start], splice.text
        done = splice.end
    rewritten = "".join([*pieces, source[done:]])
    verify(text, tree, rewritten, planned)
    return rewritten


class _Splice(NamedTuple):
    """What goes where in the text."""

    start: int
    end: int
    text: str


def _splices(tree: ast.Module, text: Text, planned: Plan) -> Iterator[_Splice]:
    lines = physical_lines(text.source)
    top = groups(tree, text.source)
    firsts = [first_line(group, lines) for group in top]
    held: dict[int, list[Change]] = defaultdict(list)  # by group
    for change in changes(planned, text):
        held[bisect_right(firsts, change.line) - 1].append(change)
    for index, within in held.items():
        yield from _narrowed(text, firsts[index], top[index], within)
    for index, together in groupby(planned.new_imports, key=lambda new_import: new_import.group):
        # between two groups; `pass` stands for the one below
        start = text.start(last_line(top[index - 1][-1]) + 1) if index else 0
        new_imports = [(0, new_import) for new_import in together]
        yield _edited(text, start, text.start(firsts[index]), new_imports=new_imports, behind="pass")


def _narrowed(
    text: Text, begin: int, group: Sequence[ast.stmt], held: Sequence[Change], before: str = ""
) -> list[_Splice]:
    """Edit the innermost statements that hold the changes; this group as a whole where LibCST cannot."""
    try:
        inner = [
            _narrowed(text, begin_line(statement), [statement], within, before="if 1:\n")
            for statement, within in _inner(text, group[0], held)
        ]
    except NotRewritten:
        inner = []
    if inner:
        return list(chain.from_iterable(inner))
    for node in chain.from_iterable(map(ast.walk, group)):
        if isinstance(node, ast.BoolOp) and len(node.values) > _MAX_OPERANDS:
            raise NotRewritten("nested too deeply for LibCST")
    # without the line end, which LibCST drops if it is a lone carriage return
    return [_edited(text, text.start(begin), text.end(last_line(group[-1])), held, before=before)]


def _inner(text: Text, outer: ast.stmt, held: Sequence[Change]) -> list[tuple[ast.stmt, list[Change]]]:
    """The statements one level further in, with what each holds; none where one of them is not enough."""
    statements = list(_inside(outer))
    inner: list[tuple[ast.stmt, list[Change]]] = []
    for change in held:
        if not inner or change.line > last_line(inner[-1][0]):
            index = bisect_right(statements, change.line, key=begin_line)
            if not (index and _has_lines(text, change, *statements[index - 1 : index + 1])):
                return []
            inner.append((statements[index - 1], []))
        inner[-1][1].append(change)
    return inner


def _has_lines(text: Text, change: Change, statement: ast.stmt, following: ast.stmt | None = None) -> bool:
    """Whether lines of its own make up the statement, one of them the change's."""
    first = begin(statement)
    indent = text.source[text.start(first.lineno) : text.offset(first.lineno, first.col_offset)]
    last = last_line(statement)
    return (
        change.line <= last and not indent.strip(" \t@") and (not following or last < begin_line(following))
    )


def _inside(outer: ast.stmt) -> Iterator[ast.stmt]:
    """The statements in the blocks of a compound statement; `elif` is a clause of it, as `else` is."""
    for block in blocks(outer):
        first = block[0]
        if isinstance(outer, ast.If) and block is outer.orelse and first.col_offset == outer.col_offset:
            yield from _inside(first)
        else:
            yield from block


def _edited(
    text: Text,
    start: int,
    end: int,
    held: Sequence[Change] = (),
    new_imports: Sequence[tuple[int, NewImport]] = (),
    before: str = "",
    behind: str = "",
) -> _Splice:
    """Edit a slice of the text; with `before` and `behind` it is a module."""
    code = f"{before}{text.source[start:end]}{behind}"
    try:
        module = cst.parse_module(code)
    except cst.ParserSyntaxError as error:
        raise NotRewritten(f"LibCST cannot parse this file: {error.message}") from None
    except (cst.CSTValidationError, TypeError) as error:
        # of Python that is right: `return(1 if x else 2)`, and by a mistake in its own check `not(lambda: 1)`
        why = str(error) if isinstance(error, cst.CSTValidationError) else "no space before a `(lambda …)`"
        raise NotRewritten(f"LibCST cannot parse this file: {why}") from None
    edited = edit(module, code, held, new_imports, origin=start - len(before)).code
    return _Splice(start, end, edited[len(before) : len(edited) - len(behind)])
