"""From the positions that `ast` gives to places in a text."""

from __future__ import annotations

import re

from flake8_httpstatus.findings import Span

Range = tuple[int, int]  # offsets, the end exclusive

# what ends a line for the parser; `str.splitlines` knows more (form feeds, vertical tabs, U+2028)
_LINE_END = re.compile(r"\r\n?|\n")


class Text:
    """A source text, without a byte order mark, that knows where its lines start."""

    def __init__(self, source: str) -> None:
        """Look for the lines."""
        self.source = source
        ends = [match.span() for match in _LINE_END.finditer(source)]
        self._starts = [0, *(start for _, start in ends)]
        self._ends = [*(end for end, _ in ends), len(source)]
        self._ascii = source.isascii()

    def start(self, line: int) -> int:
        """Where a line, counted from 1, starts."""
        return self._starts[line - 1]

    def end(self, line: int) -> int:
        """Where a line ends, without what ends it."""
        return self._ends[line - 1]

    def offset(self, line: int, column: int) -> int:
        """Where a position is; `ast` counts columns in UTF-8 bytes."""
        start = self.start(line)
        if not self._ascii:
            # no more than `column` characters make up `column` bytes
            head = self.source[start : start + column].encode(errors="surrogatepass")
            column = len(head[:column].decode(errors="ignore"))
        return start + column

    def range(self, span: Span) -> Range:
        """Where a span starts and ends."""
        return self.offset(span.line, span.column), self.offset(span.end_line, span.end_column)

    def at(self, span: Span) -> str:
        """What stands at a span."""
        start, end = self.range(span)
        return self.source[start:end]
