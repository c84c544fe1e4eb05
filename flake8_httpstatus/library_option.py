"""The value of `--httpstatus-library`: `auto`, a library and its releases, or a module of the project."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .libraries.constants import NEWEST
from .libraries.library import Library
from .libraries.releases import Bounds, release
from .libraries.rows import LIBRARIES
from .projects.own_library import NoModule, own_library

if TYPE_CHECKING:
    from packaging.requirements import Requirement

AUTO: Final = "auto"

# characters; with more, packaging's parser may recurse too deeply or meet too large a number
_LONGEST: Final = 200
_LIKENESS: Final = 0.75  # of a name to what may have been meant: `flask` does not mean flask-api


def read_library(text: str) -> tuple[Library | None, Bounds | None]:
    """The library and the bounds that a value says; None for `auto`, and where it says no releases.

    Raises `ValueError`, as do those below; the message is one line.
    """
    text = text.strip()
    if text in LIBRARIES or text == AUTO:  # the usual case needs no `packaging`
        return LIBRARIES.get(text), None
    requirement = _requirement(text)
    if requirement.name == AUTO:
        raise ValueError(f"{AUTO} takes no release; name the library, as in djangorestframework>=3.12")
    library = _named(requirement.name)
    return library, _bounds(library, requirement) if requirement.specifier else None


def _requirement(text: str) -> Requirement:
    """A library and its releases."""
    from packaging.requirements import InvalidRequirement, Requirement

    try:
        if len(text) > _LONGEST:
            raise InvalidRequirement
        return Requirement(text)
    except InvalidRequirement:
        shown = repr(text) if len(text) <= _LONGEST else f"{text[:_LONGEST]!r}…"
        raise ValueError(
            f"cannot read {shown}; write a library, or library>=release as in djangorestframework>=3.12"
        ) from None


def _named(name: str) -> Library:
    """The library of a name: its key, its package, what people call it, or a module of the project."""
    from packaging.utils import canonicalize_name

    names = _names()
    if (known := names.get(canonicalize_name(name))) is not None:
        return known
    close = difflib.get_close_matches(canonicalize_name(name), names, n=1, cutoff=_LIKENESS)
    hint = f"; did you mean {names[close[0]].key}?" if close else ""
    if not re.fullmatch(r"\w+(?:\.\w+)+", name):
        hint = hint or f"; choose from {', '.join((AUTO, *LIBRARIES))}"
        raise ValueError(f"unknown library {name!r}{hint}")
    try:
        return own_library(name, Path.cwd())
    except NoModule as error:
        raise ValueError(f"{error}{hint}") from None


@cache
def _names() -> Mapping[str, Library]:
    """What people may call each library, as `packaging` normalises names."""
    from packaging.utils import canonicalize_name

    names: dict[str, Library] = {}
    names |= {canonicalize_name(library.key): library for library in LIBRARIES.values()}
    for library in LIBRARIES.values():
        for other in (*library.aliases, *library.packages, library.distribution, library.dotted):
            names.setdefault(canonicalize_name(other), library)
    return names


def _bounds(library: Library, requirement: Requirement) -> Bounds:
    """The bounds on a library's releases."""
    from .projects.versions import bounds

    given = bounds(requirement.specifier)
    if given.floor is None:
        raise ValueError(f"{str(requirement)!r} has no lower bound; write it as {library.key}>=release")
    newest = NEWEST.get(library.distribution)
    if newest is None:
        raise ValueError(f"{library.key} is a module of the project and has no releases")
    # a higher release of the same series may have come out since
    if given.floor[0] > release(newest)[0]:
        raise ValueError(f"no release known reaches {str(requirement)!r}; the newest is {newest}")
    return given
