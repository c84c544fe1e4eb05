"""Which parameter of which callable is a status: data, by library.

Positions count arguments without `self`. Each row is checked against the installed library's signature by
`tests/flake8_httpstatus/test_callables.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple


class CallableRow(NamedTuple):
    """A callable that takes a status."""

    name: str  # dotted, as imported; `.method` for a method of any receiver; bare for a parameter
    keywords: tuple[str, ...]
    indexes: tuple[int, ...] = ()  # 0-based, without `self`
    quoted: bool = False  # digits in quotes count: the framework takes them through `int()`
    where: tuple[str, ...] = ()  # `.method` only: the file imports one of these packages; (): any file
    as_int: bool = (
        False  # it goes through `int()` or `%d`, or is only compared: nobody reads it back as given
    )


Rows = Iterable[CallableRow]

_HTTP_METHODS: Final = ("get", "post", "put", "patch", "delete", "head", "options")


def _rows(
    names: Iterable[str],
    keywords: tuple[str, ...],
    indexes: tuple[int, ...] = (),
    *,
    quoted: bool = False,
    as_int: bool = False,
) -> Rows:
    """Rows for names with the same parameters."""
    for name in names:
        yield CallableRow(name, keywords, indexes, quoted=quoted, as_int=as_int)


def _of(modules: Iterable[str], names: Iterable[str]) -> Iterable[str]:
    """Each name in each module: libraries export one thing in several places."""
    names = tuple(names)
    return (f"{module}.{name}" for module in modules for name in names)


# Frameworks

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


def _django() -> Rows:
    modules = ("django.http", "django.http.response")
    bodies = ("HttpResponse", "StreamingHttpResponse", "FileResponse")
    yield from _rows(_of(modules, bodies), ("status",), (2,), quoted=True)
    yield from _rows(_of(modules, _DJANGO_RESPONSES), ("status",), quoted=True)
    yield CallableRow("django.shortcuts.render", ("status",), (4,), quoted=True)
    yield CallableRow("django.template.response.TemplateResponse", ("status",), (4,), quoted=True)
    yield CallableRow("django.template.response.SimpleTemplateResponse", ("status",), (3,), quoted=True)
    yield CallableRow(".assertContains", ("status_code",), (3,), as_int=True)
    yield CallableRow(".assertNotContains", ("status_code",), (2,), as_int=True)
    yield CallableRow(".assertRedirects", ("status_code", "target_status_code"), (2, 3), as_int=True)


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


def _starlette() -> Rows:
    modules = ("starlette.responses", "fastapi.responses")
    yield from _rows(_of(modules, _STARLETTE_RESPONSES), ("status_code",), (1,))
    yield CallableRow("fastapi.Response", ("status_code",), (1,))
    for module in ("starlette", "fastapi"):
        yield CallableRow(f"{module}.templating.Jinja2Templates.TemplateResponse", ("status_code",), (3,))
    homes = ("starlette.exceptions", "fastapi", "fastapi.exceptions")
    yield from _rows(_of(homes, ["HTTPException"]), ("status_code",), (0,))
    for handler in (".exception_handler", ".add_exception_handler"):
        yield CallableRow(
            handler, ("exc_class_or_status_code",), (0,), where=("fastapi", "starlette"), as_int=True
        )


def _flask() -> Rows:
    yield CallableRow("flask.abort", ("code",), (0,), as_int=True)
    yield CallableRow("quart.abort", ("code",), (0,), as_int=True)
    yield CallableRow("werkzeug.exceptions.abort", ("status",), (0,), as_int=True)
    modules = ("flask", "flask.wrappers", "quart", "quart.wrappers", "werkzeug", "werkzeug.wrappers")
    yield from _rows(_of(modules, ["Response"]), ("status",), (1,), as_int=True)
    yield from _rows(_of(("flask", "quart", "werkzeug.utils"), ["redirect"]), ("code",), (1,), as_int=True)
    yield from _rows(_of(("flask", "quart"), ["make_response"]), (), (1,), as_int=True)
    both = ("flask", "quart")
    yield CallableRow(".errorhandler", ("code_or_exception",), (0,), where=both, as_int=True)
    yield CallableRow(".app_errorhandler", ("code",), (0,), where=both, as_int=True)
    yield CallableRow(".register_error_handler", ("code_or_exception",), (0,), where=both, as_int=True)


def _flask_restx() -> Rows:
    forks = ("flask_restx", "flask_restplus")
    modules = (*forks, *(f"{fork}.errors" for fork in forks))
    yield from _rows(_of(modules, ["abort"]), ("code",), (0,), as_int=True)
    yield CallableRow(".abort", ("code",), (0,), where=forks, as_int=True)
    yield CallableRow(".response", ("code",), (0,), where=forks)
    yield CallableRow(".marshal_with", ("code",), (2,), where=forks)
    yield CallableRow(".marshal_list_with", ("code",), where=forks)


def _tornado() -> Rows:
    yield CallableRow("tornado.web.HTTPError", ("status_code",), (0,))
    yield CallableRow("tornado.web.RequestHandler.redirect", ("status",), (2,))
    errors = ("HTTPError", "HTTPClientError")
    yield from _rows(_of(["tornado.httpclient"], errors), ("code",), (0,))
    yield CallableRow("tornado.httpclient.HTTPResponse", ("code",), (1,))
    yield CallableRow(".send_error", ("status_code",), (0,), where=("tornado",))
    yield CallableRow(".write_error", ("status_code",), (0,), where=("tornado",))
    yield CallableRow(".set_status", ("status_code", "status"), (0,), where=("tornado", "aiohttp"))


_SANIC_BODIES: Final = ("json", "text", "html", "raw", "file", "HTTPResponse")


def _sanic() -> Rows:
    modules = ("sanic", "sanic.response")
    yield from _rows(_of(modules, _SANIC_BODIES), ("status",), (1,))
    yield from _rows(_of(modules, ["empty"]), ("status",), (0,))
    yield from _rows(_of(modules, ["redirect"]), ("status",), (2,))
    others = ("file_stream", "JSONResponse", "ResponseStream")
    yield from _rows(_of(["sanic.response"], others), ("status",), (1,))
    yield CallableRow("sanic.Request.respond", ("status",))
    yield CallableRow("sanic.exceptions.SanicException", ("status_code",), (1,))
    yield CallableRow("sanic.exceptions.abort", ("status_code",), (0,))


_LITESTAR_RESPONSES: Final = ("Response", "Redirect", "File", "Stream", "Template")


def _litestar() -> Rows:
    handlers = ("get", "post", "put", "patch", "delete", "head", "route")
    yield from _rows(_of(["litestar", "litestar.handlers"], handlers), ("status_code",))
    responses = ("litestar.Response", *_of(["litestar.response"], _LITESTAR_RESPONSES))
    yield from _rows(responses, ("status_code",))
    yield CallableRow("litestar.exceptions.HTTPException", ("status_code",))


def _bottle() -> Rows:
    yield from _rows(["bottle.error", "bottle.Bottle.error"], ("code",), (0,), as_int=True)
    yield CallableRow("bottle.abort", ("code",), (0,))
    yield CallableRow("bottle.HTTPError", ("status",), (0,))
    yield from _rows(_of(["bottle"], ["HTTPResponse", "Response"]), ("status",), (1,))
    yield CallableRow("bottle.redirect", ("code",), (1,))


def _falcon() -> Rows:
    yield from _rows(_of(("falcon", "falcon.http_error"), ["HTTPError"]), ("status",), (0,))
    yield from _rows(_of(("falcon", "falcon.http_status"), ["HTTPStatus"]), ("status",), (0,))


def _webob() -> Rows:
    modules = ("webob", "webob.response", "pyramid.response", "pecan")
    yield from _rows(_of(modules, ["Response"]), ("status",), (1,), as_int=True)
    yield CallableRow("pyramid.httpexceptions.exception_response", ("status_code",), (0,), as_int=True)
    yield CallableRow("pecan.abort", ("status_code",), (0,), as_int=True)
    yield CallableRow("pecan.redirect", ("code",), (2,), as_int=True)


def _openstack() -> Rows:
    projects = ("nova", "cinder", "manila", "masakari")
    modules = tuple(f"{project}.api.openstack.wsgi" for project in projects)
    yield from _rows(_of(modules, ["response"]), ("code",), (0,), as_int=True)
    yield from _rows(_of(modules, ["ResponseObject"]), ("code",), (1,), as_int=True)
    yield CallableRow("nova.api.openstack.wsgi.expected_errors", ("errors",), (0,), as_int=True)


def _cherrypy() -> Rows:
    yield CallableRow("cherrypy.HTTPError", ("status",), (0,))
    yield CallableRow("cherrypy.HTTPRedirect", ("status",), (1,), as_int=True)


def _twisted() -> Rows:
    yield CallableRow(".setResponseCode", ("code",), (0,))  # nobody else's word
    errors = ("Error", "PageRedirect", "InfiniteRedirection")
    yield from _rows(_of(["twisted.web.error"], errors), ("code",), (0,), as_int=True)
    yield CallableRow("twisted.web.pages.errorPage", ("code",), (0,))
    yield CallableRow("twisted.web.resource.ErrorPage", ("status",), (0,))


def _connexion() -> Rows:
    yield from _rows(["connexion.problem", "connexion.problem.problem"], ("status",), (0,))
    yield CallableRow("connexion.exceptions.ProblemException", ("status",))


def _serverless() -> Rows:
    yield CallableRow("azure.functions.HttpResponse", ("status_code",), as_int=True)
    yield from _rows(["chalice.Response", "chalice.app.Response"], ("status_code",), (2,))


def _aiohttp() -> Rows:
    names = ("Response", "json_response", "StreamResponse", "FileResponse")
    yield from _rows(_of(["aiohttp.web"], names), ("status",), as_int=True)
    errors = ("ClientResponseError", "ContentTypeError", "WSServerHandshakeError")
    yield from _rows(_of(["aiohttp", "aiohttp.client_exceptions"], errors), ("status", "code"))


def _standard_library() -> Rows:
    for server in ("BaseHTTPRequestHandler", "SimpleHTTPRequestHandler", "CGIHTTPRequestHandler"):
        for method in ("send_response", "send_response_only", "send_error"):
            yield CallableRow(f"http.server.{server}.{method}", ("code",), (0,), as_int=True)
    yield from _rows(_of(["urllib.error", "urllib.request"], ["HTTPError"]), ("code",), (1,))


# Clients, and what stands in for them in tests


def _retries() -> Rows:
    modules = ("urllib3", "urllib3.util", "urllib3.util.retry", "requests.adapters")
    vendored = ("requests.packages.urllib3.util", "requests.packages.urllib3.util.retry")
    yield from _rows(_of((*modules, *vendored), ["Retry"]), ("status_forcelist",), as_int=True)


def _httpx() -> Rows:
    yield CallableRow("httpx.Response", ("status_code",), (0,))
    yield CallableRow("respx.MockResponse", ("status_code",), (0,))
    yield CallableRow(".respond", ("status_code",), (0,), where=("respx",))
    yield CallableRow("pytest_httpx.HTTPXMock.add_response", ("status_code",), (0,))


def _mocks() -> Rows:
    for receiver in ("responses", "responses.RequestsMock"):
        methods = ("add", "replace", "upsert", *_HTTP_METHODS)
        yield from _rows(_of([receiver], methods), ("status",))
    yield CallableRow("requests_mock.adapter.Adapter.register_uri", ("status_code",))
    yield from _rows(_of(["requests_mock.Mocker"], ["register_uri", *_HTTP_METHODS]), ("status_code",))
    yield from _rows(_of(["aioresponses.aioresponses"], ["add", *_HTTP_METHODS]), ("status",))
    yield CallableRow("aioresponses.CallbackResult", ("status",), (1,))
    modules = ("httpretty", "httpretty.HTTPretty")
    yield from _rows(_of(modules, ["register_uri", "Response"]), ("status",), (5,), as_int=True)
    for name in (".respond_with_data", ".respond_with_json"):
        yield CallableRow(name, ("status",), (1,), as_int=True)  # names of pytest-httpserver alone
    yield CallableRow(".add_client_error", ("http_status_code",), (3,))  # of botocore's stubber alone


def _webtest() -> Rows:
    methods = (*_HTTP_METHODS, "post_json", "put_json", "patch_json", "delete_json", "request")
    yield from _rows(_of(["webtest.TestApp"], methods), ("status",), as_int=True)
    for name in (".submit", ".follow", ".goto"):
        yield CallableRow(name, ("status",), where=("webtest", "django_webtest"), as_int=True)


BY_LIBRARY: Final[Mapping[str, tuple[CallableRow, ...]]] = {
    "Django": tuple(_django()),
    "Django REST framework": (
        CallableRow("rest_framework.response.Response", ("status",), (1,), as_int=True),
    ),
    "Django Petra": (CallableRow("django_petra.petra_core.Response", ("status",), (1,)),),
    "django-ninja": (CallableRow("ninja.errors.HttpError", ("status_code",), (0,)),),
    "Starlette and FastAPI": tuple(_starlette()),
    "Litestar": tuple(_litestar()),
    "Flask, Quart and Werkzeug": tuple(_flask()),
    "flask-restx and flask-restplus": tuple(_flask_restx()),
    "flask-restful": (CallableRow("flask_restful.abort", ("http_status_code",), (0,), as_int=True),),
    "Connexion": tuple(_connexion()),
    "Tornado": tuple(_tornado()),
    "aiohttp": tuple(_aiohttp()),
    "Sanic": tuple(_sanic()),
    "Bottle": tuple(_bottle()),
    "Falcon": tuple(_falcon()),
    "WebOb, Pyramid and Pecan": tuple(_webob()),
    "OpenStack": tuple(_openstack()),
    "CherryPy": tuple(_cherrypy()),
    "Twisted": tuple(_twisted()),
    "Azure Functions and AWS Chalice": tuple(_serverless()),
    "Python's standard library": tuple(_standard_library()),
    "urllib3 and Requests": tuple(_retries()),
    "HTTPX, RESPX and pytest-httpx": tuple(_httpx()),
    "Mocks": tuple(_mocks()),
    "WebTest": tuple(_webtest()),
}
CALLABLES: Final[Mapping[str, CallableRow]] = {row.name: row for rows in BY_LIBRARY.values() for row in rows}
