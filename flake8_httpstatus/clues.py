"""What must be in the text of a file for a check to fire: a quick search before the walk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from .options import Settings

Words = Callable[[Settings], tuple[str, ...]]


@dataclass(frozen=True, eq=False)
class Clue:
    """The file has one of these words, and what confirms it: a slower search, done only then."""

    words: Words
    confirmed: Callable[[str, Settings], object] = lambda text, settings: True

    def is_in(self, text: str, settings: Settings) -> bool:
        """Whether a text has the clue."""
        return has(text, self.words(settings)) and bool(self.confirmed(text, settings))


@dataclass(frozen=True, eq=False)
class Trace:
    """Something that a statement has on one of its lines; `places` gives the offsets in the text."""

    places: Callable[[str, Settings], Iterable[int]]


def words(*those: str) -> Words:
    """The same words, whatever the settings are."""
    return lambda settings: those


def pattern(expression: str) -> Callable[[str, Settings], Iterator[int]]:
    """Where a regular expression matches; fast if it begins with plain characters."""
    compiled = re.compile(expression)
    return lambda text, settings: (match.start() for match in compiled.finditer(text))


def has(text: str, those: Iterable[str]) -> bool:
    """Whether one of the words is in a text."""
    return any(word in text for word in those)


def places(those: Iterable[str], text: str) -> Iterator[tuple[int, int]]:
    """Where the words start and end. (Five times as fast as a regular expression with `|`.)"""
    for word in those:
        start = text.find(word)
        while start >= 0:
            yield start, start + len(word)
            start = text.find(word, start + 1)


def shortest(
    those: Iterable[str], contains: Callable[[str, str], bool] = str.__contains__
) -> tuple[str, ...]:
    """The words, without those that contain another of them."""
    every = list(dict.fromkeys(those))
    return tuple(
        word for word in every if not any(other != word and contains(word, other) for other in every)
    )


# Three digits, or any integer not written in plain decimal digits. The pattern begins with the first digit
# and looks back from there: `re` scans fast for a digit
_NUMBER: Final = re.compile(
    r"[0-9](?<![\w.].)(?:(?<=[1-5])[0-9][0-9](?![0-9_])|(?<=0)[xXoObB]_?[0-9a-fA-F]|[0-9]*_[0-9])"
)
# The same, but not behind a quote
_UNQUOTED: Final = re.compile(_NUMBER.pattern.replace(r"[\w.]", r"[\w.'\"]"))


@cache
def _taking_quoted(settings: Settings) -> tuple[str, ...]:
    """The packages whose callables take a status in quotes."""
    return shortest(row.name.partition(".")[0] for row in settings.callables.values() if row.quoted)


def _numbers(text: str, settings: Settings) -> Iterator[int]:
    searched = _NUMBER if has(text, _taking_quoted(settings)) else _UNQUOTED
    return (match.start() for match in searched.finditer(text))


NUMBER: Final = Trace(_numbers)

# Three digits that a library has a constant for, or nearly so, and behind them what may follow a value
_CODE: Final = re.compile(
    r"[2-5](?<![\w.].)(?:0[0-9]|1[0-8]|2[1-9]|31|51)"
    r"(?=[ \t]*(?:[\n#),\]}:;|\\]|$|[!=]=|(?:and|else|for|if|in|not|or)\b))"
)
# What may stand before it: neither a part of a text, of a sum or a limit, nor a name of its own in capitals
_BEFORE: Final = re.compile(
    r"(?:\A|[(,\[{:|\n\\]|(?<![-+*/%<>])=|\b(?:and|assert|case|elif|else|if|in|not|or|return|while|yield))"
    r"[ \t]*\Z"
)
_CONSTANT: Final = re.compile(r"\b[A-Z][A-Z0-9_]*[ \t]*=[ \t]*\Z")


def _is_code(match: re.Match[str]) -> bool:
    text, start = match.string, match.start()
    near = max(start - 80, 0)
    line = max(text.rfind("\n", near, start), near)
    return _BEFORE.search(text, line, start) is not None and not _CONSTANT.search(text, line, start)


# Codes in a file that may hand them to another file
CODES: Final = Clue(words("import"), lambda text, settings: any(map(_is_code, _CODE.finditer(text))))
