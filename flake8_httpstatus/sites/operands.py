"""Which expressions hold a status, and how surely."""

from __future__ import annotations

import ast
import enum
from typing import Final

from ..file import File, Scope, statements

STATUS_KEY: Final = "status_code"


class Held(enum.Enum):
    """How surely an expression holds a status."""

    SURELY = enum.auto()  # an attribute: `response.status_code`
    PERHAPS = enum.auto()  # a bare name or a subscript: task states and API codes are called so as well


def held(node: ast.expr, file: File) -> Held | None:
    """How surely an expression holds a status; None: it does not."""
    attributes = file.settings.attributes
    if isinstance(node, ast.Attribute):
        return Held.SURELY if node.attr in attributes else None
    if isinstance(node, ast.Name):
        return Held.PERHAPS if node.id in attributes and not exit_status(node, file) else None
    if isinstance(node, ast.Subscript):
        return Held.PERHAPS if is_status_key(node.slice) else None
    if isinstance(node, ast.NamedExpr):
        return held(node.value, file) or held(node.target, file)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "getattr":
        name = node.args[1] if len(node.args) > 1 else None
        if isinstance(name, ast.Constant) and name.value in attributes:
            return Held.SURELY
    return None


def is_status_key(node: ast.expr | None) -> bool:
    """Whether an expression is the constant key `"status_code"`."""
    return isinstance(node, ast.Constant) and node.value == STATUS_KEY


_PROCESS_METHODS: Final = frozenset({"wait", "poll", "recv_exit_status"})


def exit_status(name: ast.Name, file: File) -> bool:
    """Whether the name's scope assigns it what a process left: an exit status, not HTTP's."""
    scope = file.scope(name)
    for node in () if isinstance(scope, ast.Lambda) else statements(scope.body, scopes=False):
        if isinstance(node, ast.Assign):
            targets, value = node.targets, node.value
        elif isinstance(node, (ast.AnnAssign, ast.AugAssign)) and node.value is not None:
            targets, value = [node.target], node.value
        else:
            continue
        if any(
            isinstance(each, ast.Name) and each.id == name.id
            for target in targets
            for each in (target.elts if isinstance(target, (ast.Tuple, ast.List)) else [target])
        ) and _of_process(value, file):
            return True
    return False


def _of_process(value: ast.expr, file: File) -> bool:
    if isinstance(value, ast.Await):
        value = value.value
    if isinstance(value, ast.Attribute):
        if value.attr == "returncode":
            return True
        value = value.value  # `subprocess.run(…).returncode`
    if not isinstance(value, ast.Call):
        return False
    resolved = file.resolve(value.func) or ""
    if resolved.startswith("subprocess.") or resolved == "os.system":
        return True
    return isinstance(value.func, ast.Attribute) and value.func.attr in _PROCESS_METHODS


def is_literal_type(annotation: ast.expr | None) -> bool:
    """Whether an annotation is `Literal[…]`, or holds one: its values are checked by their spelling."""
    return annotation is not None and any(
        (isinstance(node, ast.Name) and node.id == "Literal")
        or (isinstance(node, ast.Attribute) and node.attr == "Literal")
        or (isinstance(node, ast.Constant) and isinstance(node.value, str) and "Literal[" in node.value)
        for node in ast.walk(annotation)
    )


def annotated_literal(target: ast.expr, file: File) -> bool:
    """Whether a name, or an attribute of `self`, is annotated `Literal[…]` elsewhere in its scope."""
    if isinstance(target, ast.Name):
        scope: Scope | None = file.scope(target)
    else:
        scope = file.enclosing_class(target)
    if scope is None:
        return False
    if isinstance(scope, (ast.FunctionDef, ast.AsyncFunctionDef)) and isinstance(target, ast.Name):
        parameters = scope.args
        for parameter in (*parameters.posonlyargs, *parameters.args, *parameters.kwonlyargs):
            if parameter.arg == target.id:
                return is_literal_type(parameter.annotation)
    wanted = target.id if isinstance(target, ast.Name) else getattr(target, "attr", None)
    return any(
        isinstance(node, ast.AnnAssign)
        and wanted in {getattr(node.target, "id", None), getattr(node.target, "attr", None)}
        and is_literal_type(node.annotation)
        for node in ast.walk(scope)
    )
