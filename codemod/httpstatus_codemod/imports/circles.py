"""Files that a module of the project loads: these cannot import it in turn without a circle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from flake8_httpstatus.imports import Import
from flake8_httpstatus.libraries.library import OwnLibrary
from flake8_httpstatus.projects.declarations import Declarations
from flake8_httpstatus.projects.project import Project
from flake8_httpstatus.projects.settings_files import Unreadable, read_bytes
from flake8_httpstatus.source import ParseError, parse
from flake8_httpstatus.statements import Function, blocks


def closes_circle(path: Path, library: OwnLibrary) -> bool:
    """Whether importing the library's module loads a file of the project, or is that file."""
    return path.resolve() in _loaded(library.path, library.root, path.resolve().parent)


@lru_cache(maxsize=1024)
def _loaded(start: Path, root: Path, folder: Path) -> frozenset[Path]:
    """The files of the project that a module loads when it is imported from a file of a folder, resolved.

    The packages around the folder are not loaded for being packages of what is imported: they are there
    already. What a module takes from one of them by name is another matter.
    """
    project = Project(root, Declarations())
    there = set(_packages(folder / "module.py"))
    loaded: set[Path] = set()
    pending = [start]
    while pending:
        path = pending.pop()
        if path not in loaded:
            loaded.add(path)
            pending += (package for package in _packages(path) if package not in there)
            pending += (found.resolve() for each in _imported(path) for found in _files(each, path, project))
    return frozenset(loaded)


def _packages(path: Path) -> Iterator[Path]:
    """The `__init__.py` of each package around a file."""
    for folder in path.parents:
        if not (folder / "__init__.py").is_file():
            break
        yield folder / "__init__.py"


@lru_cache(maxsize=1024)
def _imported(path: Path) -> tuple[Import, ...]:
    """The imports that run with a module: in no function, and not for type checkers alone."""
    try:
        pending = [parse(read_bytes(path)).body]
    except (Unreadable, ParseError):
        return ()
    found: list[Import] = []
    while pending:
        for statement in pending.pop():
            if isinstance(statement, Import):
                found.append(statement)
            elif isinstance(statement, ast.If) and ast.unparse(statement.test).endswith("TYPE_CHECKING"):
                pending.append(statement.orelse)
            elif not isinstance(statement, Function):
                pending += blocks(statement)
    return tuple(found)


def _files(statement: Import, importer: Path, project: Project) -> Iterator[Path]:
    """The files of the project that an import names, packages around them aside."""
    for alias in statement.names:
        if isinstance(statement, ast.Import):
            found = project.module(alias.name, 0, importer)
        else:
            module, level = statement.module or "", statement.level
            within = project.module(f"{module}.{alias.name}".lstrip("."), level, importer)
            found = within or project.module(module, level, importer)
        if found is not None:
            yield found
