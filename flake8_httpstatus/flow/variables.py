"""What a value goes through: names, attributes of classes, what functions return and collections hold."""

from __future__ import annotations

import ast
import enum
from collections.abc import Iterator
from typing import NamedTuple

from ..assigned import Scope, named_parameters
from ..definitions import Defined, method
from ..expressions import last_name
from ..file import File
from ..statements import Function
from .others import family
from .receivers import callee, class_of


class Kind(enum.Enum):
    """What a variable is."""

    NAME = enum.auto()  # a name of a function, or of the module
    ATTRIBUTE = enum.auto()  # of a class and its subclasses
    RETURNED = enum.auto()  # what a function returns
    ITEM = enum.auto()  # what stands in a dict: under one key, or under those that are no literals


class Place(NamedTuple):
    """The place of a part in a tuple that is returned, or bound to one name."""

    at: int
    length: int

    def part(self, value: ast.expr) -> ast.expr | None:
        """What stands there in a tuple of that length; None for any other value."""
        if isinstance(value, ast.Tuple) and len(value.elts) == self.length:
            return value.elts[self.at]
        return None


class Variable(NamedTuple):
    """Something that holds values."""

    kind: Kind
    home: ast.AST  # the scope, the class or the function
    file: File  # where that stands
    name: str = ""  # none for what a function returns
    key: object = None  # of an item, if it is a literal; of a part of a tuple its `Place`

    @property
    def collection(self) -> Variable:
        """Of an item the variable that holds the dict."""
        kind = Kind.ATTRIBUTE if isinstance(self.home, ast.ClassDef) else Kind.NAME
        return self._replace(kind=kind, key=None)

    @property
    def whole(self) -> Variable:
        """Of a part of a tuple what stands for the tuple."""
        return self._replace(key=None) if self.kind is Kind.RETURNED else self.collection

    @property
    def is_constant(self) -> bool:
        """Whether it is a named constant, by its name: `NOT_FOUND = 404` is the name of that code."""
        return self.kind is not Kind.ITEM and self.name.isupper()


def variable_of(node: ast.expr, file: File) -> Variable | None:
    """The variable that an expression reads or binds."""
    if isinstance(node, ast.Await):
        node = node.value
    if isinstance(node, ast.Name):
        home = file.resolver.home(node, node.id)
        if isinstance(home, ast.ClassDef):
            return _attribute(Defined(home, file), node.id)
        return Variable(Kind.NAME, home, file, node.id) if isinstance(home, Scope) else None
    if isinstance(node, ast.Attribute):
        of = class_of(node.value, file)
        return _attribute(of, node.attr) if of is not None else None
    if isinstance(node, ast.Subscript):
        return _item(node.value, node.slice, file)
    if isinstance(node, ast.Call):
        returned = _returned(callee(node, file))
        gets = isinstance(node.func, ast.Attribute) and node.func.attr == "get" and 1 <= len(node.args) <= 2
        if returned is None and gets and isinstance(node.func, ast.Attribute):
            return _item(node.func.value, node.args[0], file)
        return returned
    return None


def _returned(function: Defined | None) -> Variable | None:
    if function is None or not isinstance(function.node, Function):
        return None
    return Variable(Kind.RETURNED, function.node, function.file)


def is_property(method: Function) -> bool:
    """Whether a method is called by reading it."""
    return any(last_name(each) in {"property", "cached_property"} for each in method.decorator_list)


def _item(collection: ast.expr, key: ast.expr, file: File) -> Variable | None:
    variable = variable_of(collection, file)
    if variable is None or variable.kind not in {Kind.NAME, Kind.ATTRIBUTE}:
        return None
    return variable._replace(kind=Kind.ITEM, key=key_of(key))


def key_of(node: ast.expr | None) -> object:
    """The key that a literal is; None for any other expression."""
    return node.value if isinstance(node, ast.Constant) else None


def _attribute(of: Defined, name: str) -> Variable:
    """The attribute of a class, that of its farthest base that has it; of a property what it returns."""
    function = method(family(of), name)
    if function is not None and isinstance(function.node, Function) and is_property(function.node):
        return Variable(Kind.RETURNED, *function)
    classes = [each for each in family(of) if name in each.file.attributes(each.node)]
    return Variable(Kind.ATTRIBUTE, *[of, *classes][-1], name)


def parameter_of(owner: Defined, name: str) -> Variable:
    """The variable that a parameter of a function is, or a field of a dataclass."""
    if isinstance(owner.node, ast.ClassDef):
        return _attribute(owner, name)
    return Variable(Kind.NAME, *owner, name)


def is_parameter(variable: Variable) -> bool:
    """Whether a name is a parameter of a function."""
    if not isinstance(variable.home, Function):
        return False
    return any(each.arg == variable.name for each in named_parameters(variable.home.args))


def wholes(statement: ast.Return | ast.Assign, file: File) -> Iterator[Variable]:
    """What a statement gives a tuple to as a whole, without the place of a part."""
    if isinstance(statement, ast.Return):
        function = file.scope(statement)
        if isinstance(function, Function):
            yield Variable(Kind.RETURNED, function, file)
    else:
        for target in statement.targets:
            variable = variable_of(target, file)
            if variable is not None and variable.kind in {Kind.NAME, Kind.ATTRIBUTE}:
                yield variable._replace(kind=Kind.ITEM)
