"""Findings and a source text in, the rewritten text out; LibCST sees only the slices that change."""

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
from flake8_httpstatus.statements import last_line

from .changes import Change, changes_of
from .edit import edit
from .errors import NotRewritten
from .groups import first_line, groups
from .imports.placing import NewImport
from .names.planning import Plan, plan
from .proof import verify
from .slices import Slice, narrower

# LibCST's parser recurses once per operand of `and` and `or`; some ten times as many crash the process
_MAX_OPERANDS: Final = 1000


def rewrite(source: str, findings: Sequence[Finding], path: Path | None, *, tree: ast.Module) -> str:
    """The text with all findings rewritten; each has a replacement, and `tree` is what they were found in.

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


def rewrite_module(
    module: cst.Module, findings: Sequence[Finding], path: Path | None, *, tree: ast.Module
) -> cst.Module:
    """The same for LibCST's own tool, which wants a module as a whole."""
    source = module.code
    planned = plan(tree, source, path, findings)
    text = Text(source)
    new_imports = [(new_import.group, new_import) for new_import in planned.new_imports]
    edited = edit(module, source, changes_of(planned, text), new_imports)
    verify(text, tree, edited.code, planned)
    return edited


class _Splice(NamedTuple):
    """What a piece of the text becomes."""

    start: int
    end: int
    text: str


def _splices(tree: ast.Module, text: Text, planned: Plan) -> Iterator[_Splice]:
    lines = physical_lines(text.source)
    top = groups(tree, text.source)
    firsts = [first_line(group, lines) for group in top]
    by_group: dict[int, list[Change]] = defaultdict(list)
    for change in changes_of(planned, text):
        by_group[bisect_right(firsts, change.node.lineno) - 1].append(change)
    for index, changes in by_group.items():
        group = Slice(text.start(firsts[index]), last_line(top[index][-1]), top[index])
        yield from _narrowed(group, changes, text)
    for index, together in groupby(planned.new_imports, key=lambda new_import: new_import.group):
        # what is edited are the lines between two groups; `pass` stands for the lower one
        start = text.start(last_line(top[index - 1][-1]) + 1) if index else 0
        new_imports = [(0, new_import) for new_import in together]
        yield _edited(text, start, text.start(firsts[index]), new_imports=new_imports, behind="pass")


def _narrowed(whole: Slice, changes: Sequence[Change], text: Text) -> list[_Splice]:
    """Edit no more than what holds the changes; the slice as a whole where LibCST cannot read less."""
    try:
        inner = [_narrowed(part, within, text) for part, within in narrower(whole, changes, text)]
    except NotRewritten:
        inner = []
    if inner:
        return list(chain.from_iterable(inner))
    _refuse_long_tests(whole)
    end = text.end(whole.last)  # before the line end: LibCST drops a lone carriage return
    return [_edited(text, whole.start, end, changes, before=whole.before, behind=whole.behind)]


def _refuse_long_tests(whole: Slice) -> None:
    for node in chain.from_iterable(map(ast.walk, whole.statements)):
        if isinstance(node, ast.BoolOp) and len(node.values) > _MAX_OPERANDS and node.lineno <= whole.last:
            raise NotRewritten("nested too deeply for LibCST")


def _edited(
    text: Text,
    start: int,
    end: int,
    changes: Sequence[Change] = (),
    new_imports: Sequence[tuple[int, NewImport]] = (),
    before: str = "",
    behind: str = "",
) -> _Splice:
    """Edit a piece of the text, which is a module with what is put before and behind it."""
    code = f"{before}{text.source[start:end]}{behind}"
    try:
        module = cst.parse_module(code)
    except cst.ParserSyntaxError as error:
        raise NotRewritten(f"LibCST cannot parse this file: {error.message}") from None
    except (cst.CSTValidationError, TypeError) as error:
        # both are right: `return(1 if x else 2)`; and `not(lambda: 1)`, where LibCST's own check fails
        why = str(error) if isinstance(error, cst.CSTValidationError) else "no space before a `(lambda …)`"
        raise NotRewritten(f"LibCST cannot parse this file: {why}") from None
    edited = edit(module, code, changes, new_imports, origin=start - len(before)).code
    return _Splice(start, end, edited[len(before) : len(edited) - len(behind)])
