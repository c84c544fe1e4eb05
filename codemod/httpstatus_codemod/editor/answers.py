"""The process that answers what a server asks: a line of JSON for each, until standard input ends."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final

from ..flake8_bridge import Configuration, UsageError
from .diagnostics import diagnostics, hover
from .edits import Units
from .quick_fixes import QuickFix, fix_all, quick_fixes
from .text import EditedText

# a server asks about the same file again and again
_configuration = lru_cache(maxsize=16)(Configuration)

Answer = Callable[[EditedText, Units, Mapping[str, Any]], Any]


def _written(fixes: list[QuickFix], units: Units) -> list[dict[str, Any]]:
    """Quick fixes as the protocol writes what they consist of."""
    return [
        {
            "title": fix.title,
            "edits": [{"range": units.range(start, end), "newText": text} for start, end, text in fix.edits],
            "start": units.position(fix.start) if fix.start else None,
        }
        for fix in fixes
    ]


_ANSWERS: Final[Mapping[str, Answer]] = {
    "diagnostics": lambda text, units, about: diagnostics(text, units),
    "fix_all": lambda text, units, about: _written(fix_all(text), units),
    "hover": lambda text, units, about: hover(
        text, units, about["line"], about["character"], markdown=about["markdown"]
    ),
    "quick_fixes": lambda text, units, about: _written(
        quick_fixes(text, about["first"], about["last"]), units
    ),
}


def answer(about: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to one question, or why there is none."""
    name = about["name"]
    try:
        configuration = _configuration((*about["arguments"], f"--stdin-display-name={name}"))
    except UsageError as error:
        return {"error": str(error)}
    text = EditedText(configuration, about["text"], name)
    units = Units(about["text"], about["encoding"])
    return {"answer": _ANSWERS[about["question"]](text, units, about)}


def main() -> int:
    """Answer questions."""
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)
    return 0
