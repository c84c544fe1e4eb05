"""The integers at a site, and what is to be said about each."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final, NamedTuple

from .file import File
from .findings import Finding


def leaves(node: ast.expr) -> Iterator[ast.Constant]:
    """The literals that an expression at a site may give: through `if`/`else`, `or` and collections."""
    pending = [node]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Constant):
            yield node
        elif isinstance(node, ast.IfExp):
            pending += node.body, node.orelse
        elif isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or):
            pending += node.values
        elif isinstance(node, (ast.Tuple, ast.List, ast.Set)):
            pending += node.elts
        elif isinstance(node, ast.NamedExpr):
            pending.append(node.value)


_WITH_LEAVES: Final = frozenset(
    {ast.Constant, ast.IfExp, ast.BoolOp, ast.Tuple, ast.List, ast.Set, ast.NamedExpr}
)


def gives_number(node: ast.expr) -> bool:
    """Whether an expression may give a number written there: asked before what takes longer to know."""
    return type(node) in _WITH_LEAVES and any(_value(leaf, quoted=True) is not None for leaf in leaves(node))


def bare_codes(
    rule: str,
    node: ast.expr,
    file: File,
    *,
    doubtful: bool = False,
    quoted: bool = False,
    in_pattern: bool = False,
    kept: bool = False,
) -> Iterator[Finding]:
    """The findings for a site's expression.

    `doubtful`: the place may hold other codes than HTTP's, as a bare name may, so 1xx does not count.
    `quoted`: digits in quotes count. `kept`: the value is kept or handed on as it is, and may become text.
    """
    for leaf in leaves(node):
        value = _value(leaf, quoted=quoted)
        if value is None or (doubtful and value < 200):
            continue
        advice = _advice(value, file, kept=kept)
        if advice is None:
            continue
        message = f"bare status code {_shown(leaf)}: {advice.text}"
        finding = file.finding(rule, leaf, message, value=value, name=advice.name, in_pattern=in_pattern)
        if finding is not None:
            yield finding


class _Advice(NamedTuple):
    text: str
    name: str | None  # of the constant to write; None: a human has to


def _advice(code: int, file: File, *, kept: bool) -> _Advice | None:
    """What to do about a code; None: the library has no constant for it, nobody could comply."""
    names, elsewhere = file.names, file.selection.elsewhere
    library = names.library
    name = names.constants.get(code)
    if elsewhere is not None and (name or code in names.renamed):
        return _Advice(f"use the constant of {elsewhere} (not rewritten: {elsewhere} is not known)", None)
    if name is not None:
        advice = f"use {library.spell(name)}"
        if kept and file.enum_is_text:
            return _Advice(f"{advice} (not rewritten: {_ENUM_IS_TEXT})", None)
        return _Advice(advice, name)
    if code in names.renamed:
        old, new, since = names.renamed[code]
        bound = f"{library.table}>={since}"
        return _Advice(
            f"use {library.spell(old)}, or {library.spell(new)} from {library.table} {since} on "
            f"(not rewritten: declare {bound} or <{since}, or set --httpstatus-library='{library.key}>=…')",
            None,
        )
    return None


_ENUM_IS_TEXT: Final = "before Python 3.11, which the project admits, its text is HTTPStatus.…, no number"


def _value(leaf: ast.Constant, *, quoted: bool) -> int | None:
    if type(leaf.value) is int:  # not `True`
        return leaf.value
    if quoted and isinstance(leaf.value, str) and len(leaf.value) == 3 and leaf.value.isdecimal():
        return int(leaf.value) if leaf.value.isascii() else None
    return None


def _shown(leaf: ast.Constant) -> str:
    return f'"{leaf.value}"' if isinstance(leaf.value, str) else str(leaf.value)
