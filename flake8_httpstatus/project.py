"""The project around a file: what it declares, its modules on disk, and what most of its files import.

The project is what lies under the nearest folder with files that declare something, without the projects
nested in it. Everything is read, nothing imported, and each file once per process.
"""

from __future__ import annotations

import ast
import os
import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Final

from .declarations import Declarations, declarations, is_mark, locked
from .imports import always_imported, constants_of, framework_of
from .libraries import HTTP, LIBRARIES, Library, Release
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
_TELLING: Final = re.compile(rf"^(?:from|import)[ \t]+(?:{'|'.join(_PACKAGES)})\b".encode(), re.MULTILINE)


class Project:
    """A project; without a folder, an empty one."""

    def __init__(self, root: Path | None, declared: Declarations) -> None:
        """`declared` is what its files declare."""
        self.root = root
        self.declared = declared
        self._trees: dict[Path, ast.Module | None] = {}

    def declares(self, library: Library) -> bool:
        """Whether the project needs a library to run, or declares nothing that can be read."""
        return (
            library is HTTP
            or not self.declared.readable
            or not self.declared.dependencies.keys().isdisjoint(library.declared_as)
        )

    def locked(self, distribution: str) -> Release | None:
        """The release in the project's lock file."""
        return None if self.root is None else locked(self.root, distribution)

    @cached_property
    def usual(self) -> Library | None:
        """What most files import whenever they are: constants or, where none does, a framework with some.

        Of libraries that the project declares. None: nothing, or two with as many votes.
        """
        constants: Counter[Library] = Counter()
        frameworks: Counter[Library] = Counter()
        for path in self._voters():
            tree = self.tree(path)
            if tree is not None:
                imports = always_imported(tree)
                constants.update(filter(self.declares, constants_of(imports)[:1]))
                frameworks.update(filter(self.declares, framework_of(imports)[:1]))
        ranked = (constants or frameworks).most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    def _voters(self) -> Iterator[Path]:
        files = self._files()
        for path in files if files is not None else ():
            content = _content(path)
            if content is not None and _TELLING.search(content):
                yield path

    def _files(self) -> list[Path] | None:
        """The project's modules; None: too many."""
        found: list[Path] = []
        for path, folders, names in walk(self.root) if self.root else ():
            inner = path != str(self.root)
            if "pyvenv.cfg" in names or (
                inner and is_mark([*names, *folders]) and declarations(Path(path)) is not None
            ):
                folders.clear()
                continue
            folders[:] = [name for name in folders if name not in _ELSEWHERE and not name.startswith(".")]
            found += (Path(path, name) for name in names if name.endswith(".py"))
            if len(found) > _MOST_FILES:
                return None
        return found

    # Modules

    def tree(self, path: Path) -> ast.Module | None:
        """The syntax tree of a module of the project; None where it cannot be read or parsed."""
        if path not in self._trees:
            content = _content(path)
            self._trees[path] = None if content is None else _parsed(content)
        return self._trees[path]

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


def _content(path: Path) -> bytes | None:
    try:
        return read_bytes(path)
    except Unreadable:
        return None


def _parsed(content: bytes) -> ast.Module | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # invalid escapes and the like are not ours to report
            return ast.parse(content)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
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
            if declarations(folder) is not None:
                return _project(folder)
            marked = marked or folder
        if ".git" in entries or folder == folder.parent:
            return _project(marked)
        folder = folder.parent


@cache
def _project(root: Path | None) -> Project:
    declared = None if root is None else declarations(root)
    return Project(root, declared or Declarations())


def _entries(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []
