"""Which expressions hold a status, and how surely."""

from __future__ import annotations

import ast
import enum
from typing import Final

from ..clues import Clue, Trace, places
from ..file import File
from ..options import Settings
from .exit_statuses import is_exit_status

STATUS_KEY: Final = "status_code"


def _words(settings: Settings) -> tuple[str, ...]:
    return (STATUS_KEY, *sorted(settings.attributes - {STATUS_KEY}))


# A file, or statement, without any of these words holds no status
HELD: Final = Clue(_words)
HELD_HERE: Final = Trace(lambda text, settings: (start for start, _ in places(_words(settings), text)))


class Held(enum.Enum):
    """How surely an expression holds a status."""

    SURELY = enum.auto()  # an attribute: `response.status_code`
    PERHAPS = enum.auto()  # a bare name or a subscript: task states and API codes have these names too


def attribute_holds(file: File) -> Held:
    """How surely an attribute does: in files without `http`, devices and queues have such attributes."""
    return Held.SURELY if file.speaks_of_http else Held.PERHAPS


def held(node: ast.expr, file: File) -> Held | None:
    """How surely an expression holds a status; None: it does not."""
    attributes = file.settings.attributes
    if isinstance(node, ast.Attribute):
        return attribute_holds(file) if node.attr in attributes and not is_exit_status(node, file) else None
    if isinstance(node, ast.Name):
        return Held.PERHAPS if node.id in attributes and not is_exit_status(node, file) else None
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
