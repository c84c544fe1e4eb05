"""Unified diffs that `git apply` takes."""

from __future__ import annotations

import difflib
import io
import os
from collections.abc import Iterator

from .printing import wants_colours

_MAX_SHIFT = 8  # at most so many lines does a rewrite add or join at one place
_QUOTED = {
    '"': r"\"",
    "\\": r"\\",
    "\a": r"\a",
    "\b": r"\b",
    "\t": r"\t",
    "\n": r"\n",
    "\v": r"\v",
    "\f": r"\f",
    "\r": r"\r",
}


def unified(name: str, old: bytes, new: bytes) -> bytes:
    """The diff of a file, in the file's own encoding."""
    path = _path(name)
    matcher = Matcher(None, _lines(old), _lines(new))
    hunks = b"".join(_hunks(matcher))
    return b"--- %b\n+++ %b\n%b" % (_header("a", path), _header("b", path), hunks) if hunks else b""


def _hunks(matcher: Matcher) -> Iterator[bytes]:
    for group in matcher.get_grouped_opcodes():
        (_, old_start, _, new_start, _), (_, _, old_end, _, new_end) = group[0], group[-1]
        yield b"@@ -%b +%b @@\n" % (_range(old_start, old_end), _range(new_start, new_end))
        for tag, old_start, old_end, new_start, new_end in group:
            if tag == "equal":
                yield from (b" " + _ended(line) for line in matcher.a[old_start:old_end])
            else:
                yield from (b"-" + _ended(line) for line in matcher.a[old_start:old_end])
                yield from (b"+" + _ended(line) for line in matcher.b[new_start:new_end])


def _range(start: int, end: int) -> bytes:
    length = end - start
    first = start + 1 if length else start  # an empty range is numbered by the line before it
    return b"%d" % first if length == 1 else b"%d,%d" % (first, length)


class Matcher(difflib.SequenceMatcher[bytes]):
    """Finds the next line in common by looking a few lines ahead.

    A rewrite changes lines one for one, and adds or joins a few at imports. difflib's own search takes
    minutes for a file of 50,000 lines.
    """

    a: list[bytes]
    b: list[bytes]

    def get_matching_blocks(self) -> list[difflib.Match]:
        """The runs of common lines."""
        return [*self._runs(), difflib.Match(len(self.a), len(self.b), 0)]

    def _runs(self) -> Iterator[difflib.Match]:
        i = j = 0
        while i < len(self.a) and j < len(self.b):
            start = i
            while i < len(self.a) and j < len(self.b) and self.a[i] == self.b[j]:
                i, j = i + 1, j + 1
            if i > start:
                yield difflib.Match(start, j - i + start, i - start)
            i, j = self._next_common(i, j)

    def _next_common(self, i: int, j: int) -> tuple[int, int]:
        old, new = self.a, self.b
        for distance in range(max(len(old) - i, len(new) - j) + _MAX_SHIFT):
            for shift in range(min(distance, _MAX_SHIFT) + 1):
                ahead = distance - shift
                for k, m in ((i + ahead, j + ahead + shift), (i + ahead + shift, j + ahead)):
                    # empty lines match by chance
                    if k < len(old) and m < len(new) and old[k] == new[m] and not old[k].isspace():
                        while k > i and m > j and old[k - 1] == new[m - 1]:
                            k, m = k - 1, m - 1
                        return k, m
        return len(old), len(new)


def _lines(content: bytes) -> list[bytes]:
    return io.BytesIO(content).readlines()  # only \n ends a line for git


def _ended(line: bytes) -> bytes:
    return line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n"


def _path(name: str) -> str:
    """The path, relative to the current folder if it is in there."""
    path = os.path.relpath(name)
    if path.startswith(os.pardir + os.sep):
        path = os.path.abspath(name)
    return path.replace(os.sep, "/").lstrip("/")


def _header(side: str, path: str) -> bytes:
    if path.isprintable() and not _QUOTED.keys() & {*path}:
        header = os.fsencode(f"{side}/{path}")
        return header + b"\t" if b" " in header else header  # the tab says where a name with spaces ends
    return f'"{side}/{"".join(map(_quoted, path))}"'.encode()


def _quoted(character: str) -> str:
    """A name quoted as git does: C's escapes, else octal numbers."""
    if character in _QUOTED:
        return _QUOTED[character]
    if character.isprintable():
        return character
    return "".join(f"\\{byte:03o}" for byte in os.fsencode(character))


_COLOURS = ((b"---", b"1"), (b"+++", b"1"), (b"@@", b"36"), (b"-", b"31"), (b"+", b"32"))


def for_terminal(diff: bytes) -> bytes:
    """The diff as standard output wants it."""
    return coloured(diff) if wants_colours() else diff


def coloured(diff: bytes) -> bytes:
    """The diff for a terminal, in git's colours."""
    return b"".join(_coloured(diff))


def _coloured(diff: bytes) -> Iterator[bytes]:
    for number, line in enumerate(_lines(diff)):
        headers = (
            _COLOURS if number < 2 else _COLOURS[2:]
        )  # a removed line that begins with "--" looks like a header
        for start, colour in headers:
            if line.startswith(start):
                yield b"\x1b[%bm%b\x1b[0m\n" % (colour, line[:-1])
                break
        else:
            yield line
