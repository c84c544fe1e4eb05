"""What a value is bound or passed to: a literal that no check reports, or a variable where it is read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from ..definitions import defaults
from ..evidence.pairs import ORDER, asserted
from ..file import File
from ..rules import COMPARED_STATUS, RETURNED_STATUS, STATUS_ARGUMENT, STORED_STATUS, THRESHOLD, Rule
from ..statements import Definition, Function
from .objections import is_measure
from .uses import Uses, taken
from .variables import Kind, Place, Variable, key_of, variable_of, wholes

_ORDERS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
_SEQUENCES = (ast.Tuple, ast.List)
_COLLECTIONS = (*_SEQUENCES, ast.Set)
_MOST_PARTS = 8  # of a tuple; one with more is a table
_THROUGH = (ast.IfExp, ast.BoolOp, *_COLLECTIONS)


class Taker(NamedTuple):
    """A variable that a value goes to, or is compared with."""

    variable: Variable
    rule: Rule  # for the place where the value stands
    keeps: bool = True  # the value, instead of being compared with it


def takers(given: ast.expr, file: File) -> Iterator[Taker]:
    """The variables that a value goes to, or is compared with."""
    node: ast.AST = given
    above = file.parents[node]
    around = [node]  # from inside out
    while isinstance(above, _THROUGH) and not (isinstance(above, ast.IfExp) and node is above.test):
        node, above = above, file.parents[above]
        around.append(node)
    yield from _column(given, file)
    for target, value in _bound(above, around):
        inner = around[: around.index(value) + 1] if value in around else []
        if inner and all(isinstance(each.op, ast.Or) for each in inner if isinstance(each, ast.BoolOp)):
            variable = variable_of(target, file)
            collected = any(isinstance(each, _COLLECTIONS) for each in inner)
            if variable is not None and (collected or not variable.is_constant):
                yield Taker(variable, STORED_STATUS)
    yield from _part(around, above, file)
    for taker in _taken(node, above, file):
        if isinstance(node, _COLLECTIONS) or not taker.variable.is_constant:
            yield taker


def _bound(above: ast.AST, around: list[ast.AST]) -> Iterator[tuple[ast.expr, ast.AST]]:
    """What a statement binds, with the values; of a loop the row around a value, of a tuple each part."""
    pairs: list[tuple[ast.expr, ast.AST]] = []
    if isinstance(above, ast.Assign):
        pairs = [(target, above.value) for target in above.targets]
    elif isinstance(above, (ast.AnnAssign, ast.NamedExpr)) and above.value is not None:
        pairs = [(above.target, above.value)]
    elif isinstance(above, (ast.For, ast.AsyncFor)):
        rows = around[-1:]
        if isinstance(above.target, _SEQUENCES):
            rows = around[-2:-1] if isinstance(above.iter, _COLLECTIONS) else []
        pairs = [(above.target, row) for row in rows]
    while pairs:
        target, value = pairs.pop()
        if not isinstance(target, _SEQUENCES):
            yield target, value
        elif (
            isinstance(value, _SEQUENCES)
            and len(value.elts) == len(target.elts)
            and not any(isinstance(each, ast.Starred) for each in (*target.elts, *value.elts))
        ):
            pairs += zip(target.elts, value.elts, strict=True)


def _part(around: list[ast.AST], above: ast.AST, file: File) -> Iterator[Taker]:
    """The part of a tuple that a function returns, or a name stands for: `answer = body, 404`."""
    if not isinstance(above, (ast.Return, ast.Assign)):
        return
    # conditions around the tuple, the tuple, and conditions in it
    kinds = [type(each) for each in around[1:]]
    if kinds.count(ast.Tuple) != 1 or not {ast.IfExp, ast.Tuple}.issuperset(kinds):
        return
    at = kinds.index(ast.Tuple)
    row = around[at + 1]
    assert isinstance(row, ast.Tuple)
    if len(row.elts) <= _MOST_PARTS:
        place = Place(row.elts.index(around[at]), len(row.elts))  # type: ignore[arg-type]
        for whole in wholes(above, file):
            yield Taker(whole._replace(key=place), RETURNED_STATUS)


def _taken(node: ast.AST, above: ast.AST, file: File) -> Iterator[Taker]:
    expressions: list[ast.expr] = []
    rule = STORED_STATUS
    if isinstance(above, ast.Compare):
        others = [each for each in (above.left, *above.comparators) if each is not node]
        if all(isinstance(operator, _ORDERS) for operator in above.ops):
            expressions, rule = others, THRESHOLD
        elif len(others) == 1 and isinstance(above.ops[0], (ast.Eq, ast.NotEq, ast.In, ast.NotIn)):
            expressions, rule = others, COMPARED_STATUS
    elif isinstance(above, ast.MatchValue):
        match = next((each for each in file.above(above) if isinstance(each, ast.stmt)), None)
        outer = file.parents[above]
        outer = file.parents[outer] if isinstance(outer, ast.MatchOr) else outer
        if isinstance(match, ast.Match) and isinstance(outer, ast.match_case):
            expressions, rule = [match.subject], COMPARED_STATUS
    elif isinstance(above, ast.arguments):
        function = file.parents[above]
        if isinstance(function, Function):
            for parameter, default in defaults(above):
                if default is node:
                    yield Taker(Variable(Kind.NAME, function, file, parameter.arg), STORED_STATUS)
    elif isinstance(above, ast.Return) and not isinstance(node, ast.Tuple):  # whose places differ
        function = file.scope(above)
        if isinstance(function, Function):
            yield Taker(Variable(Kind.RETURNED, function, file), RETURNED_STATUS)
    elif isinstance(above, ast.Dict) and node in above.values:
        assigned = file.parents.get(above)
        if isinstance(assigned, ast.Assign):
            for target in assigned.targets:
                variable = variable_of(target, file)
                if variable is not None:
                    item = variable._replace(kind=Kind.ITEM)
                    key = above.keys[above.values.index(node)]
                    yield Taker(item, STORED_STATUS)
                    if key_of(key) is not None:
                        yield Taker(item._replace(key=key_of(key)), STORED_STATUS)
    elif isinstance(above, (ast.Call, ast.keyword)):
        call = above if isinstance(above, ast.Call) else file.parents[above]
        measured = isinstance(above, ast.keyword) and is_measure(above.arg or "")
        if isinstance(call, ast.Call) and not measured:
            yield from _passed(node, call, file)
    for each in expressions:
        variable = variable_of(each, file)
        if variable is not None:
            yield Taker(variable, rule, keeps=False)


def _passed(node: ast.AST, call: ast.Call, file: File) -> Iterator[Taker]:
    yield from (Taker(taker, STATUS_ARGUMENT) for taker, argument in taken(call, file) if argument is node)
    assertion = asserted(call)
    if assertion is not None:
        rule = THRESHOLD if assertion[0] in ORDER else COMPARED_STATUS
        for one, other in (assertion[1:], assertion[:0:-1]):
            variable = variable_of(other, file) if one is node else None
            if variable is not None:
                yield Taker(variable, rule, keeps=False)
    # `.get(kind, 500)` of a dict that is read at a site
    variable = variable_of(call, file)
    if variable is not None and variable.kind is Kind.ITEM and node in call.args[1:]:
        yield Taker(variable, STORED_STATUS)


def _column(given: ast.expr, file: File) -> Iterator[Taker]:
    """The parameter of a test that takes a value of `@pytest.mark.parametrize` and its like."""
    for function in _tests(given, file):
        for name in file.kept(Uses).tested_with(function).get(given, ()):
            yield Taker(Variable(Kind.NAME, function, file, name), COMPARED_STATUS)


def _tests(given: ast.expr, file: File) -> Iterator[Function]:
    """The functions in whose decorators, or their classes', a value stands, or a table that has it."""
    for above in file.above(given):
        if isinstance(above, Definition) and above.decorator_list:
            yield from _functions(above)
        elif isinstance(above, ast.Assign) and isinstance(above.value, (*_COLLECTIONS, ast.Dict)):
            variable = variable_of(above.targets[0], file)
            for read in file.kept(Uses).read(variable) if variable is not None else ():
                called = file.parents[read]
                decorated = file.parents[called]
                if isinstance(called, ast.Call) and isinstance(decorated, Definition):
                    yield from _functions(decorated)
        if isinstance(above, ast.stmt):
            return


def _functions(definition: Definition) -> Iterator[Function]:
    if isinstance(definition, Function):
        yield definition
    else:
        yield from (each for each in definition.body if isinstance(each, Function))
