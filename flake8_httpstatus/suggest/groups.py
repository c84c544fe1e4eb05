"""Which entries speak for themselves, by all numbers that they would reach."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Final, NamedTuple

from ..options import CALLABLES_OPTION
from .entries import Entry
from .unreported import Unreported

_DIFFERENT: Final = 3  # so many codes at least,
_ODD: Final = 2  # and so many of them no round numbers: 300, 400 and 500 are sizes as well


class Spot(NamedTuple):
    """A code that some file has."""

    file: str
    number: Unreported


class Group(NamedTuple):
    """An entry with the codes that it would reach, and the numbers that are none."""

    entry: Entry
    spots: Collection[Spot]
    others: Collection[float]

    @property
    def codes(self) -> Counter[int]:
        """How often it would reach each code."""
        return Counter(int(spot.number.value) for spot in self.spots)

    @property
    def doubt(self) -> str:
        """Why it does not speak for itself; nothing if it does."""
        codes = self.codes
        if len(codes) < _DIFFERENT:
            return "too few different codes"
        if self.others:
            return f"{min(self.others, key=abs):g} is no code"
        odd = sum(code % 100 != 0 for code in codes)
        if odd < _ODD:
            return "all but one are round numbers" if odd else "round numbers only"
        return ""


Others = Mapping[Entry, Collection[float]]  # the numbers that are no codes, by what would reach them


class Suggestions(NamedTuple):
    """What to add to the options, and what was passed over."""

    chosen: list[Group]
    doubtful: list[Group]


def suggest(unreported: Mapping[str, Iterable[Unreported]]) -> Suggestions:
    """The entries that speak for themselves, by the unreported numbers of each file."""
    spots: list[Spot] = []
    others: dict[Entry, set[float]] = defaultdict(set)
    for file, numbers in unreported.items():
        for number in numbers:
            if number.is_code:
                spots.append(Spot(file, number))
            else:
                for entry in number.entries:
                    others[entry].add(number.value)
    chosen: set[Entry] = set()
    waiting = spots
    for width in range(_WIDTHS):
        groups = _groups(waiting, others)
        chosen.update(each.entry for each in groups if _width(each.entry) == width and not each.doubt)
        waiting = [spot for spot in waiting if chosen.isdisjoint(spot.number.entries)]
    return Suggestions(_needed(spots, others, chosen), _doubtful(waiting, others))


_WIDTHS: Final = 3


def _width(entry: Entry) -> int:
    """How much an entry may reach: one callable, whatever has a method or a name, or a word anywhere."""
    if entry.option != CALLABLES_OPTION:
        return 2
    return 0 if "." in entry.name.lstrip(".") else 1


def _groups(spots: Iterable[Spot], others: Others) -> list[Group]:
    """The groups of all entries that reach one of the spots, the largest first."""
    found: dict[Entry, list[Spot]] = defaultdict(list)
    for spot in spots:
        for entry in spot.number.entries:
            found[entry].append(spot)
    groups = [Group(entry, those, others.get(entry, ())) for entry, those in found.items()]
    return sorted(groups, key=lambda group: (-len(group.spots), group.entry))


def _needed(spots: Iterable[Spot], others: Others, chosen: set[Entry]) -> list[Group]:
    """The groups of the chosen entries, each spot in its widest; one that has none left is not needed."""
    widest = []
    for spot in spots:
        entries = [entry for entry in spot.number.entries if entry in chosen]
        if entries:
            widest.append(spot._replace(number=spot.number._replace(entries=(max(entries, key=_width),))))
    return _groups(widest, others)


def _doubtful(spots: Iterable[Spot], others: Others) -> list[Group]:
    """What has enough different codes and yet does not speak for itself, by the widest entry."""
    widest = (spot._replace(number=spot.number._replace(entries=spot.number.entries[-1:])) for spot in spots)
    return [group for group in _groups(widest, others) if len(group.codes) >= _DIFFERENT]
