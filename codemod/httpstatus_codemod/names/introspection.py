"""Modules that look at their own names: a new name could change what they do."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from flake8_httpstatus.scopes import Scopes
from flake8_httpstatus.statements import Definition

_ANYWHERE = "globals"
_AT_THE_TOP = ("dir", "locals", "vars")  # in a function they give the function's names
_THE_MODULE = re.compile(r"(\bmodules(\[|\.(get|pop)\()|\bimport_module\(|\b__import__\()__name__[]),]")
_BLOCKS = Definition | ast.Lambda


def looks_at_itself(scopes: Scopes) -> str | None:
    """The expression by which a module gets at its own names, and its line; None if there is none."""
    found = ((node.lineno, ast.unparse(node)) for node in _found(scopes))
    line, text = min(found, default=(0, None))
    return text and f"`{text}` in line {line}"


def _found(scopes: Scopes) -> Iterator[ast.expr]:
    for word in (_ANYWHERE, *_AT_THE_TOP):
        for read in scopes.reads.get(word, ()):
            call = scopes.parents[read]
            counts = word == _ANYWHERE or _is_at_the_top(scopes, call)
            if isinstance(call, ast.Call) and call.func is read and not call.args and counts:
                yield call
    for read in scopes.reads.get("__name__", ()):
        whole = scopes.parents[read]
        if isinstance(whole, (ast.Call, ast.Subscript)) and _THE_MODULE.search(ast.unparse(whole)):
            yield whole


def _is_at_the_top(scopes: Scopes, node: ast.AST) -> bool:
    while (parent := scopes.parents[node]) is not scopes.tree:
        if isinstance(parent, _BLOCKS):
            body = parent.body
            if node is body or (isinstance(body, list) and node in body):
                return False
        node = parent
    return True
