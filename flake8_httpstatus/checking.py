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
    """A check, and what it needs."""

    search: Search[Any]
    rules: Sequence[Rule]  # of its findings
    nodes: Sequence[type[ast.AST]]  # it is called with
    clues: Sequence[Clue]  # the file has one of them
    traces: Sequence[Sequence[Trace]]  # the statement has all of one of these groups


CHECKS: Final[list[Check]] = []


def check(
    *rules: Rule,
    nodes: Sequence[type[Node]],
    clues: Sequence[Clue],
    traces: Sequence[Sequence[Trace]] = ((NUMBER,),),
) -> Callable[[Search[Node]], Search[Node]]:
    """Have the decorated function called with each node of these types that may hold a site.

    A file without any of the clues, or a statement without the traces, is not walked.
    """

    def register(search: Search[Node]) -> Search[Node]:
        CHECKS.append(Check(search, rules, nodes, clues, traces))
        return search

    return register
