"""The names under which a file's own imports reach a library, and whether they do at a given spot."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from flake8_httpstatus.imports import Import, import_target, module_of, path_to
from flake8_httpstatus.libraries.library import Library
from flake8_httpstatus.scopes import COMPREHENSIONS, Scopes

from ..imports.surroundings import Surroundings
from .shipped import Shipping


class _Binding(NamedTuple):
    """A name that an import binds."""

    block: ast.AST  # the module, or a function with imports of its own
    statement: Import
    alias: ast.alias
    name: str


class LibraryImports:
    """The imports of one library in one file."""

    def __init__(
        self, scopes: Scopes, surroundings: Surroundings, shipping: Shipping, library: Library
    ) -> None:
        """Look up one library in a file."""
        self._scopes = scopes
        self._surroundings = surroundings
        self._shipping = shipping
        self._library = library
        self._imports: dict[ast.AST, list[_Binding]] = {}  # by block
        stars = (scopes.parents[alias] for alias in scopes.bindings(scopes.tree).get("*", ()))
        self._stars = [star for star in stars if isinstance(star, ast.ImportFrom)]

    def module_at(self, spot: ast.AST) -> str | None:
        """What reaches the constants at a spot, `status` say; the usual name if there are several."""
        found = [
            path
            for binding in self._before(spot)
            if (path := path_to(self._library, binding.alias, binding.statement)) is not None
            and self._holds(binding, spot, path)
        ]
        return min(found, key=lambda path: path != self._library.name, default=None)

    def constant_at(self, spot: ast.AST, constant: str) -> str | None:
        """The name that reaches a constant or helper imported by name, at a spot."""
        for binding in self._before(spot):
            if not self.is_by_name(binding.statement):
                continue
            if binding.alias.name == constant and self._holds(binding, spot):
                return binding.name
            if binding.alias.name == "*" and self._comes_with(binding.statement, spot, constant):
                return constant
        return None

    def is_by_name(self, statement: ast.stmt) -> bool:
        """Whether a statement imports the library's constants by name."""
        return isinstance(statement, ast.ImportFrom) and module_of(statement) == self._library.by_name

    def stars_with(self, name: str, after: ast.stmt | None = None) -> list[ast.ImportFrom]:
        """The star imports that may bind a name: those of modules other than the library's."""
        return [
            star
            for star in self._stars
            if not self.is_by_name(star)
            and (after is None or star.lineno > after.lineno)
            and self._surroundings.may_bring(star, name)
        ]

    def _before(self, spot: ast.AST) -> Iterator[_Binding]:
        """The imports that have surely run when a spot is evaluated: not in an `if` or `try`."""
        for block in self._blocks(spot):
            if block not in self._imports:
                self._imports[block] = list(_imports(block))
            here = self._scopes.position(spot, block)
            for binding in self._imports[block]:
                if self._scopes.position(binding.statement, block) < here:
                    yield binding

    def _blocks(self, spot: ast.AST) -> Iterator[ast.AST]:
        """The module and functions around a spot, as far as they exist where it runs (see `shipped`)."""
        shipped = self._shipping.around(spot)
        if shipped is None:
            yield self._scopes.tree
        for function in self._scopes.functions(spot):
            if shipped is None or self._shipping.around(function.args) == shipped:
                yield function

    def _holds(self, binding: _Binding, spot: ast.AST, path: str | None = None) -> bool:
        """Whether the name means the import at the spot; `path` is the whole expression, name included."""
        scopes, name = self._scopes, binding.name
        bound_to = import_target(binding.alias, binding.statement)
        return (
            scopes.home(spot, name) is binding.block
            and name not in scopes.redirected
            and all(self._target_of(other) == bound_to for other in scopes.bindings(binding.block)[name])
            and not name.startswith("__")  # in a class, Python turns it into `_Class__name`
            and (self._stays(binding, path) if binding.block is scopes.tree else self._stands_alone(binding))
        )

    def _stands_alone(self, binding: _Binding) -> bool:
        """Whether no comprehension in the function has a variable of that name.

        From Python 3.12 on that is a variable of the function, and the proof cannot tell the two apart.
        """
        return not any(
            isinstance(node, COMPREHENSIONS) and binding.name in self._scopes.bindings(node)
            for node in ast.walk(binding.block)
        )

    def _stays(self, binding: _Binding, path: str | None) -> bool:
        """Whether neither a submodule nor a later star import binds the name again.

        What a star import brings is not known. But a file that reads the library's constants through the name
        further down shows that the name is not among it.
        """
        if self._surroundings.has_sibling(binding.name):
            return False
        stars = self.stars_with(binding.name, after=binding.statement)
        if not stars:
            return True
        last = max(star.lineno for star in stars)
        names = {row.name for row in self._library.constants}
        uses = {f"{path}.{name}" for name in names} if path else {binding.name}
        return any(
            read.lineno > last and not uses.isdisjoint(self._scopes.attributes(read))
            for read in self._scopes.reads[binding.name]
            if self._scopes.home(read, binding.name) is binding.block
        )

    def _comes_with(self, star: ast.stmt, spot: ast.AST, constant: str) -> bool:
        """Whether a constant at the spot comes from a star import of the library itself."""
        scopes = self._scopes
        return (
            scopes.home(spot, constant) is scopes.tree
            and constant not in scopes.redirected
            and constant not in scopes.bindings(scopes.tree)
            and not self.stars_with(constant, after=star)
            and not self._surroundings.has_sibling(constant)
        )

    def _target_of(self, node: ast.AST) -> str | None:
        statement = self._scopes.parents[node]
        if isinstance(node, ast.alias) and isinstance(statement, (ast.Import, ast.ImportFrom)):
            return import_target(node, statement)
        return None


def _imports(block: ast.AST) -> Iterator[_Binding]:
    for statement in block.body:  # type: ignore[attr-defined]
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            for alias in statement.names:
                yield _Binding(block, statement, alias, alias.asname or alias.name.partition(".")[0])
