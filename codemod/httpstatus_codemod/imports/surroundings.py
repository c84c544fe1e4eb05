"""What is around a file and affects its imports: its package, its siblings, its project."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from importlib.machinery import all_suffixes
from pathlib import Path

from flake8_httpstatus.libraries.library import Library, OwnLibrary
from flake8_httpstatus.projects.project import project_of
from flake8_httpstatus.projects.settings_files import Unreadable, read_bytes

from . import stars
from .circles import closes_circle
from .import_settings import ImportSettings, import_settings


class Surroundings:
    """The surroundings of one file."""

    def __init__(self, path: Path | None) -> None:
        """Take the file's path; without one, nothing is known."""
        self._path = None if path is None else path.absolute()

    @cached_property
    def import_settings(self) -> ImportSettings:
        """How the project sorts its imports."""
        return ImportSettings() if self._path is None else import_settings(self._path.parent)

    def is_first_party(self, package: str) -> bool:
        """Whether a top-level package is one of the project's own for isort and ruff."""
        if self._path is None:
            return False
        folder = self._path.parent
        roots = self.import_settings.roots
        if roots is None and (root := _project_root(folder)) is not None:
            roots = (root, root / "src")
        if any(_module_at(place, package) for place in roots or ()):
            return True
        outermost = _package_chain(folder)
        return bool(outermost) and outermost[-1].name == package

    def has_sibling(self, name: str) -> bool:
        """Whether this is a package's `__init__` with a submodule of that name, which would hide it."""
        if self._path is None or self._path.name != "__init__.py":
            return False
        return _module_at(self._path.parent, name)

    def is_star_imported(self) -> bool:
        """Whether another file of the project star-imports this one."""
        if self._path is None:
            return False
        path = self._path.resolve()
        return stars.is_star_imported(path, _project(path.parent))

    def may_bring(self, star: ast.ImportFrom, name: str) -> bool:
        """Whether a star import may bring a name; one with an underscore only if an `__all__` has it."""
        if not name.startswith("_"):
            return True
        listed = re.compile(rf"""['"]{re.escape(name)}['"]""")
        return any(listed.search(_text(source)) for source in self._sources(star))

    def _sources(self, statement: ast.ImportFrom) -> Iterator[Path]:
        """The files around that an import may load."""
        if self._path is None:
            return
        module = (statement.module or "").replace(".", "/")
        folders = _import_places(self._path.parent)
        if statement.level:
            folders = (self._path.parents[statement.level - 1],)
        for folder in folders:
            yield from filter(Path.is_file, (folder / f"{module}.py", folder / module / "__init__.py"))

    def misleads(self, library: Library, constants: set[str]) -> str | None:
        """Why importing the library from here would find something else; None if it finds the library."""
        if self._path is None or library.in_project:
            return None
        source = (library.by_name or f"{library.package}.__init__").replace(".", "/") + ".py"
        package = library.package.partition(".")[0]
        top = [folder.name for folder in _package_chain(self._path.parent)[-1:]]
        if self._path.as_posix().endswith(f"/{source}") and top in ([], [package]):
            return f"is the library's own {source}"
        for folder in _import_places(self._path.parent):
            if (folder / f"{package}.py").is_file() or (folder / package / "__init__.py").is_file():
                words = constants if library.by_name else {library.name}
                if not words <= _words(folder / source):
                    return f"{folder / package} hides the library; --httpstatus-library names others"
        return None

    def closes_circle(self, library: Library) -> str | None:
        """Why importing the library from here would import this file itself; None if it would not."""
        if self._path is None or not isinstance(library, OwnLibrary):
            return None
        if self._path.resolve() == library.path:
            return "is the module of the constants; write their names"
        if closes_circle(self._path, library):
            return f"is loaded by {library.key}, and an import the other way would be circular"
        return None


def _module_at(folder: Path, name: str) -> bool:
    return (folder / name).is_dir() or any((folder / f"{name}{end}").is_file() for end in all_suffixes())


def _package_chain(folder: Path) -> list[Path]:
    """The packages that a folder lies in, innermost first."""
    chain = []
    while (folder / "__init__.py").is_file() and folder != folder.parent:
        chain.append(folder)
        folder = folder.parent
    return chain


@lru_cache(maxsize=1024)
def _project_root(folder: Path) -> Path | None:
    """The project's folder, else the repository's."""
    root = project_of(str(folder / "module.py")).root
    places = (folder, *folder.parents)
    return root or next((place for place in places if (place / ".git").exists()), None)


def _project(folder: Path) -> Path:
    """The project's root, else the folder that holds the outermost package."""
    chain = _package_chain(folder)
    return _project_root(folder) or (chain[-1].parent if chain else folder)


@lru_cache(maxsize=1024)
def _import_places(folder: Path) -> tuple[Path, ...]:
    """The folders where absolute imports may find modules: those of the project that are no packages."""
    root = _project_root(folder)
    places = [place for place in (folder, *folder.parents) if root is None or place.is_relative_to(root)]
    if root is None:
        places = [_project(folder)]
    else:
        places.append(root / "src")
    return tuple(place for place in places if not (place / "__init__.py").is_file())


@lru_cache(maxsize=64)
def _words(path: Path) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", _text(path)))


def _text(path: Path) -> str:
    try:
        return read_bytes(path).decode("utf-8", "replace")
    except Unreadable:
        return ""
