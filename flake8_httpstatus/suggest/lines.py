"""From suggestions to what stands in the options."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from .entries import Entry
from .groups import Group, Spot


class Line(NamedTuple):
    """A value of an option, and what shows that it is right."""

    option: str
    value: str
    spots: Sequence[Spot]

    @property
    def codes(self) -> Counter[int]:
        """How often it reaches each code, in order."""
        found = Counter(int(spot.number.value) for spot in self.spots)
        return Counter({code: found[code] for code in sorted(found)})


def lines(groups: Iterable[Group]) -> list[Line]:
    """One line for each group; a keyword and a position of one callable share theirs."""
    by_name: dict[tuple[str, str], list[Group]] = {}
    for group in groups:
        by_name.setdefault((group.entry.option, group.entry.name), []).append(group)
    return [line for (option, name), those in by_name.items() for line in _joined(option, name, those)]


def _joined(option: str, name: str, groups: list[Group]) -> Iterable[Line]:
    keywords = [group for group in groups if group.entry.keyword]
    others = [group for group in groups if not group.entry.keyword]
    for keyword, other in zip_longest(keywords, others):
        pair = [group for group in (keyword, other) if group is not None]
        entry = Entry(option, name, pair[0].entry.keyword, pair[-1].entry.position)
        spots = [spot for group in pair for spot in group.spots]
        yield Line(option, str(entry), sorted(spots, key=lambda spot: (spot.file, spot.number.line)))


def merged(current: Mapping[str, Sequence[str]], new: Iterable[Line]) -> dict[str, list[str]]:
    """The options that change, each with the values that it has and the new ones."""
    added: dict[str, list[str]] = {option: [] for option in current}
    for line in new:
        added[line.option].append(line.value)
    return {option: [*current[option], *values] for option, values in added.items() if values}
