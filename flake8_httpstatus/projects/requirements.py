"""Requirements: what each asks for, and whether every machine installs it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..libraries.releases import Bounds, Release
from .settings_files import text_of
from .versions import LONGEST, bounds

if TYPE_CHECKING:
    from packaging.markers import Marker

# A marker has to hold for all these minor releases of Python 3; the project may say that it begins later
_LOWEST_MINOR, _LAST_MINOR = 11, 15


def dependencies(texts: Iterable[str], python: Release | None = None) -> dict[str, Bounds]:
    """Name → bounds, of the requirements that count on every machine with that Python or a newer one."""
    from packaging.requirements import InvalidRequirement, Requirement
    from packaging.utils import canonicalize_name

    lowest = python[1] if python is not None and python[0] == 3 and len(python) > 1 else _LOWEST_MINOR
    minors = range(min(lowest, _LAST_MINOR), _LAST_MINOR + 1)
    found: dict[str, list[Bounds]] = {}
    held: dict[str, set[int]] = {}  # the minor releases on which it is required
    for text in texts:
        if len(text) > LONGEST:
            continue
        try:
            requirement = Requirement(text)
            holding = [minor for minor in minors if _holds(requirement.marker, minor)]
            its = bounds(requirement.specifier)
        except (InvalidRequirement, ValueError, RecursionError):
            continue
        name = canonicalize_name(requirement.name)
        found.setdefault(name, []).append(its)
        held.setdefault(name, set()).update(holding)
    return {name: _all_of(each) for name, each in found.items() if held[name].issuperset(minors)}


_PYTHON_WORDS: Final = frozenset({"and", "or", "not", "in", "python_version", "python_full_version"})


def _holds(marker: Marker | None, minor: int) -> bool:
    """Whether a marker holds for every Python 3 of a minor release, on every machine."""
    if marker is None:
        return True
    words = re.findall(r"\w+", re.sub(r"\"[^\"]*\"|'[^']*'", "", str(marker)))
    version = f"3.{minor}"
    return _PYTHON_WORDS.issuperset(words) and marker.evaluate(
        {"python_version": version, "python_full_version": f"{version}.0"}
    )


def _all_of(each: Sequence[Bounds]) -> Bounds:
    """The bounds that take in all of several: a dependency may be declared once per Python."""
    floors = [bound.floor for bound in each]
    belows = [bound.below for bound in each]
    return Bounds(
        None if None in floors else min(floor for floor in floors if floor is not None),
        None if None in belows else max(below for below in belows if below is not None),
    )


def requirements_in(path: Path, including: frozenset[Path] = frozenset()) -> Iterator[str]:
    """The requirements in a file for pip, and in the files that it includes with `-r`."""
    path = Path(os.path.realpath(path))
    if path in including:
        return
    including |= {path}
    for line in text_of(path).splitlines():
        requirement = without_comment(line)
        included = re.fullmatch(r"(?:-r|--requirement)[\s=]*(.+)", requirement)
        if included:
            yield from requirements_in(path.parent / included[1].strip("\"'"), including)
        elif requirement and not requirement.startswith(("#", "-")):
            yield requirement


def without_comment(line: str) -> str:
    """A line without its comment, its options for pip (`--hash`, say) and the backslash at its end."""
    return re.split(r"\s#|\s--(?!requirement)", line.strip())[0].rstrip("\\ ")
