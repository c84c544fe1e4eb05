"""Which calls send a request, so that what they give is a response."""

from __future__ import annotations

import ast
from typing import Final

from ..expressions import dotted, last_name, words_of
from ..file import File
from .orm import is_orm_call

# Packages that send requests, or have a client for tests
CLIENTS: Final = frozenset(
    {
        *("aiohttp", "botocore", "falcon", "fastapi", "flask", "httplib", "httplib2", "httpx", "kubernetes"),
        *("kubernetes_asyncio", "niquests", "pecan", "pyramid", "quart", "requests", "sanic", "starlette"),
        *("tornado", "treq", "twisted", "urllib", "urllib2", "urllib3", "webob", "webtest"),
    }
)
METHODS: Final = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})
# Callees of these names send a request, or read its answer …
_ANSWERED: Final = frozenset({"get_response", "getresponse", "urlopen"})
# … in a file that imports a client those with such a word in their name, and no word that says what else is
# asked for, as in `leave_request` and `fetch_job` …
_SENDING: Final = frozenset({"fetch", "request", "response"})
_HOW: Final = frozenset(
    {
        *("api", "app", "async", "auth", "client", "do", "execute", "http", "https", "issue", "jp", "json"),
        *("make", "open", "perform", "post", "put", "raw", "read", "retry", "send", "signed", "simulate"),
        *("test", "url"),
    }
)
# … and those that are called so, if that is shown: dicts, databases and queues have such methods as well
_MAY_SEND: Final = frozenset(method.lower() for method in METHODS)
# Words of a client, and of an address
_CLIENT: Final = frozenset({"api", "app", "cli", "client"})
_ADDRESS: Final = frozenset({"address", "endpoint", "href", "link", "path", "uri", "url"})


def sends_request(call: ast.Call, file: File, *, awaited: bool) -> bool:
    """Whether a call sends a request.

    It has an HTTP method or an address among its arguments, or is a client's method in a file that imports
    one. `awaited`: its result is awaited or entered, as that of no dict is.
    """
    name = last_name(call.func)
    if is_orm_call(call) or name[:1].isupper() or dotted(call.func) == "open":  # that makes an object
        return False
    given = (*call.args, *(keyword.value for keyword in call.keywords))
    if name in _ANSWERED or any(_is_method(argument) or _is_address(argument) for argument in given):
        return True
    if file.packages.isdisjoint(CLIENTS) and not file.mentions("http.client"):
        return False
    words = words_of(name)
    if not _SENDING.isdisjoint(words) and words <= _SENDING | _HOW:
        return True
    package = (file.resolve(call.func) or "").partition(".")[0]
    return name in _MAY_SEND and (package in CLIENTS or (awaited and _asks_a_server(call)))


def _asks_a_server(call: ast.Call) -> bool:
    """Whether the receiver, or the first argument, says so: `await session.get(Job, 1)` asks a database."""
    receiver = last_name(call.func.value) if isinstance(call.func, ast.Attribute) else ""
    first = call.args[0] if call.args else None
    asked = last_name(first) if first is not None else ""
    if asked[:1].isupper() and not asked.isupper():  # a class
        return False
    if "http" in receiver.lower() or not _CLIENT.isdisjoint(words_of(receiver)):
        return True
    return isinstance(first, (ast.BinOp, ast.Call, ast.JoinedStr)) or (
        not _ADDRESS.isdisjoint(words_of(asked))
    )


def _text(node: ast.expr) -> str:
    value = node.value if isinstance(node, ast.Constant) else None
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return value if isinstance(value, str) else ""


def _is_method(node: ast.expr) -> bool:
    return _text(node) in METHODS


def _is_address(node: ast.expr) -> bool:
    """Whether it is a string that begins with `/` or `http`, whatever is put into it or behind it."""
    while not isinstance(node, ast.Constant):
        if isinstance(node, ast.BinOp):
            node = node.left
        elif isinstance(node, ast.JoinedStr) and node.values:
            node = node.values[0]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):  # `"/{}".format(…)`
            node = node.func.value
        else:
            return False
    return _text(node).startswith(("/", "http"))
