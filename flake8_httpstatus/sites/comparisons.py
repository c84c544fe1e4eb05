"""HSC103: a status compared for equality or membership."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ..file import File
from ..findings import Finding
from .codes import bare_codes
from .operands import Held, held
from .register import visits


@visits(ast.Compare)
def comparison(node: ast.Compare, file: File) -> Iterator[Finding]:
    """`==`, `!=`, `in` and `not in`; each pair of a chain on its own."""
    operands = [node.left, *node.comparators]
    for operator, left, right in zip(node.ops, operands, operands[1:], strict=False):
        if isinstance(operator, (ast.Eq, ast.NotEq)):
            yield from equality(left, right, file)
        elif isinstance(operator, (ast.In, ast.NotIn)):
            yield from membership(left, right, file)


def equality(left: ast.expr, right: ast.expr, file: File) -> Iterator[Finding]:
    """The codes that a status is compared with, on whichever side it stands."""
    for operand, other in ((left, right), (right, left)):
        how = held(operand, file)
        if how is not None:
            yield from bare_codes("HSC103", other, file, doubtful=how is Held.PERHAPS)


def membership(left: ast.expr, right: ast.expr, file: File) -> Iterator[Finding]:
    """The codes of a collection that is searched for a status."""
    how = held(left, file)
    if how is not None:
        yield from bare_codes("HSC103", right, file, doubtful=how is Held.PERHAPS)


@visits(ast.Match)
def match(node: ast.Match, file: File) -> Iterator[Finding]:
    """`match response.status_code: case 404 | 410:`."""
    how = held(node.subject, file)
    if how is not None:
        for case in node.cases:
            yield from _pattern(case.pattern, how, file)


@visits(ast.MatchClass)
def class_pattern(node: ast.MatchClass, file: File) -> Iterator[Finding]:
    """`case Response(status_code=404)`."""
    for attribute, pattern in zip(node.kwd_attrs, node.kwd_patterns, strict=True):
        if attribute in file.settings.attributes:
            yield from _pattern(pattern, Held.SURELY, file)


@visits(ast.MatchMapping)
def mapping_pattern(node: ast.MatchMapping, file: File) -> Iterator[Finding]:
    """`case {"status_code": 404}`."""
    for key, pattern in zip(node.keys, node.patterns, strict=True):
        if isinstance(key, ast.Constant) and key.value == "status_code":
            yield from _pattern(pattern, Held.PERHAPS, file)


def _pattern(pattern: ast.pattern, how: Held, file: File) -> Iterator[Finding]:
    if isinstance(pattern, ast.MatchOr):
        for each in pattern.patterns:
            yield from _pattern(each, how, file)
    elif isinstance(pattern, ast.MatchAs) and pattern.pattern is not None:
        yield from _pattern(pattern.pattern, how, file)
    elif isinstance(pattern, ast.MatchValue) and isinstance(pattern.value, ast.Constant):
        yield from bare_codes("HSC103", pattern.value, file, doubtful=how is Held.PERHAPS, in_pattern=True)
