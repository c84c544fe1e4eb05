"""The options, once, for flake8 and for the codemod."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from .callables import CALLABLES, CallableRow
from .libraries.constants import NEWEST
from .libraries.library import Library
from .libraries.releases import Bounds, release
from .libraries.rows import LIBRARIES
from .projects.own_library import NoModule, own_library

if TYPE_CHECKING:
    from packaging.requirements import Requirement

AUTO = "auto"

LIBRARY_OPTION: Final = "--httpstatus-library"
ATTRIBUTES_OPTION: Final = "--httpstatus-attributes"
CALLABLES_OPTION: Final = "--httpstatus-callables"
KEYS_OPTION: Final = "--httpstatus-keys"


class OptionError(ValueError):
    """An option has a value that cannot be used; the message names the option and the reason."""


@dataclass(frozen=True, eq=False)  # hashed by identity, as caches need it
class Settings:
    """The values of the options."""

    library: Library | None = None  # None: `auto`, chosen for each file
    bounds: Bounds | None = None  # given with the library, in its own releases; None: the project's
    attributes: frozenset[str] = frozenset({"status_code"})
    keys: frozenset[str] = frozenset()
    callables: Mapping[str, CallableRow] = field(default_factory=lambda: CALLABLES)


# characters; with more, packaging's parser may recurse too deeply or meet too large a number
_LONGEST: Final = 200


class _AddOption(Protocol):
    def __call__(self, *args: Any, **kwargs: Any) -> None: ...


def register(add_option: _AddOption) -> None:
    """Add the options with `add_option`, the method of flake8's `OptionManager`."""
    add_option(
        LIBRARY_OPTION,
        default=AUTO,
        parse_from_config=True,
        metavar="LIBRARY",
        help="Library of the constants, optionally with the lowest release to support: "
        f"{', '.join(LIBRARIES)}, as in djangorestframework>=3.12; or a module of the project, as in "
        "shop.codes. (Default: %(default)s, per file)",
    )
    add_option(
        ATTRIBUTES_OPTION,
        default="status_code",
        parse_from_config=True,
        comma_separated_list=True,
        metavar="NAMES",
        help="Attribute and variable names that hold a status. (Default: %(default)s)",
    )
    add_option(
        KEYS_OPTION,
        default="",
        parse_from_config=True,
        comma_separated_list=True,
        metavar="KEYS",
        help="More keys of dicts under which a status stands, besides status_code, statusCode and the like.",
    )
    add_option(
        CALLABLES_OPTION,
        default="",
        parse_from_config=True,
        comma_separated_list=True,
        metavar="CALLABLES",
        help="More callables that take a status, as dotted.name:keyword:index or .method:keyword:index; "
        "keyword or index may be empty.",
    )


def settings(namespace: Any) -> Settings:
    """The settings from flake8's parsed options. Raises `OptionError`."""
    library, bounds = _library(namespace.httpstatus_library)
    return Settings(
        library=library,
        bounds=bounds,
        attributes=frozenset(_attributes(namespace.httpstatus_attributes)),
        keys=frozenset(namespace.httpstatus_keys),
        callables=_callables(namespace.httpstatus_callables),
    )


def _library(text: str) -> tuple[Library | None, Bounds | None]:
    text = text.strip()
    if text in LIBRARIES or text == AUTO:  # the usual case needs no `packaging`
        return LIBRARIES.get(text), None
    try:
        requirement = _requirement(text)
        if requirement.name == AUTO:
            raise ValueError(f"{AUTO} takes no release; name the library, as in djangorestframework>=3.12")
        library = _named(requirement.name)
        return library, _bounds(library, requirement) if requirement.specifier else None
    except ValueError as error:
        raise OptionError(f"option {LIBRARY_OPTION}: {error}") from None


def _requirement(text: str) -> Requirement:
    """A library and its releases. Raises `ValueError`, as do those below."""
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

    names: dict[str, Library] = {}
    for library in LIBRARIES.values():
        names[canonicalize_name(library.key)] = library
    for library in LIBRARIES.values():
        for other in (*library.aliases, *library.packages, library.distribution, library.dotted):
            names.setdefault(canonicalize_name(other), library)
    if (known := names.get(canonicalize_name(name))) is not None:
        return known
    close = difflib.get_close_matches(canonicalize_name(name), names, n=1, cutoff=0.75)
    hint = f"; did you mean {names[close[0]].key}?" if close else ""
    if not re.fullmatch(r"\w+(?:\.\w+)+", name):
        hint = hint or f"; choose from {', '.join((AUTO, *LIBRARIES))}"
        raise ValueError(f"unknown library {name!r}{hint}")
    try:
        return own_library(name, Path.cwd())
    except NoModule as error:
        raise ValueError(f"{error}{hint}") from None


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
        raise ValueError(f"no release reaches {str(requirement)!r}; the newest known one is {newest}")
    return given


def _attributes(entries: list[str]) -> list[str]:
    for entry in entries:
        if not entry.isidentifier():
            raise OptionError(f"option --httpstatus-attributes: {entry!r} is not a name")
    return entries


_CALLABLE = re.compile(
    r"(?P<name>\.?[^\W\d]\w*(?:\.[^\W\d]\w*)*):(?P<keyword>[^\W\d]\w*)?:(?P<index>\d+)?", re.ASCII
)


def _callables(entries: list[str]) -> Mapping[str, CallableRow]:
    if not entries:
        return CALLABLES
    rows = dict(CALLABLES)
    for entry in entries:
        match = _CALLABLE.fullmatch(entry)
        if match is None or not (match["keyword"] or match["index"]):
            raise OptionError(
                f"option --httpstatus-callables: cannot read {entry!r}; write dotted.name:keyword:index "
                "or .method:keyword:index with a keyword, an index or both"
            )
        keywords: tuple[str, ...] = (match["keyword"],) if match["keyword"] else ()
        indexes: tuple[int, ...] = (int(match["index"]),) if match["index"] else ()
        known = rows.get(match["name"])
        if known is not None:
            keywords += tuple(word for word in known.keywords if word not in keywords)
            indexes += tuple(index for index in known.indexes if index not in indexes)
        row = known or CallableRow(match["name"], ())
        rows[match["name"]] = row._replace(keywords=keywords, indexes=indexes, where=())
    return rows
