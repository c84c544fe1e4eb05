"""A source text: its lines, the positions in it, its syntax tree."""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

Range = tuple[int, int]  # offsets in characters, the end exclusive

# What ends a line for Python; `str.splitlines` knows more: form feeds, vertical tabs, U+2028
LINE_END: Final = re.compile(r"\r\n?|\n")


def physical_lines(source: str) -> list[str]:
    """The lines as Python counts them, without their ends."""
    return LINE_END.split(source)


def lines_with_ends(source: str) -> list[str]:
    """The same lines, each with what ends it; joined, they are the text."""
    return re.findall(rf"[^\r\n]*(?:{LINE_END.pattern})|[^\r\n]+", source)


def newline_of(source: str) -> str:
    """What ends the first line; `\\n` where there is only one."""
    first = LINE_END.search(source)
    return first[0] if first else "\n"


class Span(NamedTuple):
    """A stretch of source text, counted as `ast` counts.

    Lines are 1-based; columns are 0-based and in UTF-8 bytes, the end column exclusive.
    """

    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def of(cls, node: ast.expr | ast.stmt | ast.pattern) -> Span:
        """The span of a parsed node."""
        end_line = node.lineno if node.end_lineno is None else node.end_lineno
        end_column = node.col_offset if node.end_col_offset is None else node.end_col_offset
        return cls(node.lineno, node.col_offset, end_line, end_column)


def characters(line: str, column: int) -> int:
    """How many characters of a line take up `column` UTF-8 bytes."""
    if line.isascii():
        return column
    # no more than `column` characters make up `column` bytes
    return len(line[:column].encode(errors="surrogatepass")[:column].decode(errors="ignore"))


class Text:
    """A source text without a byte order mark: ast positions to string offsets, and back to lines."""

    def __init__(self, source: str) -> None:
        """Find the lines."""
        self.source = source
        ends = [match.span() for match in LINE_END.finditer(source)]
        self._starts = [0, *(end for _, end in ends)]
        self._ends = [*(start for start, _ in ends), len(source)]
        self._ascii = source.isascii()

    def start(self, line: int) -> int:
        """The offset at which a line, counted from 1, starts."""
        return self._starts[line - 1]

    def end(self, line: int) -> int:
        """The offset at which a line ends, before its line end."""
        return self._ends[line - 1]

    def line_at(self, offset: int) -> int:
        """The line, counted from 1, that an offset is in."""
        return bisect_right(self._starts, offset)

    def offset(self, line: int, column: int) -> int:
        """The offset of a position, whose column `ast` counts in UTF-8 bytes."""
        start = self.start(line)
        if not self._ascii:
            column = characters(self.source[start : start + column], column)
        return start + column

    def range(self, span: Span) -> Range:
        """The offsets of a span."""
        return self.offset(span.line, span.column), self.offset(span.end_line, span.end_column)

    def at(self, span: Span) -> str:
        """The text of a span."""
        start, end = self.range(span)
        return self.source[start:end]


class ParseError(ValueError):
    """Python cannot parse a text; the message says why in one line.

    `line` and `column`, both 1-based and the column in characters, say where; 0 where it is not known.
    """

    def __init__(self, reason: str, line: int = 0, column: int = 0) -> None:
        """Take the reason and the position."""
        super().__init__(reason)
        self.line = line
        self.column = column


@contextmanager
def without_warnings() -> Iterator[None]:
    """Parse or compile quietly: invalid escapes and the like are not ours to report."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def decoded(content: bytes) -> str:
    """The text of a module, without a byte order mark. Raises `ParseError` if Python cannot read it."""
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
        return content.decode(encoding).removeprefix("\ufeff")
    except SyntaxError as error:
        raise ParseError(error.msg) from None
    except (UnicodeError, LookupError) as error:  # or an encoding of something else than texts
        raise ParseError(str(error)) from None


def parse(source: str | bytes) -> ast.Module:
    """Parse a text. Raises `ParseError` if Python cannot."""
    # each Python has another error for null bytes
    if ("\0" if isinstance(source, str) else b"\0") in source:  # type: ignore[operator]
        raise ParseError("contains null bytes")
    try:
        with without_warnings():
            return ast.parse(source)
    except SyntaxError as error:
        raise ParseError(error.msg, error.lineno or 0, error.offset or 0) from None
    except (RecursionError, MemoryError):
        raise ParseError("nested too deeply") from None
    except ValueError as error:
        raise ParseError(str(error)) from None
