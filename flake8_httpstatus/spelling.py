"""How a constant is written at a spot of a file: under the name by which its imports reach it there."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .file import File
from .imports import Import, module_of, path_to


class _Reached:
    """What the imports of a file bind of its library."""

    def __init__(self, file: File) -> None:
        library = file.names.library
        self.paths: dict[str, None] = {}  # to the module or class that has the constants: `status`
        self.by_name: dict[str, str] = {}  # constants, and the names that they have here
        for statement in file.resolver.imports:
            for alias in statement.names:
                if isinstance(statement, ast.ImportFrom) and module_of(statement) == library.by_name:
                    self.by_name[alias.name] = alias.asname or alias.name
                elif (path := path_to(library, alias, statement)) is not None:
                    self.paths[path] = None


def spelled_at(node: ast.AST, name: str, file: File, *, in_pattern: bool = False) -> str:
    """A constant or helper, as it is to be written at a node: `http_status.HTTP_404_NOT_FOUND`.

    Where nothing that the file imports reaches it, the usual name of the library is taken, or its alias where
    that name stands for something else. In a `case` pattern a bare name would capture.
    """
    library = file.names.library
    reached = file.kept(_Reached)
    for path in sorted(reached.paths, key=lambda path: path != library.name):
        if _leads_there(path, node, file):
            return f"{path}.{name}"
    if reached.by_name and not in_pattern:
        own = reached.by_name.get(name, name)
        if _is_free(own, node, file) or name in reached.by_name:
            return own
    if library.by_package or _is_free(library.name, node, file):
        return library.spell(name)
    return f"{library.alias}.{name}"


def _leads_there(path: str, node: ast.AST, file: File) -> bool:
    """Whether a path leads to the library at a node: only such imports bind the name that it begins with."""
    bound = [*_bindings(path.partition(".")[0], node, file)]
    return bool(bound) and all(
        statement is not None and path_to(file.names.library, alias, statement) == path
        for alias, statement in bound
    )


def _is_free(name: str, node: ast.AST, file: File) -> bool:
    """Whether nothing that a node sees has a name."""
    return not [*_bindings(name, node, file)]


def _bindings(name: str, node: ast.AST, file: File) -> Iterator[tuple[ast.alias, Import | None]]:
    """What binds the name that a node would read; imports with their statements."""
    home = file.resolver.home(node, name)
    for each in file.scopes.bindings(home).get(name, ()) if home is not None else ():
        statement = file.scopes.parent(each)
        imports = isinstance(each, ast.alias) and isinstance(statement, Import)
        yield each, statement if imports else None  # type: ignore[misc]
