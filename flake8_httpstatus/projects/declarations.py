"""What the files of a folder declare: what a project needs to run, its own name, the Pythons it runs on.

Only what every machine installs counts: nothing optional, no development group, nothing that an environment
marker may leave out. A file that cannot be read declares nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ..libraries.releases import Bounds, Release
from .readers import READERS
from .requirements import dependencies, requirements_in
from .versions import bounds_of

# Requirement files for work on the project, not for running it: requirements-dev.txt, test_requirements.txt
_DEVELOPMENT: Final = re.compile(r"dev|test|lint|doc|ci|build|local|optional|extra|type", re.IGNORECASE)
_REQUIREMENTS: Final = re.compile(r"requirements.*\.(?:txt|in)")
_FOLDER: Final = "requirements"
_IN_FOLDER: Final = re.compile(r".+\.(?:txt|in)")


@dataclass(frozen=True)
class Declarations:
    """What a project declares."""

    dependencies: Mapping[str, Bounds] = field(default_factory=dict)  # by normalised name
    python: Release | None = None  # lower bound of `requires-python`
    names: frozenset[str] = field(default=frozenset(), compare=False)  # its own ones, normalised
    readable: bool = False  # a file says what the project needs, even if that is nothing


def is_mark(entries: Iterable[str]) -> bool:
    """Whether the names in a folder show that a project begins there."""
    return any(
        name in READERS or (name.startswith(_FOLDER) and (name == _FOLDER or _REQUIREMENTS.fullmatch(name)))
        for name in entries
    )


def declarations(folder: Path) -> Declarations | None:
    """What the files of a folder declare; None: nothing, as where they only configure tools."""
    try:
        entries = sorted(os.listdir(folder))
    except OSError:
        return None
    found = [
        declaration
        for name, read in READERS.items()
        if name in entries and (declaration := read(folder / name)) is not None
    ]
    requirement_files = list(_requirement_files(folder, entries))
    if not found and (not requirement_files or _is_inner_package(folder)):
        return None
    names = [name for each in found for name in each.names]
    said = [each.requirements for each in found if each.requirements is not None]
    pythons = [floor for each in found if (floor := bounds_of(each.python).floor) is not None]
    python = pythons[0] if pythons else None
    declared = dependencies([*(text for texts in said for text in texts), *names], python)
    pinned = dependencies((line for path in requirement_files for line in requirements_in(path)), python)
    for name, its in pinned.items():
        known = declared.get(name)
        if known is None:
            declared[name] = its
        elif known.floor is None:  # a bound in the metadata goes before the pins beside them
            declared[name] = Bounds(its.floor, known.below)
    return Declarations(declared, python, frozenset(dependencies(names)), bool(said or requirement_files))


def _is_inner_package(folder: Path) -> bool:
    """Whether a folder is a package within a package, which is no project of its own."""
    return all((each / "__init__.py").is_file() for each in (folder, folder.parent))


def _requirement_files(folder: Path, entries: Iterable[str]) -> Iterator[Path]:
    """The requirement files that are needed to run the project."""
    for name in entries:
        if _REQUIREMENTS.fullmatch(name):
            if not _is_for_development(folder / name):
                yield folder / name
        elif name == _FOLDER:
            try:
                inner = sorted(os.listdir(folder / name))
            except OSError:
                continue
            for each in inner:
                if _IN_FOLDER.fullmatch(each) and not _DEVELOPMENT.search(Path(each).stem):
                    yield folder / name / each


def _is_for_development(path: Path) -> bool:
    return _DEVELOPMENT.search(path.stem.removeprefix("requirements")) is not None
