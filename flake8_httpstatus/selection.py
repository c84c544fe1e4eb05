"""Which library a file's constants come from, and at which floor. `auto` goes by evidence alone."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

from .imports import (
    MAY_SKIP,
    Import,
    always_imported,
    constants_of,
    framework_of,
    packages_of,
    required_by_skip,
)
from .libraries.library import (
    FASTAPI,
    HTTP,
    LIBRARIES,
    STARLETTE,
    Bounds,
    Library,
    Names,
    names,
    starlette_floor,
)
from .options import Settings, names_within
from .projects.project import Bound, Project, project_of

_MOST_HOPS: Final = 10  # from one re-exporting module to the next

_CONSTANT: Final = re.compile(r"HTTP_[1-5][0-9][0-9](?:_|$)")
_TELLING_NAME: Final = re.compile("status|http", re.IGNORECASE)
_TEST: Final = re.compile(r"test_.*\.py|.*_test\.py|tests\.py|conftest\.py")
_ALONE: Final = frozenset({"setup.py", "noxfile.py"})
# https://packaging.python.org/en/latest/specifications/inline-script-metadata/
_INLINE_METADATA: Final = re.compile(r"^# /// script\s*$", re.MULTILINE)


class Selection(NamedTuple):
    """The library within its bounds, and what shows it."""

    names: Names
    step: int  # of `auto`, 1 to 4; 0: the option
    elsewhere: str | None = None  # the module, no library known here, that the file has its constants from


def select(
    tree: ast.Module, source: str, imports: Sequence[Import], filename: str, settings: Settings
) -> Selection:
    """The library for a file: the option's, else the first that one of the four steps of `auto` gives.

    `imports` are all that the file has, wherever they stand.
    """
    project = project_of(filename)
    if settings.library is not None:
        if settings.bounds is not None:
            return Selection(names_within(settings.library, settings.bounds), 0)
        return Selection(names(settings.library, _bounds(settings.library, project)), 0)
    evidence = _Evidence(tree, source, imports, Path(os.path.abspath(filename)), project)
    library, step = evidence.library()
    return Selection(names(library, _bounds(library, project)), step, evidence.elsewhere(step))


class _Evidence:
    """What a file and its project say about the library."""

    def __init__(
        self, tree: ast.Module, source: str, imports: Sequence[Import], path: Path, project: Project
    ) -> None:
        self._source = source
        self._path = path
        self._project = project
        self._always = always_imported(tree, may_skip=any(word in source for word in MAY_SKIP))
        always = {package for statement in self._always for package in packages_of(statement)}
        sometimes = {package for statement in imports for package in packages_of(statement)}
        # a start-up that does without the library goes on to do so
        self._out = {*sometimes - always, *(required_by_skip(tree) if "importorskip" in source else ())}
        self._packages = always

    def library(self) -> tuple[Library, int]:
        """The library and the step that gives it."""
        for step, candidates in enumerate((self._constants(), self._frameworks(), self._usual()), 1):
            library = next((each for each in candidates if self._out.isdisjoint(each.packages)), None)
            if library is not None:
                return library, step
        return HTTP, 4

    def _constants(self) -> Iterator[Library]:
        """Step 1: constants that the file imports, of a library or of a module that re-exports them."""
        for statement in self._always:
            yield from constants_of([statement])
            if isinstance(statement, ast.ImportFrom):
                for alias in statement.names:
                    if self._may_hold_constants(alias):
                        yield from self._reexported(alias, statement)

    def _frameworks(self) -> Iterator[Library]:
        """Step 2: a framework that has constants."""
        if self._foreign is None:
            yield from framework_of(self._always)

    def _usual(self) -> Iterator[Library]:
        """Step 3: what the project's files have, for a file that cannot run without the project."""
        if self._foreign is None and not self._stands_alone() and (usual := self._project.usual) is not None:
            shown = {*usual.packages, *usual.works_with}
            if self._is_test() or not self._packages.isdisjoint(shown) or self._imports_project():
                yield usual

    def elsewhere(self, step: int) -> str | None:
        """The module of constants that are no library's, where that is all the file has."""
        return self._foreign if step == 4 else None

    @cached_property
    def _foreign(self) -> str | None:
        for statement in self._always if "HTTP_" in self._source else ():
            for alias in statement.names:
                if isinstance(statement, ast.ImportFrom):
                    module = "." * statement.level + (statement.module or "")
                    if _CONSTANT.match(alias.name):
                        return module
                    module = f"{module}.{alias.name}" if statement.module else module + alias.name
                else:
                    module = alias.name
                name = alias.asname or alias.name
                if f"{name}.HTTP_" in self._source and re.search(
                    rf"(?<![\w.]){re.escape(name)}\.{_CONSTANT.pattern}", self._source
                ):
                    return module
        return None

    def _may_hold_constants(self, alias: ast.alias) -> bool:
        """Worth following to other modules: by its name, or by what is read through it."""
        name = alias.asname or alias.name
        return _TELLING_NAME.search(alias.name) is not None or f"{name}.HTTP_" in self._source

    def _reexported(self, alias: ast.alias, statement: ast.ImportFrom) -> Iterator[Library]:
        bound = Bound(statement.module or "", alias.name, statement.level)
        library = self._leads_to(bound, self._path, _MOST_HOPS)
        if library is None:
            return
        if _CONSTANT.match(alias.name):
            yield library
        else:
            module = "." * statement.level + (statement.module or "")
            yield replace(library, package=module, name=alias.name, by_name=None, in_project=True)

    def _leads_to(self, bound: Bound, importer: Path, hops: int) -> Library | None:
        """The library whose module, class or constant an import from the project's modules binds."""
        path = self._project.module(bound.module, bound.level, importer) if bound.name and hops else None
        if path is None:
            return None
        found = self._project.bound(path).get(bound.name or "")
        return found and (_exported(found) or self._leads_to(found, path, hops - 1))

    def _stands_alone(self) -> bool:
        """Whether it is a script, or a tool, that may run without the project."""
        root = self._project.root
        hidden = root is not None and any(part.startswith(".") for part in self._path.relative_to(root).parts)
        return hidden or self._path.name in _ALONE or _INLINE_METADATA.search(self._source) is not None

    def _is_test(self) -> bool:
        root = self._project.root
        folders = self._path.relative_to(root).parts[:-1] if root is not None else ()
        return _TEST.fullmatch(self._path.name) is not None or "tests" in folders

    def _imports_project(self) -> bool:
        """Whether it always imports a module that is found in the project."""
        return any(
            self._project.module(module, level, self._path) is not None
            for statement in self._always
            for module, level in _modules(statement)
        )


def _modules(statement: Import) -> Iterator[tuple[str, int]]:
    if isinstance(statement, ast.ImportFrom):
        module = statement.module or ""
        yield module, statement.level
        for alias in statement.names:  # which may be modules of it
            yield f"{module}.{alias.name}".lstrip("."), statement.level
    else:
        for alias in statement.names:
            yield alias.name, 0


def _exported(bound: Bound) -> Library | None:
    """The library whose module, class or constant it is."""
    if bound.level:
        return None
    target = f"{bound.module}.{bound.name}" if bound.name else bound.module
    return next(
        (
            library
            for library in LIBRARIES.values()
            if target == library.dotted
            or (bound.module == library.by_name and bound.name and _CONSTANT.match(bound.name))
        ),
        None,
    )


# Bounds


def _bounds(library: Library, project: Project) -> Bounds:
    """The bounds in the releases that the library's table counts in: Starlette's for FastAPI."""
    declared = project.declared
    if library.table == HTTP.table:
        return Bounds(declared.python)
    if library.table == STARLETTE.table:
        return _starlette(library, project)
    if library.key in declared.names:  # a library's own sources run with no other release of it
        return Bounds(library.newest)
    return _of(library.key, project)


def _of(distribution: str, project: Project) -> Bounds:
    its = project.declared.dependencies.get(distribution, Bounds())
    return its if its.floor is not None else Bounds(project.locked(distribution), its.below)


def _starlette(library: Library, project: Project) -> Bounds:
    """FastAPI re-exports the module of the Starlette beside it."""
    if STARLETTE.key in project.declared.names:
        return Bounds(library.newest)
    its = _of(STARLETTE.key, project)
    fastapi = _of(FASTAPI.key, project).floor
    floors = [floor for floor in (its.floor, fastapi and starlette_floor(fastapi)) if floor]
    return Bounds(max(floors, default=None), its.below)
