"""A code in the place of an expression: where the checks would report it, the expression stands at a site."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager

from ..checks import BY_NODE
from ..evidence.pairs import asserted
from ..expressions import spelled
from ..file import File
from .variables import Place


def site_of(read: ast.expr, key: object, file: File) -> str | None:
    """What a message calls the site that an expression stands at; None: it stands at none.

    `key` is the `Place` of a part, where the expression gives a tuple that is returned.
    """
    if isinstance(key, Place) and not isinstance(file.parents[read], ast.Return):
        return None
    with _code_instead(read, key, file) as code:
        for above in file.above(code):
            for search in BY_NODE.get(type(above), ()):
                if any(finding.node is code for finding in search(above, file)):
                    return _name_of(above, code)
            if isinstance(above, ast.stmt):
                return None
    return None


def _name_of(site: ast.AST, code: ast.AST) -> str:
    """What a message calls a site."""
    assertion = asserted(site) if isinstance(site, ast.Call) else None
    if assertion is not None:
        return next(spelled(each) for each in assertion[1:] if each is not code)
    if isinstance(site, ast.Call):
        return spelled(site.func)
    if isinstance(site, ast.Subscript):
        return spelled(site.value)
    if isinstance(site, ast.Compare):
        return next(spelled(each) for each in (site.left, *site.comparators) if each is not code)
    if isinstance(site, ast.Assign):
        return spelled(site.targets[0])
    if isinstance(site, ast.Dict):
        return next(
            spelled(key) for key, value in zip(site.keys, site.values, strict=True) if value is code and key
        )
    return "what is returned" if isinstance(site, ast.Return) else type(site).__name__.lower()


@contextmanager
def _code_instead(node: ast.expr, key: object, file: File) -> Iterator[ast.Constant]:
    """Put a code in the place of an expression: is it reported, the expression stands at a site."""
    code = ast.copy_location(ast.Constant(404), node)
    instead: ast.expr = code
    if isinstance(key, Place):
        parts: list[ast.expr] = [ast.Name("body", ast.Load()) for _ in range(key.length)]
        parts[key.at] = code
        instead = ast.copy_location(ast.Tuple(parts, ast.Load()), node)
        file.parents[code] = instead
    above = file.parents[node]
    for name, value in ast.iter_fields(above):
        if value is node:
            place: tuple[object, object] = (name, None)
            break
        if isinstance(value, list) and any(each is node for each in value):
            place = (name, next(index for index, each in enumerate(value) if each is node))
            break
    else:
        yield code
        return
    field, index = place
    try:
        _put(above, field, index, instead)
        file.parents[instead] = above
        yield code
    finally:
        _put(above, field, index, node)
        file.parents.pop(instead)
        file.parents.pop(code, None)


def _put(above: ast.AST, field: object, index: object, node: ast.AST) -> None:
    if index is None:
        setattr(above, str(field), node)
    else:
        getattr(above, str(field))[index] = node
