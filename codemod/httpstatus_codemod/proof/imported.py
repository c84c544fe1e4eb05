"""The import statements of a tree, and what they bind."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from flake8_httpstatus.libraries.library import Library
from flake8_httpstatus.source import Span
from flake8_httpstatus.statements import Function, blocks

Import = ast.Import | ast.ImportFrom


class Binding(NamedTuple):
    """An import statement, where it stands."""

    statement: Import
    block: ast.AST  # in whose body
    span: Span  # by which `block` and all else is measured, too

    @property
    def names(self) -> set[str]:
        """What it binds."""
        return set(map(bound, self.statement.names))

    def full_names(self, name: str) -> set[str]:
        """The full names of what it binds a name to."""
        return {full_name(self.statement, alias) for alias in self.statement.names if bound(alias) == name}

    def is_star_of(self, library: Library) -> bool:
        """Whether it brings the library's constants, all of them and nothing else."""
        return self.full_names("*") == {f"{library.by_name}.*"}

    def surely_precedes(self, spot: Span) -> bool:
        """Whether it has run wherever the spot is reached: no condition and no `try` is around it."""
        if self.span[2:] > spot[:2]:
            return False
        if isinstance(self.block, Function):
            return spot[:2] < Span.of(self.block)[2:]
        return isinstance(self.block, ast.Module)

    def loads(self, name: str, library: Library) -> bool:
        """Whether the constants can be had through a name: a package does not import its submodules."""
        holder = f"{library.by_name or library.package}."
        loaded = self.full_names(name)
        if isinstance(self.statement, ast.Import):  # `import a.b` binds `a`
            loaded = {alias.name for alias in self.statement.names if bound(alias) == name}
        return any(f"{module}.".startswith(holder) for module in loaded)


def imports(tree: ast.Module) -> Iterator[Binding]:
    """All import statements; nothing is looked at but statements."""
    pending: list[tuple[ast.AST, list[ast.stmt]]] = [(tree, tree.body)]
    while pending:
        around, block = pending.pop()
        for node in block:
            if isinstance(node, Import):
                yield Binding(node, around, Span.of(node))
            else:
                pending += ((node, inner) for inner in blocks(node))


def bound(alias: ast.alias) -> str:
    """The name that an import binds: `*` where it is not known."""
    return alias.asname or alias.name.partition(".")[0]


def full_name(statement: Import, alias: ast.alias) -> str:
    """The full name of what an import binds."""
    if isinstance(statement, ast.ImportFrom):
        return f"{from_module(statement)}.{alias.name}"
    return alias.name if alias.asname else bound(alias)


def from_module(statement: ast.ImportFrom) -> str:
    """The module that names are imported from, with the dots of a relative import."""
    return f"{'.' * statement.level}{statement.module or ''}"
