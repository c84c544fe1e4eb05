"""Which expressions hold a status, and how surely."""

from __future__ import annotations

import ast
import enum
from collections.abc import Iterable
from typing import Final

from ..expressions import dotted
from ..file import File
from ..resolver import Function

STATUS_KEY: Final = "status_code"


class Held(enum.Enum):
    """How surely an expression holds a status."""

    SURELY = enum.auto()  # an attribute: `response.status_code`
    PERHAPS = enum.auto()  # a bare name or a subscript: task states and API codes are called so as well


def attribute_holds(file: File) -> Held:
    """How surely an attribute does: devices and queues have it as well, in files that say nothing of HTTP."""
    return Held.SURELY if file.speaks_of_http else Held.PERHAPS


def held(node: ast.expr, file: File) -> Held | None:
    """How surely an expression holds a status; None: it does not."""
    attributes = file.settings.attributes
    if isinstance(node, ast.Attribute):
        return attribute_holds(file) if node.attr in attributes and not exit_status(node, file) else None
    if isinstance(node, ast.Name):
        return Held.PERHAPS if node.id in attributes and not exit_status(node, file) else None
    if isinstance(node, ast.Subscript):
        return Held.PERHAPS if is_status_key(node.slice) else None
    if isinstance(node, ast.NamedExpr):
        return held(node.value, file) or held(node.target, file)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "getattr":
        name = node.args[1] if len(node.args) > 1 else None
        if isinstance(name, ast.Constant) and name.value in attributes:
            return attribute_holds(file)
    return None


def is_status_key(node: ast.expr | None) -> bool:
    """Whether an expression is the constant key `"status_code"`."""
    return isinstance(node, ast.Constant) and node.value == STATUS_KEY


_PROCESS_METHODS: Final = frozenset({"wait", "poll", "recv_exit_status"})
# Without one of them in the file, there is none; not `await`
_PROCESS_WORDS: Final = ("returncode", "subprocess", "system", *(f".{name}" for name in _PROCESS_METHODS))


def exit_status(node: ast.Name | ast.Attribute, file: File) -> bool:
    """Whether the file assigns it what a process left: an exit status, not HTTP's."""
    if not file.mentions(*_PROCESS_WORDS):
        return False
    if isinstance(node, ast.Name):
        values = file.bindings(file.binding_scope(node)).values.get(node.id, [])
    else:
        values = file.attribute_values.get(dotted(node) or "", [])
    return any(_of_process(value, file) for value in values)


def _of_process(value: ast.expr, file: File) -> bool:
    pending = [value]
    while pending:
        node = pending.pop()
        if isinstance(node, (ast.Await, ast.Subscript)):  # `subprocess.getstatusoutput(…)[0]`
            pending.append(node.value)
        elif isinstance(node, ast.BoolOp):
            pending += node.values
        elif isinstance(node, ast.IfExp):
            pending += node.body, node.orelse
        elif isinstance(node, ast.BinOp):  # `os.system(…) >> 8`
            pending.append(node.left)
        elif isinstance(node, ast.Attribute) and node.attr not in file.settings.attributes:
            if node.attr == "returncode":
                return True
            pending.append(node.value)
        elif isinstance(node, ast.Call):
            resolved = file.resolve(node.func) or ""
            if resolved.startswith("subprocess.") or resolved == "os.system":
                return True
            if isinstance(node.func, ast.Attribute) and node.func.attr in _PROCESS_METHODS:
                return True
    return False


def is_literal_type(annotation: ast.expr | None, file: File) -> bool:
    """Whether an annotation is `Literal[…]`, or holds one: its values are checked by their spelling."""
    if annotation is None or not file.mentions("Literal"):
        return False
    return any(
        file.callee(node) == "Literal"
        or (isinstance(node, ast.Name) and node.id in file.literal_types)
        or (isinstance(node, ast.Constant) and isinstance(node.value, str) and "Literal[" in node.value)
        for node in ast.walk(annotation)
        if isinstance(node, ast.expr)
    )


def annotated_literal(target: ast.expr, file: File) -> bool:
    """Whether a name, or an attribute of `self`, is annotated `Literal[…]` elsewhere in its scope."""
    if not file.mentions("Literal"):
        return False
    if isinstance(target, ast.Name):
        scope, name = file.binding_scope(target), target.id
        if not isinstance(scope, ast.ClassDef):
            return _any_literal(file.bindings(scope).annotations.get(name, ()), file)
    elif isinstance(target, ast.Attribute) and dotted(target) == f"self.{target.attr}":
        enclosing, name = file.enclosing_class(target), target.attr
        if enclosing is None:
            return False
        scope = enclosing
    else:
        return False
    return any(
        _any_literal(file.bindings(each).annotations.get(key, ()), file)
        for definition in (scope, *file.ancestors(scope))
        for each, key in (
            (definition, name),
            *((method, f".{name}") for method in definition.body if isinstance(method, Function)),
        )
    )


def _any_literal(annotations: Iterable[ast.expr], file: File) -> bool:
    return any(is_literal_type(annotation, file) for annotation in annotations)


_ORM_METHODS: Final = frozenset(
    {"filter", "exclude", "get", "create", "get_or_create", "update_or_create", "update"}
)


def is_orm_call(node: ast.AST | None) -> bool:
    """Whether it queries a Django manager: `Job.objects.filter(…)`, `Job.objects.all().update(…)`."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    if node.func.attr not in _ORM_METHODS:
        return False
    receiver = node.func.value
    while not isinstance(receiver, ast.Name):
        if isinstance(receiver, ast.Attribute) and receiver.attr == "objects":
            return True
        if isinstance(receiver, (ast.Attribute, ast.Await, ast.Subscript)):
            receiver = receiver.value
        elif isinstance(receiver, ast.Call):
            receiver = receiver.func
        else:
            return False
    return receiver.id == "objects"
