"""The libraries of named constants: how each is imported and spelled, and which name it has for a code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Final, NamedTuple

from .constants import CONSTANTS, FASTAPI_STARLETTE, Constant

Release = tuple[int, ...]


def release(text: str) -> Release:
    """The numbers of a final release, trailing zeros dropped: "3.10.0" is (3, 10), as "3.10" is."""
    numbers = [int(part) for part in text.split(".")]
    while len(numbers) > 1 and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


class Bounds(NamedTuple):
    """The releases of a distribution that a project admits."""

    floor: Release | None = None  # the lowest
    below: Release | None = None  # it stays below this one


@dataclass(frozen=True)
class Library:
    """An importable source of named constants."""

    key: str  # what users write; the distribution's name on PyPI, `http` for the standard library
    package: str  # `from PACKAGE import NAME` binds the constants' module or class
    name: str
    alias: str  # the name to bind where `name` is taken
    table: str  # its rows in the code table
    lowest: str  # lowest supported release: the floor where nobody names one
    packages: tuple[str, ...] = ()  # top-level packages: who imports one has the library
    declared_as: tuple[str, ...] = ()  # distributions: who needs one has the library
    works_with: tuple[str, ...] = ()  # top-level packages that it is made for
    by_name: str | None = None  # module from which single constants can be imported; None: a class
    helpers: Mapping[str, tuple[int, int]] = field(default_factory=dict, hash=False)  # name: (low, high)
    in_project: bool = False  # a module of the project re-exports what another library holds

    def spell(self, name: str) -> str:
        """The usual spelling of a constant or helper: `status.HTTP_404_NOT_FOUND`."""
        return f"{self.name}.{name}"

    @cached_property
    def newest(self) -> Release:
        """The last release that changed anything in the code table."""
        rows = CONSTANTS[self.table]
        return max(release(each) for row in rows for each in (row.added, row.deprecated) if each is not None)

    @property
    def dotted(self) -> str:
        """Full name of what holds the constants: `rest_framework.status`, `http.HTTPStatus`."""
        return f"{self.package}.{self.name}"


# Django REST framework's own ranges: `lo <= code <= hi`, rest_framework/status.py
_DRF_HELPERS: Final = {
    "is_informational": (100, 199),
    "is_success": (200, 299),
    "is_redirect": (300, 399),
    "is_client_error": (400, 499),
    "is_server_error": (500, 599),
}

DRF: Final = Library(
    key="djangorestframework",
    package="rest_framework",
    name="status",
    alias="http_status",
    table="djangorestframework",
    lowest="3.14",
    packages=("rest_framework",),
    declared_as=("djangorestframework",),
    works_with=("django",),
    by_name="rest_framework.status",
    helpers=_DRF_HELPERS,
)
PETRA: Final = Library(
    key="django-petra",
    package="django_petra.petra_core",
    name="status",
    alias="http_status",
    table="django-petra",
    lowest="0.0.1",
    packages=("django_petra",),
    declared_as=("django-petra",),
    works_with=("django",),
)
STARLETTE: Final = Library(
    key="starlette",
    package="starlette",
    name="status",
    alias="http_status",
    table="starlette",
    lowest="0.27",
    packages=("starlette",),
    declared_as=("starlette", "fastapi"),  # FastAPI needs Starlette, in every release
    by_name="starlette.status",
)
FASTAPI: Final = Library(
    key="fastapi",
    package="fastapi",
    name="status",
    alias="http_status",
    table="starlette",
    lowest="0.27",  # a Starlette release, as every floor of this library: see `starlette_floor`
    packages=("fastapi",),
    declared_as=("fastapi",),
)
HTTP: Final = Library(
    key="http",
    package="http",
    name="HTTPStatus",
    alias="HTTPStatusCode",
    table="http",
    lowest="3.11",
)

LIBRARIES: Final = {library.key: library for library in (DRF, PETRA, STARLETTE, FASTAPI, HTTP)}


def starlette_floor(fastapi: Release) -> Release:
    """The lowest Starlette that a FastAPI release admits; the lowest supported one where that is higher."""
    floor = release(FASTAPI.lowest)
    for since, starlette in FASTAPI_STARLETTE:
        if release(since) > fastapi:
            break
        floor = release(starlette)
    return floor


class Rename(NamedTuple):
    """Two names of one code, of which no release has both without a warning."""

    old: str
    new: str
    since: str  # the release that brings the new name and deprecates the old one


@dataclass(frozen=True)
class Names:
    """A library at a floor: the names that may be written.

    They can be imported from the floor on, and warn at no release that the project admits.
    """

    library: Library
    floor: Release
    below: Release | None = None  # the project stays below this release

    @cached_property
    def constants(self) -> Mapping[int, str]:
        """Code → constant: of the names usable at the floor, the one that most releases have."""
        chosen: dict[int, str] = {}
        for row in CONSTANTS[self.library.table]:
            if release(row.added) <= self.floor and not self._may_warn(row):
                chosen.setdefault(row.code, row.name)
        return chosen

    @cached_property
    def renamed(self) -> Mapping[int, Rename]:
        """Code → its two names, where the project admits releases of either side."""
        rows = CONSTANTS[self.library.table]
        return {
            old.code: Rename(old.name, new.name, new.added)
            for old in rows
            for new in rows
            if old.code == new.code and old.deprecated == new.added and old.code not in self.constants
        }

    def _may_warn(self, row: Constant) -> bool:
        if row.deprecated is None:
            return False
        return self.below is None or self.below > release(row.deprecated)

    @cached_property
    def deprecated(self) -> Mapping[str, str]:
        """Name that the library has deprecated at the floor → the current name."""
        return {
            row.name: self.constants[row.code]
            for row in CONSTANTS[self.library.table]
            if row.deprecated is not None
            and release(row.deprecated) <= self.floor
            and row.code in self.constants
        }


@cache
def names(library: Library, bounds: Bounds = Bounds()) -> Names:  # noqa: B008  # it never changes
    """The library within bounds, which are Starlette's for FastAPI; without a floor, the lowest supported."""
    return Names(library, bounds.floor or release(library.lowest), bounds.below)
