"""The callable table against the installed libraries: each parameter is where the table says."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import warnings
from collections.abc import Callable, Container, Iterator
from http import HTTPStatus
from typing import Any

import pytest

from flake8_httpstatus.callables import BY_LIBRARY, CALLABLES
from flake8_httpstatus.callables import CallableRow as Row

# Where the table names a method of any receiver
RECEIVERS = {
    ".assertContains": ["django.test.SimpleTestCase.assertContains"],
    ".assertNotContains": ["django.test.SimpleTestCase.assertNotContains"],
    ".assertRedirects": ["django.test.SimpleTestCase.assertRedirects"],
    ".errorhandler": [
        "flask.Flask.errorhandler",
        "flask.Blueprint.errorhandler",
        "quart.Quart.errorhandler",
        "quart.Blueprint.errorhandler",
    ],
    ".app_errorhandler": ["flask.Blueprint.app_errorhandler", "quart.Blueprint.app_errorhandler"],
    ".register_error_handler": [
        "flask.Flask.register_error_handler",
        "quart.Quart.register_error_handler",
    ],
    ".exception_handler": ["fastapi.FastAPI.exception_handler"],
    ".add_exception_handler": [
        "fastapi.FastAPI.add_exception_handler",
        "starlette.applications.Starlette.add_exception_handler",
    ],
    ".abort": ["flask_restx.Namespace.abort"],
    ".response": ["flask_restx.Namespace.response"],
    ".marshal_with": ["flask_restx.Namespace.marshal_with"],
    ".marshal_list_with": ["flask_restx.Namespace.marshal_list_with"],
    ".send_error": ["tornado.web.RequestHandler.send_error"],
    ".write_error": ["tornado.web.RequestHandler.write_error"],
    ".set_status": ["tornado.web.RequestHandler.set_status", "aiohttp.web.StreamResponse.set_status"],
    ".setResponseCode": [
        "twisted.web.http.Request.setResponseCode",
        "twisted.web.server.Request.setResponseCode",
    ],
    ".respond": ["respx.Route.respond"],
    ".respond_with_data": ["pytest_httpserver.RequestHandler.respond_with_data"],
    ".respond_with_json": ["pytest_httpserver.RequestHandler.respond_with_json"],
    ".add_client_error": ["botocore.stub.Stubber.add_client_error"],
    ".submit": ["webtest.Form.submit"],
    ".follow": ["webtest.TestResponse.follow"],
    ".goto": ["webtest.TestResponse.goto"],
}
# In the table for those that have them, but not in what the tests install, and why
OPENSTACK = "a service, with about a hundred packages below it; its source has this signature"
MISSING = {
    "starlette.responses.UJSONResponse": "gone in Starlette 1",
    "starlette.responses.ORJSONResponse": "gone in Starlette 1",
    "sanic.exceptions.abort": "gone in Sanic 21.12; it was `abort(status_code, message=None)`",
    "flask_restplus.abort": "needs Werkzeug before 1.0; flask-restx is its fork and has the same signature",
    "flask_restplus.errors.abort": "as flask_restplus.abort",
    "nova.api.openstack.wsgi.response": f"{OPENSTACK}: `response(code, min_version, max_version)`",
    "cinder.api.openstack.wsgi.response": f"{OPENSTACK}: `response(code)`",
    "manila.api.openstack.wsgi.response": f"{OPENSTACK}: `response(code)`",
    "masakari.api.openstack.wsgi.response": f"{OPENSTACK}: `response(code)`",
    "nova.api.openstack.wsgi.ResponseObject": f"{OPENSTACK}: `(self, obj, code, headers)`",
    "cinder.api.openstack.wsgi.ResponseObject": f"{OPENSTACK}: `(self, obj, code, headers, **serializers)`",
    "manila.api.openstack.wsgi.ResponseObject": f"{OPENSTACK}: `(self, obj, code, headers, **serializers)`",
    "masakari.api.openstack.wsgi.ResponseObject": f"{OPENSTACK}: `(self, obj, code, headers)`",
    "nova.api.openstack.wsgi.expected_errors": f"{OPENSTACK}: `(errors, min_version, max_version)`",
}
# What their `**kwargs` go to
HANDED_ON = {
    "responses": "responses.Response",
    "aioresponses.aioresponses": "aioresponses.aioresponses.add",
    "flask_restx.Namespace.abort": "flask_restx.abort",
    "flask_restx.Namespace.marshal_list_with": "flask_restx.Namespace.marshal_with",
    "webtest.TestApp": "webtest.TestApp.post",
    "webtest.Form.submit": "webtest.TestApp.get",
    "webtest.TestResponse": "webtest.TestApp.get",
}
# They show the signature of the method that they call
DEFAULT_APP = {"bottle.error"}
# `*args, **kwargs`, and what they do with them is tried below
OPAQUE = {"flask.make_response", "quart.make_response", "requests_mock.Mocker", "requests_mock.adapter"}


def looked_up(dotted: str, table: Container[str]) -> str | None:
    """The longest beginning of a dotted name that a table has."""
    return next((each for each in beginnings(dotted) if each in table), None)


def beginnings(dotted: str) -> Iterator[str]:
    """The name, and the names of what it is in."""
    while dotted:
        yield dotted
        dotted = dotted.rpartition(".")[0]


def existing(dotted: str) -> Any:
    """What a dotted name stands for in the installed library."""
    if dotted.startswith(("ninja", "django")):
        settings = importlib.import_module("django.conf").settings
        if not settings.configured:
            settings.configure()
    parts = dotted.split(".")
    importlib.import_module(parts[0])
    for length in range(len(parts) - 1, 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            found = getattr(found, part)
        return found
    raise AssertionError(dotted)


def signatures(function: Any) -> Iterator[inspect.Signature]:
    """The signature, then those of the constructors to which `*args` and `**kwargs` are handed on."""
    if not inspect.isclass(function):
        yield inspect.signature(function)
        return
    for ancestor in function.__mro__:
        if "__init__" in vars(ancestor) and ancestor is not object:
            signature = inspect.signature(ancestor.__init__)
            yield signature.replace(parameters=list(signature.parameters.values())[1:])


def accepts(function: Any, keyword: str) -> bool:
    """Whether an argument of that keyword reaches a parameter of its name."""
    for signature in signatures(function):
        parameter = signature.parameters.get(keyword)
        if parameter is not None:
            return parameter.kind in {parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY}
        if not any(each.kind is each.VAR_KEYWORD for each in signature.parameters.values()):
            return False
    return False


def positions(function: Any, *, bound: bool) -> list[str]:
    """The parameters that take a position, in order."""
    names: list[str] = []
    for signature in signatures(function):
        parameters = list(signature.parameters.values())
        names += [each.name for each in parameters if each.kind <= each.POSITIONAL_OR_KEYWORD]
        if not any(each.kind is each.VAR_POSITIONAL for each in parameters):
            break
    return names[1:] if bound else names


def is_method(dotted: str) -> bool:
    return dotted.rpartition(".")[0].rpartition(".")[2][:1].isupper()


ROWS = [
    pytest.param(row, dotted, id=dotted)
    for row in CALLABLES.values()
    for dotted in RECEIVERS.get(row.name, [row.name])
    if dotted not in MISSING
]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("row", "dotted"), ROWS)
def test_row(row: Row, dotted: str) -> None:
    """The library is installed, and has the parameters: if not, this fails."""
    function = existing(dotted)
    if looked_up(dotted, OPAQUE):
        return
    bound = is_method(dotted) and not inspect.ismethod(function)
    named = positions(function, bound=bound or dotted in DEFAULT_APP)
    for index in row.indexes:
        if index < len(named):
            assert named[index] in row.keywords
        else:
            assert dotted in HANDED_ON
    handed_on = looked_up(dotted, HANDED_ON)
    takes = [function, *([existing(handed_on and HANDED_ON[handed_on])] if handed_on else [])]
    assert any(accepts(each, keyword) for each in takes for keyword in row.keywords)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("row", [row for row in CALLABLES.values() if len(row.keywords) > 1])
def test_each_keyword_is_somebodys(row: Row) -> None:
    receivers = [existing(dotted) for dotted in RECEIVERS.get(row.name, [row.name])]
    for keyword in row.keywords:
        assert any(accepts(receiver, keyword) for receiver in receivers)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("dotted", MISSING)
def test_what_is_not_checked_is_not_installed(dotted: str) -> None:
    assert dotted in CALLABLES
    with pytest.raises((ImportError, AttributeError)):
        existing(dotted)


def test_rows() -> None:
    assert len(CALLABLES) == sum(map(len, BY_LIBRARY.values())), "a name has two rows"
    assert all(name == row.name for name, row in CALLABLES.items())
    assert all(row.keywords or row.indexes for row in CALLABLES.values())
    assert all(name.startswith(".") for name, row in CALLABLES.items() if row.where)
    assert {name for name in CALLABLES if name.startswith(".")} == set(RECEIVERS)


def try_flask() -> int:
    flask = importlib.import_module("flask")
    with flask.Flask("x").test_request_context():
        return int(flask.make_response("x", 404).status_code)


def try_quart() -> int:
    quart = importlib.import_module("quart")

    async def made() -> int:
        async with quart.Quart("x").test_request_context("/"):
            return int((await quart.make_response("x", 404)).status_code)

    return asyncio.run(made())


def try_requests_mock() -> int:
    requests = importlib.import_module("requests")
    with importlib.import_module("requests_mock").Mocker() as mock:
        mock.get("http://x/", status_code=HTTPStatus.NOT_FOUND)
        return int(requests.get("http://x/", timeout=1).status_code)


def try_requests_mock_adapter() -> int:
    requests = importlib.import_module("requests")
    adapter = importlib.import_module("requests_mock").Adapter()
    adapter.register_uri("GET", "mock://x/", status_code=HTTPStatus.NOT_FOUND)
    session = requests.Session()
    session.mount("mock://", adapter)
    return int(session.get("mock://x/", timeout=1).status_code)


def try_restx() -> int:
    flask, restx = importlib.import_module("flask"), importlib.import_module("flask_restx")
    with flask.Flask("x").app_context(), pytest.raises(Exception, match="404") as caught:
        restx.Namespace("x").abort(404)
    return int(caught.value.code)


def try_django_positional() -> int:
    existing("django.http.HttpResponse")
    http = importlib.import_module("django.http")
    return int(http.FileResponse([b"x"], "text/plain", 404).status_code)


def try_django_quoted() -> int:
    return int(existing("django.http.HttpResponse")(status="404").status_code)


def try_responses() -> int:
    responses = importlib.import_module("responses")
    requests = importlib.import_module("requests")
    with responses.RequestsMock() as mock:
        mock.get("http://x/", status=404)
        return int(requests.get("http://x/", timeout=1).status_code)


@pytest.mark.parametrize(
    "attempt",
    [
        try_flask,
        try_quart,
        try_requests_mock,
        try_requests_mock_adapter,
        try_restx,
        try_django_positional,
        try_django_quoted,
        try_responses,
    ],
)
def test_tried(attempt: Callable[[], int]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert attempt() == 404


def kept_by_twisted(status: HTTPStatus) -> object:
    channel = importlib.import_module("twisted.web.test.requesthelper").DummyChannel()
    request = importlib.import_module("twisted.web.http").Request(channel)
    request.setResponseCode(status)
    return request.code


# What a program can read back of the status that it gave, and may then write as text
READ_BACK: dict[str, Callable[[HTTPStatus], object]] = {
    "aiohttp.web.Response": lambda status: existing("aiohttp.web.Response")(status=status).status,
    "bottle.HTTPError": lambda status: existing("bottle.HTTPError")(status).status_code,
    "bottle.HTTPResponse": lambda status: existing("bottle.HTTPResponse")("", status).status_code,
    "cherrypy.HTTPError": lambda status: existing("cherrypy.HTTPError")(status).status,
    "falcon.HTTPError": lambda status: existing("falcon.HTTPError")(status).status,
    "falcon.HTTPStatus": lambda status: existing("falcon.HTTPStatus")(status).status,
    "flask.Response": lambda status: existing("flask.Response")("", status).status_code,
    "sanic.text": lambda status: existing("sanic.text")("", status).status,
    "starlette.responses.Response": lambda status: (
        existing("starlette.responses.Response")("", status).status_code
    ),
    "tornado.httpclient.HTTPError": lambda status: existing("tornado.httpclient.HTTPError")(status).code,
    "tornado.web.HTTPError": lambda status: existing("tornado.web.HTTPError")(status).status_code,
    ".setResponseCode": kept_by_twisted,
    "webob.Response": lambda status: existing("webob.Response")("", status).status_code,
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", READ_BACK)
def test_as_int_is_said_of_what_makes_it_a_plain_integer(name: str) -> None:
    """Before Python 3.11 the text of a member of the enum is no number."""
    assert CALLABLES[name].as_int is (type(READ_BACK[name](HTTPStatus.NOT_FOUND)) is int)
