"""Statements: where they begin and end, and the blocks inside them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = Function | ast.ClassDef

_BLOCKS: Final = ("body", "orelse", "finalbody")
_CLAUSES: Final = ("handlers", "cases")
_COMPOUND: Final = frozenset(
    kind for kind in ast.stmt.__subclasses__() if not {*_BLOCKS, *_CLAUSES}.isdisjoint(kind._fields)
)


def begin_line(statement: ast.stmt) -> int:
    """The line that a statement begins on, 1-based: that of its first decorator, if it has one."""
    return begin(statement).lineno


def begin(statement: ast.stmt) -> ast.stmt | ast.expr:
    """The first decorator of a statement, else the statement: where its text begins, `@` aside."""
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return decorators[0] if decorators else statement


def last_line(statement: ast.stmt) -> int:
    """The line that a statement ends on, 1-based."""
    return statement.lineno if statement.end_lineno is None else statement.end_lineno


def blocks(statement: ast.stmt) -> Iterator[list[ast.stmt]]:
    """The blocks of a compound statement, in the order of the text; none of a simple one."""
    if type(statement) not in _COMPOUND:
        return
    for name in ("body", *_CLAUSES, "orelse", "finalbody"):
        block = getattr(statement, name, ())
        if name in _CLAUSES:
            yield from (clause.body for clause in block)
        elif block:
            yield block


def statements(body: list[ast.stmt]) -> list[ast.stmt]:
    """The statements of a block at any depth."""
    found: list[ast.stmt] = []
    pending = [body]
    while pending:
        block = pending.pop()
        found += block
        for statement in block:
            if type(statement) in _COMPOUND:
                pending += blocks(statement)
    return found


def own_nodes(block: Function | ast.Module) -> Iterator[ast.AST]:
    """The nodes below a function or module, without those of the functions inside it."""
    pending: list[ast.AST] = [*block.body]
    while pending:
        node = pending.pop()
        if not isinstance(node, Function):
            yield node
            pending.extend(ast.iter_child_nodes(node))
