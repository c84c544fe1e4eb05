"""The edits that turn one text into another, and positions as editors count them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Final, NamedTuple

from flake8_httpstatus.source import Text, lines_with_ends

from ..run.diffs import Matcher

# what a client may count in; its codec, and the bytes of one unit
_UNITS: Final = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


class Position(NamedTuple):
    """A line and a character in it, both from 0."""

    line: int
    character: int


class Edit(NamedTuple):
    """Replaces the text from `start` to `end`."""

    start: Position
    end: Position
    text: str


class Units:
    """Positions in a text as a client counts them: in the units of an encoding."""

    def __init__(self, text: str, encoding: str) -> None:
        """Take the text and the name of the encoding, as the language server protocol has it."""
        self._lines = lines_with_ends(text)
        self._codec, self._size = _UNITS[encoding]

    def position(self, position: Position) -> dict[str, int]:
        """A position, as the protocol writes it."""
        before = self._lines[position.line][: position.character] if position.character else ""
        units = len(before.encode(self._codec, "surrogatepass")) // self._size
        return {"line": position.line, "character": units}

    def range(self, start: Position, end: Position) -> dict[str, dict[str, int]]:
        """What lies between two positions."""
        return {"start": self.position(start), "end": self.position(end)}


def position(lines: Text, offset: int) -> Position:
    """The position of an offset in a text."""
    line = lines.line_at(offset)
    return Position(line - 1, offset - lines.start(line))


def edits(old: str, new: str) -> Iterator[Edit]:
    """The edits that turn the old text into the new one, in order, each as short as possible."""
    old_lines, new_lines = lines_with_ends(old), lines_with_ends(new)
    for i, i_end, j, j_end in _changed(old_lines, new_lines):
        pairs = list(zip(old_lines[i:i_end], new_lines[j:j_end], strict=False))
        if i_end - i == j_end - j and all(_end(before) == _end(after) for before, after in pairs):
            for line, (before, after) in enumerate(pairs, i):
                yield _within(line, before, after)
        else:
            yield Edit(_before(old_lines, i), _before(old_lines, i_end), "".join(new_lines[j:j_end]))


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The runs of lines that differ: begin and end in the old text, begin and end in the new."""
    # the first is fast on long files; what it leaves is short
    for tag, i, i_end, j, j_end in Matcher(None, _encoded(old), _encoded(new)).get_opcodes():
        if tag != "equal":
            fine = SequenceMatcher(None, old[i:i_end], new[j:j_end], autojunk=False)
            for inner, a, a_end, b, b_end in fine.get_opcodes():
                if inner != "equal":
                    yield i + a, i + a_end, j + b, j + b_end


def _encoded(lines: Sequence[str]) -> list[bytes]:
    return [line.encode(errors="surrogatepass") for line in lines]


def _within(line: int, before: str, after: str) -> Edit:
    start = _common(before, after)
    behind = _common(before[start:][::-1], after[start:][::-1])
    end = len(before) - behind
    return Edit(Position(line, start), Position(line, end), after[start : len(after) - behind])


def _end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def _common(a: str, b: str) -> int:
    """The length of what both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))


def _before(lines: Sequence[str], index: int) -> Position:
    """The position where a line begins; after the last line, where the text ends."""
    if index == len(lines) and lines and not lines[-1].endswith(("\r", "\n")):
        return Position(index - 1, len(lines[-1]))
    return Position(index, 0)
