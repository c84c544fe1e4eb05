"""The rules: all that the checks, the documentation, the tests and the command line say about each.

The examples are tests: each `bad` is reported, and rewritten to its `good`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from .options import ATTRIBUTES_OPTION, CALLABLES_OPTION, LIBRARY_OPTION


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
    rewritten: str  # how, or why not
    examples: tuple[Example, ...]
    message: str  # with fields in braces, which the check fills in
    options: tuple[str, ...]  # that change what it reports
    references: tuple[Reference, ...]


_NAMED: Final = (
    "A number has to be looked up or remembered. A constant says what it means, a search finds it, and a "
    "typo in it does not go unnoticed. Django REST framework's documentation recommends the constants for "
    "these reasons."
)
_LITERAL: Final = (
    "Each literal becomes the constant, under a name that works in this file. Nothing else on the line "
    "changes. This is safe: the constant equals the number by `==`, and has the same `hash` and `int()`."
)
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
    ),
    message=_BARE,
    options=(LIBRARY_OPTION, CALLABLES_OPTION),
    references=(_DRF, _STDLIB, _RFC),
)

STORED_STATUS: Final = Rule(
    "HSC102",
    "Bare status code stored",
    _NAMED,
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
    ),
    message=_BARE,
    options=(LIBRARY_OPTION, ATTRIBUTES_OPTION),
    references=(
        _DRF,
        _STDLIB,
        Reference("ASGI: HTTP response start", "https://asgi.readthedocs.io/en/latest/specs/www.html"),
        _RFC,
    ),
)

COMPARED_STATUS: Final = Rule(
    "HSC103",
    "Status compared with a bare status code",
    _NAMED,
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
    ),
    message=_BARE,
    options=(LIBRARY_OPTION, ATTRIBUTES_OPTION),
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
    "Bare status code in a returned tuple",
    _NAMED,
    _LITERAL + " This rule looks only into functions that are decorated as a route or error handler, and "
    "into methods such as `get` or `post` of a `MethodView` or `Resource`, in files that import the "
    "framework.",
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
        _STDLIB,
    ),
)

THRESHOLD: Final = Rule(
    "HSC107",
    "Status compared with a bare status code by `<`, `<=`, `>` or `>=`",
    _NAMED,
    _LITERAL + " The halves of a two-sided range are left alone.",
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
    ),
    message=_BARE,
    options=(LIBRARY_OPTION, ATTRIBUTES_OPTION),
    references=(_DRF, _STDLIB, _RFC),
)

TEST_THAT_CANNOT_FAIL: Final = Rule(
    "HSC202",
    "A test that cannot fail",
    "`assertTrue(r.status_code, 200)` and `assert r.status_code, 200` take the code as the message. A tuple "
    "is always true, and so is `… or 201`. So the test passes whatever the status is.",
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
    options=(ATTRIBUTES_OPTION,),
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
