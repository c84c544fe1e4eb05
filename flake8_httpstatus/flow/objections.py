"""What speaks against a variable's holding a status: it is given, or used as, something that no status is."""

from __future__ import annotations

import ast
from typing import Final

from ..codes import ends
from ..expressions import last_name
from ..file import File

# Builtins whose result is a size or a place, and those that take one
_SIZES: Final = frozenset({"abs", "hash", "id", "len", "ord", "pow", "range", "round", "sum", "time"})
_TAKE_SIZES: Final = frozenset({"bytearray", "chr", "islice", "range", "sleep"})


def is_no_status(value: ast.expr) -> bool:
    """Whether a value that a variable is given is no status."""
    return any(_is_other(end) for end in ends(value))


def _is_other(end: ast.expr) -> bool:
    if isinstance(end, ast.Constant):
        number = end.value
        if isinstance(number, bool) or number is None or number is Ellipsis:
            return False
        return not (isinstance(number, int) and (number == 0 or 100 <= number <= 999))
    if isinstance(end, ast.Call):
        return last_name(end.func) in _SIZES
    return isinstance(end, (ast.BinOp, ast.UnaryOp, ast.JoinedStr, ast.Lambda)) and not (
        isinstance(end, ast.UnaryOp) and isinstance(end.op, ast.Not)
    )


def is_used_otherwise(read: ast.expr, file: File) -> bool:
    """Whether a variable is used where it is read as no status is."""
    above = file.parents.get(read)
    if isinstance(above, ast.BinOp):
        return not _is_text_or_class(above, read)
    if isinstance(above, ast.UnaryOp):
        return not isinstance(above.op, ast.Not)
    if isinstance(above, ast.Slice):
        return True
    if isinstance(above, ast.Call) and read in above.args:
        return last_name(above.func) in _TAKE_SIZES
    if isinstance(above, ast.Compare):
        return any(_is_other(end) for other in (above.left, *above.comparators) for end in ends(other))
    return False


def _is_text_or_class(operation: ast.BinOp, read: ast.expr) -> bool:
    """Whether it is `"… %d" % code`, or `code // 100`."""
    if isinstance(operation.op, ast.Mod):
        return operation.right is read
    hundred = isinstance(operation.right, ast.Constant) and operation.right.value == 100
    return isinstance(operation.op, (ast.FloorDiv, ast.Div)) and hundred
