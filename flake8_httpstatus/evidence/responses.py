"""Which objects are responses, or exceptions that carry one, so that their `status` or `code` is HTTP's.

Without such evidence `booking.status == 200` is a model's field, and `error.code` anything.
"""

from __future__ import annotations

import ast
import re
from typing import Final

from ..bindings import annotated_as, caught, home, iterated, values
from ..expressions import last_name, words_of
from ..file import File
from ..statements import Function, own_nodes
from .models import is_field, is_from_model
from .requests import CLIENTS, sends_request

STATUS: Final = "status"
CODE: Final = "code"

_RESPONSES: Final = frozenset({"resp", "resps", "response", "responses", "reply", "replies"})
# Names of exceptions that carry a response
_EXCEPTIONS: Final = re.compile(r"H(?:TTP|ttp)|Api(?:Exception|Error)$|ResponseError$")
# What has a `code` as well: mail, news, files, gRPC, programs, telephones
_OTHER_CODES: Final = frozenset(
    {
        "aioftp",
        "aiosmtpd",
        "aiosmtplib",
        "click",
        "ftplib",
        "grpc",
        "grpclib",
        "nntplib",
        "pjsua2",
        "sipsimple",
        "smtplib",
        "typer",
    }
)
# Packages whose responses have a `code`
_WITH_CODE: Final = frozenset({"tornado", "treq", "twisted", "urllib", "urllib2"})
# Callees that wait for what their first argument gives
_WAITING: Final = frozenset(
    {
        "closing",
        "ensureDeferred",
        "run",
        "run_sync",
        "run_until_complete",
        "shield",
        "successResultOf",
        "wait_for",
    }
)
_MOST_HOPS: Final = 3  # from a name to what it is bound to, or from a call to what the function returns


def holds_status(owner: ast.expr, attribute: str, file: File) -> bool:
    """Whether the `status` or `code` of an object is HTTP's."""
    if attribute == CODE and not file.packages.isdisjoint(_OTHER_CODES):
        return False
    named = is_named_response(owner) and not _is_of_model(owner, attribute, file)
    if named and (attribute == STATUS or not file.packages.isdisjoint(_WITH_CODE)):
        return True
    return _is_response(owner, file, _MOST_HOPS)


def is_result(node: ast.expr, file: File) -> bool:
    """Whether it is what a test client has of a response: `channel.result`."""
    return (
        isinstance(node, ast.Attribute)
        and node.attr == "result"
        and file.packages.isdisjoint(_OTHER_CODES)
        and _is_response(node.value, file, _MOST_HOPS)
    )


def is_named_response(node: ast.expr) -> bool:
    """Whether a name, or the last one of a chain, says that it is a response."""
    if isinstance(node, ast.Subscript):  # `responses[0]`
        node = node.value
    return not _RESPONSES.isdisjoint(words_of(last_name(node)))


def _is_of_model(node: ast.expr, attribute: str, file: File) -> bool:
    if is_field(attribute, file):
        return True
    return any(is_from_model(value, file) for value in (*values(node, file), *iterated(node, file)))


def _is_response(node: ast.expr, file: File, hops: int) -> bool:
    """Whether what an expression is bound to shows that it is a response, or carries one."""
    if isinstance(node, ast.Attribute) and node.attr in {"value", "exception"}:
        return _is_expected_exception(node.value, file)
    if isinstance(node, (ast.Await, ast.Call, ast.Yield, ast.YieldFrom)):
        return _gives_response(node, file, hops)
    classes = caught(node, file)
    bound = [value for value in values(node, file) if not _is_none(value)]
    if classes or bound:
        return all(_is_http_exception(each, file) for each in classes) and all(
            _gives_response(value, file, hops) for value in bound
        )
    return any(_is_response_class(each, file) for each in annotated_as(node, file))


def _gives_response(node: ast.expr, file: File, hops: int, *, awaited: bool = False) -> bool:
    if hops == 0:
        return False
    if isinstance(node, (ast.Await, ast.Yield, ast.YieldFrom)):
        return node.value is not None and _gives_response(node.value, file, hops, awaited=True)
    if isinstance(node, ast.IfExp):
        return all(_gives_response(each, file, hops) for each in (node.body, node.orelse))
    if not isinstance(node, ast.Call):
        return isinstance(node, (ast.Name, ast.Attribute)) and _is_response(node, file, hops - 1)
    if sends_request(node, file, awaited=awaited):
        return True
    if last_name(node.func) in _WAITING and node.args:
        return _gives_response(node.args[0], file, hops, awaited=True)
    function = file.function(node.func)
    return function is not None and _returns_response(function, file, hops - 1)


def _returns_response(function: Function, file: File, hops: int) -> bool:
    returned = [
        value
        for node in own_nodes(function)
        if isinstance(node, ast.Return) and (value := node.value) is not None and not _is_none(value)
    ]
    return bool(returned) and all(_gives_response(value, file, hops, awaited=True) for value in returned)


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


# Classes


def _is_response_class(node: ast.expr, file: File) -> bool:
    """Whether an annotation is a class of responses, or of exceptions that carry one.

    A `BookingResponse` may be anything.
    """
    name = str(node.value) if isinstance(node, ast.Constant) else last_name(node)
    package = (file.resolve(node) or "").partition(".")[0]
    return "HTTP" in name or "Http" in name or (package in CLIENTS and name.endswith("Response"))


def _is_expected_exception(node: ast.expr, file: File) -> bool:
    """Whether a name is bound by `with pytest.raises(…)` or `assertRaises(…)` of such an exception."""
    scope = home(node, file)
    if scope is None or not isinstance(node, ast.Name):
        return False
    bound = file.assigned(scope)
    raised = [*bound.entered.get(node.id, ()), *bound.values.get(node.id, ())]
    return bool(raised) and all(
        isinstance(each, ast.Call)
        and last_name(each.func) in {"raises", "assertRaises"}
        and bool(each.args)
        and _is_http_exception(each.args[0], file)
        for each in raised
    )


def _is_http_exception(node: ast.expr, file: File) -> bool:
    if isinstance(node, ast.Tuple):
        return bool(node.elts) and all(_is_http_exception(each, file) for each in node.elts)
    package, _, rest = (file.resolve(node) or "").partition(".")
    if package == "twisted":  # which speaks to mail servers as well
        return rest.startswith("web.")
    return package in CLIENTS or _EXCEPTIONS.search(last_name(node)) is not None
