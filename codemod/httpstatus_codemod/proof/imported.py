"""The import statements of a tree, and what they bind."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from flake8_httpstatus.libraries.library import Library, joined
from flake8_httpstatus.source import Span
from flake8_httpstatus.statements import Function, blocks

Import = ast.Import | ast.ImportFrom


class Binding(NamedTuple):
    """An import statement, with its place."""

    statement: Import
    block: ast.AST  # whose body it is in
    span: Span  # in the lines of the text, as for all other nodes

    @property
    def names(self) -> set[str]:
        """The names that it binds."""
        return set(map(bound, self.statement.names))

    def full_names(self, name: str) -> set[str]:
        """The full names of the things that it binds a name to."""
        return {full_name(self.statement, alias) for alias in self.statement.names if bound(alias) == name}

    def is_star_of(self, library: Library) -> bool:
        """Whether it is a star import of the library's constants, and nothing else."""
        return self.full_names("*") == {f"{library.by_name}.*"}

    def surely_precedes(self, spot: Span) -> bool:
        """Whether it has surely run when the spot is reached: not in an `if` or `try`."""
        if self.span[2:] > spot[:2]:
            return False
        if isinstance(self.block, Function):
            return spot[:2] < Span.of(self.block)[2:]
        return isinstance(self.block, ast.Module)

    def loads(self, name: str, library: Library) -> bool:
        """Whether the constants can be reached through a name: importing a package imports no submodules."""
        holder = joined(library.by_name or library.package, "")
        loaded = self.full_names(name)
        if isinstance(self.statement, ast.Import):  # `import a.b` binds `a`
            loaded = {alias.name for alias in self.statement.names if bound(alias) == name}
        return any(f"{module}.".startswith(holder) for module in loaded)


def imports(tree: ast.Module) -> Iterator[Binding]:
    """All import statements, at any depth."""
    pending: list[tuple[ast.AST, list[ast.stmt]]] = [(tree, tree.body)]
    while pending:
        around, block = pending.pop()
        for node in block:
            if isinstance(node, Import):
                yield Binding(node, around, Span.of(node))
            else:
                pending += ((node, inner) for inner in blocks(node))


def bound(alias: ast.alias) -> str:
    """The name that an import binds; `*` for a star import."""
    return alias.asname or alias.name.partition(".")[0]


def full_name(statement: Import, alias: ast.alias) -> str:
    """The full name of what an import binds."""
    if isinstance(statement, ast.ImportFrom):
        return joined(from_module(statement), alias.name)
    return alias.name if alias.asname else bound(alias)


def from_module(statement: ast.ImportFrom) -> str:
    """The module that names are imported from, with the dots of a relative import."""
    return f"{'.' * statement.level}{statement.module or ''}"
