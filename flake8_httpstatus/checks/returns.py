"""HSC106: status in a returned tuple."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Final

from ..checking import check
from ..clues import Clue, has, words
from ..codes import gives_number
from ..expressions import last_name, same, words_of
from ..file import File
from ..findings import Finding
from ..options import Settings
from ..reporting import bare_codes
from ..rules import RETURNED_STATUS
from ..statements import Function

_HTTP_METHODS: Final = frozenset({"get", "post", "put", "patch", "delete", "head", "options", "trace"})
_FLASK: Final = frozenset({"flask", "quart"})
_FLASK_DECORATORS: Final = _HTTP_METHODS | {
    "route",
    "endpoint",
    "expose",
    "errorhandler",
    "app_errorhandler",
}
_FLASK_VIEWS: Final = ("MethodView", "Resource")
_NINJA_DECORATORS: Final = _HTTP_METHODS | {"api_operation", "exception_handler"}
_NINJA_STATUS: Final = "Status"

_DECORATED: Final = re.compile(rf"@[^\n]*(?:{'|'.join(sorted(_FLASK_DECORATORS | _NINJA_DECORATORS))})\b")


def _has_views(text: str, settings: Settings) -> bool:
    # `expose` may be imported under another name
    return has(text, (*_FLASK_VIEWS, _NINJA_STATUS, "expose")) or _DECORATED.search(text) is not None


VIEWS: Final = Clue(words("flask", "ninja", "quart"), _has_views)


@check(RETURNED_STATUS, nodes=[ast.Return], clues=[VIEWS])
def returned(node: ast.Return, file: File) -> Iterator[Finding]:
    """Flask and Quart: `return body, 404`. django-ninja: `return 404, body`."""
    values = [value for value in _tuples(node.value) if any(map(gives_number, value.elts))]
    function = file.scope(node) if values else None
    if not isinstance(function, Function):
        return
    flask = _shows_flask(file) and _is_flask_view(function, file)
    ninja = _shows_ninja(file) and _is_decorated(function, _NINJA_DECORATORS, file)
    for value in values:
        if flask and len(value.elts) in {2, 3} and not isinstance(value.elts[0], ast.Starred):
            yield from bare_codes(RETURNED_STATUS, value.elts[1], file)
        elif ninja and len(value.elts) == 2:
            yield from bare_codes(RETURNED_STATUS, value.elts[0], file, kept=True)


# What answers in place of a server gives a status, headers and a body:
# https://github.com/getsentry/responses#dynamic-responses
_ANSWER: Final = re.compile(r"return(?:[\s(\\]|#[^\n]*\n)*(?:[1-5][0-9][0-9]|0[xXoObB]|[0-9]_)")
ANSWER: Final = Clue(words("return"), lambda text, settings: _ANSWER.search(text))
_HEADERS: Final = "headers"
_REQUESTS: Final = frozenset({"req", "request"})


@check(RETURNED_STATUS, nodes=[ast.Return], clues=[ANSWER])
def answer(node: ast.Return, file: File) -> Iterator[Finding]:
    """`return 404, headers, body` of a function that answers requests."""
    value = node.value
    if not (isinstance(value, ast.Tuple) and len(value.elts) == 3):
        return
    code, headers, _ = value.elts
    if not (isinstance(code, ast.Constant) and type(code.value) is int):
        return
    function = file.scope(node)
    if isinstance(function, Function) and _are_headers(headers, function, file):
        yield from bare_codes(RETURNED_STATUS, code, file, doubtful=True, kept=True)
        yield from bare_codes(RETURNED_STATUS, _repeated(code, headers), file, doubtful=True, kept=True)


def _repeated(code: ast.expr, headers: ast.expr) -> ast.expr:
    """The code once more, where the headers have it as well: 204 in `{"status": 204}`."""
    pairs = zip(headers.keys, headers.values, strict=True) if isinstance(headers, ast.Dict) else ()
    again = [value for key, value in pairs if getattr(key, "value", None) == "status" and same(value, code)]
    return ast.Tuple(again, ast.Load())


def _are_headers(node: ast.expr, function: Function, file: File) -> bool:
    if isinstance(node, ast.Dict):
        arguments = function.args
        names = {each.arg for each in (*arguments.posonlyargs, *arguments.args)}
        returned = "" if function.returns is None else last_name(function.returns)
        answers = not _REQUESTS.isdisjoint(names) or "response" in words_of(returned)
        return answers and all(
            isinstance(key, ast.Constant) and isinstance(key.value, str) for key in node.keys
        )
    return _HEADERS in words_of(last_name(node))


@check(RETURNED_STATUS, nodes=[ast.Call], clues=[VIEWS])
def ninja_status(node: ast.Call, file: File) -> Iterator[Finding]:
    """django-ninja: `Status(404, body)`."""
    if not (node.args and gives_number(node.args[0])) or file.packages.isdisjoint({"ninja"}):
        return
    if file.resolve(node.func) in {f"ninja.{_NINJA_STATUS}", f"ninja.responses.{_NINJA_STATUS}"}:
        yield from bare_codes(RETURNED_STATUS, node.args[0], file, kept=True)


def _tuples(node: ast.expr | None) -> Iterator[ast.Tuple]:
    pending = [node]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Tuple):
            yield node
        elif isinstance(node, ast.IfExp):
            pending += node.body, node.orelse


def _shows_flask(file: File) -> bool:
    return any(package in _FLASK or package.startswith("flask_") for package in file.packages)


def _shows_ninja(file: File) -> bool:
    return not file.packages.isdisjoint({"ninja", "ninja_extra"})


def _is_decorated(function: Function, names: frozenset[str], file: File) -> bool:
    """Whether one of the decorators is a method with one of these names: `@app.get`, `@app.get(…)`."""
    for decorator in function.decorator_list:
        callee = decorator.func if isinstance(decorator, ast.Call) else decorator
        name = file.callee(callee)
        if (
            name in names
            and (isinstance(callee, ast.Attribute) or name == "expose")
            and not (file.resolve(callee) or "").startswith(("unittest.mock.", "mock."))  # `@mock.patch`
        ):
            return True
    return False


def _is_flask_view(function: Function, file: File) -> bool:
    if _is_decorated(function, _FLASK_DECORATORS, file):
        return True
    around = file.parents.get(function)
    if not isinstance(around, ast.ClassDef) or function.name not in _HTTP_METHODS:
        return False
    return any(
        file.callee(base).endswith(_FLASK_VIEWS)
        for each in (around, *file.ancestors(around))
        for base in each.bases
    )
