"""A text's lines, positions and tree."""

from __future__ import annotations

import ast
import sys
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flake8_httpstatus.source import (
    ParseError,
    Span,
    Text,
    characters,
    lines_with_ends,
    newline_of,
    parse,
    physical_lines,
)

TEXTS = st.text(alphabet="aé😀\t\x0c\x0b\x1c\u2028\x85\r\n")


@given(TEXTS)
def test_lines(source: str) -> None:
    """Form feeds and the like end no line."""
    assert "\n".join(physical_lines(source)) == source.replace("\r\n", "\n").replace("\r", "\n")
    assert "".join(lines_with_ends(source)) == source


@pytest.mark.parametrize(
    ("source", "expected"), [("", "\n"), ("a", "\n"), ("a\rb\n", "\r"), ("a\r\nb\n", "\r\n"), ("\n\r", "\n")]
)
def test_newline(source: str, expected: str) -> None:
    assert newline_of(source) == expected


@given(TEXTS)
def test_positions_are_those_of_the_bytes(source: str) -> None:
    text = Text(source)
    for number, line in enumerate(physical_lines(source), 1):
        assert source[text.start(number) : text.end(number)] == line
        for length in range(len(line) + 1):
            column = len(line[:length].encode())
            assert characters(line, column) == length
            assert text.offset(number, column) == text.start(number) + length
            assert text.line_at(text.start(number) + length) == number


def test_spans() -> None:
    source = "é = '😀', 404\nx = 1\n"
    value = ast.parse(source).body[0].value  # type: ignore[attr-defined]
    text = Text(source)
    assert [text.at(Span.of(node)) for node in (value, *value.elts)] == ["'😀', 404", "'😀'", "404"]


@pytest.mark.parametrize(
    ("source", "message", "position"),
    [
        ("x = 1\nx = (\n", "'(' was never closed", (2, 5)),
        ("x = 'é' é é", "invalid syntax", (1, 9)),
        ("x = 1\0", "contains null bytes", (0, 0)),
        (b"x = 1\0", "contains null bytes", (0, 0)),
        ("-" * 100_000 + "1", "nested too deeply", (0, 0)),
        ("x = '\ud800'", "surrogates not allowed", (0, 0)),
    ],
)
def test_what_python_cannot_parse(source: str | bytes, message: str, position: tuple[int, int]) -> None:
    with pytest.raises(ParseError, match=message.replace("(", r"\(")) as error:
        parse(source)
    assert (error.value.line, error.value.column) == position


@pytest.mark.skipif(sys.platform == "emscripten", reason="warnings are not recorded there")
def test_parsing_is_quiet() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert parse(r"x = '\d' is 1").body
