"""What there is to know about a library of named constants; the libraries themselves are in `rows.py`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from .constants import ADMITTED, CONSTANTS, Constant
from .releases import Bounds, Release, release


def joined(module: str, name: str) -> str:
    """A dotted name: `shop.codes`; of a relative import `.codes`, as in `from . import codes`."""
    return f"{module}{'' if module.endswith('.') else '.'}{name}"


@dataclass(frozen=True, kw_only=True)
class Library:
    """An importable source of named constants."""

    key: str  # what users write: the distribution's name on PyPI, `http`, or a dotted name
    aliases: tuple[str, ...] = ()  # what they write instead, besides its packages and dotted name
    by_option_only: bool = False  # `auto` never chooses it

    # How it is imported and spelled
    package: str  # `from PACKAGE import NAME` imports the module or class that has the constants
    name: str
    alias: str  # imported under this name where `name` is taken
    by_name: str | None = None  # `from BY_NAME import HTTP_200_OK` works, too; None: it has no such module
    by_package: bool = False  # people write `import PACKAGE` and then PACKAGE.NAME.CONSTANT
    helpers: Mapping[str, tuple[int, int]] = field(default_factory=dict, hash=False)  # is_success: (200, 299)
    helpers_since: str = "0"  # release
    number_since: Release = ()  # Python from which on the text of a constant is its number

    # What shows that it is there
    packages: tuple[str, ...] = ()  # a file that imports one of these top-level packages has the library
    declared_as: tuple[str, ...] = ()  # a project that needs one of these distributions has the library
    works_with: tuple[str, ...] = ()  # top-level packages that it extends
    comes_with_python: bool = False
    in_project: bool = False  # a module of the project passes its constants on

    # Which names it has in which release
    table: str  # its key in the code table: the distribution that defines the constants
    lowest: str  # lowest supported release of that: the floor where nobody names one

    # Where docs/tools/generate_constants.py reads them
    defined_in: str = ""  # file in the release archives of `table`
    first: str = "0"  # the first release that has this file and can be downloaded

    @property
    def dotted(self) -> str:
        """Full name of what has the constants: `rest_framework.status`, `http.HTTPStatus`."""
        return joined(self.package, self.name)

    @property
    def holders(self) -> tuple[str, ...]:
        """Full names of what a new import may bind to reach the constants."""
        return (self.dotted, self.package) if self.by_package else (self.dotted,)

    @property
    def import_line(self) -> str:
        """The usual import: `from rest_framework import status`."""
        return f"import {self.package}" if self.by_package else f"from {self.package} import {self.name}"

    def spell(self, name: str) -> str:
        """The usual spelling of a constant or helper: `status.HTTP_404_NOT_FOUND`."""
        return f"{self.dotted if self.by_package else self.name}.{name}"

    def without_its_words(self, text: str) -> str:
        """A text without what the codemod may have written, where that tells of HTTP: `httpx.codes`."""
        return text.replace(self.package, "").replace(self.alias, "") if self.by_package else text

    @property
    def constants(self) -> tuple[Constant, ...]:
        """Its code table."""
        return CONSTANTS[self.table]

    @property
    def distribution(self) -> str:
        """What a project declares to have it, `http` for Python."""
        return self.key if self.key in ADMITTED else self.table

    @property
    def releases_of(self) -> str:
        """The code table gives releases of this: the distribution that defines the constants, or Python."""
        return "Python" if self.comes_with_python else self.table

    @cached_property
    def newest(self) -> Release:
        """The last release that changed anything in the code table."""
        rows = self.constants
        return max(release(each) for row in rows for each in (row.added, row.deprecated) if each is not None)

    def bounds_in_table(self, bounds: Bounds) -> Bounds:
        """Bounds on this library as bounds on the distribution that defines the constants.

        The two differ for FastAPI, which passes on Starlette's. An upper bound on FastAPI says nothing about
        Starlette.
        """
        if self.key not in ADMITTED:
            return bounds
        return Bounds(self._lowest_admitted(bounds.floor) if bounds.floor else None)

    def _lowest_admitted(self, own: Release) -> Release:
        """The lowest release of that distribution beside one of this library, if that is supported."""
        floor = release(self.lowest)
        for since, admitted in ADMITTED[self.key]:
            if release(since) > own:
                break
            floor = release(admitted)
        return floor


@dataclass(frozen=True, kw_only=True)
class OwnLibrary(Library):
    """A module of the project that defines constants itself; see `projects/own_library.py`."""

    path: Path  # of the module, resolved
    root: Path  # of the project
    rows: tuple[Constant, ...] = field(hash=False)

    def without_its_words(self, text: str) -> str:
        """A text without the names of the module and of its constants."""
        for word in (*self.package.split("."), self.name, self.alias, *(row.name for row in self.rows)):
            text = text.replace(word, "") if "http" in word.lower() else text
        return text

    @property
    def constants(self) -> tuple[Constant, ...]:
        """Its code table."""
        return self.rows
