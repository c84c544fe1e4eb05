"""The prefilter never rules out a site."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from blocks import block
from cases import NOWHERE, find_all, settings_of
from hypothesis import given
from hypothesis import strategies as st

from flake8_httpstatus.clues import CODES
from flake8_httpstatus.prefilter import Prefilter, speaks_of_status

SETTINGS = settings_of("auto")


@pytest.mark.parametrize(
    "source",
    [
        "",
        "x = 404",
        "import os\nprint(os.environ)",
        "def f(x):\n    return x == 404",
        "import flask\n\ndef f():\n    return flask.g, 404",
    ],
)
def test_files_ruled_out(source: str) -> None:
    assert not speaks_of_status(source, SETTINGS)


# Beside an import, what may be a code for another file
@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("error('x', 404)", True),
        ("error(404 if x else 500)", True),
        ("error(x or 404, y)", True),
        ("error(\n    404,  # why\n)", True),
        ("error(\n    404\n)", True),
        ("error(code=404)", True),
        ("error(x, \\\n  404 \\\n)", True),
        ("class Missing(Base): code = 404", True),
        ("code: int = 404; f()", True),
        ("def f(code=404): pass", True),
        ("CODES = {'x': 404}", True),
        ("return_code == 404", True),
        ("404 != code", True),
        ("assert 404 == code", True),
        ("if code in [404]: pass", True),
        ("case 404 | 410: pass", True),
        ("lambda: 404", True),
        ("code = 499", False),
        ("code = '404'", False),
        ("code = b'\\404'", False),
        ("'it takes 500 ms'", False),
        ("x = 2 * 404", False),
        ("x -= 404", False),
        ("x > 404", False),
        ("x[:404.0]", False),
        ("MISSING = 404", False),
    ],
)
def test_codes_for_other_files(statement: str, expected: bool) -> None:
    assert CODES.is_in(f"import shop\n{statement}\n", SETTINGS) is expected
    assert CODES.is_in(f"{statement}\nimport shop", SETTINGS) is expected
    assert not CODES.is_in(f"{statement}\n", SETTINGS)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("r.status_code == 404", True),
        ("r.status_code == 0x194", True),
        ("r.status_code == 4_04", True),
        ("r.status_code == 4040", False),
        ("r.status_code == 40", False),
        ("r.status_code ==404", True),
        ("f(x,404)", True),
        ("x = [404]", True),
        ("status.HTTP_422_UNPROCESSABLE_ENTITY", True),
        ("assert r.status_code, HTTP_200_OK", True),
        ("r.status_code == x or HTTPStatus.OK", True),
        ("r.status_code == '404'", False),
        ("assert r.json() == {'404': 'a status'}", False),
        ("@f(404)\ndef g():\n    pass", True),
        ("f(x); r.status_code = 404", True),
        ("Response(x, 404)", True),
        ("Response \\\n(x, 404)", True),
        ("assert x.y, HTTP_200_OK", False),
        ("assert x\nr.status_code == HTTP_200_OK", False),
        ("f(status=40)", False),
        ("if x:\n    pass\nelse:\n    r.status_code = 404", True),
        ("r.status_code == status.HTTP_200_OK", False),
        ("x = 5", False),
        ("x = y1404", False),
        ("x = 7.404", False),
        ("status = 0", False),
        ("r.status_code", False),
    ],
)
def test_statements(statement: str, expected: bool) -> None:
    # with a word that most checks ask for
    source = f"from rest_framework import status  # status_code\n{statement}\n"
    prefilter = Prefilter(source, SETTINGS)
    assert bool(prefilter and [*prefilter.holding(ast.parse(source).body[1:])]) is expected


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_the_parser_does(newline: str) -> None:
    source = newline.join(
        ["import x", "'''", "\x0c\x0b\x1c\u2028\x85", "'''", "x = 1", "r.status_code == 404"]
    )
    prefilter = Prefilter(source, SETTINGS)
    body = ast.parse(source).body
    assert [*prefilter.holding(body)] == body[-1:]


@pytest.mark.parametrize(
    ("before", "call"),
    [
        ("from django.http import HttpResponse as R", "R('', '', 404)"),
        ("from django.http import HttpResponse\nclass R(\n    HttpResponse\n): pass", "R('', '', 404)"),
        ("from django.http import HttpResponse\nclass R(f(x), HttpResponse): pass", "R('', '', 404)"),
        ("from django.http import HttpResponse", "HttpResponse(status='404')"),
        ("import flask\n@app.get('/')", "def f(): return '', 404"),
        ("import flask\nclass V(flask.views.MethodView):", " def get(self): return '', 404"),
    ],
)
def test_what_is_not_written_at_the_site_itself(before: str, call: str) -> None:
    source = f"{before}\n{call}\n"
    prefilter = Prefilter(source, SETTINGS)
    body = ast.parse(source).body
    assert bool(prefilter) and body[-1] in prefilter.holding(body)


@pytest.mark.parametrize(
    ("imports", "expected"),
    [
        ("from sanic import json", True),
        ("from sanic.response import json as j", True),
        ("import os, sanic.response", True),
        ("from \\\n  sanic \\\n  import json", True),
        ("from sanic import (\n  json,\n)", True),
        ("import os, \\\n  sanic", True),
        ("if x:\n    from sanic import json", True),
        ("import json", False),
        ("import json  # as Sanic's", False),
        ("sanic = None\nimport json", False),
    ],
)
def test_a_callable_by_position_needs_the_import_of_its_package(imports: str, expected: bool) -> None:
    assert speaks_of_status(f"{imports}\njson(x, 404)\n", SETTINGS) is expected
    assert speaks_of_status(f"json(x, 404)\n{imports}", SETTINGS) is expected
    assert not speaks_of_status(f"{imports}\nxml(x, 404)\n".replace("json", "xml"), SETTINGS)


def own_tests() -> Iterator[str]:
    """The sources in the other tests."""
    for path in sorted(Path(__file__).parent.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) > 12:
                source = block(node.value)
                try:
                    ast.parse(source)
                except (SyntaxError, ValueError):
                    continue
                yield source


def test_it_rules_no_site_out_in_our_own_cases() -> None:
    cases = list(own_tests())
    assert len(cases) > 500
    for source in cases:
        find_all(source, NOWHERE, SETTINGS)


IMPORTS = st.sampled_from(
    [
        "from django.http import HttpResponse",
        "from django.http import HttpResponse as R",
        "from django import http as h",
        "import flask",
        "import ninja\nfrom ninja import Status as S",
        "from webob import \\\n  Response as R",
        "import os, falcon\nE = falcon.HTTPError",
    ]
)
OPERANDS = st.sampled_from(["r.status_code", "status_code", "x", "r['status_code']", "f()", "HTTP_200_OK"])
NUMBERS = st.sampled_from(
    ["404", "0x194", "4_04", "40", "4040", "1_0", "200.0", "-404", "'404'", "HTTP_200_OK"]
)
STATEMENTS = st.one_of(
    st.builds("{} == {}".format, OPERANDS, NUMBERS),
    st.builds("assert {}, {}".format, OPERANDS, NUMBERS),
    st.builds("assert {} == {} or {}".format, OPERANDS, NUMBERS, NUMBERS),
    st.builds(
        "if {}:\n    {} = {}".format, NUMBERS, st.sampled_from(["status_code", "r.status_code"]), NUMBERS
    ),
    st.builds("@f({})\ndef g(status_code={}): ...".format, NUMBERS, NUMBERS),
    st.builds(
        "{}(x, y, {})".format,
        st.sampled_from(["HttpResponse", "h.HttpResponse", "R", "C", "E", "S"]),
        NUMBERS,
    ),
    st.builds("S({}, x)".format, NUMBERS),
    st.builds("class C({}): pass".format, st.sampled_from(["HttpResponse", "h.HttpResponse", "R", "C"])),
    st.builds(
        "@app.{}\ndef f():\n    return x, {}".format, st.sampled_from(["route('/')", "get", "x"]), NUMBERS
    ),
    st.just("class E:\n    def __init__(self, a, b, http_code): pass"),
    st.builds("def f(x, http_code): pass\nf(x, {})".format, NUMBERS),
    st.builds("f(\n{},\nstatus_code=\\\n{})".format, OPERANDS, NUMBERS),
)


@given(IMPORTS, st.lists(STATEMENTS, max_size=6), st.sampled_from(["\n", "\r\n", "\r"]))
def test_it_rules_no_site_out(imports: str, statements: list[str], newline: str) -> None:
    source = "\n".join([imports, *statements, ""])
    find_all(source.replace("\n", newline), NOWHERE, SETTINGS)


@pytest.mark.parametrize("repeated", ["#", "# ", "(", "[", "\\\n", " ", "\n", "'", "4", "404 ", "a.", "(#\n"])
@pytest.mark.parametrize(
    "before", ["return ", "class A(", "import x\nstatus=", "response", "resp.status", "from x import ("]
)
def test_strange_texts_take_no_time(before: str, repeated: str) -> None:
    # a pattern that tries all ways to match these never ends; that of returned tuples once did
    text = before + repeated * 2000
    for source in (text, f"import flask\n{text}x", f"{text}\nr.status_code == 404"):
        bool(Prefilter(source, SETTINGS))
    assert speaks_of_status(f"{text}\nr.status_code == 404", SETTINGS)
