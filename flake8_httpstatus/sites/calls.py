"""HSC101: the status argument of a call."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from ..callables import Callable
from ..file import File, Function
from ..findings import Finding
from .codes import bare_codes
from .operands import STATUS_KEY, is_literal_type
from .register import visits

# Parameters that are a status wherever the callable is defined in the same file
_OWN_PARAMETERS: Final = frozenset({STATUS_KEY, "http_status", "http_code"})
_ORM_METHODS: Final = frozenset(
    {"filter", "exclude", "get", "create", "get_or_create", "update_or_create", "update"}
)


@visits(ast.Call)
def status_argument(call: ast.Call, file: File) -> Iterator[Finding]:
    """The arguments that the table, the two general rules or a definition in this file call a status."""
    if _is_orm_call(call):
        return
    row = _row(call.func, file)
    own = _own_parameters(call, file)
    for argument, name in _arguments(call, row, own):
        parameter = own.get(name) if own is not None and name is not None else None
        if parameter is not None and is_literal_type(parameter.annotation):
            continue
        yield from bare_codes(
            "HSC101",
            argument,
            file,
            doubtful=row is None and name == STATUS_KEY,
            quoted=row is not None and row.quoted,
            judge_others=row is not None,
        )


def _arguments(
    call: ast.Call, row: Callable | None, own: dict[str, ast.arg] | None
) -> Iterator[tuple[ast.expr, str | None]]:
    """The arguments that are a status, each with its parameter's name where that is known."""
    keywords = {STATUS_KEY}
    if row is not None:
        keywords.update(row.keywords)
    if own is not None:
        keywords.update(_OWN_PARAMETERS)
    if _callee(call.func).endswith("Response"):
        keywords.add("status")
    for keyword in call.keywords:
        if keyword.arg in keywords:
            yield keyword.value, keyword.arg
    positions: dict[int, str | None] = {}
    if own is not None:
        positions.update((index, name) for index, name in enumerate(own) if name in _OWN_PARAMETERS)
    elif row is not None:
        positions.update((index, None) for index in row.indexes)
    for index, argument in enumerate(call.args):
        if isinstance(argument, ast.Starred):
            break  # how many it gives cannot be told
        if index in positions:
            yield argument, positions[index]


def _callee(function: ast.expr) -> str:
    """The callee's own name, without what stands before the last dot."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _is_orm_call(call: ast.Call) -> bool:
    """Whether it queries a Django manager: `Job.objects.filter(…)`, `Job.objects.all().update(…)`."""
    node: ast.expr = call.func
    if not isinstance(node, ast.Attribute) or node.attr not in _ORM_METHODS:
        return False
    while isinstance(node, (ast.Attribute, ast.Call)):
        if isinstance(node, ast.Attribute):
            if node.attr == "objects":
                return True
            node = node.value
        else:
            node = node.func
    return isinstance(node, ast.Name) and node.id == "objects"


def _row(function: ast.expr, file: File) -> Callable | None:
    """The callable table's row for a callee."""
    table = file.settings.callables
    for dotted in _dotted_names(function, file):
        if dotted in table:
            return table[dotted]
    if isinstance(function, ast.Attribute):
        row = table.get(f".{function.attr}")
        if row is not None and (not row.where or file.packages.intersection(row.where)):
            return row
    return None


def _dotted_names(function: ast.expr, file: File) -> Iterator[str]:
    resolved = file.resolve(function)
    if resolved is not None:
        yield resolved
    if isinstance(function, ast.Attribute) and _is_own_instance(function.value):
        definition = file.enclosing_class(function)
        if definition is not None:
            for base in file.bases(definition):
                yield f"{base}.{function.attr}" if function.attr != "__init__" else base
    elif isinstance(function, ast.Name) and function.id in file.classes:
        definition = file.classes[function.id]
        if _initializer(definition, file) is None:
            yield from file.bases(definition)


def _is_own_instance(node: ast.expr) -> bool:
    """Whether it is `self`, `cls` or `super()`."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "super"
    return isinstance(node, ast.Name) and node.id in {"self", "cls"}


# Callables defined in this file


def _own_parameters(call: ast.Call, file: File) -> dict[str, ast.arg] | None:
    """Parameters (without `self`) of a callee that this file defines, in order; None: it does not."""
    function = call.func
    if isinstance(function, ast.Name) and function.id not in file.imports:
        if function.id in file.functions:
            return _parameters(file.functions[function.id], bound=False)
        if function.id in file.classes:
            return _initializer(file.classes[function.id], file)
    elif isinstance(function, ast.Attribute) and _is_own_instance(function.value):
        definition = file.enclosing_class(call)
        if definition is not None:
            return _method(function, definition, file)
    return None


def _method(function: ast.Attribute, definition: ast.ClassDef, file: File) -> dict[str, ast.arg] | None:
    own = [] if isinstance(function.value, ast.Call) else [definition]
    for each in (*own, *file.ancestors(definition)):
        for statement in each.body:
            if isinstance(statement, Function) and statement.name == function.attr:
                return _parameters(statement, bound=True)
    return None


def _parameters(function: Function, *, bound: bool) -> dict[str, ast.arg]:
    static = any(
        isinstance(decorator, ast.Name) and decorator.id == "staticmethod"
        for decorator in function.decorator_list
    )
    arguments = function.args
    positional = [*arguments.posonlyargs, *arguments.args]
    if bound and not static:
        positional = positional[1:]
    return {argument.arg: argument for argument in (*positional, *arguments.kwonlyargs)}


def _initializer(definition: ast.ClassDef, file: File) -> dict[str, ast.arg] | None:
    """Parameters of a class's `__init__`, its own or inherited in this file, or of its dataclass fields."""
    for each in (definition, *file.ancestors(definition)):
        for statement in each.body:
            if isinstance(statement, Function) and statement.name == "__init__":
                return _parameters(statement, bound=True)
        if any("dataclass" in ast.unparse(decorator) for decorator in each.decorator_list):
            if each.bases:
                return None  # inherited fields come first, and may come from elsewhere
            return {
                statement.target.id: ast.arg(statement.target.id, statement.annotation)
                for statement in each.body
                if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
            }
    return None
