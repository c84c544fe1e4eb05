"""Statements, their lines and their blocks."""

from __future__ import annotations

import ast
import textwrap

from flake8_httpstatus.statements import begin_line, blocks, last_line, statements

SOURCE = textwrap.dedent(
    """
    @first(
        404
    )
    @second
    def function():
        try:
            if one: two
            elif three:
                four
        except Error:
            five
        else:
            six
        finally:
            seven
    match eight:
        case 1: nine
        case 2:
            for ten in eleven: twelve
            else: thirteen
    """
)


def test_lines() -> None:
    function, match = ast.parse(SOURCE).body
    assert (begin_line(function), last_line(function)) == (2, 16)
    assert (begin_line(match), last_line(match)) == (17, 21)


def test_blocks_are_in_the_order_of_the_text() -> None:
    for statement in statements(ast.parse(SOURCE).body):
        firsts = [block[0].lineno for block in blocks(statement)]
        assert firsts == sorted(firsts)
        assert bool(firsts) is hasattr(statement, "body") or isinstance(statement, ast.Match)


def test_statements_at_any_depth() -> None:
    tree = ast.parse(SOURCE)
    every = {node for node in ast.walk(tree) if isinstance(node, ast.stmt)}
    found = statements(tree.body)
    assert len(found) == len(every)
    assert set(found) == every
