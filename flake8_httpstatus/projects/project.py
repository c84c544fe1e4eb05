"""The project around a file: what it declares, its modules on disk, and what most of its files import.

A project is the nearest folder whose files declare something, with all that lies in it but further projects.
Its files are read, never imported, and once per process.
"""

from __future__ import annotations

import ast
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Final, NamedTuple

from ..imports import Import, always_imported, constants_of, framework_of, may_skip
from ..libraries.library import Library
from ..libraries.releases import Release
from ..libraries.rows import AUTOMATIC
from ..scopes import Scopes
from ..source import ParseError, parse
from .declarations import Declarations, declarations, is_mark
from .locks import locked
from .settings_files import Unreadable, read_bytes
from .walking import walk

# With more, it is no project but a home folder or a whole disk
MOST_FILES: Final = 20_000
# Folders without code of the project; nor is there any in hidden ones
_NOT_ENTERED: Final = frozenset({"__pycache__", "node_modules", "site-packages"})
# A module that imports none of these has no vote
_PACKAGES: Final = sorted(
    {package for library in AUTOMATIC for package in (*library.packages, library.package.split(".")[0])}
)
# Imports of these, at the start of a line, and to their end: parentheses and backslashes may span lines
_REST: Final = r"(?:[^\n(\\#]*\([^)]*\)|(?:[^\n\\]|\\\r?\n)*)"
_TELLING: Final = re.compile(rf"\n(?:from|import)[ \t]+(?:{'|'.join(_PACKAGES)})\b{_REST}".encode())


class _Vote(NamedTuple):
    """What a module imports first: the library of constants, and that of a framework; one or none of each."""

    constants: list[Library]
    frameworks: list[Library]


def _vote_of(imports: list[Import]) -> _Vote:
    return _Vote(constants_of(imports)[:1], framework_of(imports)[:1])


@cache  # most files have the same few imports
def _vote_by(statement: bytes) -> _Vote:
    tree = _parsed(statement)
    return _vote_of([] if tree is None else always_imported(tree))


class ImportedName(NamedTuple):
    """What an import binds."""

    module: str
    name: str | None  # what it takes from the module; None: it binds the module
    level: int  # the number of dots before the module

    def member(self, rest: str) -> ImportedName:
        """What a dotted name means that begins with it: `rest` comes behind."""
        names = [name for name in (self.name, *rest.split(".")) if name]
        if not names:
            return self
        module = ".".join(part for part in (self.module, *names[:-1]) if part)
        return ImportedName(module, names[-1], self.level)


def imported_name(alias: ast.alias, statement: Import) -> ImportedName:
    """What an import binds."""
    if isinstance(statement, ast.ImportFrom):
        return ImportedName(statement.module or "", alias.name, statement.level)
    return ImportedName(alias.name if alias.asname else alias.name.partition(".")[0], None, 0)


class Project:
    """A project; an empty one if it has no folder."""

    def __init__(self, root: Path | None, declared: Declarations) -> None:
        """`declared`: what the files in its folder declare."""
        self.root = root
        self.declared = declared
        self._bound: dict[Path, Mapping[str, ImportedName]] = {}  # not trees, which would stay in memory
        self._locked: dict[str, Release | None] = {}
        self._first_names: dict[Path, frozenset[str]] = {}  # of what an import in a folder may mean
        self._outside: dict[Path, Path] = {}  # the nearest folder around one that is no package
        self._found: dict[
            tuple[str, int, Path], list[Path]
        ] = {}  # modules, by how and where they are imported

    def declares(self, library: Library) -> bool:
        """Whether the project needs a library to run, or declares nothing that can be read."""
        return (
            library.comes_with_python
            or not self.declared.readable
            or not self.declared.dependencies.keys().isdisjoint(library.declared_as)
        )

    def locked(self, distribution: str) -> Release | None:
        """The release of a distribution in the project's lock files; None: it is in none."""
        if distribution not in self._locked:
            self._locked[distribution] = None if self.root is None else locked(self.root, distribution)
        return self._locked[distribution]

    @cached_property
    def usual(self) -> Library | None:
        """The library that most files always import: its constants, or else its framework.

        Only what the project declares counts. None: nothing is imported, or two come first.
        """
        if not any(not each.comes_with_python and self.declares(each) for each in AUTOMATIC):
            return None  # whatever they import may be missing
        votes: Counter[Library] = Counter()
        for path in self._files() or ():
            vote = self._vote(path)
            # a framework's file votes as it will once it is rewritten, so a run does not change the outcome
            votes.update(filter(self.declares, vote.constants or vote.frameworks))
        ranked = votes.most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    def _vote(self, path: str) -> _Vote:
        """The vote of a module. Only its imports are parsed, unless it may skip what stands below."""
        try:
            with open(path, "rb") as stream:
                content = b"\n" + stream.read()
        except OSError:
            return _Vote([], [])
        found = [match for match in _TELLING.finditer(content) if not _is_in_string(content, match.start())]
        if found and may_skip(content.decode("latin-1")):  # whatever its encoding, the words are ASCII
            tree = _parsed(content[1:])  # a coding cookie counts on the first two lines only
            return _vote_of(always_imported(tree)) if tree is not None else _Vote([], [])
        votes = [_vote_by(match[0]) for match in found]
        constants = [library for vote in votes for library in vote.constants]
        return _Vote(constants[:1], [library for vote in votes for library in vote.frameworks][:1])

    def _files(self) -> list[str] | None:
        """The paths of the project's modules; None: they are too many."""
        found: list[str] = []
        for path, folders, names in walk(self.root) if self.root else ():
            inner = path != str(self.root)
            if "pyvenv.cfg" in names or (
                inner and is_mark([*names, *folders]) and _declared(Path(path)) is not None
            ):
                folders.clear()
                continue
            folders[:] = [name for name in folders if name not in _NOT_ENTERED and not name.startswith(".")]
            found += (f"{path}{os.sep}{name}" for name in names if name.endswith(".py"))
            if len(found) > MOST_FILES:
                return None
        return found

    # Modules

    def bound(self, path: Path) -> Mapping[str, ImportedName]:
        """The names that a module of the project binds just once, by an import that always runs."""
        if path not in self._bound:
            tree = _parsed(_content(path))
            self._bound[path] = {} if tree is None else dict(_always_bound(tree))
        return self._bound[path]

    def module(self, name: str, level: int, importer: Path) -> Path | None:
        """The file of a module that a file of the project imports; `level`: the dots before the name.

        It is looked for beside the importer's outermost package, in the project's root and in `src`; a file
        outside the root does not count.
        """
        found = self._modules(name, level, importer.parent)
        return found[0] if found else None

    def only_module(self, name: str, level: int, importer: Path) -> Path | None:
        """The same, if the name cannot mean two of them."""
        found = self._modules(name, level, importer.parent)
        return found[0] if len(found) == 1 else None

    def may_have(self, name: str, level: int, importer: Path) -> bool:
        """Whether it may have a module: its first folder or file is there. Cheaper to ask."""
        folder = importer.parent
        if level == 0 and folder not in self._first_names:
            entries = (entry for place in self._places(0, folder) for entry in _entries(place))
            self._first_names[folder] = frozenset(entry.removesuffix(".py") for entry in entries)
        return level > 0 or name.partition(".")[0] in self._first_names[folder]

    def _modules(self, name: str, level: int, folder: Path) -> list[Path]:
        """The files that an import in a folder may mean."""
        asked = name, level, folder
        if asked not in self._found:
            self._found[asked] = [*self._candidates(*asked)]
        return self._found[asked]

    def _candidates(self, name: str, level: int, folder: Path) -> Iterator[Path]:
        parts = name.split(".") if name else []
        for place in self._places(level, folder):
            if parts and _entries(place).isdisjoint((parts[0], f"{parts[0]}.py")):
                continue  # most imports are of libraries
            base = place.joinpath(*parts)
            # a package goes before a module of its name
            for path in (base / "__init__.py", *([base.with_name(f"{base.name}.py")] if parts else ())):
                if os.path.isfile(path) and self.root and path.resolve().is_relative_to(self.root.resolve()):
                    yield path
                    break

    def _places(self, level: int, folder: Path) -> list[Path]:
        """Where a module may lie that is imported in a folder."""
        if self.root is None:
            return []
        if level:
            return [folder, *folder.parents][level - 1 : level]
        if folder not in self._outside:
            self._outside[folder] = _outside_packages(folder)
        return [*dict.fromkeys((self._outside[folder], self.root, self.root / "src"))]


def _outside_packages(folder: Path) -> Path:
    """The nearest folder that is no package: imports look there."""
    while os.path.isfile(folder / "__init__.py") and folder != folder.parent:
        folder = folder.parent
    return folder


def _content(path: str | Path) -> bytes:
    try:
        return read_bytes(path)
    except Unreadable:
        return b""


def _always_bound(tree: ast.Module) -> Iterator[tuple[str, ImportedName]]:
    scopes = Scopes(tree, ":=")  # the text is not at hand, so it may have a walrus
    always = always_imported(tree)
    for name, nodes in scopes.bindings(tree).items():
        statement = scopes.parent(nodes[0])
        if len(nodes) == 1 and isinstance(nodes[0], ast.alias) and statement in always:
            assert isinstance(statement, Import)
            yield name, imported_name(nodes[0], statement)


def _is_in_string(content: bytes, place: int) -> bool:
    """Whether a place is inside a string of three quotes, such as a docstring."""
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
    """The nearest folder that declares something; if none does, the nearest with a file for declarations."""
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
def _entries(folder: Path) -> frozenset[str]:
    try:
        return frozenset(os.listdir(folder))
    except OSError:
        return frozenset()
