"""Shows that two texts are the same but for the pieces that change."""

from __future__ import annotations

import ast
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import chain
from typing import Final, NamedTuple

from flake8_httpstatus.source import Range, Span, Text
from flake8_httpstatus.statements import begin

from .errors import VerificationError

_COOKIE: Final = re.compile(r"(?:[^\r\n]*(?:\r\n?|\n))?[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")  # PEP 263


class Piece(NamedTuple):
    """A piece of the old text, and what may be there instead."""

    place: Range
    texts: set[str]
    what: str
    node: ast.AST | None
    instead: ast.expr | None = None  # the node of the new tree that has to be this very text


def gaps(
    old: Text,
    old_body: Iterable[ast.stmt],
    new: Text,
    new_body: Iterable[ast.stmt],
    added: Container[ast.stmt],
) -> Iterator[Piece]:
    """The gaps between statements into which new imports were put."""
    old_statements = iter(old_body)
    old_above = new_above = None
    imports: list[ast.stmt] = []
    for new_below in (*new_body, None):
        if new_below is not None and new_below in added:
            imports.append(new_below)
            continue
        old_below = next(old_statements, None)
        if imports:
            place, gap = _between(old, old_above, old_below), _between(new, new_above, new_below)
            too_early = isinstance(old_below, ast.ImportFrom) and old_below.module == "__future__"
            if too_early or not _differs_in_blanks(old.source[slice(*place)], new, gap, imports):
                raise VerificationError("place of the new import", old_below)
            yield Piece(place, {new.source[slice(*gap)]}, "new import", old_below)
            imports = []
        old_above, new_above = old_below, new_below


def _between(text: Text, above: ast.stmt | None, below: ast.stmt | None) -> Range:
    start = 0 if above is None else text.range(Span.of(above))[1]
    if below is None:
        return start, len(text.source)
    return start, text.range(Span.of(begin(below)))[0]


def _differs_in_blanks(old_gap: str, new: Text, gap: Range, imports: Sequence[ast.stmt]) -> bool:
    """Whether a gap is the old one plus the imports and blank lines around these."""
    cuts = [gap[0], *chain.from_iterable(new.range(Span.of(each)) for each in imports), gap[1]]
    first, *others = (new.source[start:end] for start, end in zip(cuts[::2], cuts[1::2], strict=True))
    pieces = [first.rstrip(), *map(str.strip, others[:-1]), others[-1].lstrip()]
    return re.fullmatch(r"\s*".join(map(re.escape, pieces)), old_gap) is not None


def prove_text(old: str, new: Text, changes: Iterable[Piece]) -> None:
    """Raise `VerificationError` unless the texts differ in these pieces only."""
    cookies = [match and match[1] for match in map(_COOKIE.match, (old, new.source))]
    if cookies[0] != cookies[1]:
        raise VerificationError("encoding")
    done = at = 0
    for change in changes:
        start, end = change.place
        if not new.source.startswith(old[done:start], at):
            raise VerificationError("text above what is rewritten", change.node)
        at += start - done
        written = next((text for text in change.texts if new.source.startswith(text, at)), None)
        if written is None or not _is_at(change.instead, new, at, written):
            raise VerificationError(change.what, change.node)
        at += len(written)
        done = end
    if new.source[at:] != old[done:]:
        raise VerificationError("text below what is rewritten")


def _is_at(node: ast.expr | None, new: Text, at: int, written: str) -> bool:
    """Whether the node is the written text: before Python 3.12, positions in f-strings may be wrong."""
    if node is None:
        return True
    parentheses = int(written.startswith("("))
    return new.range(Span.of(node)) == (at + parentheses, at + len(written) - parentheses)
