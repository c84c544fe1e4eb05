"""Releases of a distribution, and the range of them that a project may run with."""

from __future__ import annotations

from typing import NamedTuple

Release = tuple[int, ...]


def release(text: str) -> Release:
    """The numbers of a final release without trailing zeros: "3.10.0" is (3, 10), just like "3.10"."""
    return trimmed(tuple(map(int, text.split("."))))


def trimmed(numbers: Release) -> Release:
    """Without zeros at the end: 3.12.0 is 3.12."""
    while len(numbers) > 1 and numbers[-1] == 0:
        numbers = numbers[:-1]
    return numbers


class Bounds(NamedTuple):
    """The releases of a distribution that a project may run with."""

    floor: Release | None = None  # the lowest; None: nobody says
    below: Release | None = None  # all are lower than this one; None: there is no such limit
