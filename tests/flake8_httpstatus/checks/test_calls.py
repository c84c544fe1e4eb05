"""HSC101: the status argument of a call."""

from __future__ import annotations

import pytest
from blocks import block
from cases import check_findings, check_messages, check_noop, find

DRF = "from rest_framework.response import Response\n"
HTTP = "from django.http import HttpResponse, StreamingHttpResponse, FileResponse, JsonResponse\n"
SHORTCUTS = "from django.shortcuts import render\n"
TEMPLATE = "from django.template.response import SimpleTemplateResponse, TemplateResponse\n"


@pytest.mark.parametrize(
    "case",
    [
        (DRF + "Response(d, status=404)", "HSC101 404"),
        (DRF + "Response(d, 404)", "HSC101 404"),
        (DRF + "Response(404)",),  # the data
        (DRF + "Response(d, 404, status=200)", "HSC101 404", "HSC101 200"),
        ("from rest_framework.response import Response as R\nR(d, 404)", "HSC101 404"),
        ("from rest_framework import response\nresponse.Response(d, 404)", "HSC101 404"),
        ("import rest_framework.response as rr\nrr.Response(d, 404)", "HSC101 404"),
        ("import rest_framework.response\nrest_framework.response.Response(d, 404)", "HSC101 404"),
        ("from django_petra.petra_core import Response\nResponse(d, 404)", "HSC101 404"),
        (
            """
            def f():
                from rest_framework.response import Response
                Response(d, 404)
            """,
            "HSC101 404",
        ),
        (HTTP + "HttpResponse('x', 'text/plain', 404)", "HSC101 404"),
        (HTTP + "HttpResponse('x', 404)",),  # the content type
        (HTTP + "StreamingHttpResponse(s, 'text/plain', 404)", "HSC101 404"),
        (HTTP + "FileResponse(s, 'text/plain', 404)", "HSC101 404"),
        (HTTP + "FileResponse(s, status=404)", "HSC101 404"),
        (HTTP + "JsonResponse(d, status=201 if new else 200)", "HSC101 201", "HSC101 200"),
        (HTTP + "JsonResponse(d, None, 404)",),  # `safe`
        ("from django import http\nhttp.HttpResponseNotAllowed(['GET'], status=405)", "HSC101 405"),
        ("from django.http import HttpResponseRedirect as R\nR(url, status=308)", "HSC101 308"),
        (SHORTCUTS + "render(r, 't.html', c, status=404)", "HSC101 404"),
        (SHORTCUTS + "render(r, 't.html', c, None, 404)", "HSC101 404"),
        ("render(r, 't.html', c, status=404)",),  # whose `render` is it?
        (TEMPLATE + "TemplateResponse(r, 't', c, None, 404)", "HSC101 404"),
        (TEMPLATE + "SimpleTemplateResponse('t', c, None, 404)", "HSC101 404"),
        ("self.assertContains(r, 'x', 1, 404)", "HSC101 404"),
        ("self.assertContains(r, 'x', 200)",),  # the count
        ("self.assertContains(r, 'x', status_code=404)", "HSC101 404"),
        ("self.assertNotContains(r, 'x', 404)", "HSC101 404"),
        ("self.assertRedirects(r, u, 301, 404)", "HSC101 301", "HSC101 404"),
        (
            "self.assertRedirects(r, u, status_code=301, target_status_code=200)",
            "HSC101 301",
            "HSC101 200",
        ),
        ("from starlette.responses import JSONResponse\nJSONResponse(d, 404)", "HSC101 404"),
        ("from fastapi.responses import *\nPlainTextResponse(d, status_code=404)", "HSC101 404"),
        ("from fastapi import Response\nResponse(d, 404)", "HSC101 404"),
        (
            """
            from starlette.templating import Jinja2Templates
            t = Jinja2Templates('x')
            t.TemplateResponse(r, 't.html', c, 404)
            """,
            "HSC101 404",
        ),
        ("from starlette.exceptions import HTTPException\nraise HTTPException(404)", "HSC101 404"),
        ("import fastapi\nraise fastapi.HTTPException(404, 'x')", "HSC101 404"),
        ("from flask import abort\nabort(404)", "HSC101 404"),
        ("from flask import abort\nabort(code=404)", "HSC101 404"),
        ("from .helpers import abort\nabort(404)",),
        ("from werkzeug.exceptions import abort\nabort(status=404)", "HSC101 404"),
        ("from ninja.errors import HttpError\nraise HttpError(404, 'x')", "HSC101 404"),
        ("import flask\nflask.Response('x', 404)", "HSC101 404"),
        ("import flask\nflask.redirect(u, 301)", "HSC101 301"),
        ("from werkzeug.utils import redirect\nredirect(u, code=301)", "HSC101 301"),
        ("from django.shortcuts import redirect\nredirect(u, 301)",),
        ("from flask import make_response\nmake_response('x', 404)", "HSC101 404"),
        ("from flask import make_response\nmake_response(404, 'x')",),
        (
            """
            import flask
            @app.errorhandler(404)
            def f(e): ...
            """,
            "HSC101 404",
        ),
        ("@app.errorhandler(404)\ndef f(e): ...",),  # no framework in sight
        (
            """
            import fastapi
            @app.exception_handler(404)
            def f(r, e): ...
            """,
            "HSC101 404",
        ),
        ("import starlette\napp.add_exception_handler(404, f)", "HSC101 404"),
        ("import httpx\nhttpx.Response(200, json={})", "HSC101 200"),
        ("from aiohttp import web\nweb.json_response(d, status=404)", "HSC101 404"),
        ("from aiohttp import web\nweb.Response(status=404)", "HSC101 404"),
        (
            """
            from http.server import BaseHTTPRequestHandler
            class H(BaseHTTPRequestHandler):
                def do_GET(self):
                    self.send_response(200)
                    self.send_error(code=404)
            """,
            "HSC101 200",
            "HSC101 404",
        ),
        (
            """
            class H(Other):
                def do_GET(self):
                    self.send_response(200)
            """,
        ),
        ("import responses\nresponses.add(responses.GET, u, status=404)", "HSC101 404"),
        ("import responses\nresponses.get(u, status=404)", "HSC101 404"),
        (
            """
            import responses
            with responses.RequestsMock() as r:
                r.get(u, status=404)
            """,
            "HSC101 404",
        ),
        ("requests_mock.get(u, status_code=404)", "HSC101 404"),
        (
            "from urllib3.util.retry import Retry\nRetry(status_forcelist=[502, 503])",
            "HSC101 502",
            "HSC101 503",
        ),
        ("from requests.adapters import Retry\nRetry(status_forcelist={429})", "HSC101 429"),
        ("Retry(status_forcelist=[502])",),
    ],
)
def test_table(case: tuple[str, ...]) -> None:
    check_findings(*case)


@pytest.mark.parametrize(
    "case",
    [
        ("Mock(status_code=200)", "HSC101 200"),
        ("a.b()[0](status_code=404)", "HSC101 404"),
        ("@router.post('/', status_code=201)\nasync def f(): ...", "HSC101 201"),
        ("app.add_api_route('/', f, status_code=201)", "HSC101 201"),
        ("MyResponse(status=404)", "HSC101 404"),
        ("lib.MyResponse(status=404)", "HSC101 404"),
        ("from lib import MyResponse as M\nM(status=404)", "HSC101 404"),
        ("from lib import thing as MyResponse\nMyResponse(status=404)",),  # the callee's own name
        ("Task(status=404)",),
        ("ResponseTask(status=404)",),
        ("f(status=404)",),
        ("f(http_status=404)", "HSC101 404"),
        ("f(code=404)",),
    ],
)
def test_general_rules(case: tuple[str, ...]) -> None:
    check_findings(*case)


@pytest.mark.parametrize(
    ("argument", "texts"),
    [
        ("200 if a else 404 if b else c", ["200", "404"]),
        ("code or 404", ["404"]),
        ("code and 404", []),
        ("(404)", ["404"]),
        ("(x := 404)", ["404"]),
        ("[200, (201, {404})]", ["200", "201", "404"]),
        ("[*ok, 404]", ["404"]),
        ("{404: 1}", []),
        ("int(404)", []),
        ("404 + 0", []),
        ("-404", []),
        ("+404", []),
        ("~404", []),
        ("404.0", []),
        ("404j", []),
        ("True", []),
        ("None", []),
        ("...", []),
        ("b'404'", []),
        ("'404'", []),
        ("f'404'", []),
        # an integer is judged by its value, however it is written
        ("0x194", ["0x194"]),
        ("0o624", ["0o624"]),
        ("0b110010100", ["0b110010100"]),
        ("4_04", ["4_04"]),
        # no constant in any library
        ("299", []),
        ("499", []),
        ("520", []),
        ("599", []),
    ],
)
def test_argument(argument: str, texts: list[str]) -> None:
    check_findings(f"f(status_code={argument})", *(f"HSC101 {text}" for text in texts))
    check_findings(f"MyResponse(status={argument})", *(f"HSC101 {text}" for text in texts))


@pytest.mark.parametrize(
    ("argument", "found"),
    [
        ('"404"', True),
        ("'404'", True),
        ("u'404'", True),
        ("'404 Not Found'", False),
        ("' 404'", False),
        ("'0404'", False),
        ("'\uff14\uff10\uff14'", False),
        ("'299'", False),
        ("b'404'", False),
    ],
)
def test_quoted_digits_count_where_the_framework_takes_them_through_int(argument: str, found: bool) -> None:
    check_findings(f"{HTTP}HttpResponse(status={argument})", *[f"HSC101 {argument}"] * found)
    check_noop(f"{DRF}Response(status={argument})")
    check_noop(f"f(status_code={argument})")


def test_messages() -> None:
    check_messages("""
        f(status_code=404)
                      ^^^ HSC101 bare status code 404: use status.HTTP_404_NOT_FOUND
        from django.http import HttpResponse
        HttpResponse(status='404')
                            ^^^^^ HSC101 bare status code "404": use status.HTTP_404_NOT_FOUND
        """)


def test_quoted_digits_have_the_value_of_the_number() -> None:
    [finding] = find(f"{HTTP}HttpResponse(status='404')")
    assert finding.value == 404


@pytest.mark.parametrize(
    "case",
    [
        (DRF + "Response(*args, 404)",),  # how many `*args` are cannot be told
        (DRF + "Response(d, 404, *args)", "HSC101 404"),
        (DRF + "Response(*args, status=404)", "HSC101 404"),
        (DRF + "Response(**kwargs, status=404)", "HSC101 404"),
        (DRF + "Response(**{'status': 404})",),
        (DRF + "Response(d, Response(d, 404).status_code)", "HSC101 404"),
    ],
)
def test_stars(case: tuple[str, ...]) -> None:
    check_findings(*case)


@pytest.mark.parametrize(
    "case",
    [
        ("def fail(message, status_code): ...\nfail('x', 404)", "HSC101 404"),
        ("def fail(message, status_code): ...\nfail(404, None)",),
        ("def fail(http_status): ...\nfail(404)", "HSC101 404"),
        ("def fail(http_status): ...\nfail(http_status=404)", "HSC101 404"),
        ("def fail(http_code, /): ...\nfail(404)", "HSC101 404"),
        ("def fail(code): ...\nfail(404)",),
        ("async def fail(status_code): ...\nfail(404)", "HSC101 404"),
        (
            """
            def outer():
                def fail(status_code): ...
                fail(404)
            """,
            "HSC101 404",
        ),
        (  # which one?
            """
            def f(status_code): ...
            def f(x): ...
            f(404)
            """,
        ),
        (
            """
            def f(status_code): ...
            from x import f
            f(404)
            """,
        ),
        # what stands after `*` takes no position
        ("def log(message, *args, status_code=None): ...\nlog('%s', 404)",),
        ("def log(message, *args, status_code=None): ...\nlog('%s', status_code=404)", "HSC101 404"),
        ("def f(status_code): ...\nf(*args, 404)",),
        (
            """
            class C:
                def f(self, status_code): ...
                def g(self): self.f(404)
            """,
            "HSC101 404",
        ),
        (
            """
            class C:
                @classmethod
                def f(cls, status_code): ...
                def g(self): self.f(404)
            """,
            "HSC101 404",
        ),
        (
            """
            class C:
                @classmethod
                def f(cls): cls.g(404)
                @classmethod
                def g(cls, http_code): ...
            """,
            "HSC101 404",
        ),
        (
            """
            class C:
                @staticmethod
                def f(status_code): ...
                def g(self): self.f(404)
            """,
            "HSC101 404",
        ),
        (  # whose `f`?
            """
            class C:
                def f(self, status_code): ...
            x.f(404)
            """,
        ),
        (
            """
            class C:
                def f(self, status_code): ...
            f(404)
            """,
        ),
        ("def g(): self.f(404)\ndef f(status_code): ...",),
        (
            """
            class C:
                def g(self): self.f(404)
            def f(status_code): ...
            """,
        ),
        (
            """
            class C:
                def __init__(self, http_code): ...
            C(404)
            """,
            "HSC101 404",
        ),
        (
            """
            class B:
                def __init__(self, http_code): ...
            class C(B): ...
            C(404)
            """,
            "HSC101 404",
        ),
        (
            """
            class B:
                def __init__(self, http_code): ...
            class C(B):
                def __init__(self):
                    super().__init__(404)
            """,
            "HSC101 404",
        ),
        (
            """
            from fastapi import HTTPException
            class E(HTTPException):
                def __init__(self):
                    super().__init__(404)
            """,
            "HSC101 404",
        ),
        (
            """
            from fastapi import HTTPException
            class E(HTTPException): ...
            raise E(404)
            """,
            "HSC101 404",
        ),
        (
            """
            from fastapi import HTTPException
            class E(HTTPException):
                def __init__(self, number): ...
            raise E(404)
            """,
        ),
        (
            """
            class A(B): ...
            class B(A): ...
            A(404)
            """,
        ),
        ("lambda status_code: 0\nf(404)",),
    ],
)
def test_callables_of_the_same_file(case: tuple[str, ...]) -> None:
    check_findings(*case)


DATACLASS = "import dataclasses\nfrom dataclasses import dataclass, field\n"


@pytest.mark.parametrize(
    "case",
    [
        (
            """
            @dataclass
            class C:
                text: str
                status_code: int
            C('x', 404)
            """,
            "HSC101 404",
        ),
        (
            """
            @dataclass
            class C:
                text: str
                status_code: int
            C(404, 5)
            """,
        ),
        (
            """
            @dataclasses.dataclass(frozen=True)
            class C:
                http_code: int
            C(404)
            """,
            "HSC101 404",
        ),
        (
            """
            class C:
                http_code: int
            C(404)
            """,
        ),
        (
            """
            @dataclass
            class C:
                x: str
                def f(self): ...
                http_code: int = 0
            C(1, 404)
            """,
            "HSC101 404",
        ),
        # fields whose place cannot be told
        (
            """
            @dataclass
            class C(B):
                http_code: int
            C(404)
            """,
        ),
        (
            """
            @dataclass
            class C:
                x: ClassVar[int]
                http_code: int
                y: int
            C(1, 404)
            """,
        ),
        (
            """
            @dataclass
            class C:
                x: 'ClassVar[int]'
                http_code: int
                y: int
            C(1, 404)
            """,
        ),
        (
            """
            @dataclass
            class C:
                http_code: int
                _: dataclasses.KW_ONLY
                y: int
            C(404)
            """,
        ),
        (
            """
            @dataclass
            class C:
                x: int = field(init=False)
                http_code: int = 0
            C(404, 200)
            """,
        ),
        (
            """
            @dataclass(kw_only=True)
            class C:
                http_code: int = 0
            C(404)
            """,
        ),
    ],
)
def test_dataclasses_of_the_same_file(case: tuple[str, ...]) -> None:
    check_findings(DATACLASS + block(case[0]), *case[1:])


@pytest.mark.parametrize(
    "call",
    [
        "Job.objects.filter(status_code=200)",
        "Job.objects.exclude(status_code=200)",
        "Job.objects.get(status_code=200)",
        "Job.objects.create(status_code=200)",
        "Job.objects.get_or_create(status_code=200)",
        "Job.objects.update_or_create(status_code=200, defaults={'status_code': 404})",
        "Job.objects.all().update(status_code=200)",
        "Job.objects.filter(x=1)[:5].update(status_code=200)",
        "(await Job.objects.filter(x=1)).filter(status_code=200)",
        "models.Job.objects.using('x').filter(status_code=200).exclude(status_code=404)",
        "objects.filter(status_code=200)",
        "Job.objects.filter(**{'status_code': 200})",
    ],
)
def test_orm_calls_are_never_sites(call: str) -> None:
    check_noop(f"async def f():\n    {call}")


@pytest.mark.parametrize(
    "call",
    [
        "Job.objects.render(status_code=200)",
        "client.get(status_code=200)",
        "(a or b).get(status_code=200)",
        "Job.objects.filter(response=Mock(status_code=200))",
    ],
)
def test_other_calls_are(call: str) -> None:
    check_findings(call, "HSC101 200")


LITERAL = "from typing import Literal\n"


@pytest.mark.parametrize(
    "source",
    [
        """
        def f(status_code: Literal[200, 404]): ...
        f(404)
        f(status_code=404)
        """,
        "def f(status_code: 'Literal[404]'): ...\nf(404)",
        "def f(*, status_code: Literal[404] | None): ...\nf(status_code=404)",
        """
        from typing import Literal as L
        def f(status_code: L[404]): ...
        f(404)
        """,
        """
        import typing as t
        def f(status_code: t.Literal[404]): ...
        f(404)
        """,
        """
        Code = Literal[200, 404]
        def f(status_code: Code): ...
        f(404)
        """,
        """
        class C:
            def f(self, status_code: Literal[404]): ...
            def g(self): self.f(404)
        """,
        """
        class C:
            def f(self, status_code: Literal[404]): ...
        client.f(status_code=404)
        """,
        """
        class C:
            def __init__(self, status_code: Literal[404]): ...
        C(404)
        """,
        """
        class C(BaseModel):
            status_code: Literal[404]
        C(status_code=404)
        """,
        """
        @dataclass
        class C:
            status_code: Literal[404]
        C(404)
        """,
    ],
)
def test_arguments_to_literal_parameters_are_never_sites(source: str) -> None:
    check_noop(LITERAL + block(source))


def test_other_parameters_of_the_same_name_are() -> None:
    check_findings(
        LITERAL
        + block("""
            def f(status_code: Literal[404]): ...
            def g(status_code: int): ...
            g(404)
            """),
        "HSC101 404",
    )


@pytest.mark.parametrize("value", ["100", "101", "103"])
def test_informational_codes_count_only_in_the_table(value: str) -> None:
    check_noop(f"f(status_code={value})")
    check_noop(f"def f(status_code): ...\nf({value})")
    check_findings(f"{DRF}Response(status={value})", f"HSC101 {value}")
    check_findings(f"self.assertContains(r, 'x', status_code={value})", f"HSC101 {value}")


@pytest.mark.parametrize(
    "value", ["0", "-1", "9", "40", "600", "700", "999", "4040", "True", "1.5", f"0x{'f' * 5000}"]
)
def test_what_is_no_status_code_at_all(value: str) -> None:
    check_noop(f"{DRF}Response(status={value})")
    check_noop(f"from flask import abort\nabort({value})")
    check_noop(f"f(status_code={value})\nMyResponse(status={value})\ndef g(status_code): ...\ng({value})")


def test_bare_names_of_the_option() -> None:
    check_findings(
        """
        @expects(404)
        def test_create(post):
            post("/x", expect=201)
            self.post("/x", expect=201)  # another one
            post("/x", other=201)
        """,
        "HSC101 404",
        "HSC101 201",
        callables="post:expect: expects::0",
    )


def test_a_bare_name_is_none_that_is_imported() -> None:
    check_noop(
        """
        from shop import post

        post("/x", expect=201)
        """,
        callables="post:expect:",
    )
