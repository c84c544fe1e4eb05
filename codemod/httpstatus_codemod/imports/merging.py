"""Merging names into a `from … import …` that the file has, in its order and its style."""

from __future__ import annotations

import ast
import bisect
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import libcst as cst

from flake8_httpstatus.source import physical_lines


@dataclass(frozen=True)
class Extension:
    """Names to merge into a `from … import …` that the file has."""

    statement: ast.ImportFrom
    names: tuple[tuple[str, str | None], ...]  # (name, alias)
    newline: str  # the file's
    room: int | None  # characters that a line of the statement may take; None: as many as it needs
    by_type: bool = True  # the order that the project's settings want


def extend(statement: cst.ImportFrom, extension: Extension) -> cst.ImportFrom:
    """Merge the names in, in the order that the import keeps; broken as the file does if it gets too wide."""
    extended = statement
    for name, alias in extension.names:
        extended = _with_name(extended, name, alias, extension)
    if extension.room is None or max(map(len, _lines(extended))) <= extension.room:
        return extended
    if (backslash := _backslash(statement)) is not None:
        return _broken(extended, extension.names[-1][0], backslash)
    return _wrapped(extended, extension.newline) if len(_lines(statement)) == 1 else extended


def _with_name(
    statement: cst.ImportFrom, name: str, alias: str | None, extension: Extension
) -> cst.ImportFrom:
    names = _names(statement)
    newline = extension.newline
    at = _place([str(existing.evaluated_name) for existing in names], name, extension.by_type)
    added = cst.ImportAlias(cst.Name(name), cst.AsName(cst.Name(alias)) if alias else None)
    if at == len(names):
        return _appended(statement, added, newline)
    # a comment behind the name before stays with it, comments above the next name with that
    gap = _gap(names[at - 1]) if at else _opening(statement)
    stays, follows = gap, gap if at else cst.SimpleWhitespace(" ")
    if isinstance(gap, cst.ParenthesizedWhitespace):
        stays, follows = gap.with_changes(empty_lines=()), gap.with_changes(first_line=_line_end(newline))
    elif "\\" in gap.value:
        follows = cst.SimpleWhitespace(" ")
    if at:
        names[at - 1] = names[at - 1].with_changes(comma=_comma(names[at - 1], stays))
    elif statement.lpar is not None:
        statement = statement.with_changes(lpar=statement.lpar.with_changes(whitespace_after=stays))
    names.insert(at, added.with_changes(comma=cst.Comma(whitespace_after=follows)))
    return statement.with_changes(names=names)


def _appended(statement: cst.ImportFrom, added: cst.ImportAlias, newline: str) -> cst.ImportFrom:
    names = _names(statement)
    last = names[-1]
    trailing_comma = isinstance(last.comma, cst.Comma)
    closing = _gap(last) if trailing_comma else _closing(statement)
    gap: cst.BaseParenthesizableWhitespace = cst.SimpleWhitespace(" ")
    if isinstance(closing, cst.ParenthesizedWhitespace):
        gap = closing.with_changes(empty_lines=(), last_line=_indent(statement))
        closing = closing.with_changes(first_line=_line_end(newline))
    elif len(names) > 1:
        usual = _gap(names[-2])
        if isinstance(usual, cst.ParenthesizedWhitespace):
            gap = usual.with_changes(first_line=_line_end(newline), empty_lines=())
        elif "\\" not in usual.value:
            gap = usual
    names[-1] = last.with_changes(comma=_comma(last, gap))
    if trailing_comma:
        added = added.with_changes(comma=cst.Comma(whitespace_after=closing))
    elif statement.rpar is not None:
        statement = statement.with_changes(rpar=statement.rpar.with_changes(whitespace_before=closing))
    return statement.with_changes(names=[*names, added])


def _broken(statement: cst.ImportFrom, name: str, backslash: cst.SimpleWhitespace) -> cst.ImportFrom:
    """Break the line at a name, with a backslash as the import has them."""
    names = _names(statement)
    at = max([str(existing.evaluated_name) for existing in names].index(name), 1) - 1
    names[at] = names[at].with_changes(comma=_comma(names[at], backslash))
    return statement.with_changes(names=names)


def _wrapped(statement: cst.ImportFrom, newline: str) -> cst.ImportFrom:
    """One name per line, in parentheses, as Black and isort wrap."""
    gap = cst.ParenthesizedWhitespace(_line_end(newline), last_line=cst.SimpleWhitespace("    "))
    closing = gap.with_changes(last_line=cst.SimpleWhitespace(""))
    names = [name.with_changes(comma=cst.Comma(whitespace_after=gap)) for name in _names(statement)]
    names[-1] = names[-1].with_changes(comma=cst.Comma(whitespace_after=closing))
    return statement.with_changes(lpar=cst.LeftParen(gap), names=names, rpar=cst.RightParen())


def _place(existing: Sequence[str], name: str, by_type: bool) -> int:
    """Where a name goes: in the order that the others keep, else at the end."""
    orders: list[Callable[[str], tuple[object, ...]]] = [member_key, natural_key, lambda text: (text,)]
    for key in orders if by_type else orders[1:]:
        keys: list[Any] = [key(other) for other in existing]
        if keys == sorted(keys):
            return bisect.bisect(keys, key(name))
    return len(existing)


def member_key(name: str, by_type: bool = True) -> tuple[object, ...]:
    """The order that isort and ruff give the names of an import: constants, classes, the rest."""
    if not by_type:
        return natural_key(name)
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return kind, *natural_key(name)


def natural_key(name: str) -> tuple[object, ...]:
    """Numbers by value, case last."""
    pieces = re.split(r"(\d+)", name.lower())
    return tuple(int(piece) if piece.isdigit() else piece for piece in pieces), name


def _names(statement: cst.ImportFrom) -> list[cst.ImportAlias]:
    assert not isinstance(statement.names, cst.ImportStar)
    return list(statement.names)


def _gap(name: cst.ImportAlias) -> Any:
    """The whitespace behind a name's comma."""
    return cst.ensure_type(name.comma, cst.Comma).whitespace_after


def _opening(statement: cst.ImportFrom) -> Any:
    """The whitespace before the first name, parentheses given."""
    return statement.lpar.whitespace_after if statement.lpar else cst.SimpleWhitespace("")


def _closing(statement: cst.ImportFrom) -> Any:
    """The whitespace behind the last name, parentheses given."""
    return statement.rpar.whitespace_before if statement.rpar else cst.SimpleWhitespace("")


def _comma(name: cst.ImportAlias, gap: cst.BaseParenthesizableWhitespace) -> cst.Comma:
    comma = name.comma if isinstance(name.comma, cst.Comma) else cst.Comma()
    return comma.with_changes(whitespace_after=gap)


def _indent(statement: cst.ImportFrom) -> cst.SimpleWhitespace:
    """How the names on lines of their own are indented."""
    gaps = [_opening(statement), *(_gap(name) for name in _names(statement)[:-1])]
    indents = (gap.last_line for gap in gaps if isinstance(gap, cst.ParenthesizedWhitespace))
    return next(indents, cst.SimpleWhitespace("    "))


def _line_end(newline: str) -> cst.TrailingWhitespace:
    return cst.TrailingWhitespace(newline=cst.Newline(newline))


def _backslash(statement: cst.ImportFrom) -> cst.SimpleWhitespace | None:
    """How the import breaks its lines, where that is with backslashes."""
    gaps = (_gap(name) for name in _names(statement)[:-1])
    return next((gap for gap in gaps if isinstance(gap, cst.SimpleWhitespace) and "\\" in gap.value), None)


def _lines(statement: cst.ImportFrom) -> list[str]:
    return physical_lines(cst.Module([]).code_for_node(statement))
