"""Whether a variable holds a status: where it comes from, where it goes, hop by hop."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from ..checks import BY_NODE
from ..codes import ends
from ..definitions import parameters
from ..evidence.held import held
from ..evidence.literal_types import is_literal_type
from ..evidence.models import is_enum
from ..evidence.pairs import asserted
from ..expressions import spelled
from ..file import File
from ..statements import Function
from .objections import is_no_status, is_used_otherwise, says_status, takes_anything
from .uses import Uses
from .variables import Kind, Place, Variable, parameter_of, variable_of, wholes

_MOST_VARIABLES = 50  # as many are looked at for one question


class Way(NamedTuple):
    """How a value reaches a status."""

    what: str  # the status: a callee, or an expression that holds one
    line: int  # where that stands, 1-based


class Flow:
    """What reaches a status in one file; each variable is asked about once."""

    def __init__(self, file: File) -> None:
        """For the variables of a file."""
        self._file = file
        self._uses = Uses(file)
        self._known: dict[Variable, Way | None] = {}

    def way(self, start: Variable) -> Way | None:
        """The way from a variable to a status; None: it holds none, as far as can be seen."""
        if start not in self._known:
            self._known[start] = self._search(start)
        return self._known[start]

    def reads(self, variable: Variable) -> list[ast.expr]:
        """Where a variable is read."""
        return self._uses.read(variable)

    def _search(self, start: Variable) -> Way | None:
        pending, seen = [start], {start}
        while pending and len(seen) <= _MOST_VARIABLES:
            variable = pending.pop(0)
            if self._objects(variable):
                continue
            way = self._shown(variable)
            if way is not None:
                return way
            for other in self._neighbours(variable):
                if other not in seen and not other.is_constant:
                    seen.add(other)
                    pending.append(other)
        return None

    def _objects(self, variable: Variable) -> bool:
        """Whether something speaks against its holding a status."""
        home = variable.home
        return (
            (isinstance(home, ast.ClassDef) and is_enum(home, self._file))
            or self._uses.is_bound_otherwise(variable)
            or any(is_literal_type(each, self._file) for each in self._uses.annotations(variable))
            or any(is_no_status(value) for value in self._uses.given(variable) if not _is_dict(value))
            or any(is_used_otherwise(read, self._file) for read in self._uses.read(variable))
        )

    def _shown(self, variable: Variable) -> Way | None:
        """What shows directly that it holds a status."""
        for read in self._uses.read(variable):
            way = self._at_site(read, variable.key)
            if way is not None:
                return way
        if not takes_anything(variable) and not self._is_given_others(variable):
            for value in self._uses.given(variable):
                for end in ends(value) if not _is_mixed(value) else ():
                    if held(end, self._file) is not None:
                        return Way(spelled(end), end.lineno)
        return None

    def _is_given_others(self, start: Variable) -> bool:
        """Whether it is given something of which nobody knows what it is, besides statuses perhaps."""
        pending, seen = [start], {start}
        while pending and len(seen) <= _MOST_VARIABLES:
            given = [end for value in self._uses.given(pending.pop()) for end in ends(value)]
            for end in given:
                if isinstance(end, ast.Constant) or says_status(end) or held(end, self._file) is not None:
                    continue
                other = variable_of(end, self._file)
                if other is None:
                    return True
                if other not in seen:
                    seen.add(other)
                    pending.append(other)
            if not given:
                return True
        return bool(pending)

    def _at_site(self, read: ast.expr, key: object) -> Way | None:
        """Where an expression stands at a site: where a code in its place would be reported."""
        if isinstance(key, Place) and not isinstance(self._file.parents[read], ast.Return):
            return None
        with _code_instead(read, key, self._file) as code:
            for above in self._file.above(code):
                for search in BY_NODE.get(type(above), ()):
                    if any(finding.node is code for finding in search(above, self._file)):
                        return Way(_name_of(above, code), code.lineno)
                if isinstance(above, ast.stmt):
                    return None
        return None

    def _neighbours(self, variable: Variable) -> Iterator[Variable]:
        """The variables that its values come from, and those that they go to."""
        for read in self._uses.read(variable):
            if isinstance(variable.key, Place):
                yield from self._taking_part(read, variable.key)
            else:
                yield from self._taking(read)
        if takes_anything(variable) or self._is_given_others(variable):
            return
        for value in self._uses.given(variable):
            for end in ends(value):
                other = variable_of(end, self._file)
                if other is not None:
                    yield other

    def _taking(self, read: ast.expr) -> Iterator[Variable]:
        """The variables that take a value from where it is read, or are compared with it there."""
        file = self._file
        node: ast.AST = read
        above = file.parents[node]
        while isinstance(above, (ast.IfExp, ast.BoolOp, ast.Tuple, ast.List, ast.Set, ast.NamedExpr)):
            if isinstance(above, ast.NamedExpr) or (isinstance(above, ast.IfExp) and node is above.test):
                break
            node, above = above, file.parents[above]
        targets: list[ast.expr] = []
        if isinstance(above, ast.Assign):
            targets = above.targets
        elif isinstance(above, (ast.AnnAssign, ast.NamedExpr, ast.For, ast.AsyncFor, ast.comprehension)):
            targets = [above.target] if node is not above.target else []
        elif isinstance(above, ast.Compare) and all(
            isinstance(operator, (ast.Eq, ast.NotEq, ast.In, ast.NotIn)) for operator in above.ops
        ):
            targets = [each for each in (above.left, *above.comparators) if each is not node]
        elif isinstance(above, (ast.keyword, ast.Call)):
            call = above if isinstance(above, ast.Call) else file.parents[above]
            if isinstance(call, ast.Call):
                yield from self._parameters(call, node)
        elif isinstance(above, ast.Return) and not isinstance(node, ast.Tuple):  # whose places differ
            function = file.scope(above)
            if isinstance(function, Function):
                yield Variable(Kind.RETURNED, function)
        for target in targets:
            other = variable_of(target, file)
            if other is not None:
                yield other

    def _taking_part(self, read: ast.expr, place: Place) -> Iterator[Variable]:
        """The variables that take a part of a tuple from where the tuple is read."""
        above = self._file.parents[read]
        if isinstance(above, ast.Assign):
            for target in above.targets:
                part = place.part(target)
                other = variable_of(part, self._file) if part is not None else None
                if other is not None:
                    yield other
        if isinstance(above, (ast.Assign, ast.Return)):
            for whole in wholes(above, self._file):
                yield whole._replace(key=place)

    def _parameters(self, call: ast.Call, given: ast.AST) -> Iterator[Variable]:
        """The parameter that takes an argument of a call."""
        own = parameters(call, self._file)
        for parameter, argument in own.taking(call) if own is not None else ():
            if argument is given and own is not None:
                yield parameter_of(own.owner, parameter.arg, self._file)


def _is_mixed(value: ast.expr) -> bool:
    """Whether it is a collection with numbers beside other things: those need not be of one kind."""
    collected = isinstance(value, (ast.Tuple, ast.List, ast.Set))
    return collected and any(isinstance(end, ast.Constant) for end in ends(value))


def _is_dict(value: ast.expr) -> bool:
    return isinstance(value, ast.Dict)


def _name_of(site: ast.AST, code: ast.AST) -> str:
    """What a message calls a site."""
    assertion = asserted(site) if isinstance(site, ast.Call) else None
    if assertion is not None:
        return next(spelled(each) for each in assertion[1:] if each is not code)
    if isinstance(site, ast.Call):
        return spelled(site.func)
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
