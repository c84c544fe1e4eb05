"""The other files of a project: what a name is imported from, or a class derives from. Read, never run."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from typing import Final

from ..definitions import Defined
from ..expressions import dotted
from ..file import File
from ..options import Settings
from ..projects.project import ImportedName, imported_name, project_of
from ..projects.settings_files import Unreadable, read_bytes
from ..source import ParseError, decoded, parse
from ..statements import Definition

_MOST_HOPS: Final = 10  # as many modules may pass on a name, or classes derive from each other
_MOST_CLASSES: Final = 100  # of one family, each as often as it is a base
_NONE: Final = frozenset[str]()
_LARGEST: Final = 1_000_000  # bytes; larger ones are generated


@cache
def _text_at(path: Path) -> str:
    """The text of a file; nothing if it cannot be read."""
    try:
        content = read_bytes(path)
        return decoded(content) if len(content) <= _LARGEST else ""
    except (Unreadable, ParseError):
        return ""


@cache
def _file_at(path: Path, settings: Settings) -> File | None:
    """A file of the project; None if it cannot be read as Python."""
    text = _text_at(path)
    try:
        return File(parse(text), text, str(path), settings) if text else None
    except ParseError:
        return None


class _Looked:
    """What was looked up in other files for the names and classes of one."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._known: dict[tuple[ImportedName, str], Defined | None] = {}
        self._families: dict[Definition, list[Defined]] = {}

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that are imported from the project, or may be."""
        project = project_of(self._file.filename)
        return frozenset(
            alias.asname or alias.name.partition(".")[0]
            for statement in self._file.resolver.imports
            for alias in statement.names
            if project.may_have(*imported_name(alias, statement)[::2], self._file.path)
        )

    def family(self, of: Defined) -> list[Defined]:
        """The classes that one of the file derives from, and itself."""
        if of.node not in self._families:
            self._families[of.node] = [*_family(of)]
        return self._families[of.node]

    def defined(self, taken: ImportedName, rest: str) -> Defined | None:
        """The function or class that is imported; None if the project has none, or more than one.

        `rest` is what comes behind the imported name: `error` in `errors.error`.
        """
        asked = taken, rest
        if asked not in self._known:
            hidden = _is_hidden(taken, rest, self._file)
            self._known[asked] = None if hidden else _found(taken.member(rest), self._file)
        return self._known[asked]


def _is_hidden(taken: ImportedName, rest: str, importer: File) -> bool:
    """Whether a package has something else under a module's name: `from .client import client`, say."""
    first, dot, _ = rest.partition(".")
    module, name, level = taken.member(first) if taken.name is None and dot else taken
    if not rest or name is None:
        return False
    path = project_of(importer.filename).only_module(module, level, importer.path)
    if path is None or name not in _text_at(path):
        return False
    package = _file_at(path, importer.settings)
    if package is None:
        return True
    bound = package.scopes.bindings(package.tree).get(name, ())
    return not all(_is_own_module(each, name, package) for each in bound)


def _is_own_module(node: ast.AST, name: str, package: File) -> bool:
    """Whether a package imports its own module of a name: `from . import errors`."""
    statement = package.scopes.parent(node)
    if not (isinstance(node, ast.alias) and isinstance(statement, ast.ImportFrom) and node.name == name):
        return False
    project = project_of(package.filename)
    return project.only_module(statement.module or "", statement.level, package.path) == package.path


def _found(taken: ImportedName, importer: File) -> Defined | None:
    for _ in range(_MOST_HOPS):
        module, name, level = taken
        path = project_of(importer.filename).only_module(module, level, importer.path)
        if name is None or path is None:
            return None
        other = _file_at(path, importer.settings)
        if other is None:
            return None
        bound = other.scopes.bindings(other.tree).get(name, ())
        if len(bound) != 1 or name in other.scopes.redirected:
            return None
        [node] = bound
        if isinstance(node, Definition):
            return Defined(node, other)
        statement = other.scopes.parent(node)
        if not (isinstance(node, ast.alias) and isinstance(statement, (ast.Import, ast.ImportFrom))):
            return None
        taken, importer = imported_name(node, statement), other
    return None


def defined(node: ast.expr, file: File) -> Defined | None:
    """The function or class that a name, or a dotted one, stands for; None if the project has none."""
    own = file.resolver.definition(node)
    if own is not None:
        return Defined(own, file)
    first, _, rest = (dotted(node) or "").partition(".")
    looked = file.kept(_Looked)
    # true of few names: no need to look at the scopes of the others
    imported = file.resolver.imported(node) if first in looked.names else None
    return looked.defined(imported_name(*imported), rest) if imported is not None else None


def names_from(other: File, defined: Collection[str], file: File) -> set[str]:
    """The names by which a file may call what another one defines, by the names that it has there.

    It imports them from there, or from where that has another name, or where a class derives from it.
    """
    found: set[str] = set()
    project = project_of(file.filename)
    for statement in file.resolver.imports:
        for alias in statement.names:
            module, name, level = imported_name(alias, statement)
            path = project.only_module(module, level, file.path)
            if name is None or path is None:
                continue
            if path == other.path or not _named_in(path).get(name, _NONE).isdisjoint(defined):
                found.add(alias.asname or alias.name)
    return found


@cache
def _named_in(path: Path) -> Mapping[str, frozenset[str]]:
    """The names that a file gives to other names, and to classes with the names of their bases."""
    text = _text_at(path)
    found: dict[str, str] = dict(re.findall(r"\bclass\s+(\w+)\s*\(([^()]*)\)", text))
    found |= {name: other for other, name in re.findall(r"\b(\w+)\s+as\s+(\w+)", text)}
    return {name: frozenset(re.findall(r"\w+", others)) for name, others in found.items()}


def family(of: Defined) -> list[Defined]:
    """A class and those of the project that it derives from, in the order in which Python asks them."""
    return of.file.kept(_Looked).family(of)


def _family(of: Defined) -> Iterator[Defined]:
    found = [*islice(_depth_first(of, ()), _MOST_CLASSES)]
    # who is a base of several comes after the last of them
    last = {each.node: place for place, each in enumerate(found)}
    yield from (each for place, each in enumerate(found) if last[each.node] == place)


def _depth_first(of: Defined, below: tuple[Definition, ...]) -> Iterator[Defined]:
    if not isinstance(of.node, ast.ClassDef) or of.node in below or len(below) >= _MOST_HOPS:
        return
    yield of
    for base in of.node.bases:
        found = defined(base, of.file)
        if found is not None:
            yield from _depth_first(found, (*below, of.node))
