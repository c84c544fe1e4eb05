"""Which parameter of which callable is a status: data.

Positions count arguments without `self`. Each row is checked against the installed library's signature by
`tests/flake8_httpstatus/test_callables.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple


class CallableRow(NamedTuple):
    """A callable that takes a status."""

    name: str  # dotted, as imported; `.method` for a method of any receiver
    keywords: tuple[str, ...]
    indexes: tuple[int, ...] = ()  # 0-based, without `self`
    quoted: bool = False  # digits in quotes count: the framework takes them through `int()`
    where: tuple[str, ...] = ()  # `.method` only: the file imports one of these packages; (): any file
    as_int: bool = False  # the status goes through `int()` or `%d`, or is only compared: none becomes text


_DJANGO_RESPONSES: Final = (
    "JsonResponse",
    "HttpResponseRedirect",
    "HttpResponsePermanentRedirect",
    "HttpResponseNotModified",
    "HttpResponseBadRequest",
    "HttpResponseNotAllowed",
    "HttpResponseNotFound",
    "HttpResponseForbidden",
    "HttpResponseGone",
    "HttpResponseServerError",
)
# `starlette.responses` and `fastapi.responses` hold the same classes
_STARLETTE_RESPONSES: Final = (
    "Response",
    "HTMLResponse",
    "PlainTextResponse",
    "JSONResponse",
    "RedirectResponse",
    "StreamingResponse",
    "FileResponse",
    "UJSONResponse",
    "ORJSONResponse",
)
_HTTP_METHODS: Final = ("get", "post", "put", "patch", "delete", "head", "options")


def _rows() -> Iterable[CallableRow]:
    yield CallableRow("rest_framework.response.Response", ("status",), (1,), as_int=True)
    yield CallableRow("django_petra.petra_core.Response", ("status",), (1,))
    for module in ("django.http", "django.http.response"):
        for name in ("HttpResponse", "StreamingHttpResponse", "FileResponse"):
            yield CallableRow(f"{module}.{name}", ("status",), (2,), quoted=True)
        for name in _DJANGO_RESPONSES:
            yield CallableRow(f"{module}.{name}", ("status",), quoted=True)
    yield CallableRow("django.shortcuts.render", ("status",), (4,), quoted=True)
    yield CallableRow("django.template.response.TemplateResponse", ("status",), (4,), quoted=True)
    yield CallableRow("django.template.response.SimpleTemplateResponse", ("status",), (3,), quoted=True)
    yield CallableRow(".assertContains", ("status_code",), (3,), as_int=True)
    yield CallableRow(".assertNotContains", ("status_code",), (2,), as_int=True)
    yield CallableRow(".assertRedirects", ("status_code", "target_status_code"), (2, 3), as_int=True)
    for module in ("starlette.responses", "fastapi.responses"):
        for name in _STARLETTE_RESPONSES:
            yield CallableRow(f"{module}.{name}", ("status_code",), (1,))
    yield CallableRow("fastapi.Response", ("status_code",), (1,))
    for module in ("starlette", "fastapi"):
        yield CallableRow(f"{module}.templating.Jinja2Templates.TemplateResponse", ("status_code",), (3,))
    for exception in (
        "starlette.exceptions.HTTPException",
        "fastapi.HTTPException",
        "fastapi.exceptions.HTTPException",
    ):
        yield CallableRow(exception, ("status_code",), (0,))
    yield CallableRow("flask.abort", ("code",), (0,), as_int=True)
    yield CallableRow("werkzeug.exceptions.abort", ("status",), (0,), as_int=True)
    yield CallableRow("ninja.errors.HttpError", ("status_code",), (0,))
    for response in ("flask.Response", "flask.wrappers.Response", "werkzeug.wrappers.Response"):
        yield CallableRow(response, ("status",), (1,), as_int=True)
    for redirect in ("flask.redirect", "werkzeug.utils.redirect"):
        yield CallableRow(redirect, ("code",), (1,), as_int=True)
    yield CallableRow("flask.make_response", (), (1,), as_int=True)
    yield CallableRow(".errorhandler", ("code_or_exception",), (0,), where=("flask",), as_int=True)
    yield CallableRow(".app_errorhandler", ("code",), (0,), where=("flask",), as_int=True)
    yield CallableRow(".register_error_handler", ("code_or_exception",), (0,), where=("flask",), as_int=True)
    for handler in (".exception_handler", ".add_exception_handler"):
        yield CallableRow(
            handler, ("exc_class_or_status_code",), (0,), where=("fastapi", "starlette"), as_int=True
        )
    yield CallableRow("httpx.Response", ("status_code",), (0,))
    for name in ("Response", "json_response", "StreamResponse", "FileResponse"):
        yield CallableRow(f"aiohttp.web.{name}", ("status",), as_int=True)
    for server in ("BaseHTTPRequestHandler", "SimpleHTTPRequestHandler", "CGIHTTPRequestHandler"):
        for method in ("send_response", "send_response_only", "send_error"):
            yield CallableRow(f"http.server.{server}.{method}", ("code",), (0,), as_int=True)
    for receiver in ("responses", "responses.RequestsMock"):
        for method in ("add", "replace", "upsert", *_HTTP_METHODS):
            yield CallableRow(f"{receiver}.{method}", ("status",))
    for retry in (
        "urllib3.Retry",
        "urllib3.util.Retry",
        "urllib3.util.retry.Retry",
        "requests.adapters.Retry",
        "requests.packages.urllib3.util.Retry",
        "requests.packages.urllib3.util.retry.Retry",
    ):
        yield CallableRow(retry, ("status_forcelist",), as_int=True)


CALLABLES: Final[Mapping[str, CallableRow]] = {row.name: row for row in _rows()}
