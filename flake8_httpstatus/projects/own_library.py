"""A module of the project's own as a library: read from its source, never imported."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from ..imports import Import, module_of
from ..libraries.constants import Constant
from ..libraries.library import OwnLibrary, joined
from ..libraries.releases import Release
from ..libraries.standard import is_standard
from ..scopes import Scopes
from ..source import ParseError, parse
from .declarations import Declarations
from .project import ImportedName, Project, project_of
from .settings_files import Unreadable, read_bytes

# Methods that may make a member unequal to its number, or its text another one
_EQUALITY: Final = ("__eq__", "__hash__", "__int__", "__index__")
_TEXT: Final = ("__str__", "__format__")
_NEVER: Final = (99,)  # no Python

_Names = Iterator[tuple[str, int]]


class NoModule(ValueError):
    """The project has no such module."""


class NoConstants(ValueError):
    """The module has none, or cannot be read; the message says which."""


def own_library(name: str, folder: Path) -> OwnLibrary:
    """The module `shop.codes`, or the class `shop.codes.Codes`, of the project around a folder.

    Raises `NoModule` or `NoConstants`.
    """
    importer = folder / "module.py"
    project = project_of(str(importer))
    if project.root is None:  # nothing around is declared
        project = Project(folder, Declarations())
    assert project.root is not None
    package, _, last = name.rpartition(".")
    if (path := project.module(name, 0, importer)) is not None:
        module = _Module(path, project)
        return _library(name, project.root, module, module.constants(), by_name=name)
    if last[0].isupper() and (path := project.module(package, 0, importer)) is not None:
        module = _Module(path, project)
        definition = module.classes.get(last)
        if definition is None:
            raise NoConstants(f"no class {last} in {path}")
        number_since = module.number_since(definition)
        return _library(name, project.root, module, module.members(definition), number_since=number_since)
    raise NoModule(f"no module {name} below {project.root}")


def as_imported(library: OwnLibrary, always: Sequence[Import], path: Path) -> OwnLibrary:
    """The library as a file reaches it already, by an import that always runs: `from . import codes`."""
    project = Project(library.root, Declarations())

    def is_module(written: str) -> bool:
        name = written.lstrip(".")
        found = project.module(name, len(written) - len(name), path)
        return found is not None and found.resolve() == library.path

    for statement in always:
        if isinstance(statement, ast.ImportFrom):
            module = module_of(statement)
            last = module.rpartition(".")[2]
            head = module.removesuffix(last)
            package = head.rstrip(".") or head  # of `.codes` it is `.`
            imports_it = any(alias.name == library.name for alias in statement.names)
            if library.by_name is None:
                if imports_it and is_module(module):
                    return replace(library, package=module)
                holder = library.package.rpartition(".")[2]
                if any(alias.name == holder for alias in statement.names) and is_module(
                    joined(module, holder)
                ):
                    return replace(library, package=joined(module, holder))
            elif imports_it and is_module(joined(module, library.name)):
                return replace(library, package=module, by_name=joined(module, library.name))
            elif package and last == library.name and is_module(module):
                return replace(library, package=package, by_name=module)
    return library


def _library(
    name: str,
    root: Path,
    module: _Module,
    found: Mapping[str, int],
    *,
    by_name: str | None = None,
    number_since: Release = (),
) -> OwnLibrary:
    package, _, last = name.rpartition(".")
    if not found and by_name is None:
        raise NoConstants(f"no constants in class {last} of {module.path}; it must be an IntEnum or plain")
    if not found:
        hint = "write a line like NOT_FOUND = 404 for each"
        for each, definition in module.classes.items():
            if module.members(definition):
                hint = f"those of its class {each} are {name}.{each}"
        raise NoConstants(f"no constants in {module.path}; {hint}")
    return OwnLibrary(
        key=name,
        package=package,
        name=last,
        alias=f"http_{last}" if last.islower() else f"HTTP{last}",
        by_name=by_name,
        in_project=True,
        number_since=number_since,
        table=name,
        lowest="0",
        path=module.path.resolve(),
        root=root,
        rows=tuple(_rows(found)),
    )


def _rows(found: Mapping[str, int]) -> Iterator[Constant]:
    """The names by code; of several for one code, first the one that is like the standard's."""
    order = sorted(found.items(), key=lambda each: (each[1], not is_standard(*each)))
    return (Constant(code, name, "0") for name, code in order)


class _Module:
    """The definitions of one module."""

    def __init__(self, path: Path, project: Project) -> None:
        """Read it. Raises `NoConstants`."""
        self.path = path
        self._imported = project.bound(path)
        try:
            content = read_bytes(path)
            self._tree = parse(content)
        except Unreadable as error:
            raise NoConstants(f"cannot read {error}") from None
        except ParseError as error:
            raise NoConstants(f"cannot parse {path}: {error}") from None
        self._scopes = Scopes(self._tree, content.decode("latin-1"))  # only ASCII counts in it
        self._scopes.complete()
        self.classes = {node.name: node for node in self._tree.body if isinstance(node, ast.ClassDef)}

    def constants(self) -> dict[str, int]:
        """Upper-case names that the module binds to a status code, once and for all."""
        return {name: code for name, code in self._bound(self._tree) if name.isupper()}

    def members(self, definition: ast.ClassDef) -> dict[str, int]:
        """The members of an enum of integers, or the attributes of a plain class; else nothing."""
        methods = self._scopes.bindings(definition)
        bases = [self._full_name(base) for base in definition.bases]
        decorators = {self._full_name(each) for each in definition.decorator_list}
        if (
            definition.keywords
            or not decorators <= {"enum.unique"}
            or any(name in methods for name in _EQUALITY)
            or bases not in ([], ["enum.IntEnum"], ["int", "enum.Enum"])
            or not (bases or "__new__" not in methods)
        ):
            return {}
        if "__new__" not in methods:
            return dict(self._bound(definition))
        return dict(self._bound(definition, is_tuple=True)) if _takes_first(definition) else {}

    def number_since(self, definition: ast.ClassDef) -> Release:
        """The Python from which on the text of a member is its number."""
        if not definition.bases:
            return ()
        methods = self._scopes.bindings(definition)
        mixed = len(definition.bases) > 1
        return _NEVER if mixed or any(name in methods for name in _TEXT) else (3, 11)

    def _full_name(self, node: ast.expr) -> str:
        """What an expression stands for, as far as it is imported."""
        first, _, rest = ast.unparse(node).partition(".")
        bound = self._imported.get(first, ImportedName(first, None, 0))
        return ".".join(filter(None, ("." * bound.level + bound.module, bound.name, rest)))

    def _bound(self, block: ast.Module | ast.ClassDef, *, is_tuple: bool = False) -> _Names:
        """Public names with a status code: each bound once, always, and below the last star import.

        `is_tuple`: a code may be the first of a tuple.
        """
        bindings = self._scopes.bindings(block)
        last_star = max((self._scopes.parents[star].lineno for star in bindings.get("*", ())), default=0)  # type: ignore[attr-defined]
        for name, nodes in sorted(bindings.items(), key=lambda each: _position(each[1][0])):
            statement = self._scopes.parents[nodes[0]]
            if (
                len(nodes) == 1
                and isinstance(nodes[0], ast.Name)
                and isinstance(statement, (ast.Assign, ast.AnnAssign))
                and statement in block.body
                and statement.lineno > last_star
                and not name.startswith("_")
                and name not in self._scopes.redirected
            ):
                value = statement.value
                if is_tuple and isinstance(value, ast.Tuple) and value.elts:
                    value = value.elts[0]
                code = value.value if isinstance(value, ast.Constant) else None
                if type(code) is int and 100 <= code <= 599:
                    yield name, code


def _position(node: ast.AST) -> tuple[int, int]:
    return getattr(node, "lineno", 0), getattr(node, "col_offset", 0)


def _takes_first(definition: ast.ClassDef) -> bool:
    """Whether a member is the number that comes first, as in `HTTPStatus`: `int.__new__(cls, value)`."""
    new = next((node for node in definition.body if getattr(node, "name", "") == "__new__"), None)
    if not isinstance(new, ast.FunctionDef) or len(new.args.args) < 2:
        return False
    own, first = (parameter.arg for parameter in new.args.args[:2])
    names = {
        node.id for node in ast.walk(new) if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)
    }
    made = [
        node
        for node in ast.walk(new)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "int.__new__"
    ]
    return first not in names and [ast.unparse(node) for node in made] == [f"int.__new__({own}, {first})"]
