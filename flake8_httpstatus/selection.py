"""`auto`: which library a file's constants come from, and at which floor."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence, Set
from typing import Final, NamedTuple

from .libraries import (
    DRF,
    FASTAPI,
    HTTP,
    LIBRARIES,
    PETRA,
    STARLETTE,
    Library,
    Names,
    Release,
    names,
    starlette_floor,
)
from .options import Settings, names_at
from .project import Project, project_of

# Top-level packages of web frameworks and HTTP clients without constants of their own, as imported …
_OTHER_PACKAGES: Final = frozenset(
    "aiohttp bottle connexion django falcon flask flask_restful flask_restx http httpx litestar ninja "
    "pyramid quart requests requests_mock responses sanic tornado urllib urllib3 webob werkzeug".split()
)
# … and as declared
_OTHER_DISTRIBUTIONS: Final = frozenset(
    "aiohttp bottle connexion django django-ninja falcon flask flask-restful flask-restx httpx litestar "
    "pyramid quart requests sanic tornado urllib3 werkzeug".split()
)
_FRAMEWORKS: Final = {
    library.package.partition(".")[0]: library for library in (DRF, PETRA, FASTAPI, STARLETTE)
}
_BY_NAME: Final = {library.by_name: library for library in LIBRARIES.values() if library.by_name}
_DOTTED: Final = {library.dotted: library for library in LIBRARIES.values()}


class Selection(NamedTuple):
    """The library at its floor, and whether it was only assumed because nothing names one."""

    names: Names
    assumed: bool = False


def select(tree: ast.Module, packages: Set[str], filename: str, settings: Settings) -> Selection:
    """The library for a file: the option's, else the first that one of the five steps of `auto` gives.

    `packages` are the top-level packages that the file imports, wherever it does.
    """
    project = project_of(filename)
    library, assumed = settings.library, False
    if library is None:
        library = _imported(list(_reliable_imports(tree.body))) or _declared(project)
    if library is None:
        # several libraries declared, or one imported only in `try`: none of them can be relied on
        other = (_OTHER_PACKAGES | {"fastapi", "starlette"}) & packages
        other |= (_OTHER_DISTRIBUTIONS | {FASTAPI.key, STARLETTE.key}) & project.dependencies.keys()
        library, assumed = (HTTP, False) if other else (DRF, True)
    if settings.floor is not None:
        return Selection(names_at(library, settings.floor), assumed)
    return Selection(names(library, _declared_floor(library, project)), assumed)


def _declared_floor(library: Library, project: Project) -> Release | None:
    """The floor in the releases that the library's table counts in: Starlette's for FastAPI."""
    if library is HTTP:
        return project.python
    declared = project.dependencies
    # a library's own sources run with no other release of it
    floors: list[Release] = []
    if library.key in project.names and library is not FASTAPI:
        floors.append(library.newest)
    if library is FASTAPI:
        if (fastapi := declared.get(FASTAPI.key)) is not None:
            floors.append(starlette_floor(fastapi))
        floors.append(declared.get(STARLETTE.key) or ())  # FastAPI re-exports that Starlette's module
    else:
        floors.append(declared.get(library.key) or ())
    return max(floors) or None


Import = ast.Import | ast.ImportFrom


def _reliable_imports(body: Sequence[ast.stmt]) -> Iterator[Import]:
    """The imports that run whenever the module is imported: none in `try`, a function or `if`."""
    for statement in body:
        if isinstance(statement, Import):
            yield statement
        elif isinstance(statement, ast.With):
            yield from _reliable_imports(statement.body)


def _imported(imports: Sequence[Import]) -> Library | None:
    """Steps 1 and 2: the library whose constants the file imports, else the framework it imports."""
    constants = (library for statement in imports for library in _constants(statement))
    frameworks = (
        _FRAMEWORKS[package]
        for statement in imports
        for package in packages_of(statement)
        if package in _FRAMEWORKS
    )
    return next(constants, None) or next(frameworks, None)


def _constants(statement: Import) -> Iterator[Library]:
    if isinstance(statement, ast.Import):
        for alias in statement.names:
            if alias.name in _DOTTED:
                yield _DOTTED[alias.name]
    elif statement.module and not statement.level:
        for alias in statement.names:
            library = _DOTTED.get(f"{statement.module}.{alias.name}") or _BY_NAME.get(statement.module)
            if library is not None:
                yield library


def packages_of(statement: Import) -> Iterator[str]:
    """The top-level packages that an import names; none for a relative one."""
    if isinstance(statement, ast.Import):
        for alias in statement.names:
            yield alias.name.partition(".")[0]
    elif statement.module and not statement.level:
        yield statement.module.partition(".")[0]


def _declared(project: Project) -> Library | None:
    """Step 3: the one library that the project declares; FastAPI's Starlette is not a second one."""
    declared = [
        library for library in (DRF, PETRA, FASTAPI, STARLETTE) if library.key in project.dependencies
    ]
    if FASTAPI in declared and STARLETTE in declared:
        declared.remove(STARLETTE)
    return declared[0] if len(declared) == 1 else None
