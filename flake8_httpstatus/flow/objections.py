"""What speaks against a variable's holding a status: it is given, or used as, something that no status is."""

from __future__ import annotations

import ast
from typing import Final

from ..codes import ends
from ..evidence.held import held
from ..evidence.pairs import ORDER, asserted
from ..expressions import last_name, words_of
from ..file import File
from ..libraries.in_use import is_another_protocols
from .variables import Kind, Variable, is_parameter, variable_of

_ORDERS: Final = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
# Builtins whose result is a size or a place, and those that take one
_SIZES: Final = frozenset({"abs", "hash", "id", "len", "ord", "pow", "range", "round", "sum", "time"})
_TAKE_SIZES: Final = frozenset({"bytearray", "chr", "islice", "range", "sleep"})

# Who is called so takes anything: that it is given a status shows nothing of what else it is given
_ANYTHING: Final = frozenset(
    {
        *("actual", "arg", "argument", "data", "default", "elem", "element", "entry", "expected", "got"),
        *("item", "left", "measured", "num", "number", "obj", "object", "other", "result", "right"),
        *("val", "value", "values", "want", "wanted"),
    }
)
# Who is called so is a size, a time or a place
_MEASURES: Final = frozenset(
    {
        *("amount", "batch", "bytes", "capacity", "chars", "count", "delay", "depth", "duration"),
        *(
            "expiration",
            "height",
            "interval",
            "length",
            "limit",
            "max",
            "maxlen",
            "maximum",
            "min",
            "minimum",
        ),
        *("ms", "offset", "port", "price", "retries", "seconds", "size", "sleep", "threshold", "timeout"),
        *("tokens", "total", "ttl", "wait", "width"),
    }
)
_OF_STATUS: Final = frozenset({"code", "codes", "http", "status", "statuses"})


def takes_anything(variable: Variable) -> bool:
    """Whether what it is given shows nothing: the keys of a dict, and `value` of `set(key, value)`."""
    if variable.kind is Kind.ITEM:
        return variable.key is None
    if variable.kind is Kind.NAME and not is_parameter(variable):
        return False
    return variable.kind is not Kind.RETURNED and (len(variable.name) == 1 or variable.name in _ANYTHING)


def is_measure(name: str) -> bool:
    """Whether a name says that it is a size, a time or a place, and says nothing of a status."""
    words = words_of(name)
    return not _MEASURES.isdisjoint(words) and _OF_STATUS.isdisjoint(words)


def is_code(node: ast.expr, file: File) -> bool:
    """Whether it is a literal, or the library's constant, which may have been written in its place."""
    name = last_name(node)
    library = file.names.library if name else None
    if library is None or not any(row.name == name for row in library.constants):
        return isinstance(node, ast.Constant)
    return file.resolve(node) in {f"{library.dotted}.{name}", f"{library.by_name}.{name}"}


def says_status(node: ast.expr) -> bool:
    """Whether the name of an expression says that it may be a status."""
    named = node.func if isinstance(node, ast.Call) else node
    return not _OF_STATUS.isdisjoint(words_of(last_name(named)))


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
    if isinstance(above, ast.Call) and read in above.args and last_name(above.func) in _TAKE_SIZES:
        return True
    others, equal = _compared_with(above)
    if any(map(_is_other, others)):
        return True
    return equal and any(_is_reply(end) or _is_measured(end, file) for end in others if end is not read)


def _compared_with(above: ast.AST | None) -> tuple[list[ast.expr], bool]:
    """What a comparison or an assertion compares, and whether for being equal: 299 is a common limit."""
    assertion = asserted(above) if isinstance(above, ast.Call) else None
    if assertion is not None:
        values, equal = [*assertion[1:]], assertion[0] not in ORDER
    elif isinstance(above, ast.Compare):
        values = [above.left, *above.comparators]
        equal = not any(isinstance(each, _ORDERS) for each in above.ops)
    else:
        return [], False
    return [end for value in values for end in ends(value)], equal


def _is_measured(end: ast.expr, file: File) -> bool:
    """Whether it is read or worked out, and says nothing of a status: `page.json()["total"]`, `page.size`."""
    if not isinstance(end, (ast.Attribute, ast.Call, ast.Subscript)) or held(end, file) is not None:
        return False
    if is_code(end, file):
        return False
    variable = variable_of(end, file)
    if variable is not None and variable.kind is not Kind.ITEM:
        return False
    return not any(
        not _OF_STATUS.isdisjoint(words_of(name))
        for node in ast.walk(end)
        for name in (getattr(node, "attr", ""), getattr(node, "id", ""), getattr(node, "value", ""))
        if isinstance(name, str)
    )


def _is_reply(end: ast.expr) -> bool:
    """Whether it is a number of another protocol: of mail, news or files."""
    return isinstance(end, ast.Constant) and type(end.value) is int and is_another_protocols(end.value)


def _is_text_or_class(operation: ast.BinOp, read: ast.expr) -> bool:
    """Whether it is `"… %d" % code`, or `code // 100`."""
    if isinstance(operation.op, ast.Mod):
        return operation.right is read
    hundred = isinstance(operation.right, ast.Constant) and operation.right.value == 100
    return isinstance(operation.op, (ast.FloorDiv, ast.Div)) and hundred
