"""Which library a file's constants come from, and which floor it has. `auto` goes by evidence alone."""

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
    Import,
    always_imported,
    constants_of,
    framework_of,
    may_skip,
    packages_of,
    required_by_skip,
)
from .libraries.library import Library, OwnLibrary
from .libraries.releases import Bounds, Release, release
from .libraries.rows import ALWAYS_THERE, AUTOMATIC, LIBRARIES
from .libraries.usable import UsableNames, usable_names
from .options import Settings
from .projects.own_library import as_imported
from .projects.project import ImportedName, Project, project_of

_MOST_HOPS: Final = 10  # as many modules of a project may pass on a constant, one to the next

_CONSTANT: Final = re.compile(r"HTTP_[1-5][0-9][0-9](?:_|$)")
# What a module that holds constants is likely to be called; others are not looked up
_TELLING_NAME: Final = re.compile("status|http", re.IGNORECASE)
_TEST: Final = re.compile(r"test_.*\.py|.*_test\.py|tests\.py|conftest\.py")
_SCRIPTS: Final = frozenset({"setup.py", "noxfile.py"})
# https://packaging.python.org/en/latest/specifications/inline-script-metadata/
_INLINE_METADATA: Final = re.compile(r"^# /// script\s*$", re.MULTILINE)


class Selection(NamedTuple):
    """The library for a file, the names of it that can be used, and how it was found."""

    names: UsableNames
    step: int  # 1 to 4: of `auto`; 0: the option names it
    python: Release  # the lowest that the project runs on
    elsewhere: str | None = None  # the module that has the file's constants, if that is no library here


def select(
    tree: ast.Module, source: str, imports: Sequence[Import], filename: str, settings: Settings
) -> Selection:
    """The library for a file: the option's, else the first that one of the four steps of `auto` gives.

    `imports` are all imports of the file, those inside functions and conditions included.
    """
    project = project_of(filename)
    path = Path(os.path.abspath(filename))
    elsewhere = None
    if settings.library is not None:
        library, step = settings.library, 0
        if isinstance(library, OwnLibrary):
            library = as_imported(library, always_imported(tree), path)
    else:
        evidence = _Evidence(tree, source, imports, path, project)
        library, step = evidence.library()
        elsewhere = evidence.elsewhere(step)
    if settings.bounds is not None:
        bounds = library.bounds_in_table(settings.bounds)
    else:
        bounds = _bounds(library, project)
    names = usable_names(library, bounds)
    python = project.declared.python or release(ALWAYS_THERE.lowest)
    return Selection(names, step, names.floor if library.comes_with_python else python, elsewhere)


class _Evidence:
    """What a file and its project say about the library."""

    def __init__(
        self, tree: ast.Module, source: str, imports: Sequence[Import], path: Path, project: Project
    ) -> None:
        self._source = source
        self._path = path
        self._project = project
        self._always = always_imported(tree, skips=may_skip(source))
        always = {package for statement in self._always for package in packages_of(statement)}
        sometimes = {package for statement in imports for package in packages_of(statement)}
        # where one of these is missing the file still works, and must go on to
        self._optional = {*sometimes - always, *(required_by_skip(tree) if "importorskip" in source else ())}
        self._packages = always

    def library(self) -> tuple[Library, int]:
        """The library and the step that gives it."""
        for step, candidates in enumerate((self._constants(), self._frameworks(), self._usual()), 1):
            library = next((each for each in candidates if self._optional.isdisjoint(each.packages)), None)
            if library is not None:
                return library, step
        return ALWAYS_THERE, 4

    def _constants(self) -> Iterator[Library]:
        """Step 1: the file imports constants, from a library or from a module that passes them on."""
        for statement in self._always:
            yield from constants_of([statement])
            if isinstance(statement, ast.ImportFrom):
                for alias in statement.names:
                    if self._may_hold_constants(alias):
                        yield from self._reexported(alias, statement)

    def _frameworks(self) -> Iterator[Library]:
        """Step 2: the file imports a framework that has constants."""
        if self._foreign is None:
            yield from framework_of(self._always)

    def _usual(self) -> Iterator[Library]:
        """Step 3: most files of the project have the library, and this one cannot run without the project."""
        if self._foreign is None and not self._stands_alone() and (usual := self._project.usual) is not None:
            shown = {*usual.packages, *usual.works_with}
            if self._is_test() or not self._packages.isdisjoint(shown) or self._imports_project():
                yield usual

    def elsewhere(self, step: int) -> str | None:
        """The module that the file has its constants from, where that is not a library known here."""
        return self._foreign if step == 4 else None

    @cached_property
    def _foreign(self) -> str | None:
        """A module of which the file reads something like `HTTP_200_OK`."""
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
        """Whether an import is worth looking up: its name says so, or `NAME.HTTP_…` is read."""
        name = alias.asname or alias.name
        return _TELLING_NAME.search(alias.name) is not None or f"{name}.HTTP_" in self._source

    def _reexported(self, alias: ast.alias, statement: ast.ImportFrom) -> Iterator[Library]:
        """The library whose constants an import takes from a module of the project."""
        bound = ImportedName(statement.module or "", alias.name, statement.level)
        library = self._leads_to(bound, self._path, _MOST_HOPS)
        if library is None:
            return
        if _CONSTANT.match(alias.name):
            yield library
        else:
            module = "." * statement.level + (statement.module or "")
            yield replace(library, package=module, name=alias.name, by_name=None, in_project=True)

    def _leads_to(self, bound: ImportedName, importer: Path, hops: int) -> Library | None:
        """The library whose module, class or constant an import binds, by way of modules of the project."""
        path = self._project.module(bound.module, bound.level, importer) if bound.name and hops else None
        if path is None:
            return None
        found = self._project.bound(path).get(bound.name or "")
        return found and (_exported(found) or self._leads_to(found, path, hops - 1))

    def _stands_alone(self) -> bool:
        """Whether it is a script that may run without the project."""
        root = self._project.root
        hidden = root is not None and any(part.startswith(".") for part in self._path.relative_to(root).parts)
        return hidden or self._path.name in _SCRIPTS or _INLINE_METADATA.search(self._source) is not None

    def _is_test(self) -> bool:
        root = self._project.root
        folders = self._path.relative_to(root).parts[:-1] if root is not None else ()
        return _TEST.fullmatch(self._path.name) is not None or "tests" in folders

    def _imports_project(self) -> bool:
        """Whether it always imports a module of the project."""
        return any(
            self._project.module(module, level, self._path) is not None
            for statement in self._always
            for module, level in _modules(statement)
        )


def _modules(statement: Import) -> Iterator[tuple[str, int]]:
    """The modules that an import may load, and the number of dots before each."""
    if isinstance(statement, ast.ImportFrom):
        module = statement.module or ""
        yield module, statement.level
        for alias in statement.names:  # `from package import module`
            yield f"{module}.{alias.name}".lstrip("."), statement.level
    else:
        for alias in statement.names:
            yield alias.name, 0


def _exported(bound: ImportedName) -> Library | None:
    """The library whose module, class or constant an import binds."""
    if bound.level:
        return None
    target = f"{bound.module}.{bound.name}" if bound.name else bound.module
    return next(
        (
            library
            for library in AUTOMATIC
            if target == library.dotted
            or (bound.module == library.by_name and bound.name and _CONSTANT.match(bound.name))
        ),
        None,
    )


# Bounds


def _bounds(library: Library, project: Project) -> Bounds:
    """The releases that the project may run with, of the distribution that defines the constants."""
    if isinstance(library, OwnLibrary):
        return Bounds()  # there is but one release of it
    if library.comes_with_python:
        return Bounds(project.declared.python)
    if library.table in project.declared.names:  # its own sources run with no other release of it
        return Bounds(library.newest)
    bounds = _declared_or_locked(library.table, project)
    # a library that passes these constants on may need a higher release than the project declares
    floors = (
        other.bounds_in_table(_declared_or_locked(other.distribution, project)).floor
        for other in LIBRARIES.values()
        if other.table == library.table
    )
    return bounds._replace(floor=max(filter(None, floors), default=None))


def _declared_or_locked(distribution: str, project: Project) -> Bounds:
    declared = project.declared.dependencies.get(distribution, Bounds())
    return declared if declared.floor is not None else Bounds(project.locked(distribution), declared.below)
