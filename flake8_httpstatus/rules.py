"""The rules: all that the checks, the documentation, the tests and the command line say about each.

The examples are tests: each `bad` is reported, and rewritten to its `good`; nothing in `never` is reported.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from .options import ATTRIBUTES_OPTION, CALLABLES_OPTION, KEYS_OPTION, LIBRARY_OPTION


@dataclass(frozen=True)
class Example:
    """Code that a rule reports and what the codemod makes of it."""

    bad: str
    good: str | None = None  # None: report only
    library: str = "djangorestframework"  # value of `--httpstatus-library`


class Reference(NamedTuple):
    """A page to read on; its title may have `code` in it."""

    title: str
    url: str


@dataclass(frozen=True)
class Rule:
    """One rule."""

    code: str
    summary: str
    rationale: str
    evidence: tuple[str, ...]  # what shows that a place is a site of the rule; each may have `code` in it
    never: str  # code that looks like a site and is none
    rewritten: str  # how, or why not
    examples: tuple[Example, ...]
    message: str  # with fields in braces, which the check fills in
    options: tuple[str, ...]  # that change what it reports
    references: tuple[Reference, ...]

    @property
    def address(self) -> str:
        """The rule's page in the documentation."""
        return f"{_PAGES}/{self.code}.md"


_PAGES: Final = "https://github.com/flake8-httpstatus/flake8-httpstatus/blob/main/docs/rules"


_NAMED: Final = (
    "A number has to be looked up or remembered. A constant says what it means, a search finds it, and a "
    "typo in it does not go unnoticed. Django REST framework's documentation recommends the constants for "
    "these reasons."
)
_LITERAL: Final = (
    "Each literal becomes the constant, under a name that works in this file. Nothing else on the line "
    "changes. This is safe: the constant equals the number by `==`, and has the same `hash` and `int()`."
)
_BY_NAME: Final = (
    "`status_code`, `http_status`, `http_status_code`, `status_int`, or one that ends in `_status_code`"
)
_EXPECTED: Final = (
    "`expected_status`, `expected_code`, `expected_http_code`, `expected_response_code`, `expect_status` or "
    "`expect_code`"
)
# Of expressions, for all rules that look at one
_HELD: Final = (
    f"An attribute or a name says so by itself: {_BY_NAME}.",
    f"A name says what a test expects: {_EXPECTED}. From 200 on, that is.",
    'So does a key, as in `r["statusCode"]` and `r.get("statusCode")`: one of the names above, `statusCode` '
    "or `HTTPStatusCode`. `getattr(r, …)`, `int(…)` and `r.getcode()` are read, too.",
    "`.status` and `.code` count only if the object is shown to be a response, or an exception that carries "
    "one. The file shows it where it binds the name: by a call that sends a request (one that has an HTTP "
    "method or an address among its arguments, or a client's `get`, `fetch`, `getresponse`, `urlopen` … in a "
    "file that imports the client), also behind `await`, `yield` or `async with`; by a function of the file "
    "that returns one; by `except HTTPError as …` or `pytest.raises(HTTPError) as …`; or by an annotation.",
    "For `.status` the object's own name is enough: one with `response`, `resp` or `reply` as a word of it, "
    "unless a model of the file has a field `status`. For `.code` it is so in files that import Tornado, "
    "Twisted, treq or urllib.",
)
_FLOW: Final = "by way of names of the project; the message says which status ([flow](../flow.md))."
_BARE: Final = "bare status code {code}: {advice}"

_RFC: Final = Reference(
    "RFC 9110, section 15: status codes", "https://www.rfc-editor.org/rfc/rfc9110.html#section-15"
)
_DRF: Final = Reference(
    "Django REST framework: status codes", "https://www.django-rest-framework.org/api-guide/status-codes/"
)
_STDLIB: Final = Reference(
    "Python: `http.HTTPStatus`", "https://docs.python.org/3/library/http.html#http.HTTPStatus"
)


STATUS_ARGUMENT: Final = Rule(
    "HSC101",
    "Bare status code as the status argument of a call",
    _NAMED,
    (
        "The callable is [a known one](../callables.md), under whatever name the file imports it. That page "
        "says which keyword and which position are a status. Yours come in by the option.",
        f"The keyword says so by itself, in any call: {_BY_NAME}.",
        f"The keyword says what a test expects: {_EXPECTED}.",
        "The keyword is `status`, and the callee's name ends in `Response`, `HTTPError`, `HTTPException` or "
        "`ApiException`.",
        "The keyword ends in `status_codes`, `http_codes` or the like, and its value is a collection of "
        "nothing but codes.",
        "The argument is positional, the file defines the callee, and the parameter has one of these names, "
        "or `http_code`.",
        f"The project defines the callee, and the parameter reaches a status {_FLOW}",
    ),
    """\
jobs.filter(status=200)
Order.objects.create(status_code=404)
Task(status=500)
requests.get(url, timeout=500)
retry(status_code=102)
grpc_call(grpc_status_code=404)
""",
    _LITERAL,
    (
        Example(
            """\
from rest_framework import status
from rest_framework.response import Response


def create(request):
    return Response({}, status=201)
""",
            """\
from rest_framework import status
from rest_framework.response import Response


def create(request):
    return Response({}, status=status.HTTP_201_CREATED)
""",
        ),
        Example(
            """\
from django.http import HttpResponse, JsonResponse
from rest_framework import status


def view(request, new):
    if request.method == "GET":
        return HttpResponse("x", "text/plain", 404)
    return JsonResponse({}, status=201 if new else 200)
""",
            """\
from django.http import HttpResponse, JsonResponse
from rest_framework import status


def view(request, new):
    if request.method == "GET":
        return HttpResponse("x", "text/plain", status.HTTP_404_NOT_FOUND)
    return JsonResponse({}, status=status.HTTP_201_CREATED if new else status.HTTP_200_OK)
""",
        ),
        Example(
            """\
from fastapi import APIRouter, HTTPException

router = APIRouter()


@router.post("/", status_code=201)
def create():
    raise HTTPException(404)
""",
            """\
from fastapi import APIRouter, HTTPException, status

router = APIRouter()


@router.post("/", status_code=status.HTTP_201_CREATED)
def create():
    raise HTTPException(status.HTTP_404_NOT_FOUND)
""",
            "auto",
        ),
        Example(
            """\
from flask import abort
from urllib3 import Retry

RETRY = Retry(status_forcelist=[502, 503])


def view():
    abort(404)
""",
            """\
from http import HTTPStatus

from flask import abort
from urllib3 import Retry

RETRY = Retry(status_forcelist=[HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE])


def view():
    abort(HTTPStatus.NOT_FOUND)
""",
            "auto",
        ),
        Example(
            """\
from shop.client import call
from shop.errors import NoOrder


def reject(reason, error_status_code): ...


def test_orders():
    call("POST", "/orders", expected_status=201)
    reject("no such order", 404)
    raise NoOrder(http_status=404)
""",
            """\
from http import HTTPStatus

from shop.client import call
from shop.errors import NoOrder


def reject(reason, error_status_code): ...


def test_orders():
    call("POST", "/orders", expected_status=HTTPStatus.CREATED)
    reject("no such order", HTTPStatus.NOT_FOUND)
    raise NoOrder(http_status=HTTPStatus.NOT_FOUND)
""",
            "auto",
        ),
        Example(
            """\
from django.http import JsonResponse
from rest_framework import status


def error(message, code):
    return JsonResponse({"message": message}, status=code)


def order(request):
    return error("no such order", 404)
""",
            """\
from django.http import JsonResponse
from rest_framework import status


def error(message, code):
    return JsonResponse({"message": message}, status=code)


def order(request):
    return error("no such order", status.HTTP_404_NOT_FOUND)
""",
        ),
    ),
    message=_BARE,
    options=(LIBRARY_OPTION, CALLABLES_OPTION, ATTRIBUTES_OPTION),
    references=(_DRF, _STDLIB, _RFC),
)

STORED_STATUS: Final = Rule(
    "HSC102",
    "Bare status code stored",
    _NAMED,
    (
        f"The name of an attribute, a variable or a parameter with a default says so by itself: {_BY_NAME}.",
        f"It says what a test expects: {_EXPECTED}.",
        "It is the `status` of a response, and the object is shown to be one: by its name (`resp`, "
        "`mock_response`, `reply`), or as [HSC103](HSC103.md) says.",
        "It is a class attribute `STATUS_CODE` or `HTTP_STATUS_CODE`.",
        "It is a class attribute `code` of an exception, or `self.code` in one. Its class derives from "
        "Werkzeug's `HTTPException`, or the exceptions of the file have three different codes or more under "
        "`code` and no other number.",
        "The name ends in `status_codes`, `http_codes`, `response_codes`, `http_statuses`, `retry_statuses` "
        "or `httpstatus_list`, in small or capital letters, and the value is a tuple, list or set of nothing "
        "but codes.",
        f"It stands in a dict under one of these keys: {_BY_NAME}, `statusCode`, `HTTPStatusCode`. Yours "
        "come in by the option. The `status` of an ASGI message `http.response.start` is one as well.",
        "It is stored in a variable, a parameter's default, an attribute of a class or a dict that reaches a "
        f"status {_FLOW}",
    ),
    """\
NOT_FOUND_STATUS_CODE = 404
MISSING = 404
response.status_code = MISSING
MEANINGS_OF_STATUS_CODES = {404: "not found"}
order.status = 200
exit_status_code = 200


class Order(Model):
    status_code = models.IntegerField(default=200)
    status = 200


class Lost(Exception):
    code = 404
""",
    _LITERAL,
    (
        Example(
            """\
from rest_framework import status
from rest_framework.exceptions import APIException


class Unavailable(APIException):
    status_code = 503


def view(response, status_code=200):
    response.status_code = 404
    return {"status_code": 404}
""",
            """\
from rest_framework import status
from rest_framework.exceptions import APIException


class Unavailable(APIException):
    status_code = status.HTTP_503_SERVICE_UNAVAILABLE


def view(response, status_code=status.HTTP_200_OK):
    response.status_code = status.HTTP_404_NOT_FOUND
    return {"status_code": status.HTTP_404_NOT_FOUND}
""",
        ),
        Example(
            """\
from starlette import status


async def app(scope, receive, send):
    await send({"type": "http.response.start", "status": 200})
""",
            """\
from starlette import status


async def app(scope, receive, send):
    await send({"type": "http.response.start", "status": status.HTTP_200_OK})
""",
            "auto",
        ),
        Example(
            """\
from unittest import mock

RETRY_STATUS_CODES = {429, 502}


def handler(event, context):
    return {"statusCode": 404, "body": ""}


def test_handler():
    resp = mock.Mock()
    resp.status = 404
""",
            """\
from http import HTTPStatus
from unittest import mock

RETRY_STATUS_CODES = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.BAD_GATEWAY}


def handler(event, context):
    return {"statusCode": HTTPStatus.NOT_FOUND, "body": ""}


def test_handler():
    resp = mock.Mock()
    resp.status = HTTPStatus.NOT_FOUND
""",
            "auto",
        ),
        Example(
            """\
from werkzeug.exceptions import HTTPException


class Closed(HTTPException):
    code = 409


class Unavailable(Exception):
    STATUS_CODE = 503
""",
            """\
from http import HTTPStatus

from werkzeug.exceptions import HTTPException


class Closed(HTTPException):
    code = HTTPStatus.CONFLICT


class Unavailable(Exception):
    STATUS_CODE = HTTPStatus.SERVICE_UNAVAILABLE
""",
            "auto",
        ),
        Example(
            """\
from http import HTTPStatus


class ShopError(Exception):
    code = 500


class NoOrder(ShopError):
    code = 404


class Closed(ShopError):
    code = 409
""",
            """\
from http import HTTPStatus


class ShopError(Exception):
    code = HTTPStatus.INTERNAL_SERVER_ERROR


class NoOrder(ShopError):
    code = HTTPStatus.NOT_FOUND


class Closed(ShopError):
    code = HTTPStatus.CONFLICT
""",
            "auto",
        ),
        Example(
            """\
from django.http import JsonResponse
from rest_framework import status

PROBLEMS = {"closed": 409, "missing": 404}


def problem(kind, code=500):
    if kind in PROBLEMS:
        code = PROBLEMS[kind]
    return JsonResponse({}, status=code)
""",
            """\
from django.http import JsonResponse
from rest_framework import status

PROBLEMS = {"closed": status.HTTP_409_CONFLICT, "missing": status.HTTP_404_NOT_FOUND}


def problem(kind, code=status.HTTP_500_INTERNAL_SERVER_ERROR):
    if kind in PROBLEMS:
        code = PROBLEMS[kind]
    return JsonResponse({}, status=code)
""",
        ),
    ),
    message=_BARE,
    options=(LIBRARY_OPTION, ATTRIBUTES_OPTION, KEYS_OPTION),
    references=(
        _DRF,
        _STDLIB,
        Reference("ASGI: HTTP response start", "https://asgi.readthedocs.io/en/latest/specs/www.html"),
        Reference(
            "AWS Lambda: the answer's format",
            "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html",
        ),
        Reference(
            "Werkzeug: custom errors",
            "https://werkzeug.palletsprojects.com/en/stable/exceptions/#custom-errors",
        ),
        _RFC,
    ),
)

COMPARED_STATUS: Final = Rule(
    "HSC103",
    "Status compared with a bare status code",
    _NAMED,
    (
        *_HELD,
        "A column of `@pytest.mark.parametrize` counts by its name: one of the names above.",
        "The keys of a dict count where a status is looked up in it: `{404: NotFound}[r.status_code]`. If "
        "all its values are texts, it says what the codes mean, and is left alone.",
        "A variable, or a parameter (that of a column, too), is given a status or reaches one "
        f"{_FLOW} It is compared by `==`, `!=`, `in` or `not in`.",
    ),
    """\
import subprocess

assert booking.status == 200
assert order.code == 404
assert r.status_code == 499
assert r.status_code is 200
assert len(r.content) == 404
PHRASE = {404: "not found", 409: "conflict"}[r.status_code]


def run(command):
    try:
        main(command)
    except SystemExit as error:
        assert error.code == 200
    status_code = subprocess.call(command)
    assert status_code == 200


def article(news):
    if news.status_code == 281:
        return
    assert news.status_code == 411
""",
    _LITERAL + " In a `case` pattern only a dotted name is written, because a bare name there would match "
    "anything.",
    (
        Example(
            """\
from rest_framework import status


def test_view(client):
    r = client.get("/")
    assert r.status_code == 404
    assert r.status_code in (200, 201)
    assert 404 != r.status_code
""",
            """\
from rest_framework import status


def test_view(client):
    r = client.get("/")
    assert r.status_code == status.HTTP_404_NOT_FOUND
    assert r.status_code in (status.HTTP_200_OK, status.HTTP_201_CREATED)
    assert status.HTTP_404_NOT_FOUND != r.status_code
""",
        ),
        Example(
            """\
from rest_framework import status
from rest_framework.test import APITestCase


class Tests(APITestCase):
    def test_view(self):
        r = self.client.get("/")
        self.assertEqual(r.status_code, 200)
        self.assertIn(r.status_code, [200, 201])
""",
            """\
from rest_framework import status
from rest_framework.test import APITestCase


class Tests(APITestCase):
    def test_view(self):
        r = self.client.get("/")
        self.assertEqual(r.status_code, status.HTTP_200_OK)
        self.assertIn(r.status_code, [status.HTTP_200_OK, status.HTTP_201_CREATED])
""",
        ),
        Example(
            """\
from rest_framework import status


def is_gone(r):
    match r.status_code:
        case 404 | 410:
            return True
    return r["status_code"] == 404
""",
            """\
from rest_framework import status


def is_gone(r):
    match r.status_code:
        case status.HTTP_404_NOT_FOUND | status.HTTP_410_GONE:
            return True
    return r["status_code"] == status.HTTP_404_NOT_FOUND
""",
        ),
        Example(
            """\
import aiohttp


async def order(url):
    async with aiohttp.ClientSession() as session, session.get(url) as r:
        if r.status == 404:
            return None
        return await r.json()
""",
            """\
from http import HTTPStatus

import aiohttp


async def order(url):
    async with aiohttp.ClientSession() as session, session.get(url) as r:
        if r.status == HTTPStatus.NOT_FOUND:
            return None
        return await r.json()
""",
            "auto",
        ),
        Example(
            """\
from urllib.error import HTTPError
from urllib.request import urlopen


def page(url):
    try:
        return urlopen(url)
    except HTTPError as error:
        if error.code == 404:
            return None
        raise
""",
            """\
from http import HTTPStatus
from urllib.error import HTTPError
from urllib.request import urlopen


def page(url):
    try:
        return urlopen(url)
    except HTTPError as error:
        if error.code == HTTPStatus.NOT_FOUND:
            return None
        raise
""",
            "auto",
        ),
        Example(
            """\
from tornado.testing import AsyncHTTPTestCase


class Tests(AsyncHTTPTestCase):
    def test_order(self):
        answer = self.fetch("/orders/1")
        self.assertEqual(answer.code, 404)
""",
            """\
from http import HTTPStatus

from tornado.testing import AsyncHTTPTestCase


class Tests(AsyncHTTPTestCase):
    def test_order(self):
        answer = self.fetch("/orders/1")
        self.assertEqual(answer.code, HTTPStatus.NOT_FOUND)
""",
            "auto",
        ),
        Example(
            """\
import boto3
import pytest


@pytest.mark.parametrize(("key", "expected_status"), [("1", 200), ("none", 404)])
def test_order(testapp, key, expected_status):
    answer = boto3.client("s3").head_bucket(Bucket="orders")
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200
    assert testapp.get(f"/orders/{key}").status_int != 500


def error(r):
    return {404: KeyError, 409: ValueError}[r.status_code]
""",
            """\
from http import HTTPStatus

import boto3
import pytest


@pytest.mark.parametrize(("key", "expected_status"), [("1", HTTPStatus.OK), ("none", HTTPStatus.NOT_FOUND)])
def test_order(testapp, key, expected_status):
    answer = boto3.client("s3").head_bucket(Bucket="orders")
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == HTTPStatus.OK
    assert testapp.get(f"/orders/{key}").status_int != HTTPStatus.INTERNAL_SERVER_ERROR


def error(r):
    return {HTTPStatus.NOT_FOUND: KeyError, HTTPStatus.CONFLICT: ValueError}[r.status_code]
""",
            "auto",
        ),
        Example(
            """\
import pytest
from rest_framework import status


@pytest.mark.parametrize(("path", "wanted"), [("/", 200), ("/x", 404)])
def test_path(client, path, wanted):
    code = client.get(path).status_code
    assert code != 500
    assert code == wanted
""",
            """\
import pytest
from rest_framework import status


@pytest.mark.parametrize(("path", "wanted"), [("/", status.HTTP_200_OK), ("/x", status.HTTP_404_NOT_FOUND)])
def test_path(client, path, wanted):
    code = client.get(path).status_code
    assert code != status.HTTP_500_INTERNAL_SERVER_ERROR
    assert code == wanted
""",
        ),
    ),
    message=_BARE,
    options=(LIBRARY_OPTION, ATTRIBUTES_OPTION, KEYS_OPTION),
    references=(
        _DRF,
        _STDLIB,
        Reference("PEP 634: value patterns", "https://peps.python.org/pep-0634/#value-patterns"),
        _RFC,
    ),
)

WHOLE_CLASS: Final = Rule(
    "HSC104",
    "Whole class of status codes tested, where the library has a helper",
    "The helper's name says which class is meant, and its bounds cannot be off by one.",
    (
        "What is compared holds a status: [HSC103](HSC103.md) says what shows that. It is a name or an "
        "attribute chain, and the limits are exactly those of a helper that the library has.",
    ),
    """\
assert 400 <= r.status_code < 600
assert 200 <= r.status_code < 400
assert 200 <= r.json()["status_code"] < 300
assert 200 <= len(r.content) < 300
""",
    "If a name or an attribute chain is compared with exactly the helper's bounds, the comparison becomes a "
    "call of the helper. `in range(…)` and `// 100` are reported only: the helper treats None, arrays and "
    "SQL expressions differently. A test with a comment inside is reported only, too: the comment would be "
    "lost. "
    "Only Django REST framework has helpers.",
    (
        Example(
            """\
from rest_framework import status


def check(r):
    assert 200 <= r.status_code < 300
    return r.status_code >= 400 and r.status_code <= 499
""",
            """\
from rest_framework import status


def check(r):
    assert status.is_success(r.status_code)
    return status.is_client_error(r.status_code)
""",
        ),
        Example(
            """\
from rest_framework import status


def failed(r):
    if not 200 <= r.status_code <= 299:
        return True
    return r.status_code < 200 or r.status_code >= 300
""",
            """\
from rest_framework import status


def failed(r):
    if not status.is_success(r.status_code):
        return True
    return not status.is_success(r.status_code)
""",
        ),
        Example(
            """\
from rest_framework import status


def check(r):
    assert r.status_code in range(200, 300)
"""
        ),
        Example(
            """\
from rest_framework import status


def check(r):
    assert r.status_code // 100 == 2
"""
        ),
        Example(
            """\
from rest_framework import status


def check(r):
    assert (
        r.status_code >= 200  # or created
        and r.status_code < 300
    )
"""
        ),
    ),
    message="bare status codes for all of {hundreds}xx: use {call}",
    options=(LIBRARY_OPTION, ATTRIBUTES_OPTION),
    references=(_DRF, _RFC),
)

RESPONSE_MAP_KEY: Final = Rule(
    "HSC105",
    "Bare status code as a key of a response map",
    _NAMED,
    (
        "The keyword is `responses`, and the call one of `extend_schema` and `swagger_auto_schema`, of "
        "FastAPI's or Litestar's routes and routers, or of flask-restx's `doc`. The file imports that "
        "framework, or drf-spectacular or drf-yasg.",
        "The keyword is `response`, and the call one of django-ninja's routes. The file imports it.",
    ),
    """\
client.get("/", responses={404: "gone"})
MEANINGS = {404: "not found"}
""",
    _LITERAL + " With `http`, keys are not rewritten if the project declares a Python below 3.11: there the "
    "enum's text would show up in the OpenAPI document.",
    (
        Example(
            """\
from drf_spectacular.utils import extend_schema
from rest_framework import status


@extend_schema(responses={200: str, (404, "application/json"): dict})
def view(request): ...
""",
            """\
from drf_spectacular.utils import extend_schema
from rest_framework import status


@extend_schema(responses={status.HTTP_200_OK: str, (status.HTTP_404_NOT_FOUND, "application/json"): dict})
def view(request): ...
""",
        ),
        Example(
            """\
from fastapi import FastAPI, status

app = FastAPI()


@app.get("/", responses={404: {"description": "none"}})
def view(): ...
""",
            """\
from fastapi import FastAPI, status

app = FastAPI()


@app.get("/", responses={status.HTTP_404_NOT_FOUND: {"description": "none"}})
def view(): ...
""",
            "auto",
        ),
        Example(
            """\
from http import HTTPStatus

from ninja import NinjaAPI

api = NinjaAPI()


@api.get("/", response={200: str, frozenset({401, 403}): dict})
def view(request): ...
""",
            """\
from http import HTTPStatus

from ninja import NinjaAPI

api = NinjaAPI()


@api.get("/", response={HTTPStatus.OK: str, frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}): dict})
def view(request): ...
""",
            "http>=3.11",
        ),
        Example(
            """\
from http import HTTPStatus

from flask_restx import Namespace

api = Namespace("orders")


@api.doc(responses={404: "no such order"})
def get(): ...
""",
            """\
from http import HTTPStatus

from flask_restx import Namespace

api = Namespace("orders")


@api.doc(responses={HTTPStatus.NOT_FOUND: "no such order"})
def get(): ...
""",
            "auto",
        ),
    ),
    message=_BARE,
    options=(LIBRARY_OPTION,),
    references=(
        Reference(
            "drf-spectacular: `extend_schema`",
            "https://drf-spectacular.readthedocs.io/en/latest/drf_spectacular.html",
        ),
        Reference(
            "FastAPI: additional responses", "https://fastapi.tiangolo.com/advanced/additional-responses/"
        ),
        Reference("django-ninja: response schema", "https://django-ninja.dev/guides/response/"),
    ),
)

RETURNED_STATUS: Final = Rule(
    "HSC106",
    "Bare status code returned",
    _NAMED,
    (
        "Flask and Quart: the second of two or three values. The file imports `flask`, a package `flask_…` "
        "or `quart`. The function is decorated as a route or an error handler, or is a method such as `get` "
        "or `post` of a `MethodView` or a `Resource`.",
        "django-ninja: the first of two values, in a function that is decorated as a route or an error "
        "handler, in a file that imports it; and the argument of its `Status`.",
        "What answers in place of a server: the first of three values, if the second are headers. They are "
        "called so, or they are a dict with texts as keys in a function that takes a `request` or says that "
        'it returns a response. The status once more under `"status"` in such a dict counts, too.',
        f"A function of the file returns it, and what that gives reaches a status {_FLOW}",
    ),
    """\
from flask import Flask


def size(image):
    return image, 404


def page(number):
    return 200, number, {}
""",
    _LITERAL,
    (
        Example(
            """\
from http import HTTPStatus

from flask import Flask

app = Flask(__name__)


@app.route("/")
def view():
    return "none", 404
""",
            """\
from http import HTTPStatus

from flask import Flask

app = Flask(__name__)


@app.route("/")
def view():
    return "none", HTTPStatus.NOT_FOUND
""",
            "auto",
        ),
        Example(
            """\
from http import HTTPStatus

from ninja import NinjaAPI, Status

api = NinjaAPI()


@api.get("/")
def view(request, ready):
    if ready:
        return Status(202, {})
    return 404, {}
""",
            """\
from http import HTTPStatus

from ninja import NinjaAPI, Status

api = NinjaAPI()


@api.get("/")
def view(request, ready):
    if ready:
        return Status(HTTPStatus.ACCEPTED, {})
    return HTTPStatus.NOT_FOUND, {}
""",
            "auto",
        ),
        Example(
            """\
def order(request, uri, headers):
    if uri.endswith("/none"):
        return 404, headers, ""
    return 200, headers, "{}"
""",
            """\
from http import HTTPStatus


def order(request, uri, headers):
    if uri.endswith("/none"):
        return HTTPStatus.NOT_FOUND, headers, ""
    return HTTPStatus.OK, headers, "{}"
""",
            "auto",
        ),
        Example(
            """\
from django.http import JsonResponse
from rest_framework import status


def outcome(order):
    return 404 if order is None else 200


def view(request, order):
    return JsonResponse({}, status=outcome(order))
""",
            """\
from django.http import JsonResponse
from rest_framework import status


def outcome(order):
    return status.HTTP_404_NOT_FOUND if order is None else status.HTTP_200_OK


def view(request, order):
    return JsonResponse({}, status=outcome(order))
""",
        ),
    ),
    message=_BARE,
    options=(LIBRARY_OPTION,),
    references=(
        Reference(
            "Flask: about responses",
            "https://flask.palletsprojects.com/en/stable/quickstart/#about-responses",
        ),
        Reference(
            "django-ninja: multiple response schemas",
            "https://django-ninja.dev/guides/response/#multiple-response-schemas",
        ),
        Reference("responses: dynamic responses", "https://github.com/getsentry/responses#dynamic-responses"),
        _STDLIB,
    ),
)

THRESHOLD: Final = Rule(
    "HSC107",
    "Status compared with a bare status code by `<`, `<=`, `>` or `>=`",
    _NAMED,
    (
        "What is compared holds a status: [HSC103](HSC103.md) says what shows that. And the comparison is no "
        "half of a two-sided range.",
    ),
    """\
assert booking.status >= 400
assert r.elapsed > 200
assert r.status_code >= 400 and r.status_code < 600
""",
    _LITERAL,
    (
        Example(
            """\
from rest_framework import status


def failed(r):
    return r.status_code >= 400


def early(r):
    return r.status_code < 300
""",
            """\
from rest_framework import status


def failed(r):
    return r.status_code >= status.HTTP_400_BAD_REQUEST


def early(r):
    return r.status_code < status.HTTP_300_MULTIPLE_CHOICES
""",
        ),
        Example(
            """\
from urllib.request import urlopen


def failed(url):
    answer = urlopen(url)
    return answer.status >= 400
""",
            """\
from http import HTTPStatus
from urllib.request import urlopen


def failed(url):
    answer = urlopen(url)
    return answer.status >= HTTPStatus.BAD_REQUEST
""",
            "auto",
        ),
    ),
    message=_BARE,
    options=(LIBRARY_OPTION, ATTRIBUTES_OPTION, KEYS_OPTION),
    references=(_DRF, _STDLIB, _RFC),
)

TEST_THAT_CANNOT_FAIL: Final = Rule(
    "HSC202",
    "A test that cannot fail",
    "`assertTrue(r.status_code, 200)` and `assert r.status_code, 200` take the code as the message. A tuple "
    "is always true, and so is `… or 201`. So the test passes whatever the status is.",
    (
        "What is tested holds a status: [HSC103](HSC103.md) says what shows that. And the other value is an "
        "integer from 100 to 599, or a constant.",
    ),
    """\
assert r.status_code, "no answer"
assert (r.status_code, r.reason)
assert r.status_code == 299 or r.ok
""",
    "Report only: once the test compares the two, it may fail.",
    (
        Example(
            """\
class Tests:
    def test_view(self):
        self.assertTrue(self.r.status_code, 200)
"""
        ),
        Example(
            """\
def test_view(r):
    assert r.status_code, 200
"""
        ),
        Example(
            """\
def test_view(r):
    assert (r.status_code, 200)
"""
        ),
        Example(
            """\
from rest_framework import status


def test_view(r):
    assert r.status_code == status.HTTP_200_OK or status.HTTP_201_CREATED
"""
        ),
    ),
    message="this test cannot fail, it never compares {status} with {code}: "
    "use assertEqual({status}, {code}) or assert {status} == {code}",
    options=(ATTRIBUTES_OPTION, KEYS_OPTION),
    references=(
        Reference(
            "Python: the `assert` statement",
            "https://docs.python.org/3/reference/simple_stmts.html#the-assert-statement",
        ),
        Reference(
            "Python: `assertTrue`",
            "https://docs.python.org/3/library/unittest.html#unittest.TestCase.assertTrue",
        ),
    ),
)

DEPRECATED_CONSTANT: Final = Rule(
    "HSC203",
    "A constant that the library has deprecated",
    "The old name warns, and a later release may remove it. The new name is the one that RFC 9110 uses.",
    (
        "The name is imported from the library that the file uses, by an import that surely binds it there, "
        "and the library has deprecated it at the floor.",
    ),
    """\
from shop import status

ERROR = status.HTTP_422_UNPROCESSABLE_ENTITY
""",
    "The old name becomes the current one, if that exists at the floor: from Starlette 0.48 on. A constant "
    "that is imported by name is reported only, because its import would have to go as well.",
    (
        Example(
            """\
from starlette import status

ERROR = status.HTTP_422_UNPROCESSABLE_ENTITY
""",
            """\
from starlette import status

ERROR = status.HTTP_422_UNPROCESSABLE_CONTENT
""",
            "starlette>=0.48",
        ),
        Example(
            """\
from starlette.status import HTTP_422_UNPROCESSABLE_ENTITY

ERROR = HTTP_422_UNPROCESSABLE_ENTITY
""",
            library="starlette>=0.48",
        ),
    ),
    message="{name} is deprecated: {advice}",
    options=(LIBRARY_OPTION,),
    references=(
        Reference(
            "Starlette: `status.py`", "https://github.com/Kludex/starlette/blob/main/starlette/status.py"
        ),
        _RFC,
    ),
)


RULES: Final = tuple(each for each in [*globals().values()] if isinstance(each, Rule))
BY_CODE: Final = {rule.code: rule for rule in RULES}
