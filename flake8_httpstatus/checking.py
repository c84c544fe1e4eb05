"""How a check registers: its rules, the nodes it is called with, what the text must have for it to fire."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from .clues import NUMBER, Clue, Trace

if TYPE_CHECKING:
    from .file import File
    from .findings import Finding
    from .rules import Rule

Node = TypeVar("Node", bound=ast.AST)
Search = Callable[[Node, "File"], Iterator["Finding"]]


class Check(NamedTuple):
    """A check, as it registered."""

    search: Search[Any]
    rules: Sequence[Rule]  # that its findings are of
    nodes: Sequence[type[ast.AST]]  # that it is called with
    clues: Sequence[Clue]  # of which the file has one
    traces: Sequence[Sequence[Trace]]  # alternatives, of one of which the statement has all


CHECKS: Final[list[Check]] = []


def check(
    *rules: Rule,
    nodes: Sequence[type[Node]],
    clues: Sequence[Clue],
    traces: Sequence[Sequence[Trace]] = ((NUMBER,),),
) -> Callable[[Search[Node]], Search[Node]]:
    """Have the decorated function called with each node of these types that may hold a site.

    It is not called where the clues and traces are missing: they are necessary, not sufficient.
    """

    def register(search: Search[Node]) -> Search[Node]:
        CHECKS.append(Check(search, rules, nodes, clues, traces))
        return search

    return register
