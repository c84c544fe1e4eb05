"""HSC101: the status argument of a call."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from ..callables import CALLABLES, CallableRow
from ..checking import check
from ..clues import Clue, words
from ..codes import gives_number
from ..definitions import Defined, Parameters, initializer, is_own_instance, parameters
from ..evidence.called import FROM_TABLE
from ..evidence.collections import codes_in, is_collection
from ..evidence.held import NAMED
from ..evidence.literal_types import is_literal_type
from ..evidence.names import STATUS_CODE, may_be_passed
from ..evidence.orm import is_orm_call
from ..evidence.receivers import classes
from ..file import File
from ..findings import Finding
from ..options import Settings
from ..reporting import bare_codes
from ..rules import STATUS_ARGUMENT

# Besides the names that mean a status anywhere: a parameter that is one if the file defines the callable,
_OWN: Final = "http_code"
# and the keyword of callees whose own name says that they answer
_ANSWERS: Final = "status"
_ANSWERING: Final = ("Response", "ApiException", "HTTPError", "HTTPException")

# Most status arguments are keywords with `status` in their name. The others are positional: of callables that
# the file defines, or of those in the table
KEYWORD: Final = Clue(words("status"), lambda text, settings: re.search(r"status\w*[\s\\]*[=#]", text))
OWN: Final = Clue(words(_OWN))


@check(STATUS_ARGUMENT, nodes=[ast.Call], clues=[NAMED, KEYWORD, OWN, FROM_TABLE])
def status_argument(call: ast.Call, file: File) -> Iterator[Finding]:
    """Arguments that are a status by the table, by their keyword, or by a definition in this file."""
    given = itertools.chain(call.args, (codes_in(keyword.value) for keyword in call.keywords))
    if not any(map(gives_number, given)) or is_orm_call(call):
        return
    row = _row(call, file)
    own = parameters(call, file)
    for argument, name in _arguments(call, row, own, file):
        if name is not None and _takes_literal(call, name, own, file):
            continue
        yield from bare_codes(
            STATUS_ARGUMENT,
            argument,
            file,
            doubtful=row is None and name != _ANSWERS,
            quoted=row is not None and row.quoted,
            kept=row is None or not (row.as_int or row.quoted),
        )


def _arguments(
    call: ast.Call, row: CallableRow | None, own: Parameters | None, file: File
) -> Iterator[tuple[ast.expr, str | None]]:
    """The status arguments, each with its parameter's name, if known."""
    for keyword in call.keywords:
        if keyword.arg is not None and _is_status_keyword(keyword, call, row, own, file):
            yield codes_in(keyword.value), keyword.arg
    positions: dict[int, str | None] = {}
    # what a user says of a callable counts, wherever it is defined
    if row is not None and (own is None or row.name not in CALLABLES):
        positions.update((index, None) for index in row.indexes)
    if own is not None:
        positions.update(
            (index, each.arg)
            for index, each in enumerate(own.positional)
            if each.arg == _OWN or may_be_passed(each.arg, file.settings)
        )
    for index, argument in enumerate(call.args):
        if isinstance(argument, ast.Starred):
            break  # how many positions it fills is not known
        if index in positions:
            yield argument, positions[index]


def _is_status_keyword(
    keyword: ast.keyword, call: ast.Call, row: CallableRow | None, own: Parameters | None, file: File
) -> bool:
    name = keyword.arg or ""
    return (
        name == STATUS_CODE  # whatever the option calls attributes
        or may_be_passed(name, file.settings)
        or (row is not None and name in row.keywords)
        or (own is not None and name == _OWN)
        or (name == _ANSWERS and file.callee(call.func).endswith(_ANSWERING))
        or is_collection(name, keyword.value)
    )


def _row(call: ast.Call, file: File) -> CallableRow | None:
    """The row of the callables table for a call."""
    table = file.settings.callables
    for name in _names(call, file):
        row = table.get(name)
        if row is not None and (not row.where or file.packages.intersection(row.where)):
            return row
    return None


def _names(call: ast.Call, file: File) -> Iterator[str]:
    """What the table may call a callee, the surest first."""
    yield from _dotted_names(call.func, file)
    if isinstance(call.func, ast.Attribute):
        method = call.func.attr
        yield f".{method}"
        if _may_take(call, _methods(file.settings).get(method)):
            for each in classes(call, file):
                yield f"{each}.{method}"


class _Taken(NamedTuple):
    """How callables of one last name may take a status."""

    keywords: frozenset[str]
    positions: bool


@cache
def _methods(settings: Settings) -> Mapping[str, _Taken]:
    """How the methods in the table do, by their last names: one of them may be meant."""
    found: dict[str, _Taken] = {}
    for row in settings.callables.values():
        name = row.name.rpartition(".")[2]
        known = found.get(name, _Taken(frozenset(), positions=False))
        found[name] = _Taken(known.keywords.union(row.keywords), known.positions or bool(row.indexes))
    return found


def _may_take(call: ast.Call, taken: _Taken | None) -> bool:
    """Whether a call has an argument that may be taken so: a quick question before a slow one."""
    if taken is None:
        return False
    return (taken.positions and bool(call.args)) or any(each.arg in taken.keywords for each in call.keywords)


def _dotted_names(function: ast.expr, file: File) -> Iterator[str]:
    resolved = file.resolve(function)
    if resolved is not None:
        yield resolved
    elif isinstance(function, ast.Name):  # a parameter, a fixture, or something of this file
        yield function.id
    if isinstance(function, ast.Attribute) and is_own_instance(function.value):
        definition = file.enclosing_class(function)
        if definition is not None:
            for base in file.bases(definition):
                yield f"{base}.{function.attr}" if function.attr != "__init__" else base
    elif (definition := file.resolver.class_of(function)) and initializer(Defined(definition, file)) is None:
        yield from file.bases(definition)


def _takes_literal(call: ast.Call, name: str, own: Parameters | None, file: File) -> bool:
    """Whether the argument is for a parameter, or field, annotated `Literal[…]` in this file."""
    if not file.mentions("Literal"):
        return False
    parameter = own.named(name) if own is not None else None
    if parameter is not None and is_literal_type(parameter.annotation, file):
        return True
    others = file.annotations(file.callee(call.func), name)
    return any(is_literal_type(annotation, file) for annotation in others)
