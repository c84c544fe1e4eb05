"""Suggestions as lines of a configuration file, with what shows them, and as JSON."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from .groups import Group, Spot
from .lines import Line

_INDENT: Final = "    "
_FEWEST: Final = 3  # so many codes are shown, however narrow it is


def ini(lines: Sequence[Line], changed: Mapping[str, Sequence[str]], width: int) -> Iterator[str]:
    """The lines for `.flake8`, `setup.cfg` and `tox.ini`; `changed` has all values of each option."""
    yield "[flake8]"
    for option, values in changed.items():
        new = {line.value: line for line in lines if line.option == option}
        if len(new) == 1:
            [line] = new.values()
            yield f"# {_evidence(line, width - 2)}"
        joined = f"{_key(option)} = {', '.join(values)}"
        if len(new) == 1 and len(joined) <= width:
            yield joined
            continue
        yield f"{_key(option)} ="
        for value in values:
            if value in new and len(new) > 1:
                yield f"{_INDENT}# {_evidence(new[value], width - len(_INDENT) - 2)}"
            yield f"{_INDENT}{value}"


def toml(lines: Sequence[Line], changed: Mapping[str, Sequence[str]], width: int) -> Iterator[str]:
    """The lines for `pyproject.toml`, as Flake8-pyproject reads it."""
    yield "[tool.flake8]"
    for option, values in changed.items():
        new = {line.value: line for line in lines if line.option == option}
        yield f"{_key(option)} = ["
        for value in values:
            if value in new:
                yield f"{_INDENT}# {_evidence(new[value], width - len(_INDENT) - 2)}"
            yield f"{_INDENT}{json.dumps(value)},"
        yield "]"


def _key(option: str) -> str:
    return option.removeprefix("--")


def _evidence(line: Line, width: int) -> str:
    """`214 × 200 201 404 …   tests/api.py:31  tests/users.py:12`: as much as there is room for."""
    start = f"{len(line.spots)} ×"
    codes = [str(code) for code in line.codes]
    examples = [_place(spot) for spot in _examples(line.spots)]
    while True:
        end = "   " + "  ".join(examples)
        room = (width - len(start) - len(end)) // len(" 404")
        if len(codes) <= room:
            return " ".join([start, *codes]) + end
        if len(examples) == 1 or room > _FEWEST:
            return " ".join([start, *codes[: max(room - 1, _FEWEST)], "…"]) + end
        examples.pop()


def _examples(spots: Sequence[Spot]) -> list[Spot]:
    """The first place, and the first one in another file, or else on another line."""
    first = spots[0]
    others = (
        [spot for spot in spots if spot.file != first.file],
        [spot for spot in spots if spot.number.line != first.number.line],
    )
    return [first, *(those[0] for those in others if those)][:2]


def _place(spot: Spot) -> str:
    return f"{os.path.normpath(spot.file)}:{spot.number.line}"


def passed_over(group: Group) -> str:
    """`height 300 400 500: round numbers only`."""
    return f"{group.entry} {' '.join(map(str, sorted(group.codes)))}: {group.doubt}"


def as_json(lines: Iterable[Line], changed: Mapping[str, Sequence[str]], doubtful: Iterable[Group]) -> str:
    """All of it, for tools."""
    record = {
        "configuration": {_key(option): values for option, values in changed.items()},
        "suggestions": [
            {
                "option": _key(line.option),
                "value": line.value,
                "codes": {str(code): number for code, number in line.codes.items()},
                "places": [_place(spot) for spot in line.spots],
            }
            for line in lines
        ],
        "passed_over": [
            {
                "option": _key(group.entry.option),
                "value": str(group.entry),
                "codes": {str(code): number for code, number in sorted(group.codes.items())},
                "reason": group.doubt,
            }
            for group in doubtful
        ],
    }
    return json.dumps(record, indent=2)
