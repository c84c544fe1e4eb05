"""What variables are given, and where they are read, in one file."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

from ..columns import columns
from ..definitions import parameters
from ..file import File
from ..statements import Function, own_nodes
from .variables import Kind, Variable, attribute, variable_of

Uses = dict[Variable, list[ast.expr]]


class Index:
    """The uses of every variable of a file, found in one pass when the first is asked for."""

    def __init__(self, file: File) -> None:
        """Look through a file."""
        self._file = file
        self.given: Uses = defaultdict(list)  # what is bound to it, passed to it, or returned
        self.read: Uses = defaultdict(list)  # where it is read
        self.spoilt: set[Variable] = set()  # something is done to it that is done to no status
        file.scopes.complete()
        for node in _nodes(file.tree):
            self._note(node)

    def _note(self, node: ast.AST) -> None:
        if isinstance(node, (ast.Assign, ast.AnnAssign, ast.NamedExpr)) and node.value is not None:
            for target in node.targets if isinstance(node, ast.Assign) else (node.target,):
                self._bind(target, node.value)
        elif isinstance(node, ast.AugAssign):
            self._spoil(variable_of(node.target, self._file))
        elif isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)):
            self._loop(node.target, node.iter)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            for alias in node.names:
                name = ast.Name((alias.asname or alias.name).partition(".")[0], ast.Store())
                self._file.parents[name] = node
                self._spoil(variable_of(name, self._file))
        elif isinstance(node, Function):
            self._define(node)
        elif isinstance(node, ast.Call):
            self._pass(node)
        if isinstance(node, (ast.Name, ast.Attribute, ast.Subscript, ast.Call)):
            self._read(node)

    def _bind(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, (ast.Tuple, ast.List)):
            if isinstance(value, (ast.Tuple, ast.List)) and len(value.elts) == len(target.elts):
                for each, part in zip(target.elts, value.elts, strict=True):
                    self._bind(each, part)
            return
        variable = variable_of(target, self._file)
        if variable is None:
            return
        if isinstance(target, ast.Subscript):  # `codes["missing"] = 404`
            self.given[variable].append(value)
            return
        self.given[variable].append(value)
        if isinstance(value, ast.Dict):
            self.given[variable._replace(kind=Kind.ITEM)].extend(value.values)

    def _loop(self, target: ast.expr, values: ast.expr) -> None:
        variable = variable_of(target, self._file)
        if variable is not None:
            # a collection gives each of its parts; of anything else nothing is known but `range`
            self.given[variable].append(values)

    def _define(self, function: Function) -> None:
        arguments = function.args
        positional = [*arguments.posonlyargs, *arguments.args]
        defaults = zip(
            positional[len(positional) - len(arguments.defaults) :], arguments.defaults, strict=True
        )
        only = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
        for parameter, default in (*defaults, *only):
            if default is not None:
                self.given[Variable(Kind.NAME, function, parameter.arg)].append(default)
        for node in own_nodes(function):
            if isinstance(node, ast.Return) and node.value is not None:
                self.given[Variable(Kind.RETURNED, function)].append(node.value)
        for decorator in function.decorator_list:
            if isinstance(decorator, ast.Call):
                for name, value in columns(decorator, self._file):
                    self.given[Variable(Kind.NAME, function, name)].append(value)

    def _pass(self, call: ast.Call) -> None:
        own = parameters(call, self._file)
        for parameter, argument in own.taking(call) if own is not None else ():
            self.given[self.parameter(own, parameter)].append(argument)

    def parameter(self, own: object, parameter: ast.arg) -> Variable:
        """The variable that a parameter is."""
        owner = own.owner  # type: ignore[attr-defined]
        if isinstance(owner, ast.ClassDef):  # a dataclass: its field
            return attribute(owner, parameter.arg, self._file)
        return Variable(Kind.NAME, owner, parameter.arg)

    def _read(self, node: ast.expr) -> None:
        if isinstance(getattr(node, "ctx", None), (ast.Store, ast.Del)):
            return
        variable = variable_of(node, self._file)
        if variable is not None:
            self.read[variable].append(node)

    def _spoil(self, variable: Variable | None) -> None:
        if variable is not None:
            self.spoilt.add(variable)


def _nodes(tree: ast.Module) -> Iterator[ast.AST]:
    return ast.walk(tree)
