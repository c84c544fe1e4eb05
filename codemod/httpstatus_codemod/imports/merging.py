"""Merging names into a `from … import …` that the file has, in its order and its style."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Any

import libcst as cst

from flake8_httpstatus.source import physical_lines

from .sorting import sorted_index


@dataclass(frozen=True)
class Extension:
    """Names to merge into a `from … import …` that the file has."""

    statement: ast.ImportFrom
    names: tuple[tuple[str, str | None], ...]  # (name, alias)
    newline: str  # the file's
    width: int | None  # how long its lines may get; None: as long as they need
    by_type: bool = True  # whether the project sorts constants before classes before the rest


def extend(statement: cst.ImportFrom, extension: Extension) -> cst.ImportFrom:
    """Merge the names in, in the order that the import keeps; a line that gets too long is broken."""
    extended = statement
    for name, alias in extension.names:
        extended = _with_name(extended, name, alias, extension)
    if extension.width is None or max(map(len, _lines(extended))) <= extension.width:
        return extended
    if (backslash := _backslash(statement)) is not None:
        return _broken(extended, extension.names[-1][0], backslash)
    return _wrapped(extended, extension.newline) if len(_lines(statement)) == 1 else extended


def _with_name(
    statement: cst.ImportFrom, name: str, alias: str | None, extension: Extension
) -> cst.ImportFrom:
    names = _names(statement)
    index = sorted_index([str(existing.evaluated_name) for existing in names], name, extension.by_type)
    added = cst.ImportAlias(cst.Name(name), cst.AsName(cst.Name(alias)) if alias else None)
    if index == len(names):
        return _appended(statement, added, extension.newline)
    return _inserted(statement, added, index, extension.newline)


def _inserted(statement: cst.ImportFrom, added: cst.ImportAlias, index: int, newline: str) -> cst.ImportFrom:
    """With a name before another one.

    A comment beside the name above stays there, and comments above the name below stay with that.
    """
    names = _names(statement)
    gap = _gap(names[index - 1]) if index else _opening(statement)
    above, below = gap, gap if index else cst.SimpleWhitespace(" ")
    if isinstance(gap, cst.ParenthesizedWhitespace):
        above, below = gap.with_changes(empty_lines=()), gap.with_changes(first_line=_line_end(newline))
    elif "\\" in gap.value:
        below = cst.SimpleWhitespace(" ")
    if index:
        names[index - 1] = names[index - 1].with_changes(comma=_comma(names[index - 1], above))
    elif statement.lpar is not None:
        statement = statement.with_changes(lpar=statement.lpar.with_changes(whitespace_after=above))
    names.insert(index, added.with_changes(comma=cst.Comma(whitespace_after=below)))
    return statement.with_changes(names=names)


def _appended(statement: cst.ImportFrom, added: cst.ImportAlias, newline: str) -> cst.ImportFrom:
    """With a name behind the last one."""
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
    """With a line break before a name, but not before the first one, by a backslash as it has them."""
    names = _names(statement)
    index = [str(existing.evaluated_name) for existing in names].index(name)
    above = max(index, 1) - 1
    names[above] = names[above].with_changes(comma=_comma(names[above], backslash))
    return statement.with_changes(names=names)


def _wrapped(statement: cst.ImportFrom, newline: str) -> cst.ImportFrom:
    """One name per line, in parentheses, as Black and isort do it."""
    gap = cst.ParenthesizedWhitespace(_line_end(newline), last_line=cst.SimpleWhitespace("    "))
    closing = gap.with_changes(last_line=cst.SimpleWhitespace(""))
    names = [name.with_changes(comma=cst.Comma(whitespace_after=gap)) for name in _names(statement)]
    names[-1] = names[-1].with_changes(comma=cst.Comma(whitespace_after=closing))
    return statement.with_changes(lpar=cst.LeftParen(gap), names=names, rpar=cst.RightParen())


def _names(statement: cst.ImportFrom) -> list[cst.ImportAlias]:
    assert not isinstance(statement.names, cst.ImportStar)
    return list(statement.names)


def _gap(name: cst.ImportAlias) -> Any:
    """The whitespace behind a name's comma."""
    return cst.ensure_type(name.comma, cst.Comma).whitespace_after


def _opening(statement: cst.ImportFrom) -> Any:
    """The whitespace before the first name, in the parentheses if there are any."""
    return statement.lpar.whitespace_after if statement.lpar else cst.SimpleWhitespace("")


def _closing(statement: cst.ImportFrom) -> Any:
    """The whitespace behind the last name, in the parentheses if there are any."""
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
    """The whitespace with which the import breaks a line by a backslash; None if it does not."""
    gaps = (_gap(name) for name in _names(statement)[:-1])
    return next((gap for gap in gaps if isinstance(gap, cst.SimpleWhitespace) and "\\" in gap.value), None)


def _lines(statement: cst.ImportFrom) -> list[str]:
    return physical_lines(cst.Module([]).code_for_node(statement))
