"""HSC103: a status compared for equality or membership."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ..checking import check
from ..codes import gives_number
from ..evidence.held import HELD, NAMED, Held, attribute_holds, held
from ..evidence.names import is_status_key, means_status
from ..evidence.pairs import compared, constants
from ..evidence.replies import unless_reply
from ..evidence.tables import OF_CODES, TABLE, has_only_codes, is_read_as_status, is_table
from ..file import File
from ..findings import Finding
from ..reporting import bare_codes
from ..rules import COMPARED_STATUS


@check(COMPARED_STATUS, nodes=[ast.Compare], clues=HELD)
def comparison(node: ast.Compare, file: File) -> Iterator[Finding]:
    """`==`, `!=`, `in` and `not in`; each pair of a chain on its own."""
    for operator, left, right in compared(node):
        if isinstance(operator, (ast.Eq, ast.NotEq)):
            yield from equality(left, right, file)
        elif isinstance(operator, (ast.In, ast.NotIn)):
            yield from membership(left, right, file)


def equality(left: ast.expr, right: ast.expr, file: File) -> Iterator[Finding]:
    """The codes in a comparison, whichever side the status is on."""
    for operand, other in ((left, right), (right, left)):
        yield from membership(operand, other, file)


def membership(operand: ast.expr, other: ast.expr, file: File) -> Iterator[Finding]:
    """The codes that an operand is compared with, if it holds a status."""
    how = held(operand, file) if gives_number(other) else None
    if how is not None:
        found = bare_codes(COMPARED_STATUS, other, file, doubtful=how is Held.PERHAPS)
        yield from unless_reply(found, operand, file)


@check(COMPARED_STATUS, nodes=[ast.Match], clues=HELD)
def match(node: ast.Match, file: File) -> Iterator[Finding]:
    """`match response.status_code: case 404 | 410:`."""
    how = held(node.subject, file)
    if how is not None:
        for case in node.cases:
            yield from unless_reply(_pattern(case.pattern, how, file), node.subject, file)


@check(COMPARED_STATUS, nodes=[ast.MatchClass], clues=[NAMED])
def class_pattern(node: ast.MatchClass, file: File) -> Iterator[Finding]:
    """`case Response(status_code=404)`."""
    for attribute, pattern in zip(node.kwd_attrs, node.kwd_patterns, strict=True):
        if means_status(attribute, file.settings):
            yield from _pattern(pattern, attribute_holds(file), file)


@check(COMPARED_STATUS, nodes=[ast.MatchMapping], clues=[NAMED])
def mapping_pattern(node: ast.MatchMapping, file: File) -> Iterator[Finding]:
    """`case {"status_code": 404}`."""
    for key, pattern in zip(node.keys, node.patterns, strict=True):
        if is_status_key(key, file.settings):
            yield from _pattern(pattern, Held.PERHAPS, file)


@check(COMPARED_STATUS, nodes=[ast.Call, ast.Subscript], clues=(*HELD, TABLE, OF_CODES))
def table(node: ast.expr, file: File) -> Iterator[Finding]:
    """`{404: NotFound, 409: Conflict}[r.status_code]`, `{…}.get(r.status_code)`, `responses[404]`."""
    if isinstance(node, ast.Subscript):
        read, operand = node.value, node.slice
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
        read, operand = node.func.value, node.args[0]
    else:
        return
    if isinstance(read, ast.Dict) and not all(map(_is_text, read.values)):
        sure = has_only_codes(read) and is_read_as_status(operand)
        for key in read.keys:
            if key is not None:
                yield from bare_codes(COMPARED_STATUS, key, file) if sure else membership(operand, key, file)
    elif is_table(read, file):
        yield from bare_codes(COMPARED_STATUS, operand, file)


def _is_text(node: ast.expr) -> bool:
    """Whether a value is a text: a table of texts says what the codes mean."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _pattern(pattern: ast.pattern, how: Held, file: File) -> Iterator[Finding]:
    for constant in constants(pattern):
        yield from bare_codes(COMPARED_STATUS, constant, file, doubtful=how is Held.PERHAPS, in_pattern=True)
