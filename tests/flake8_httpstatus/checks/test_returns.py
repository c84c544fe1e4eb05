"""HSC106: status in a returned tuple."""

from __future__ import annotations

from textwrap import indent

import pytest
from blocks import block
from cases import check_findings, check_noop

FLASK = "from flask import Flask\n"
NINJA = "from ninja import NinjaAPI, Status\n"


@pytest.mark.parametrize(
    "case",
    [
        ("return 'x', 404", "HSC106 404"),
        ("return 'x', 404, {}", "HSC106 404"),
        ("return ('x', 404) if a else ('y', 200)", "HSC106 404", "HSC106 200"),
        ("return 'x', 404 if a else 200", "HSC106 404", "HSC106 200"),
        (
            """
            if a:
                return 'x', 404
            return 'y'
            """,
            "HSC106 404",
        ),
        ("return 404, 'x'",),
        ("return 'x', {}",),
        ("return 'x', '404'",),
        ("return 'x', 299",),
        ("return 'x', 4040",),
        ("return 404",),
        ("return",),
        ("return 'x', 404, {}, 5",),
        ("return *x, 404",),
        ("return ['x', 404]",),
        (
            """
            def inner():
                return 'x', 404
            return inner
            """,
        ),
        ("return lambda: ('x', 404)",),
        ("yield 'x', 404",),
    ],
)
def test_flask(case: tuple[str, ...]) -> None:
    view = f"@app.route('/')\ndef view():\n{indent(block(case[0]), '    ')}"
    check_findings(FLASK + view, *case[1:])
    check_findings("from quart import Quart\n" + view, *case[1:])
    check_noop(view)  # no framework in sight


@pytest.mark.parametrize(
    "decorator",
    [
        "app.get('/')",
        "bp.post('/')",
        "app.errorhandler(E)",
        "bp.app_errorhandler(E)",
        "bp.endpoint('x')",
        "expose('/')",
        "app.route",
        "login_required\n@app.route('/')",
    ],
)
def test_flask_decorators(decorator: str) -> None:
    check_findings(f"{FLASK}@{decorator}\nasync def view():\n    return 'x', 404", "HSC106 404")


@pytest.mark.parametrize(
    "decorator",
    ["cached", "get('/')", "app.before_request", "mock.patch('x')", "patch.object(x, 'y')", "(lambda f: f)"],
)
def test_other_decorators_are_none(decorator: str) -> None:
    check_noop(f"{FLASK}from unittest import mock\n@{decorator}\ndef view():\n    return 'x', 404")


@pytest.mark.parametrize(
    ("imported", "bases", "method", "found"),
    [
        ("from flask.views import MethodView", "MethodView", "get", True),
        ("from flask import views", "views.MethodView", "post", True),
        ("from flask_restful import Resource", "Resource", "delete", True),
        ("from flask_restful import Resource as R", "R", "delete", True),
        ("import flask\nfrom .base import BaseResource", "BaseResource", "get", True),
        ("import flask\nclass Base(flask.views.MethodView): ...", "Base", "get", True),
        ("from flask.views import MethodView", "MethodView", "helper", False),
        ("from flask.views import View", "View", "get", False),
        ("from flask.views import MethodView", "", "get", False),
        ("from flask.views import MethodView", "make(MethodView)", "get", False),
        ("", "MethodView", "get", False),
    ],
)
def test_flask_method_views(imported: str, bases: str, method: str, found: bool) -> None:
    view = f"""
        class V({bases}):
            def {method}(self):
                return 'x', 404
        """
    check_findings(f"{imported}\n{block(view)}", *["HSC106 404"] * found)


def test_only_methods_of_the_class_itself() -> None:
    check_noop("""
        from flask.views import MethodView
        class V(MethodView):
            if x:
                def get(self):
                    return 'x', 404
        """)
    check_noop("""
        from flask import Flask
        def get():
            return 'x', 404
        returned = 'x', 404
        """)


@pytest.mark.parametrize(
    "case",
    [
        (
            """
            @api.get('/')
            def view(r):
                return 404, {}
            """,
            "HSC106 404",
        ),
        (
            """
            @api.exception_handler(E)
            def view(r, e):
                return 404, {}
            """,
            "HSC106 404",
        ),
        (
            """
            @api.get('/')
            def view(r):
                return {}, 404
            """,
        ),
        (
            """
            @api.get('/')
            def view(r):
                return 404, {}, 1
            """,
        ),
        ("def view(r):\n    return 404, {}",),
        (
            """
            @api.route('/')
            def view(r):
                return 404, {}
            """,
        ),
        ("Status(404, {})", "HSC106 404"),
        ("def f():\n    return Status(404 if x else 200, {})", "HSC106 404", "HSC106 200"),
        ("Status()",),
        ("Status({}, 404)",),
        ("Status(*args, 404)",),
        ("Other(404, {})",),
    ],
)
def test_ninja(case: tuple[str, ...]) -> None:
    check_findings(NINJA + block(case[0]), *case[1:])
    check_noop(case[0])  # no framework in sight


def test_another_status_class() -> None:
    check_noop("""
        from ninja import NinjaAPI
        from .models import Status
        Status(404, {})
        """)


# What answers in place of a server


@pytest.mark.parametrize(
    ("function", "found"),
    [
        ("def answer(request):\n    return 404, {}, body", ["404"]),
        ("def answer(self, req, x):\n    return 404, {'ETag': 'x'}, ''", ["404"]),
        ("def answer(request, /):\n    return (404, {'ETag': 'x'}, '')", ["404"]),
        ("async def answer(request):\n    return (  # none\n        404, {}, body\n    )", ["404"]),
        ("def answer(request):\n    return 0x194, {}, body", ["0x194"]),
        ("def answer(request):\n    return 204, {'status': 204, 'x': 500}, ''", ["204", "204"]),
        ("def answer(x):\n    return 404, headers, body", ["404"]),
        ("def answer(x):\n    return 404, self.response_headers, body", ["404"]),
        ("def answer(x) -> MockResponse:\n    return 404, {}, body", ["404"]),
        ("def answer(x) -> models.TYPE_RESPONSE:\n    return 404, {'x': 1}, body", ["404"]),
        # what comes second is no header
        ("def answer(request):\n    return 404, {5: 'x'}, body", []),
        ("def answer(request):\n    return 404, {**x}, body", []),
        ("def answer(request):\n    return 404, [], body", []),
        ("def answer(request):\n    return 404, other, body", []),
        ("def answer(request):\n    return 404, headers(), body", []),
        # nothing says that a request is answered
        ("def size(width):\n    return 404, {'unit': 'px'}, body", []),
        ("def size(width) -> Size:\n    return 404, {'unit': 'px'}, body", []),
        ("def size(width) -> 'tuple':\n    return 404, {'unit': 'px'}, body", []),
        ("def size(*request):\n    return 404, {'unit': 'px'}, body", []),
        # of another shape
        ("def answer(request):\n    return 404, {}", []),
        ("def answer(request):\n    return 404, {}, body, more", []),
        ("def answer(request):\n    return {}, 404, body", []),
        ("def answer(request):\n    return 200 if ok else 404, {}, body", []),
        ("def answer(request):\n    return [404, {}, body]", []),
        ("def answer(request):\n    yield 404, {}, body", []),
        ("answer = lambda request: (404, {}, body)", []),
        # of another value
        ("def answer(request):\n    return 299, {}, body", []),
        ("def answer(request):\n    return 100, {}, body", []),
        ("def answer(request):\n    return '404', {}, body", []),
        ("def answer(request):\n    return 4040, {}, body", []),
        ("def answer(request):\n    return code, {'status': 404}, body", []),
        ("def answer(request):\n    return 204, {'status': '204', 'code': 204}, body", ["204"]),
        ("def answer(request):\n    return 204, {'status': 200}, body", ["204"]),
    ],
)
def test_answers(function: str, found: list[str]) -> None:
    check_findings(function, *(f"HSC106 {code}" for code in found))


def test_an_answer_outside_a_function() -> None:
    check_noop("class C:\n    answer = 404, {}, body\nanswer = 404, headers, body")
