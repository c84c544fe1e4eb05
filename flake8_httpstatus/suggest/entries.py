"""Where a number stands, in the words of the options: the entries that would have it reported."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from itertools import chain
from typing import Final, NamedTuple
from unittest import TestCase

from ..codes import ends
from ..columns import columns
from ..definitions import defaults, parameters
from ..evidence.collections import codes_in
from ..evidence.exit_statuses import is_exit_status
from ..evidence.models import is_enum
from ..evidence.orm import is_orm_call
from ..evidence.pairs import ORDER, asserted, compared, constants
from ..file import File
from ..libraries.in_use import REGISTERED
from ..libraries.rows import LIBRARIES
from ..options import ATTRIBUTES_OPTION, CALLABLES_OPTION, KEYS_OPTION
from ..statements import Function


class Entry(NamedTuple):
    """What would stand in one of the options."""

    option: str
    name: str
    keyword: str = ""  # by which a callable takes it,
    position: str = ""  # or at which position, from 0

    def __str__(self) -> str:
        """As it stands in the option."""
        return f"{self.name}:{self.keyword}:{self.position}" if self.option == CALLABLES_OPTION else self.name

    @property
    def is_readable(self) -> bool:
        """Whether it can stand in its option: keys may have anything in them, `HTTP status`, say."""
        if self.option == KEYS_OPTION:
            return _READABLE.fullmatch(self.name) is not None
        return self.name.isidentifier() if self.option == ATTRIBUTES_OPTION else str(self).isascii()


_READABLE: Final = re.compile(r"[^\s,;#%]+")


class Reached(NamedTuple):
    """An entry that reaches a number."""

    entry: Entry
    as_limit: bool = False  # the number is what another is less or more than


_ORDERS: Final = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
_EQUAL: Final = (ast.Eq, ast.NotEq)
_MEMBER: Final = (ast.In, ast.NotIn)
_COLLECTIONS: Final = (ast.Tuple, ast.List, ast.Set)
_THROUGH: Final = (ast.IfExp, ast.BoolOp, ast.UnaryOp, *_COLLECTIONS)

# Methods and functions that take anything, whatever else the project calls with them
_ASSERTIONS: Final = (name for name in dir(TestCase) if name.startswith("assert"))
_TAKE_ANYTHING: Final = frozenset(
    chain(dir(builtins), _ASSERTIONS, *map(dir, (bytes, dict, float, frozenset, int, list, set, str, tuple)))
)
# What a mock gives, and with what it was called: every mock has these
_OF_MOCKS: Final = frozenset({"return_value", "side_effect"})
_MOCK_ASSERTS: Final = "assert_"
_LIBRARIES: Final = tuple(library.dotted for library in LIBRARIES.values())


def entries(number: ast.Constant, file: File) -> Iterator[Reached]:
    """The entries that would reach a number, from the narrowest to the widest."""
    column = _column(number, file)
    if column is not None:
        yield _name(column)
        return
    node, above = _outermost(number, file)
    if _is_record(node):
        return
    if isinstance(above, ast.Compare):
        yield from _compared(node, above, file)
    elif isinstance(above, (ast.Assign, ast.AnnAssign, ast.NamedExpr)):
        yield from _bound(number, above, file)
    elif isinstance(above, ast.MatchValue):
        yield from _matched(number, file)
    elif isinstance(above, ast.arguments):
        for parameter, default in defaults(above):
            if default is node:
                yield _name(parameter.arg)
    elif isinstance(above, ast.Dict):
        for key, value in zip(above.keys, above.values, strict=True):
            if value is node:
                yield from _key(key)
    elif isinstance(above, ast.keyword):
        yield from _named_argument(above, file)
    elif isinstance(above, ast.Call):
        yield from _argument(node, above, file)


def _outermost(number: ast.Constant, file: File) -> tuple[ast.AST, ast.AST]:
    """The conditional or collection that a number stands in, else the number itself, and what is around."""
    node: ast.AST = number
    above = file.parents[node]
    while isinstance(above, _THROUGH) and not (isinstance(above, ast.IfExp) and node is above.test):
        node, above = above, file.parents[above]
    if isinstance(above, ast.Call) and codes_in(above) is node:  # `frozenset({404, 410})`
        node, above = above, file.parents[above]
    return node, above


def _is_record(node: ast.AST) -> bool:
    """Whether it is a table, or a row with texts in it: `("admin.W401", 401)`."""
    if not isinstance(node, _COLLECTIONS):
        return False
    # no collection of codes is that large, and to look through it for each of its numbers would take long
    if len(node.elts) > len(REGISTERED):
        return True
    return any(isinstance(end, ast.Constant) and isinstance(end.value, str) for end in ends(node))


def _holds(value: ast.expr, number: ast.Constant) -> bool:
    """Whether a number is what a value gives, or part of what it gives; -1 has 1 in it."""
    given = (end.operand if isinstance(end, ast.UnaryOp) else end for end in ends(codes_in(value)))
    return any(end is number for end in given)


def _name(name: str, *, as_limit: bool = False) -> Reached:
    return Reached(Entry(ATTRIBUTES_OPTION, name), as_limit)


def _key(key: ast.expr | None, *, as_limit: bool = False) -> Iterator[Reached]:
    if isinstance(key, ast.Constant) and isinstance(key.value, str):
        yield Reached(Entry(KEYS_OPTION, key.value), as_limit)


def _read(node: ast.expr, file: File, *, as_limit: bool = False) -> Iterator[Reached]:
    """What would have an expression taken for a status."""
    if isinstance(node, ast.NamedExpr):
        yield from _read(node.value, file, as_limit=as_limit)
        node = node.target
    if isinstance(node, (ast.Attribute, ast.Name)):
        name = node.attr if isinstance(node, ast.Attribute) else node.id
        if name not in _OF_MOCKS and not is_exit_status(node, file):
            yield _name(name, as_limit=as_limit)
    elif isinstance(node, ast.Subscript):
        yield from _key(node.slice, as_limit=as_limit)
    elif isinstance(node, ast.Call):
        function, arguments = node.func, node.args
        if isinstance(function, ast.Attribute) and function.attr == "get" and arguments:
            yield from _key(arguments[0], as_limit=as_limit)
        elif isinstance(function, ast.Name) and function.id == "int" and len(arguments) == 1:
            yield from _read(arguments[0], file, as_limit=as_limit)
        elif isinstance(function, ast.Name) and function.id == "getattr" and len(arguments) > 1:
            for reached in _key(arguments[1]):
                yield _name(reached.entry.name, as_limit=as_limit)


def _compared(node: ast.AST, comparison: ast.Compare, file: File) -> Iterator[Reached]:
    for operator, left, right in compared(comparison):
        if node is right and isinstance(operator, (*_EQUAL, *_MEMBER, *_ORDERS)):
            yield from _read(left, file, as_limit=isinstance(operator, _ORDERS))
        elif node is left and isinstance(operator, (*_EQUAL, *_ORDERS)):
            yield from _read(right, file, as_limit=isinstance(operator, _ORDERS))


def _bound(
    number: ast.Constant, above: ast.Assign | ast.AnnAssign | ast.NamedExpr, file: File
) -> Iterator[Reached]:
    targets = above.targets if isinstance(above, ast.Assign) else [above.target]
    pairs = [(target, above.value) for target in targets if above.value is not None]
    while pairs:
        target, value = pairs.pop()
        if isinstance(target, (ast.Tuple, ast.List)):
            if isinstance(value, (ast.Tuple, ast.List)) and len(target.elts) == len(value.elts):
                pairs += zip(target.elts, value.elts, strict=True)
        elif _holds(value, number) and not _is_constant(target, file):
            yield from _read(target, file)


def _is_constant(target: ast.expr, file: File) -> bool:
    """Whether it names the number: `NOT_FOUND = 404`, or a member of an enum."""
    scope = file.scope(target)
    if isinstance(scope, ast.ClassDef):
        return is_enum(scope, file)
    return isinstance(target, ast.Name) and target.id.isupper()


def _matched(number: ast.Constant, file: File) -> Iterator[Reached]:
    for above in file.above(number):
        if isinstance(above, ast.MatchClass):
            for attribute, pattern in zip(above.kwd_attrs, above.kwd_patterns, strict=True):
                if number in constants(pattern):
                    yield _name(attribute)
            return
        if isinstance(above, ast.MatchMapping):
            for key, pattern in zip(above.keys, above.patterns, strict=True):
                if number in constants(pattern):
                    yield from _key(key)
            return
        if isinstance(above, ast.Match):
            yield from _read(above.subject, file)
            return


def _named_argument(keyword: ast.keyword, file: File) -> Iterator[Reached]:
    call = file.parents[keyword]
    if keyword.arg is None or keyword.arg in _OF_MOCKS or not isinstance(call, ast.Call) or is_orm_call(call):
        return
    for name in _callees(call, file):
        yield Reached(Entry(CALLABLES_OPTION, name, keyword=keyword.arg))
    yield _name(keyword.arg)


def _argument(node: ast.AST, call: ast.Call, file: File) -> Iterator[Reached]:
    assertion = asserted(call)
    if assertion is not None:
        method, *sides = assertion
        for side, other in (sides, sides[::-1]):
            if side is node:
                yield from _read(other, file, as_limit=method in ORDER)
        return
    index = next((index for index, each in enumerate(call.args) if each is node), None)
    if index is None or is_orm_call(call) or any(isinstance(each, ast.Starred) for each in call.args[:index]):
        return
    for name in _callees(call, file):
        yield Reached(Entry(CALLABLES_OPTION, name, position=str(index)))
    own = parameters(call, file)
    if own is not None and index < len(own.positional):
        yield _name(own.positional[index].arg)


def _callees(call: ast.Call, file: File) -> Iterator[str]:
    """What `--httpstatus-callables` would call a callee, if it can tell it from others."""
    function = call.func
    resolved = file.resolve(function)
    if resolved is not None:
        if resolved.startswith(_LIBRARIES):  # `HTTPStatus(404)` makes a constant of it
            return
        yield resolved
    if isinstance(function, ast.Attribute):
        if function.attr not in _TAKE_ANYTHING and not function.attr.startswith(_MOCK_ASSERTS):
            yield f".{function.attr}"
    elif isinstance(function, ast.Name) and resolved is None and function.id not in _TAKE_ANYTHING:
        yield function.id


def _column(number: ast.Constant, file: File) -> str | None:
    """The column of `@pytest.mark.parametrize` and its like that a number stands in."""
    function: ast.AST = number
    while not isinstance(function, ast.stmt):
        function = file.parents[function]
    for decorator in function.decorator_list if isinstance(function, Function) else ():
        for name, value in columns(decorator, file) if isinstance(decorator, ast.Call) else ():
            if _holds(value, number):
                return name
    return None
