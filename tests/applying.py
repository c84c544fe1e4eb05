"""Edits as a language server sends them, applied as an editor does it."""

from __future__ import annotations

from typing import Any

CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


def applied(text: str, edits: list[dict[str, Any]], encoding: str = "utf-16") -> str:
    """The new text: all positions are in the old one, in units of the encoding."""
    codec, size = CODECS[encoding]
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    coded = text.encode(codec)
    starts, place = [], 0
    for line in lines:
        starts.append(place)
        place += len(line.encode(codec))
        place += 2 * size if coded[place : place + 2 * size] == "\r\n".encode(codec) else size

    def offset(position: dict[str, int]) -> int:
        if position["line"] == len(starts):
            return len(coded)
        return starts[position["line"]] + size * position["character"]

    pieces, done = [], 0
    for edit in edits:
        start, end = (offset(edit["range"][side]) for side in ("start", "end"))
        assert done <= start <= end
        pieces += coded[done:start], edit["newText"].encode(codec)
        done = end
    return b"".join([*pieces, coded[done:]]).decode(codec)
