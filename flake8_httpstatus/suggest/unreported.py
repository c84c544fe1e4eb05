"""The numbers of a file that the finder does not report, each with the entries that would reach it."""

from __future__ import annotations

import ast
from collections.abc import Container, Iterator
from typing import Final, NamedTuple

from ..evidence.names import is_status_key, may_be_passed
from ..file import File
from ..libraries.in_use import KNOWN, REGISTERED
from ..options import ATTRIBUTES_OPTION, CALLABLES_OPTION, KEYS_OPTION, Settings
from .entries import Entry, Reached, entries

_NUMBERS: Final = frozenset({int, float})


class Unreported(NamedTuple):
    """A number that is not reported."""

    value: float
    line: int
    is_code: bool  # else it speaks against each of its entries
    entries: tuple[Entry, ...]  # from the narrowest to the widest


def unreported(file: File, found: Container[ast.expr]) -> Iterator[Unreported]:
    """The numbers of a file that tell something about an entry.

    Only where the file's walk has been; complete the file's scopes for all. `found` are the nodes of the
    findings.
    """
    spoken_against: set[Entry] = set()  # once is enough
    for node in [*file.parents]:
        # 0 is what has no answer yet, or none
        if type(node) is ast.Constant and type(node.value) in _NUMBERS and node.value and node not in found:
            for number in _of_number(node, file):
                if number.is_code or not spoken_against.issuperset(number.entries):
                    yield number
                if not number.is_code:
                    spoken_against.update(number.entries)


def _of_number(node: ast.Constant, file: File) -> Iterator[Unreported]:
    value = _value(node, file)
    reached = [
        each
        for each in entries(node, file)
        if each.entry.is_readable and not _is_known(each.entry, file.settings)
    ]
    codes = tuple(each.entry for each in reached if _is_code(value, each))
    if codes and _has_constant(value, file) and not _is_of_others(file):
        yield Unreported(value, node.lineno, is_code=True, entries=codes)
    others = tuple(each.entry for each in reached if _is_no_code(value, each))
    if others:
        yield Unreported(value, node.lineno, is_code=False, entries=others)


def _value(node: ast.Constant, file: File) -> float:
    assert isinstance(node.value, (int, float))
    above = file.parents[node]
    negative = isinstance(above, ast.UnaryOp) and isinstance(above.op, ast.USub)
    return -node.value if negative else node.value


def _is_code(value: float, reached: Reached) -> bool:
    return value in REGISTERED and value >= 200 and not reached.as_limit


def _is_no_code(value: float, reached: Reached) -> bool:
    """Whether no status is that number."""
    if reached.as_limit:  # of a class, 299 or 300
        return not (100 <= value <= 600 and value % 100 in {0, 99})
    return value not in KNOWN


def _is_of_others(file: File) -> bool:
    """Whether the file has another protocol's numbers, and does not speak of HTTP."""
    return file.has_other_codes and not file.speaks_of_http


def _has_constant(value: float, file: File) -> bool:
    """Whether the file's library has a constant; else the entry would not have it reported."""
    return value in file.names.constants or value in file.names.renamed


def _is_known(entry: Entry, settings: Settings) -> bool:
    """Whether an option, or the finder itself, has the entry: then there is a reason for the silence."""
    if entry.option == ATTRIBUTES_OPTION:
        return may_be_passed(entry.name, settings)
    if entry.option == KEYS_OPTION:
        return is_status_key(ast.Constant(entry.name), settings)
    assert entry.option == CALLABLES_OPTION
    row = settings.callables.get(entry.name)
    if row is None or row.where:  # known in some files only
        return False
    return entry.keyword in row.keywords if entry.keyword else int(entry.position) in row.indexes
