"""HSC102: a status stored."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from ..checking import check
from ..clues import Clue, words
from ..evidence.held import HELD, Held, held, is_status_key
from ..evidence.literal_types import annotated_literal, is_literal_type
from ..evidence.orm import is_orm_call
from ..file import File
from ..findings import Finding
from ..reporting import bare_codes
from ..rules import STORED_STATUS

# https://asgi.readthedocs.io/en/latest/specs/www.html#response-start-send-event
_START: Final = "http.response.start"
ASGI: Final = Clue(words(_START))


@check(STORED_STATUS, nodes=[ast.Assign], clues=[HELD])
def assignment(node: ast.Assign, file: File) -> Iterator[Finding]:
    """`response.status_code = 404`, a class attribute, chained and tuple assignments."""
    for target in node.targets:
        yield from _stored(target, node.value, file)


@check(STORED_STATUS, nodes=[ast.AnnAssign], clues=[HELD])
def annotated_assignment(node: ast.AnnAssign, file: File) -> Iterator[Finding]:
    """`status_code: int = 404`."""
    if node.value is not None and not is_literal_type(node.annotation, file):
        yield from _stored(node.target, node.value, file)


@check(STORED_STATUS, nodes=[ast.NamedExpr], clues=[HELD])
def walrus(node: ast.NamedExpr, file: File) -> Iterator[Finding]:
    """`(status_code := 404)`."""
    yield from _stored(node.target, node.value, file)


def _stored(target: ast.expr, value: ast.expr, file: File) -> Iterator[Finding]:
    if isinstance(target, (ast.Tuple, ast.List)):
        if isinstance(value, (ast.Tuple, ast.List)) and len(target.elts) == len(value.elts):
            starred = any(isinstance(each, ast.Starred) for each in (*target.elts, *value.elts))
            for each, part in zip(target.elts, value.elts, strict=True):
                if not starred:
                    yield from _stored(each, part, file)
        return
    how = held(target, file)
    if how is not None and not annotated_literal(target, file):
        yield from bare_codes(STORED_STATUS, value, file, doubtful=how is Held.PERHAPS, kept=True)


@check(STORED_STATUS, nodes=[ast.arguments], clues=[HELD])
def default(node: ast.arguments, file: File) -> Iterator[Finding]:
    """`def f(status_code=200)`."""
    positional = [*node.posonlyargs, *node.args]
    with_default = positional[len(positional) - len(node.defaults) :]
    pairs: list[tuple[ast.arg, ast.expr | None]] = [
        *zip(with_default, node.defaults, strict=True),
        *zip(node.kwonlyargs, node.kw_defaults, strict=True),
    ]
    for parameter, value in pairs:
        named = parameter.arg in file.settings.attributes
        if named and value is not None and not is_literal_type(parameter.annotation, file):
            yield from bare_codes(STORED_STATUS, value, file, doubtful=True, kept=True)


@check(STORED_STATUS, nodes=[ast.Dict], clues=[HELD, ASGI])
def item(node: ast.Dict, file: File) -> Iterator[Finding]:
    """`{"status_code": 404}`, and the start of an ASGI response."""
    if _is_orm_argument(node, file):
        return
    start = any(
        isinstance(key, ast.Constant)
        and key.value == "type"
        and isinstance(value, ast.Constant)
        and value.value == _START
        for key, value in zip(node.keys, node.values, strict=True)
    )
    for key, value in zip(node.keys, node.values, strict=True):
        if is_status_key(key):
            yield from bare_codes(STORED_STATUS, value, file, doubtful=True, kept=True)
        elif start and isinstance(key, ast.Constant) and key.value == "status":
            yield from bare_codes(STORED_STATUS, value, file, kept=True)


def _is_orm_argument(node: ast.Dict, file: File) -> bool:
    """Whether a dict is passed to a Django manager: `Job.objects.update_or_create(…, defaults={…})`."""
    keyword = file.parents.get(node)
    return isinstance(keyword, ast.keyword) and is_orm_call(file.parents.get(keyword))
