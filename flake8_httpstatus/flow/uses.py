"""What variables are given in a file, and where they are read there; worked out when first asked for."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from ..codes import conditional, ends
from ..columns import columns, named_rows
from ..definitions import defaults
from ..expressions import last_name
from ..file import File
from ..statements import Definition, Function, own_nodes
from .others import names_from
from .receivers import parameters
from .variables import Kind, Place, Variable, key_of, parameter_of, variable_of

_LOOPS: Final = (ast.For, ast.AsyncFor, ast.comprehension)
_ROWS: Final = (ast.Tuple, ast.List, ast.Set)


class _ByName(NamedTuple):
    """The nodes of a file by their name alone, whatever it stands for."""

    names: dict[str, list[ast.expr]]  # and attributes
    calls: dict[str, list[ast.Call]]  # by the last name of the callee


class Uses:
    """The uses of variables in a file, be they its own or those of another one."""

    def __init__(self, file: File) -> None:
        """Look in a file."""
        self._file = file
        self._given: dict[Variable, list[ast.expr]] = {}
        self._read: dict[Variable, list[ast.expr]] = {}
        self._nodes_of: dict[Variable, list[ast.expr]] = {}
        self._makers_of: dict[File, list[str]] = {}
        self._taken: dict[ast.Call, list[tuple[Variable, ast.expr]]] = {}
        self._tested: dict[Function, dict[ast.expr, list[str]]] = {}
        self._by_key: dict[ast.Dict, dict[object, list[ast.expr]]] = {}

    def given(self, variable: Variable) -> list[ast.expr]:
        """What is bound to it, passed to it, or returned."""
        if variable not in self._given:
            self._given[variable] = sorted(self._values(variable), key=_place)
        return self._given[variable]

    def read(self, variable: Variable) -> list[ast.expr]:
        """Where it is read."""
        if variable not in self._read:
            self._read[variable] = sorted(self._reads(variable), key=_place)
        return self._read[variable]

    def annotations(self, variable: Variable) -> Iterator[ast.expr]:
        """What it is annotated with; an item as its dict is."""
        home = variable.home if variable.file is self._file else None
        if variable.kind is Kind.RETURNED:
            if isinstance(home, Function) and home.returns is not None:
                yield home.returns
            return
        for node in self._stores(variable):
            above = self._file.parents.get(node)
            if isinstance(above, ast.AnnAssign):
                yield above.annotation
        if isinstance(home, Function):  # a parameter
            yield from self._file.assigned(home).annotations.get(variable.name, ())

    def is_bound_otherwise(self, variable: Variable) -> bool:
        """Whether it is bound to something that is no value, or counts on."""
        if variable.kind is Kind.NAME and variable.file is self._file:
            bound = self._file.scopes.bindings(variable.home).get(variable.name, ())
            if any(isinstance(each, (ast.alias, Definition)) for each in bound):
                return True
        return any(isinstance(self._file.parents.get(node), ast.AugAssign) for node in self._stores(variable))

    @cached_property
    def _by_name(self) -> _ByName:
        found = _ByName(defaultdict(list), defaultdict(list))
        self._file.scopes.complete()
        for node in self._file.parents:
            if isinstance(node, ast.Name):
                found.names[node.id].append(node)
            elif isinstance(node, ast.Attribute):
                found.names[node.attr].append(node)
            elif isinstance(node, ast.Call):
                found.calls[last_name(node.func)].append(node)
        return found

    def _nodes(self, variable: Variable) -> list[ast.expr]:
        """Where it, or the collection that it is an item of, is written."""
        wanted = variable.collection if variable.kind is Kind.ITEM else variable
        if wanted not in self._nodes_of:
            named = self._by_name.names.get(variable.name, ())
            self._nodes_of[wanted] = [node for node in named if variable_of(node, self._file) == wanted]
        return self._nodes_of[wanted]

    def _stores(self, variable: Variable) -> Iterator[ast.expr]:
        if variable.kind is Kind.ITEM:
            nodes = self._items(variable)
        else:
            nodes = iter(self._nodes(variable) if variable.kind is not Kind.RETURNED else ())
        yield from (node for node in nodes if isinstance(_context(node), ast.Store))

    def _items(self, variable: Variable) -> Iterator[ast.expr]:
        """Where an item is written: `CODES[kind]`, `CODES.get(kind, 500)`."""
        for node in self.read(variable.collection):
            above = self._file.parents[node]
            if isinstance(above, ast.Attribute):
                above = self._file.parents[above]
            if isinstance(above, ast.expr) and variable_of(above, self._file) == variable:
                yield above

    def _values(self, variable: Variable) -> Iterator[ast.expr]:
        if isinstance(variable.key, Place):
            for value in self.given(variable.whole):
                for row in conditional(value):
                    part = variable.key.part(row)
                    if part is not None:
                        yield part
        elif variable.kind is Kind.RETURNED:
            own = variable.home if variable.file is self._file else None
            for node in own_nodes(own) if isinstance(own, Function) else ():
                if isinstance(node, ast.Return) and node.value is not None:
                    yield node.value
        elif variable.kind is Kind.ITEM:
            for value in self.given(variable.collection):
                if isinstance(value, ast.Dict):
                    yield from value.values if variable.key is None else self._under(variable.key, value)
            for node in self._stores(variable):
                yield from _bound_to(node, self._file.parents)
        else:
            for node in self._stores(variable):
                yield from _bound_to(node, self._file.parents)
            yield from self._passed(variable)

    def _under(self, key: object, value: ast.Dict) -> Sequence[ast.expr]:
        """What stands under a key in a dict."""
        if value not in self._by_key:
            found: dict[object, list[ast.expr]] = defaultdict(list)
            for each, item in zip(value.keys, value.values, strict=True):
                found[key_of(each)].append(item)
            self._by_key[value] = found
        return self._by_key[value].get(key, ())

    def tested_with(self, function: Function) -> Mapping[ast.expr, list[str]]:
        """The parameters of a test that take a value from its table, by that value."""
        if function not in self._tested:
            found: dict[ast.expr, list[str]] = defaultdict(list)
            for name, value in tested_with(function, self._file):
                for end in ends(value):
                    found[end].append(name)
            self._tested[function] = found
        return self._tested[function]

    def _passed(self, variable: Variable) -> Iterator[ast.expr]:
        """What a parameter is given: its default, by calls, and by the columns of a test."""
        home = variable.home
        if isinstance(home, Function):
            if variable.file is self._file:
                yield from self._own(home, variable.name)
            names = self._names_of(variable) if home.name != "__init__" else self._makers(variable.file)
        elif isinstance(home, ast.ClassDef):
            names = self._names_of(variable)
        else:
            return
        for name in names:
            for call in self._by_name.calls.get(name, ()):
                if call not in self._taken:
                    self._taken[call] = [*taken(call, self._file)]
                yield from (given for taker, given in self._taken[call] if taker == variable)

    def _own(self, function: Function, name: str) -> Iterator[ast.expr]:
        """The default of a parameter, and what the columns of a test have for it."""
        yield from (default for each, default in defaults(function.args) if each.arg == name)
        for each, value in tested_with(function, self._file):
            if each == name:
                yield value

    def _names_of(self, variable: Variable) -> list[str]:
        """The names that a function or class is called by."""
        name: str = getattr(variable.home, "name", "")
        imported = (alias for statement in self._file.resolver.imports for alias in statement.names)
        names = [name, *(alias.asname for alias in imported if alias.asname and alias.name == name)]
        if variable.file is not self._file:
            names += names_from(variable.file, [name], self._file)
        return [*dict.fromkeys(names)]

    def _makers(self, file: File) -> list[str]:
        """Names of callees that may make an instance of a class of a file, or of one that derives from it."""
        if file not in self._makers_of:
            imported = names_from(file, file.resolver.definitions, self._file)
            names = {"__init__", *self._file.resolver.definitions, *imported}
            self._makers_of[file] = [name for name in self._by_name.calls if name in names]
        return self._makers_of[file]

    def _reads(self, variable: Variable) -> Iterator[ast.expr]:
        if isinstance(variable.key, Place):
            yield from self.read(variable.whole)
        elif variable.kind is Kind.RETURNED:
            by_name = self._by_name
            calls = (read for name in self._names_of(variable) for read in by_name.calls.get(name, ()))
            properties = by_name.names.get(getattr(variable.home, "name", ""), ())
            for read in (*calls, *properties):
                if variable_of(read, self._file) == variable:
                    above = self._file.parents[read]
                    yield above if isinstance(above, ast.Await) else read
        elif variable.kind is Kind.ITEM:
            yield from (node for node in self._items(variable) if not isinstance(_context(node), ast.Store))
        else:
            yield from (node for node in self._nodes(variable) if isinstance(_context(node), ast.Load))


def _place(node: ast.expr) -> tuple[int, int]:
    """Where it stands: what a message names must not depend on the order of a walk."""
    return node.lineno, node.col_offset


def _context(node: ast.expr) -> ast.expr_context | None:
    return getattr(node, "ctx", None)


def _bound_to(target: ast.AST, parents: dict[ast.AST, ast.AST]) -> Iterator[ast.expr]:
    """The values that a name is bound to where it stands; of a loop the collection."""
    above = parents[target]
    if isinstance(above, (ast.Tuple, ast.List)):
        place = above.elts.index(target)  # type: ignore[arg-type]
        in_loop = isinstance(parents[above], _LOOPS)
        for value in _bound_to(above, parents):
            for row in value.elts if in_loop and isinstance(value, _ROWS) else [value]:
                if isinstance(row, (ast.Tuple, ast.List)) and len(row.elts) == len(above.elts):
                    yield row.elts[place]
    elif isinstance(above, (ast.Assign, ast.AnnAssign, ast.NamedExpr)) and above.value is not None:
        yield above.value
    elif isinstance(above, _LOOPS):
        yield above.iter


def tested_with(function: Function, file: File) -> Iterator[tuple[str, ast.expr]]:
    """The values that the decorators of a test, or of its class, have for its parameters."""
    above = file.scopes.parent(function)
    of_class = above.decorator_list if isinstance(above, ast.ClassDef) else []
    for decorator in (*function.decorator_list, *of_class):
        if isinstance(decorator, ast.Call):
            yield from columns(decorator, file)
            yield from named_rows(decorator, function, file)


def taken(call: ast.Call, file: File) -> Iterator[tuple[Variable, ast.expr]]:
    """The parameters that take the arguments of a call, as variables."""
    call = _handed_on(call)
    found = parameters(call, file)
    if found is not None:
        for parameter, argument in found.taking(call):
            yield parameter_of(found.owner, parameter.arg), argument


def _handed_on(call: ast.Call) -> ast.Call:
    """Of `assertRaises(NotFound, error, 404)` the call that it does."""
    if last_name(call.func) in {"assertRaises", "assertWarns"} and len(call.args) > 2:
        return ast.copy_location(ast.Call(call.args[1], call.args[2:], call.keywords), call)
    return call
