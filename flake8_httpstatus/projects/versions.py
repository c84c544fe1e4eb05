"""Version specifiers as bounds, Poetry's constraints included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ..libraries.releases import Bounds, Release, trimmed

if TYPE_CHECKING:
    from packaging.specifiers import SpecifierSet

# characters; with more, packaging's parser may recurse too deeply or meet too large a number
LONGEST: Final = 1000


def bounds(specifiers: SpecifierSet) -> Bounds:
    """The bounds that version specifiers give: the highest lower bound or pin, and the lowest upper bound."""
    from packaging.version import InvalidVersion, Version

    floors: list[Release] = []
    ceilings: list[Release] = []
    for specifier in specifiers:
        operator, text = specifier.operator, specifier.version
        try:
            numbers = trimmed(Version(text.removesuffix(".*")).release)
            exact = Version(text.removesuffix(".*")).release
        except InvalidVersion:  # any text may follow `===`
            continue
        if operator in {">=", ">", "==", "===", "~="}:
            floors.append(numbers)
        if operator == "<":
            ceilings.append(numbers)
        elif operator == "==" and text.endswith(".*"):
            ceilings.append(_next(exact))
        elif operator == "~=":
            ceilings.append(_next(exact[:-1]))
        elif operator in {"==", "===", "<="}:
            ceilings.append((*exact, 1))
    return Bounds(max(floors, default=None), min(ceilings, default=None))


def bounds_of(text: str) -> Bounds:
    """The bounds in a text: version specifiers, or a constraint of Poetry's; none where it cannot be read."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    if len(text) > LONGEST:
        return Bounds()
    try:
        return bounds(SpecifierSet(specifiers_of(text)))
    except (InvalidSpecifier, ValueError):
        return Bounds()


def specifiers_of(constraint: str) -> str:
    """A constraint of Poetry's as version specifiers: `>=1.2,<2` for `^1.2`.

    https://python-poetry.org/docs/dependency-specification/#version-constraints
    """
    first = constraint.split("||")[0]
    parts = re.findall(r"[~^<>=!]+\s*[^\s,]+|[^\s,]+", first)
    plain = [specifier for part in parts if part != "*" for specifier in _specifiers(part)]
    if "||" in constraint:  # the alternatives to the first are higher
        plain = [each for each in plain if not each.startswith("<")]
    return ",".join(plain)


def _specifiers(part: str) -> Iterator[str]:
    """The specifiers for one part of a constraint, which are separated by commas."""
    if re.match(r"\^|~(?!=)", part):
        version = part.lstrip("^~").strip()
        yield f">={version}"
        if re.fullmatch(r"\d{1,9}(?:\.\d{1,9})*", version):
            numbers = tuple(map(int, version.split(".")))
            yield f"<{'.'.join(map(str, _limit(part[0], numbers)))}"
    elif part[:1].isdigit():
        yield f"=={part}"
    else:
        yield f"={part}" if re.match(r"=(?!=)", part) else part


def _limit(kind: str, numbers: Release) -> Release:
    """The first release that is too high for `^` or `~`."""
    if kind == "~":
        return _next(numbers[:2])
    leading = next((index for index, number in enumerate(numbers) if number), len(numbers) - 1)
    return _next(numbers[: leading + 1])


def _next(numbers: Release) -> Release:
    return (*numbers[:-1], numbers[-1] + 1)
