"""The standard names of the status codes, to tell which of a code's names looks like one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from .constants import CONSTANTS

_PREFIX: Final = re.compile(r"^HTTP_?(?:[1-5][0-9][0-9]_)?")


def stem(name: str) -> str:
    """A name without case and prefix: NOT_FOUND for HTTP_404_NOT_FOUND and `not_found`."""
    return _PREFIX.sub("", name.upper())


def _stems() -> Mapping[int, frozenset[str]]:
    found = defaultdict(set)
    for library in ("http", "djangorestframework"):  # the latter has 306 and 509 as well
        for row in CONSTANTS[library]:
            found[row.code].add(stem(row.name))
    return {code: frozenset(stems) for code, stems in found.items()}


STEMS: Final = _stems()


def is_standard(name: str, code: int) -> bool:
    """Whether this is how the standard names the code, prefixes aside."""
    return stem(name) in STEMS.get(code, ())
