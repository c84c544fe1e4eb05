"""Which files may call something from the callables table without a keyword that has `status` in it.

A quick search of the text. Such callables are called by their name, imported as another, or inherited, and
the file imports their package.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from ..clues import Clue, has, places, shortest
from ..options import Settings

_CALLED: Final = re.compile(r"[\s\\]*(?:[(#]|\bas\b)")
_ALIASED: Final = re.compile(r"=[ \t]*[\w.]+\.\Z")  # `HTTPError = web.HTTPError`
_BASES: Final = re.compile(r"class\s+\w+\s*[\[(](.*?)\)\s*:", re.DOTALL)


@cache
def _by_package(settings: Settings) -> Mapping[str, tuple[str, ...]]:
    """The last names of callables, by the package that the file must import; "": it need not."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in settings.callables.values():
        if row.indexes or not all("status" in keyword for keyword in row.keywords):
            package, dot, _ = row.name.partition(".")
            for each in row.where or (package if dot else "",):  # nothing imports a bare name
                found[each].append(row.name.rpartition(".")[2])
    return {package: shortest(sorted(names), str.endswith) for package, names in found.items()}


@cache
def _words(settings: Settings) -> tuple[str, ...]:
    return ("import", *_by_package(settings).get("", ()))


def _is_used(text: str, settings: Settings) -> bool:
    imports = "\n".join(_import_lines(text))
    candidates = (each for package, each in _by_package(settings).items() if package in imports)
    names = {name for each in candidates for name in each if name in text}
    called = any(
        _CALLED.match(text, end) or _ALIASED.search(text, text.rfind("\n", 0, start) + 1, start)
        for start, end in places(names, text)
    )
    return called or (bool(names) and any(has(bases[1], names) for bases in _BASES.finditer(text)))


def _import_lines(text: str) -> Iterator[str]:
    """The lines with `import` in them, whole where they are continued."""
    seen = 0
    for start, end in places(("import",), text):
        if start >= seen:
            start = text.rfind("\n", 0, start) + 1
            while text[start - 2 : start] == "\\\n":
                start = text.rfind("\n", 0, start - 1) + 1
            seen = _line_end(text, end)
            while text[seen - 1] == "\\" and seen < len(text):
                seen = _line_end(text, seen + 1)
            yield text[start:seen]


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end if end >= 0 else len(text)


FROM_TABLE: Final = Clue(_words, _is_used)
