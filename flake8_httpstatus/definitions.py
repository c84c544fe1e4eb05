"""The callables that a file defines, and their parameters."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

from .file import File
from .statements import Definition, Function


def is_own_instance(node: ast.expr) -> bool:
    """Whether it is `self`, `cls` or `super()`."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "super"
    return isinstance(node, ast.Name) and node.id in {"self", "cls"}


class Parameters(NamedTuple):
    """The parameters of a callable, without `self`."""

    owner: Definition  # the function, or the class whose fields they are
    positional: list[ast.arg]
    keyword_only: list[ast.arg]
    defaults: int = 0  # so many of the positional ones, the last, have one

    def named(self, name: str) -> ast.arg | None:
        """The parameter of a name."""
        return next((each for each in (*self.positional, *self.keyword_only) if each.arg == name), None)

    def taking(self, call: ast.Call) -> Iterator[tuple[ast.arg, ast.expr]]:
        """Which parameter takes which argument of a call, as far as that is known."""
        for parameter, argument in zip(self.positional, call.args, strict=False):
            if isinstance(argument, ast.Starred):
                break  # how many positions it fills is not known
            yield parameter, argument
        for keyword in call.keywords:
            parameter_or_none = self.named(keyword.arg) if keyword.arg else None
            if parameter_or_none is not None:
                yield parameter_or_none, keyword.value

    def fit(self, call: ast.Call) -> bool:
        """Whether a call gives all that has no default; else a decorator gives the rest, who knows where."""
        if any(isinstance(argument, ast.Starred) for argument in call.args):
            return True
        named = {keyword.arg for keyword in call.keywords}
        needed = self.positional[len(call.args) : len(self.positional) - self.defaults]
        return None in named or all(each.arg in named for each in needed)


def parameters(call: ast.Call, file: File) -> Parameters | None:
    """The parameters of a callee; None if this file does not define it."""
    found = _parameters_of(call, file)
    if found is None or (_is_decorated(found.owner) and not found.fit(call)):
        return None
    return found


def _parameters_of(call: ast.Call, file: File) -> Parameters | None:
    function = call.func
    own = file.resolver.definition(function)
    if isinstance(own, Function):
        return _parameters(own, bound=False)
    if isinstance(own, ast.ClassDef):
        return initializer(own, file)
    if isinstance(function, ast.Attribute) and is_own_instance(function.value):
        definition = file.enclosing_class(call)
        if definition is not None:
            return _method(function, definition, file)
    return None


def _is_decorated(owner: Definition) -> bool:
    return isinstance(owner, Function) and bool(owner.decorator_list)


def _method(function: ast.Attribute, definition: ast.ClassDef, file: File) -> Parameters | None:
    own = [] if isinstance(function.value, ast.Call) else [definition]
    for each in (*own, *file.ancestors(definition)):
        for statement in each.body:
            if isinstance(statement, Function) and statement.name == function.attr:
                return _parameters(statement, bound=True)
    return None


def _parameters(function: Function, *, bound: bool) -> Parameters:
    static = any(
        isinstance(decorator, ast.Name) and decorator.id == "staticmethod"
        for decorator in function.decorator_list
    )
    arguments = function.args
    positional = [*arguments.posonlyargs, *arguments.args]
    if bound and not static:
        positional = positional[1:]
    return Parameters(function, positional, arguments.kwonlyargs, len(arguments.defaults))


def initializer(definition: ast.ClassDef, file: File) -> Parameters | None:
    """The parameters of a class's `__init__`, its own or inherited in this file, or its dataclass fields."""
    for each in (definition, *file.ancestors(definition)):
        for statement in each.body:
            if isinstance(statement, Function) and statement.name == "__init__":
                return _parameters(statement, bound=True)
        if any(_is_dataclass(decorator, file) for decorator in each.decorator_list):
            return _fields(each, file)
    return None


def _is_dataclass(decorator: ast.expr, file: File) -> bool:
    return file.callee(decorator.func if isinstance(decorator, ast.Call) else decorator) == "dataclass"


def _fields(definition: ast.ClassDef, file: File) -> Parameters | None:
    """A dataclass's fields in order; None if the order is not known.

    Inherited fields come first, and may come from elsewhere; `init=False`, `kw_only` and the pseudo-types
    `ClassVar` and `KW_ONLY` move a field out of the order.
    """
    fields = [
        statement
        for statement in definition.body
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
    ]
    options = (*definition.decorator_list, *(field.value for field in fields))
    if (
        definition.bases
        or any(isinstance(call, ast.Call) and _moves(call) for call in options)
        or any(_is_pseudo(field.annotation, file) for field in fields)
    ):
        return None
    names = [ast.arg(ast.unparse(field.target), field.annotation) for field in fields]
    return Parameters(definition, names, [])


def _moves(call: ast.Call) -> bool:
    return any(keyword.arg in {"init", "kw_only"} for keyword in call.keywords)


def _is_pseudo(annotation: ast.expr, file: File) -> bool:
    outer = annotation.value if isinstance(annotation, ast.Subscript) else annotation
    name = outer.value if isinstance(outer, ast.Constant) else file.callee(outer)
    return isinstance(name, str) and re.search(r"\b(ClassVar|KW_ONLY)\b", name) is not None


def defaults(arguments: ast.arguments) -> Iterator[tuple[ast.arg, ast.expr]]:
    """The parameters that have a default, with it."""
    positional = [*arguments.posonlyargs, *arguments.args]
    yield from zip(positional[len(positional) - len(arguments.defaults) :], arguments.defaults, strict=True)
    for parameter, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        if default is not None:
            yield parameter, default
