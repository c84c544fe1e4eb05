"""One walk over the syntax tree of a file, asking the checks."""

from __future__ import annotations

import ast
from collections.abc import Container, Iterator
from functools import cache
from typing import Final

from .checks import BY_NODE
from .file import File
from .findings import Finding
from .flow.search import Flow
from .flow.takers import takers
from .flow.variables import Variable
from .libraries.in_use import REGISTERED
from .options import Settings
from .prefilter import Prefilter
from .reporting import bare_codes
from .rules import COMPARED_STATUS, THRESHOLD

# Not walked: annotations, type aliases and t-strings, in which nothing is a site; and what has no expression
# in it (operators, names, contexts), to save time
_UNSEEN_FIELDS: Final = frozenset(
    {
        *("annotation", "returns", "type_params", "type_comment", "type_ignores"),
        *("attr", "conversion", "ctx", "id", "kind", "kwd_attrs", "names", "op", "ops", "rest"),
    }
)
_UNSEEN_NODES: Final = frozenset({"Constant", "TypeAlias", "Interpolation"})


def find(
    tree: ast.Module, source: str, filename: str, settings: Settings, prefilter: Prefilter | None = None
) -> list[Finding]:
    """All findings of a file, sorted by span, each span once.

    `source` is the decoded text that `tree` was parsed from (without a byte order mark); `filename` is its
    path, or `stdin` or `-` where it has none; `prefilter` is that of the text, where it was asked before.
    """
    return find_in(File(tree, source, filename, settings), prefilter)


def find_in(file: File, prefilter: Prefilter | None = None) -> list[Finding]:
    """The same for a file that the caller has more to ask about."""
    if prefilter is None:
        prefilter = Prefilter(file.source, file.settings, file.filename)
    if not prefilter:
        return []
    found: dict[ast.expr, Finding] = {}
    # walk first: a check may ask for the parent of a node below its own
    for node in _walk(file.tree, prefilter, file.parents):
        for search in BY_NODE[type(node)]:
            for finding in search(node, file):
                found.setdefault(finding.node, finding)
    for finding in _reaching(file, found):
        found.setdefault(finding.node, finding)
    return sorted(found.values(), key=lambda finding: finding.span)


def _reaching(file: File, found: Container[ast.expr]) -> Iterator[Finding]:
    """Codes that no check reports, but that reach a status by way of names."""
    flow = Flow(file)
    compared: list[tuple[ast.Constant, Variable]] = []
    for literal in [node for node in file.parents if type(node) is ast.Constant]:
        code = literal.value
        if type(code) is int and code in REGISTERED and code >= 200 and literal not in found:
            for variable, rule, keeps in takers(literal, file):
                way = flow.way(variable)
                if way is not None:
                    if rule in {COMPARED_STATUS, THRESHOLD}:
                        compared.append((literal, variable))
                    if rule is not THRESHOLD:
                        in_pattern = isinstance(file.parents[literal], ast.MatchValue)
                        yield from bare_codes(
                            rule, literal, file, doubtful=True, in_pattern=in_pattern, kept=keeps, way=way
                        )
    for _, variable in compared:
        file.reached.update(flow.reads(variable))
    for literal, _ in compared:
        yield from _comparisons(literal, file)


def _comparisons(literal: ast.Constant, file: File) -> Iterator[Finding]:
    """Limits, whole classes and tests that cannot fail, now that more is known to hold a status."""
    for above in file.above(literal):
        if isinstance(above, (ast.BoolOp, ast.Call, ast.Compare)):
            for search in BY_NODE[type(above)]:
                yield from search(above, file)
        elif isinstance(above, ast.stmt):
            return


def _walk(tree: ast.Module, prefilter: Prefilter, parents: dict[ast.AST, ast.AST]) -> list[ast.AST]:
    """The nodes that checks ask for, outer before inner; fills in the parents of all nodes that it passes."""
    reached: list[ast.AST] = []
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        kind = type(node)
        if kind in BY_NODE:
            reached.append(node)
        for name in _fields(kind):  # type: ignore[arg-type]  # mypy doubts that classes hash
            value = getattr(node, name, None)
            if type(value) is not list:
                value = (value,)
            elif value and isinstance(value[0], ast.stmt):
                value = prefilter.holding(value)
            for child in value:
                if isinstance(child, ast.AST):
                    parents[child] = node
                    if type(child) is not ast.Constant:
                        pending.append(child)
    return reached


@cache
def _fields(kind: type[ast.AST]) -> tuple[str, ...]:
    """The fields of a node type that are walked."""
    if kind.__name__ in _UNSEEN_NODES:
        return ()
    return tuple(name for name in kind._fields if name not in _UNSEEN_FIELDS)
