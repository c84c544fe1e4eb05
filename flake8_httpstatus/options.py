"""The options, once, for flake8 and for the codemod."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from .callables import CALLABLES, CallableRow
from .libraries.library import Library
from .libraries.releases import Bounds
from .libraries.rows import LIBRARIES
from .library_option import AUTO, read_library

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
        help="More callables that take a status, as dotted.name:keyword:index or .method:keyword:index, "
        "or name:keyword:index for a parameter or fixture; keyword or index may be empty.",
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
    try:
        return read_library(text)
    except ValueError as error:
        raise OptionError(f"option {LIBRARY_OPTION}: {error}") from None


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
