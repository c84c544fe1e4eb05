"""From a site to its findings: what to say, and what to write instead."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from .codes import leaves, value_of
from .file import File
from .findings import Finding
from .fstrings import is_at_its_position, shows_its_text
from .rules import Rule
from .spelling import spelled_at

if TYPE_CHECKING:
    from .flow.ways import Way


def finding(
    rule: Rule,
    node: ast.expr,
    message: str,
    file: File,
    *,
    value: int | None = None,
    name: str | None = None,
    spelling: str | None = None,
    why_not: str = "",
    operand: ast.expr | None = None,
    negated: bool = False,
    in_pattern: bool = False,
    way: Way | None = None,
) -> Iterator[Finding]:
    """The finding at a node, if one may stand there. `why_not` says why it cannot be rewritten."""
    if shows_its_text(node, file):
        return
    if not is_at_its_position(node, file):
        why_not = why_not or "Python 3.12 or newer is needed to see where it stands"
    if why_not:
        name, message = None, f"{message} (not rewritten: {why_not})"
    library = file.names.library
    yield Finding(rule.code, node, message, library, value, name, operand, negated, in_pattern, spelling, way)


def bare_codes(
    rule: Rule,
    node: ast.expr,
    file: File,
    *,
    doubtful: bool = False,
    quoted: bool = False,
    in_pattern: bool = False,
    kept: bool = False,
    way: Way | None = None,
) -> Iterator[Finding]:
    """The findings for a site's expression.

    `doubtful`: the place may hold other codes than HTTP's, as a bare name may, so 1xx does not count.
    `quoted`: digits in quotes count. `kept`: the value is kept or handed on as it is, and may become text.
    `way`: where it goes, if it does not stand at a status itself.
    """
    for leaf in leaves(node):
        value = value_of(leaf, quoted=quoted)
        if value is None or (doubtful and value < 200):
            continue
        advice = _advice(value, leaf, file, kept=kept, in_pattern=in_pattern)
        if advice is not None:
            shown = f'"{leaf.value}"' if isinstance(leaf.value, str) else value
            place = f" (status of {way.what}, {way.end.seen_from(file)})" if way else ""
            message = rule.message.format(code=f"{shown}{place}", advice=advice.text)
            yield from finding(
                rule,
                leaf,
                message,
                file,
                value=value,
                name=advice.name,
                spelling=advice.spelling,
                why_not=advice.why_not,
                in_pattern=in_pattern,
                way=way,
            )


class _Advice(NamedTuple):
    text: str
    name: str | None = None  # of the constant
    spelling: str | None = None
    why_not: str = ""  # why a human has to write it


def _advice(code: int, leaf: ast.expr, file: File, *, kept: bool, in_pattern: bool) -> _Advice | None:
    """What to do about a code; None if the library has no constant for it, so nobody could comply."""
    names, elsewhere = file.names, file.selection.elsewhere
    library = names.library
    name = names.constants.get(code)
    if elsewhere is not None and (name or code in names.renamed):
        return _Advice(f"use the constant of {elsewhere}", why_not=f"{elsewhere} is not known")
    if name is not None:
        why_not = _ENUM_IS_TEXT.format(name=library.name) if kept and file.enum_is_text else ""
        spelling = spelled_at(leaf, name, file, in_pattern=in_pattern)
        return _Advice(f"use {spelling}", name, spelling, why_not)
    if code in names.renamed:
        *both, since = names.renamed[code]
        old, new = (spelled_at(leaf, each, file, in_pattern=in_pattern) for each in both)
        return _Advice(
            f"use {old}, or {new} from {library.table} {since} on",
            why_not=f"declare {library.table}>={since} or <{since}, "
            f"or set --httpstatus-library='{library.key}>=…'",
        )
    return None


_ENUM_IS_TEXT: Final = "before Python 3.11, which the project admits, its text is {name}.…, no number"
