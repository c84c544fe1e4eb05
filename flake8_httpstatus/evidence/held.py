"""Which expressions hold a status, and how surely."""

from __future__ import annotations

import ast
import enum
import re
from functools import cache
from typing import Final

from ..clues import Clue, Trace, has, places, shortest
from ..file import File
from ..options import Settings
from . import names
from .exit_statuses import is_exit_status
from .names import is_status_key, may_be_passed, means_status
from .requests import CLIENTS, METHODS
from .responses import CODE, STATUS, holds_status, is_result

# Read by a method: https://docs.python.org/3/library/urllib.request.html,
# https://www.tornadoweb.org/en/stable/web.html#tornado.web.RequestHandler.get_status
_GETTER: Final = "getcode"
_OF_TORNADO: Final = "get_status"


@cache
def _words(settings: Settings) -> tuple[str, ...]:
    return shortest((*names.words(settings), _GETTER, _OF_TORNADO))


# `.status` and `.code`, not called; and `["code"]`, or `getattr(error, "code")`
_READ: Final = (f".{STATUS}", f".{CODE}")
_QUOTED: Final = (f'"{STATUS}"', f"'{STATUS}'", f'"{CODE}"', f"'{CODE}'")
_NOT_CALLED: Final = re.compile(r"(?!\w|\s*\()")
_KEY: Final = re.compile(r"\s*[\]),]")
_SPELLINGS: Final = (str.lower, str.capitalize, str.upper)
# What shows that the object is a response: its name, its class, or the request that it answers
_SHOWN: Final = shortest(
    (
        *(spelled(word) for word in ("resp", "http", "repl") for spelled in _SPELLINGS),
        *("Api", "urlopen", '"/', "'/"),
        *sorted(CLIENTS | METHODS),
    )
)


def _has_response(text: str, settings: Settings) -> bool:
    read = any(_NOT_CALLED.match(text, end) for _, end in places(_READ, text))
    return (read or any(_KEY.match(text, end) for _, end in places(_QUOTED, text))) and has(text, _SHOWN)


NAMED: Final = Clue(_words)
OF_OBJECT: Final = Clue(lambda settings: (*_READ, *_QUOTED), _has_response)
# A file without any of these holds no status
HELD: Final = (NAMED, OF_OBJECT)
# A statement neither
HELD_HERE: Final = Trace(
    lambda text, settings: (start for start, _ in places((*_words(settings), *_READ, *_QUOTED), text))
)


class Held(enum.Enum):
    """How surely an expression holds a status."""

    SURELY = enum.auto()  # an attribute: `response.status_code`
    PERHAPS = enum.auto()  # a bare name or a subscript: task states and API codes have these names too


def attribute_holds(file: File) -> Held:
    """How surely an attribute does: in files without `http`, devices and queues have such attributes."""
    return Held.SURELY if file.speaks_of_http else Held.PERHAPS


def held(node: ast.expr, file: File) -> Held | None:
    """How surely an expression holds a status; None: it does not."""
    if node in file.reached:
        return Held.PERHAPS
    if isinstance(node, ast.Attribute):
        return _attribute(node.value, node.attr, file) if not is_exit_status(node, file) else None
    if isinstance(node, ast.Name):
        passed = may_be_passed(node.id, file.settings)
        return Held.PERHAPS if passed and not is_exit_status(node, file) else None
    if isinstance(node, ast.Subscript):
        return Held.PERHAPS if _item(node.value, node.slice, file) else None
    if isinstance(node, ast.NamedExpr):
        return held(node.value, file) or held(node.target, file)
    return _called(node, file) if isinstance(node, ast.Call) else None


def _attribute(owner: ast.expr, attribute: str, file: File) -> Held | None:
    if means_status(attribute, file.settings):
        return attribute_holds(file)
    if attribute in {STATUS, CODE} and holds_status(owner, attribute, file):
        return Held.PERHAPS
    return None


def _item(owner: ast.expr, key: ast.expr, file: File) -> bool:
    """Whether a status stands under a key: `answer["statusCode"]`, `channel.result["code"]`."""
    if is_status_key(key, file.settings):
        return True
    return isinstance(key, ast.Constant) and key.value == CODE and is_result(owner, file)


def _called(node: ast.Call, file: File) -> Held | None:
    """`getattr(error, "status_code", None)`, `answer.get("statusCode")`, `int(channel.result["code"])`."""
    function = node.func
    if isinstance(function, ast.Attribute):
        gets = function.attr == "get" and bool(node.args) and is_status_key(node.args[0], file.settings)
        # `currency.getcode()` is none
        reads = function.attr == _GETTER and (file.speaks_of_http or file.mentions("url"))
        of_tornado = function.attr == _OF_TORNADO and "tornado" in file.packages
        return Held.PERHAPS if gets or reads or of_tornado else None
    if not isinstance(function, ast.Name):
        return None
    if function.id == "int" and len(node.args) == 1:
        return held(node.args[0], file)
    if function.id == "getattr" and len(node.args) > 1:
        name = node.args[1]
        if isinstance(name, ast.Constant) and isinstance(name.value, str):
            return _attribute(node.args[0], name.value, file)
    return None
