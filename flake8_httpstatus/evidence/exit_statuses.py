"""The exit status of a process is called a status as well, but is none of HTTP's."""

from __future__ import annotations

import ast
from typing import Final

from ..expressions import dotted
from ..file import File

_PROCESS_METHODS: Final = frozenset({"wait", "poll", "recv_exit_status"})
# A file without any of these words assigns none. The dot keeps `await` out
_PROCESS_WORDS: Final = ("returncode", "subprocess", "system", *(f".{name}" for name in _PROCESS_METHODS))


def is_exit_status(node: ast.Name | ast.Attribute, file: File) -> bool:
    """Whether the file assigns the exit status of a process to a name or attribute."""
    if not file.mentions(*_PROCESS_WORDS):
        return False
    if isinstance(node, ast.Name):
        values = file.assigned(file.binding_scope(node)).values.get(node.id, [])
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
