"""Writing a new import into a LibCST module."""

from __future__ import annotations

import libcst as cst

from .placing import NewImport


def insert(module: cst.Module, index: int, new: NewImport) -> cst.Module:
    """Put the import before `body[index]`.

    The module may be a part of the file, if it has all blank and comment lines above that statement.
    """
    newline = cst.Newline(new.newline)
    blank = cst.EmptyLine(indent=False, newline=newline)
    body = list(module.body)
    following = body[index]
    # the lines above a module's first statement are the module's
    lines = [*module.header, *following.leading_lines] if index == 0 else list(following.leading_lines)
    kept = max(len(lines) - new.staying, 0)
    above = [*lines[:kept], *[blank] * new.blank_above]
    statement = cst.ensure_type(cst.parse_statement(new.statement), cst.SimpleStatementLine).with_changes(
        leading_lines=() if index == 0 else above,
        trailing_whitespace=cst.TrailingWhitespace(newline=newline),
    )
    following = following.with_changes(leading_lines=[*[blank] * new.blank_below, *lines[kept:]])
    body[index : index + 1] = [statement, following]
    return module.with_changes(header=above if index == 0 else module.header, body=body)
