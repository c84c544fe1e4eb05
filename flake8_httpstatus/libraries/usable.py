"""Which names of a library a project can use, given the releases that it may run with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from .constants import Constant
from .library import Library
from .releases import Bounds, Release, release


class Rename(NamedTuple):
    """Two names of one code, where every release lacks one of them or warns of it."""

    old: str
    new: str
    since: str  # the release that adds the new name and deprecates the old one


@dataclass(frozen=True)
class UsableNames:
    """The names that exist from the floor on, and of which no release that the project may run with warns."""

    library: Library
    floor: Release
    below: Release | None = None  # the project stays below this release

    @cached_property
    def constants(self) -> Mapping[int, str]:
        """Code → name; if there are two, the one that has been there for longer."""
        chosen: dict[int, str] = {}
        for row in self.library.constants:
            if release(row.added) <= self.floor and not self._may_warn(row):
                chosen.setdefault(row.code, row.name)
        return chosen

    @cached_property
    def renamed(self) -> Mapping[int, Rename]:
        """Code → its two names, where the project may run with releases before and after the renaming."""
        rows = self.library.constants
        return {
            old.code: Rename(old.name, new.name, new.added)
            for old in rows
            for new in rows
            if old.code == new.code and old.deprecated == new.added and old.code not in self.constants
        }

    @property
    def helpers(self) -> Mapping[str, tuple[int, int]]:
        """Helper → the lowest and highest code that it accepts."""
        return self.library.helpers if release(self.library.helpers_since) <= self.floor else {}

    def _may_warn(self, row: Constant) -> bool:
        if row.deprecated is None:
            return False
        return self.below is None or self.below > release(row.deprecated)

    @cached_property
    def deprecated(self) -> Mapping[str, str]:
        """Name that is deprecated at the floor → the name to use instead."""
        return {
            row.name: self.constants[row.code]
            for row in self.library.constants
            if row.deprecated is not None
            and release(row.deprecated) <= self.floor
            and row.code in self.constants
        }


@cache
def usable_names(library: Library, bounds: Bounds = Bounds()) -> UsableNames:  # noqa: B008  # it never changes
    """The usable names for bounds on the distribution that defines them.

    Without a floor, the lowest supported release is the floor.
    """
    return UsableNames(library, bounds.floor or release(library.lowest), bounds.below)
