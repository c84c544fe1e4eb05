"""HSC102: a status stored."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from ..checking import check
from ..clues import Clue, words
from ..codes import gives_number
from ..definitions import defaults
from ..evidence.collections import codes_in, is_collection
from ..evidence.exceptions import CODES_OF_EXCEPTIONS, is_code_of_exception
from ..evidence.held import HELD, NAMED, Held, held
from ..evidence.literal_types import annotated_literal, is_literal_type
from ..evidence.models import is_enum
from ..evidence.names import is_class_constant, is_status_key, may_be_passed
from ..evidence.orm import is_orm_call
from ..evidence.replies import has_codes_of_service
from ..expressions import dotted, last_name
from ..file import File
from ..findings import Finding
from ..reporting import bare_codes
from ..rules import STORED_STATUS

# https://asgi.readthedocs.io/en/latest/specs/www.html#response-start-send-event
_START: Final = "http.response.start"
ASGI: Final = Clue(words(_START))


@check(STORED_STATUS, nodes=[ast.Assign], clues=[*HELD, CODES_OF_EXCEPTIONS])
def assignment(node: ast.Assign, file: File) -> Iterator[Finding]:
    """`response.status_code = 404`, a class attribute, chained and tuple assignments."""
    for target in node.targets:
        yield from _stored(target, node.value, file)


@check(STORED_STATUS, nodes=[ast.AnnAssign], clues=[*HELD, CODES_OF_EXCEPTIONS])
def annotated_assignment(node: ast.AnnAssign, file: File) -> Iterator[Finding]:
    """`status_code: int = 404`."""
    if node.value is not None and not is_literal_type(node.annotation, file):
        yield from _stored(node.target, node.value, file)


@check(STORED_STATUS, nodes=[ast.NamedExpr], clues=[NAMED])
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
    codes = codes_in(value)
    how = _stores(target, value, file) if gives_number(codes) else None
    if how is not None and not annotated_literal(target, file):
        yield from bare_codes(STORED_STATUS, codes, file, doubtful=how is Held.PERHAPS, kept=True)


def _stores(target: ast.expr, value: ast.expr, file: File) -> Held | None:
    """How surely a target stores a status."""
    scope = file.scope(target)
    if isinstance(scope, ast.ClassDef) and is_enum(scope, file):
        return None
    how = held(target, file)
    if how is None and is_collection(last_name(target), value):
        return Held.PERHAPS
    if how is None and _is_of_class(target, file):
        return Held.PERHAPS
    return how


def _is_of_class(target: ast.expr, file: File) -> bool:
    """Whether it is the status that a class has for its instances."""
    if isinstance(target, ast.Name):
        in_class = isinstance(file.scope(target), ast.ClassDef)
        return in_class and (is_class_constant(target.id) or is_code_of_exception(target, file))
    own = isinstance(target, ast.Attribute) and dotted(target.value) == "self"
    return own and is_code_of_exception(target, file)


@check(STORED_STATUS, nodes=[ast.arguments], clues=[NAMED])
def default(node: ast.arguments, file: File) -> Iterator[Finding]:
    """`def f(status_code=200)`."""
    for parameter, value in defaults(node):
        if not gives_number(codes_in(value)):
            continue
        named = may_be_passed(parameter.arg, file.settings) or is_collection(parameter.arg, value)
        if named and not is_literal_type(parameter.annotation, file):
            yield from bare_codes(STORED_STATUS, codes_in(value), file, doubtful=True, kept=True)


@check(STORED_STATUS, nodes=[ast.Dict], clues=[NAMED, ASGI])
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
        if is_status_key(key, file.settings) and not has_codes_of_service(str(key.value), file):
            yield from bare_codes(STORED_STATUS, value, file, doubtful=True, kept=True)
        elif start and isinstance(key, ast.Constant) and key.value == "status":
            yield from bare_codes(STORED_STATUS, value, file, kept=True)


def _is_orm_argument(node: ast.Dict, file: File) -> bool:
    """Whether a dict is passed to a Django manager: `Job.objects.update_or_create(…, defaults={…})`."""
    keyword = file.parents.get(node)
    return isinstance(keyword, ast.keyword) and is_orm_call(file.parents.get(keyword))
