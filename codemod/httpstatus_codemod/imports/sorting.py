"""The order of the names of an import."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Sequence
from typing import Any


def sorted_index(existing: Sequence[str], name: str, by_type: bool) -> int:
    """Where a name goes among others: by the first order that these keep, else at the end."""
    orders: list[Callable[[str], tuple[object, ...]]] = [member_key, natural_key, lambda text: (text,)]
    for key in orders if by_type else orders[1:]:
        keys: list[Any] = [key(other) for other in existing]
        if keys == sorted(keys):
            return bisect.bisect(keys, key(name))
    return len(existing)


def member_key(name: str, by_type: bool = True) -> tuple[object, ...]:
    """Sorts as isort and ruff do by default: constants, classes, the rest."""
    if not by_type:
        return natural_key(name)
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return kind, *natural_key(name)


def natural_key(name: str) -> tuple[object, ...]:
    """Sorts numbers in a name by their value; upper and lower case count last."""
    pieces = re.split(r"(\d+)", name.lower())
    return tuple(int(piece) if piece.isdigit() else piece for piece in pieces), name
