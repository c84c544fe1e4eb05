"""The names by which a file's own imports lead to a library, and whether a spot can count on them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from flake8_httpstatus.imports import Import, import_target
from flake8_httpstatus.libraries.constants import CONSTANTS
from flake8_httpstatus.libraries.library import Library
from flake8_httpstatus.scopes import COMPREHENSIONS, Scopes

from ..imports.surroundings import Surroundings
from .shipped import Shipping


class _Binding(NamedTuple):
    """A name that an import binds."""

    block: ast.AST  # the module, or a function that imports for itself
    statement: Import
    alias: ast.alias
    name: str


class LibraryImports:
    """The imports of one library in one file."""

    def __init__(
        self, scopes: Scopes, surroundings: Surroundings, shipping: Shipping, library: Library
    ) -> None:
        """Look at a file for one library."""
        self._scopes = scopes
        self._surroundings = surroundings
        self._shipping = shipping
        self._library = library
        self._imports: dict[ast.AST, list[_Binding]] = {}  # by block
        stars = (scopes.parents[alias] for alias in scopes.bindings(scopes.tree).get("*", ()))
        self._stars = [star for star in stars if isinstance(star, ast.ImportFrom)]

    def module_at(self, spot: ast.AST) -> str | None:
        """The expression for what holds the constants, at a spot; the usual one if there is a choice."""
        found = [
            path
            for binding in self._before(spot)
            if (path := self._module_path(binding)) is not None and self._holds(binding, spot, path)
        ]
        return min(found, key=lambda path: path != self._library.name, default=None)

    def constant_at(self, spot: ast.AST, constant: str) -> str | None:
        """The name of a constant or helper that the file imports by name, at a spot."""
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
        return (
            isinstance(statement, ast.ImportFrom)
            and statement.level == 0
            and statement.module == self._library.by_name
        )

    def stars_with(self, name: str, after: ast.stmt | None = None) -> list[ast.ImportFrom]:
        """The star imports that may bind a name: those of other modules, which are not known here."""
        return [
            star
            for star in self._stars
            if not self.is_by_name(star)
            and (after is None or star.lineno > after.lineno)
            and self._surroundings.may_bring(star, name)
        ]

    def _before(self, spot: ast.AST) -> Iterator[_Binding]:
        """What is surely imported when a spot is evaluated: no condition and no `try` around the import."""
        for block in self._blocks(spot):
            if block not in self._imports:
                self._imports[block] = list(_imports(block))
            here = self._scopes.position(spot, block)
            for binding in self._imports[block]:
                if self._scopes.position(binding.statement, block) < here:
                    yield binding

    def _blocks(self, spot: ast.AST) -> Iterator[ast.AST]:
        """The module and the functions around a spot: as far as they are there when it runs."""
        shipped = self._shipping.around(spot)
        if shipped is None:
            yield self._scopes.tree
        for function in self._scopes.functions(spot):
            if shipped is None or self._shipping.around(function.args) == shipped:
                yield function

    def _module_path(self, binding: _Binding) -> str | None:
        library, alias = self._library, binding.alias
        if isinstance(binding.statement, ast.Import) and alias.asname is None:
            # importing a module imports the packages around it
            loads = alias.name + "."
            return library.dotted if loads.startswith((library.by_name or library.package) + ".") else None
        bound_to = import_target(alias, binding.statement)
        if bound_to == library.dotted:
            return binding.name
        # a package does not import its submodules by itself, but has its own attributes
        if bound_to == library.package and library.by_name is None:
            return f"{binding.name}.{library.name}"
        return None

    def _holds(self, binding: _Binding, spot: ast.AST, path: str | None = None) -> bool:
        """Whether the name still means the import at the spot; `path` leads from it to the constants."""
        scopes, name = self._scopes, binding.name
        bound_to = import_target(binding.alias, binding.statement)
        return (
            scopes.home(spot, name) is binding.block
            and name not in scopes.redirected
            and all(self._target_of(other) == bound_to for other in scopes.bindings(binding.block)[name])
            and not name.startswith("__")  # a class would read its own `_Class__name`
            and (self._stays(binding, path) if binding.block is scopes.tree else self._stands_alone(binding))
        )

    def _stands_alone(self, binding: _Binding) -> bool:
        """Whether no comprehension in the function has a variable of that name.

        From Python 3.12 on it is one of the function's own while it runs: the proof cannot tell them apart.
        """
        return not any(
            isinstance(node, COMPREHENSIONS) and binding.name in self._scopes.bindings(node)
            for node in ast.walk(binding.block)
        )

    def _stays(self, binding: _Binding, path: str | None) -> bool:
        """Whether no submodule and no later star import binds the name anew, for all that can be seen.

        What the star import brings is not known, but a file that reads the library's constants through the
        name below it shows that it does not bring this one.
        """
        if self._surroundings.has_sibling(binding.name):
            return False
        stars = self.stars_with(binding.name, after=binding.statement)
        if not stars:
            return True
        last = max(star.lineno for star in stars)
        names = {row.name for row in CONSTANTS[self._library.table]}
        uses = {f"{path}.{name}" for name in names} if path else {binding.name}
        return any(
            read.lineno > last and not uses.isdisjoint(self._scopes.attributes(read))
            for read in self._scopes.reads[binding.name]
            if self._scopes.home(read, binding.name) is binding.block
        )

    def _comes_with(self, star: ast.stmt, spot: ast.AST, constant: str) -> bool:
        """Whether the library's own star import binds a constant for the spot."""
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
