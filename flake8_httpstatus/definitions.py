"""The callables that a file defines, and their parameters."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from .assigned import named_parameters
from .file import File
from .statements import Definition, Function


def is_own_instance(node: ast.expr) -> bool:
    """Whether it is `self`, `cls` or `super()`."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "super"
    return isinstance(node, ast.Name) and node.id in {"self", "cls"}


def own_class(node: ast.expr, file: File) -> ast.ClassDef | None:
    """The class that `self`, `cls` or `super()` is of; None in a function with a `self` that is no method."""
    name = node.id if isinstance(node, ast.Name) else None
    for above in file.above(node):
        if isinstance(above, ast.ClassDef):
            return above
        if isinstance(above, (Function, ast.Lambda)) and any(
            each.arg == name for each in named_parameters(above.args)
        ):
            around = file.scopes.parent(above)
            is_method = isinstance(above, Function) and not _is_static(above)
            return around if is_method and isinstance(around, ast.ClassDef) else None
    return None


class Defined(NamedTuple):
    """A function or class, and the file that it stands in."""

    node: Definition
    file: File


Family = Callable[[Defined], Iterable[Defined]]  # a class and those that it derives from, nearest first


class Parameters(NamedTuple):
    """The parameters of a callable, without `self`."""

    owner: Defined  # the function, or the class whose fields they are
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
    return parameters_of(_callee(call, file), call, family)


def parameters_of(callee: Defined | None, call: ast.Call, family: Family) -> Parameters | None:
    """The parameters that a call fills; None if they are not known."""
    if callee is None:
        return None
    if isinstance(callee.node, ast.ClassDef):
        found = initializer(callee, family)
    else:
        is_method = isinstance(callee.file.scopes.parent(callee.node), ast.ClassDef)
        # in the body of a class its functions are called as they are
        found = _parameters(callee, bound=is_method and isinstance(call.func, ast.Attribute))
    if found is None or (_is_decorated(found.owner.node) and not found.fit(call)):
        return None
    return found


def _is_decorated(owner: Definition) -> bool:
    return isinstance(owner, Function) and bool(owner.decorator_list)


def _callee(call: ast.Call, file: File) -> Defined | None:
    function = call.func
    own = file.resolver.definition(function)
    if own is not None:
        return Defined(own, file)
    if isinstance(function, ast.Attribute) and is_own_instance(function.value):
        around = own_class(function.value, file)
        return called_method(function, Defined(around, file), family) if around is not None else None
    return None


def family(of: Defined) -> Iterator[Defined]:
    """A class and those of its file that it derives from, nearest first."""
    if isinstance(of.node, ast.ClassDef):
        yield of
        yield from (Defined(each, of.file) for each in of.file.ancestors(of.node))


def called_method(function: ast.Attribute, of: Defined, family: Family) -> Defined | None:
    """The method that is called on an instance of a class; on `super()` one that it inherits."""
    classes = family(of)
    if isinstance(function.value, ast.Call) and is_own_instance(function.value):
        classes = (each for each in classes if each.node is not of.node)
    return method(classes, function.attr)


def method(classes: Iterable[Defined], name: str) -> Defined | None:
    """The first method of a name that one of the classes has itself."""
    for each in classes:
        found = each.file.kept(_Methods).of(each.node).get(name)
        if found is not None:
            return Defined(found, each.file)
    return None


class _Methods:
    """The methods of the classes of a file; the first of several with one name."""

    def __init__(self, file: File) -> None:
        self._known: dict[Definition, dict[str, Function]] = {}

    def of(self, definition: Definition) -> Mapping[str, Function]:
        if definition not in self._known:
            found = [each for each in definition.body if isinstance(each, Function)]
            self._known[definition] = {each.name: each for each in reversed(found)}
        return self._known[definition]


def _parameters(function: Defined, *, bound: bool) -> Parameters:
    node = function.node
    assert isinstance(node, Function)
    positional = [*node.args.posonlyargs, *node.args.args]
    if bound and not _is_static(node):
        positional = positional[1:]
    return Parameters(function, positional, node.args.kwonlyargs, len(node.args.defaults))


def _is_static(function: Function) -> bool:
    return any(isinstance(each, ast.Name) and each.id == "staticmethod" for each in function.decorator_list)


def initializer(definition: Defined, family: Family = family) -> Parameters | None:
    """The parameters of a class's `__init__`, its own or inherited, or its dataclass fields."""
    for each in family(definition):
        own = method([each], "__init__")
        if own is not None:
            return _parameters(own, bound=True)
        if any(_is_dataclass(decorator, each.file) for decorator in each.node.decorator_list):
            return _fields(each)
    return None


def _is_dataclass(decorator: ast.expr, file: File) -> bool:
    return file.callee(decorator.func if isinstance(decorator, ast.Call) else decorator) == "dataclass"


def _fields(of: Defined) -> Parameters | None:
    """A dataclass's fields in order; None if the order is not known.

    Inherited fields come first, and may come from elsewhere; `init=False`, `kw_only` and the pseudo-types
    `ClassVar` and `KW_ONLY` move a field out of the order.
    """
    definition, file = of
    assert isinstance(definition, ast.ClassDef)
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
    return Parameters(of, names, [])


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
