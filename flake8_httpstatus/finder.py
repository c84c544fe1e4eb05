"""One pass over one ast tree: findings out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from .file import File
from .findings import Finding
from .options import Settings
from .prefilter import Prefilter
from .sites import ROOMS

# Nothing in an annotation is a site, nor in a type alias or a t-string
_UNSEEN_FIELDS: Final = frozenset({"annotation", "returns", "type_params"})
_UNSEEN_NODES: Final = frozenset({"TypeAlias", "Interpolation"})


def find(tree: ast.Module, source: str, filename: str, settings: Settings) -> list[Finding]:
    """All findings of a file, sorted by span, each span once.

    `source` is the decoded text that `tree` was parsed from (without a byte order mark); `filename` is its
    path, or `stdin` or `-` where it has none.
    """
    prefilter = Prefilter(source, settings)
    if not prefilter:
        return []
    file = File(tree, source, filename, settings)
    found: dict[ast.expr, Finding] = {}
    # the whole walk first: a room may ask what is around a node below the one that it is called with
    for node in list(_walk(tree, prefilter, file.parents)):
        for room in ROOMS.get(type(node), ()):
            for finding in room(node, file):
                found.setdefault(finding.node, finding)
    return sorted(found.values(), key=lambda finding: finding.span)


def _walk(tree: ast.Module, prefilter: Prefilter, parents: dict[ast.AST, ast.AST]) -> Iterator[ast.AST]:
    """Every node that can hold a site, each after the nodes around it."""
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        yield node
        for name in node._fields:
            if name in _UNSEEN_FIELDS:
                continue
            value = getattr(node, name, None)
            for child in value if isinstance(value, list) else (value,):
                if not isinstance(child, ast.AST) or type(child).__name__ in _UNSEEN_NODES:
                    continue
                if isinstance(child, ast.stmt) and not prefilter.may_hold(child):
                    continue
                parents[child] = node
                pending.append(child)
