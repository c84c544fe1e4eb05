"""The classes of a project's modules, and what they derive from: read, never imported, once per process."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from ..expressions import dotted
from ..source import ParseError, parse
from .project import ImportedName, Project
from .settings_files import Unreadable, read_bytes

_MOST_HOPS: Final = 20  # from a class to its base


def outer_bases(imported: ImportedName, importer: Path, project: Project) -> Iterator[str]:
    """Full dotted names of the classes from outside the project that an imported class is or derives from."""
    pending = [(imported, importer)]
    for _ in range(_MOST_HOPS):
        if not pending:
            return
        (module, name, level), importer = pending.pop()
        path = project.module(module, level, importer)
        if path is not None and name is not None:
            pending += ((each, path) for each in _bases(name, path, project))
        elif level == 0:
            yield f"{module}.{name}" if name else module


def _bases(name: str, path: Path, project: Project) -> Iterator[ImportedName]:
    """What a class of a module derives from, or where else the module has it from."""
    bound = project.bound(path)
    for base in _classes(path).get(name, (name,) if name in bound else ()):
        first, _, rest = base.partition(".")
        if first in bound:
            yield bound[first].member(rest)
        elif not rest and base != name:
            yield from _bases(base, path, project)


@cache
def _classes(path: Path) -> Mapping[str, tuple[str, ...]]:
    """The bases of each class of a module, as they are written."""
    try:
        tree = parse(read_bytes(path))
    except (Unreadable, ParseError):
        return {}
    return {
        node.name: tuple(filter(None, map(dotted, node.bases)))
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    }
