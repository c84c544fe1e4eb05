"""The project around a file: what it declares, its modules on disk, and what most of its files import.

The project is what lies under the nearest folder with files that declare something, without the projects
nested in it. Everything is read, nothing imported, and each file once per process.
"""

from __future__ import annotations

import ast
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Final, NamedTuple

from ..imports import MAY_SKIP, Import, always_imported, constants_of, framework_of
from ..libraries.library import Library
from ..libraries.releases import Release
from ..libraries.rows import LIBRARIES
from ..scopes import Scopes
from ..source import ParseError, parse
from .declarations import Declarations, declarations, is_mark
from .locks import locked
from .settings_files import Unreadable, read_bytes
from .walking import walk

# A larger tree is no project: a home folder, a whole disk
_MOST_FILES: Final = 20_000
_ELSEWHERE: Final = frozenset({"__pycache__", "node_modules", "site-packages"})  # and hidden folders
# What a module has to have at the start of a line to vote
_PACKAGES: Final = sorted(
    {
        package
        for library in LIBRARIES.values()
        for package in (*library.packages, library.package.split(".")[0])
    }
)
# Imports that tell something: at the start of a line, over several lines with parentheses or backslashes
_REST: Final = r"(?:[^\n(\\#]*\([^)]*\)|(?:[^\n\\]|\\\r?\n)*)"
_TELLING: Final = re.compile(rf"\n(?:from|import)[ \t]+(?:{'|'.join(_PACKAGES)})\b{_REST}".encode())


_MAY_SKIP: Final = tuple(map(str.encode, MAY_SKIP))


class _Vote(NamedTuple):
    """The first library whose constants a module imports, and the first framework; one or none of each."""

    constants: list[Library]
    frameworks: list[Library]


def _vote_of(imports: list[Import]) -> _Vote:
    return _Vote(constants_of(imports)[:1], framework_of(imports)[:1])


@cache  # the same few lines stand in most files
def _vote_by(statements: bytes) -> _Vote:
    tree = _parsed(statements)
    return _vote_of([] if tree is None else always_imported(tree))


class ImportedName(NamedTuple):
    """What an import binds."""

    module: str
    name: str | None  # that it takes from the module; None: the module itself
    level: int  # dots


class Project:
    """A project; without a folder, an empty one."""

    def __init__(self, root: Path | None, declared: Declarations) -> None:
        """`declared` is what its files declare."""
        self.root = root
        self.declared = declared
        self._bound: dict[Path, Mapping[str, ImportedName]] = {}  # no trees: they would be held for good
        self._locked: dict[str, Release | None] = {}

    def declares(self, library: Library) -> bool:
        """Whether the project needs a library to run, or declares nothing that can be read."""
        return (
            library.comes_with_python
            or not self.declared.readable
            or not self.declared.dependencies.keys().isdisjoint(library.declared_as)
        )

    def locked(self, distribution: str) -> Release | None:
        """The release in the project's lock file."""
        if distribution not in self._locked:
            self._locked[distribution] = None if self.root is None else locked(self.root, distribution)
        return self._locked[distribution]

    @cached_property
    def usual(self) -> Library | None:
        """What most files import whenever they are: constants or, where none does, a framework with some.

        Of libraries that the project declares. None: nothing, or two with as many votes.
        """
        if not any(not each.comes_with_python and self.declares(each) for each in LIBRARIES.values()):
            return None  # whatever they import may be missing
        constants: Counter[Library] = Counter()
        frameworks: Counter[Library] = Counter()
        for path in self._files() or ():
            vote = self._vote(path)
            constants.update(filter(self.declares, vote.constants))
            frameworks.update(filter(self.declares, vote.frameworks))
        ranked = (constants or frameworks).most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    def _vote(self, path: str) -> _Vote:
        """What a module always imports; its imports alone are parsed, unless it may skip what is below."""
        try:
            with open(path, "rb") as stream:
                content = b"\n" + stream.read()
        except OSError:
            return _Vote([], [])
        found = [match for match in _TELLING.finditer(content) if not _is_in_string(content, match.start())]
        if found and any(word in content for word in _MAY_SKIP):
            tree = _parsed(content[1:])  # a coding cookie counts on the first two lines alone
            return _vote_of(always_imported(tree)) if tree is not None else _Vote([], [])
        return _vote_by(b"\n".join(match[0] for match in found))

    def _files(self) -> list[str] | None:
        """The project's modules; None: too many."""
        found: list[str] = []
        for path, folders, names in walk(self.root) if self.root else ():
            inner = path != str(self.root)
            if "pyvenv.cfg" in names or (
                inner and is_mark([*names, *folders]) and _declared(Path(path)) is not None
            ):
                folders.clear()
                continue
            folders[:] = [name for name in folders if name not in _ELSEWHERE and not name.startswith(".")]
            found += (f"{path}{os.sep}{name}" for name in names if name.endswith(".py"))
            if len(found) > _MOST_FILES:
                return None
        return found

    # Modules

    def bound(self, path: Path) -> Mapping[str, ImportedName]:
        """The names that a module of the project binds once, by an import that always runs."""
        if path not in self._bound:
            tree = _parsed(_content(path))
            self._bound[path] = {} if tree is None else dict(_always_bound(tree))
        return self._bound[path]

    def module(self, name: str, level: int, importer: Path) -> Path | None:
        """The file of a module that a file of the project imports; `level` counts the dots of the import.

        Looked for around the file, in the project's root and in its `src`; nothing outside the root.
        """
        if self.root is None:
            return None
        if level:
            places: Iterable[Path] = [importer.parents[level - 1]] if level <= len(importer.parents) else []
        else:
            places = (_outside_packages(importer.parent), self.root, self.root / "src")
        parts = name.split(".") if name else []
        for place in dict.fromkeys(places):
            base = place.joinpath(*parts)
            for path in (base / "__init__.py", *([base.with_name(f"{base.name}.py")] if parts else ())):
                if path.is_file() and path.resolve().is_relative_to(self.root.resolve()):
                    return Path(path)
        return None


def _outside_packages(folder: Path) -> Path:
    """The folder that a package, or a script, is imported from."""
    while (folder / "__init__.py").is_file() and folder != folder.parent:
        folder = folder.parent
    return folder


def _content(path: str | Path) -> bytes:
    try:
        return read_bytes(path)
    except Unreadable:
        return b""


def _always_bound(tree: ast.Module) -> Iterator[tuple[str, ImportedName]]:
    scopes = Scopes(tree, ":=")  # what its text may hold
    always = always_imported(tree)
    for name, nodes in scopes.bindings(tree).items():
        statement = scopes.parent(nodes[0])
        if len(nodes) == 1 and isinstance(nodes[0], ast.alias) and statement in always:
            if isinstance(statement, ast.ImportFrom):
                yield name, ImportedName(statement.module or "", nodes[0].name, statement.level)
            else:
                yield name, ImportedName(nodes[0].name if nodes[0].asname else name, None, 0)


def _is_in_string(content: bytes, place: int) -> bool:
    """Whether a place is inside a docstring, say: behind an opening of three quotes."""
    return any(content.count(quotes, 0, place) % 2 for quotes in (b'"""', b"'''"))


def _parsed(content: bytes) -> ast.Module | None:
    try:
        return parse(content)
    except ParseError:
        return None


def project_of(filename: str) -> Project:
    """The project that holds a file; an empty one where no folder above it declares anything."""
    return _project_of(os.path.dirname(os.path.abspath(filename)))


@cache
def _project_of(path: str) -> Project:
    """The nearest folder that declares something; else the nearest with a file that might have done so."""
    marked: Path | None = None
    folder = Path(path)
    while True:
        entries = _entries(folder)
        if is_mark(entries):
            if _declared(folder) is not None:
                return _project(folder)
            marked = marked or folder
        if ".git" in entries or folder == folder.parent:
            return _project(marked)
        folder = folder.parent


@cache
def _project(root: Path | None) -> Project:
    return Project(root, (root and _declared(root)) or Declarations())


_declared = cache(declarations)


@cache
def _entries(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []
