"""HSC203: a constant that the library has deprecated at the floor."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from ..checking import check
from ..clues import Clue, Trace, pattern, words
from ..expressions import dotted
from ..file import File
from ..findings import Finding
from ..libraries.constants import CONSTANTS
from ..reporting import finding
from ..rules import DEPRECATED_CONSTANT

_PREFIX: Final = "HTTP_"
_OLD_NAMES: Final = {row.name for rows in CONSTANTS.values() for row in rows if row.deprecated}
_OLD: Final = pattern(
    rf"{_PREFIX}(?:{'|'.join(sorted(name.removeprefix(_PREFIX) for name in _OLD_NAMES))})\b"
)


@check(
    DEPRECATED_CONSTANT,
    nodes=[ast.Attribute, ast.Name],
    clues=[Clue(words(_PREFIX))],
    traces=[[Trace(_OLD)]],
)
def deprecated_constant(node: ast.expr, file: File) -> Iterator[Finding]:
    """`status.HTTP_422_UNPROCESSABLE_ENTITY` with Starlette from 0.48 on."""
    assert isinstance(node, ast.Attribute | ast.Name)
    name = node.attr if isinstance(node, ast.Attribute) else node.id
    if not name.startswith(_PREFIX) or not isinstance(node.ctx, ast.Load):
        return
    resolved = file.resolve(node)
    library = file.names.library
    if resolved not in {f"{library.dotted}.{name}", f"{library.by_name}.{name}"}:
        return
    current = file.names.deprecated.get(name)
    if current is None or not file.resolver.is_sure(node):
        return
    if isinstance(node, ast.Name):  # the import still has the old name, and warns
        spelling, advice, why_not = current, f"import {current}", "rename it in the import too"
    else:
        spelling, why_not = f"{dotted(node.value)}.{current}", ""
        advice = f"use {spelling}"
    message = DEPRECATED_CONSTANT.message.format(name=name, advice=advice)
    in_pattern = isinstance(file.parents.get(node), ast.MatchValue)
    yield from finding(
        DEPRECATED_CONSTANT,
        node,
        message,
        file,
        name=current,
        spelling=spelling,
        why_not=why_not,
        in_pattern=in_pattern,
    )
