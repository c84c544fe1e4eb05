"""Shows that two syntax trees are the same but for the nodes that change."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence, Set
from typing import Any

from ..imports.merging import Extension
from ..names.planning import Plan
from .errors import VerificationError
from .imported import Import, from_module


def added_imports(body: Sequence[ast.stmt], planned: Plan) -> set[Import]:
    """The new imports among the statements of the new module."""
    added: set[Import] = set()
    for new_import in planned.new_imports:
        expected = ast.dump(ast.parse(new_import.statement))
        for statement in body:
            is_new = isinstance(statement, Import) and statement not in added
            if is_new and ast.dump(ast.Module([statement], [])) == expected:
                added.add(statement)  # type: ignore[arg-type]
                break
        else:
            raise VerificationError(f"missing `{new_import.statement}`")
    return added


def counterparts_of(
    old: Sequence[ast.AST], new: Sequence[ast.AST], changing: Set[ast.AST]
) -> Mapping[ast.AST, Any]:
    """The new nodes for the ones that change. Raises `VerificationError` unless all others are equal."""
    if len(old) != len(new):
        raise VerificationError("another number of statements")
    counterparts: dict[ast.AST, ast.AST] = {}
    pairs: list[tuple[Any, Any, Any]] = [(*pair, None) for pair in zip(old, new, strict=True)]
    while pairs:  # no recursion: trees may be deep
        before, after, parent = pairs.pop()
        if before in changing:
            counterparts[before] = after
            continue
        spot = before if hasattr(before, "lineno") else parent
        if type(before) is not type(after):
            raise VerificationError("a change", spot)
        if not isinstance(before, ast.AST):  # lists also have names in them, and None
            if before != after:
                raise VerificationError(f"a change of {before}", spot)
            continue
        for field in before._fields:
            left, right = getattr(before, field, None), getattr(after, field, None)
            if left is right:
                continue
            if isinstance(left, ast.AST):
                pairs.append((left, right, spot))
            elif isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
                pairs.extend((*pair, spot) for pair in zip(left, right, strict=True))
            elif type(left) is not type(right) or left != right:
                raise VerificationError("a change", spot)
    if counterparts.keys() != changing:
        raise VerificationError("spot of another file")
    return counterparts


def extends(longer: ast.AST, extension: Extension) -> bool:
    """Whether an import has the planned names and, in their old order, the ones that it had."""
    shorter = extension.statement
    if not isinstance(longer, ast.ImportFrom) or from_module(longer) != from_module(shorter):
        return False
    names = [(alias.name, alias.asname) for alias in longer.names]
    try:
        for name in extension.names:
            names.remove(name)
    except ValueError:
        return False
    return names == [(alias.name, alias.asname) for alias in shorter.names]
