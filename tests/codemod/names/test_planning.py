"""Under which name a constant is written at each spot, and what import that takes."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest
from httpstatus_codemod.errors import NotRewritten
from httpstatus_codemod.names.planning import plan
from literals import check_rewritten, outcome, rewritten

from flake8_httpstatus.findings import Finding
from flake8_httpstatus.libraries.rows import DRF, HTTP


def test_constants_imported_by_name() -> None:
    check_rewritten(
        "from rest_framework.status import HTTP_200_OK as ok, HTTP_404_NOT_FOUND\n\nx = [200, 404, 301]\n",
        "from rest_framework.status import (\n    HTTP_200_OK as ok,\n    HTTP_301_MOVED_PERMANENTLY,\n"
        "    HTTP_404_NOT_FOUND,\n)\n\nx = [ok, HTTP_404_NOT_FOUND, HTTP_301_MOVED_PERMANENTLY]\n",
    )


def test_helpers_come_by_name_too() -> None:
    source = "from rest_framework.status import is_success\n\nx = 200 <= r.status_code < 300\ny = r.a\n"
    tree = ast.parse(source)
    test = tree.body[1].value  # type: ignore[attr-defined]
    planned = plan(
        tree,
        source,
        None,
        [
            Finding("HSC104", test, "", DRF, name="is_success"),
            Finding("HSC104", test, "", DRF, name="is_redirect"),
        ],
    )
    assert list(planned.spellings.values()) == ["is_success", "is_redirect"]
    assert [extension.names for extension in planned.extensions] == [(("is_redirect", None),)]


def test_a_constant_is_merged_once() -> None:
    check_rewritten(
        "from rest_framework.status import HTTP_200_OK\n\nx = 404\n\n"
        "from rest_framework.status import HTTP_201_CREATED\n\ny = 404\n",
        "from rest_framework.status import HTTP_200_OK, HTTP_404_NOT_FOUND\n\nx = HTTP_404_NOT_FOUND\n\n"
        "from rest_framework.status import HTTP_201_CREATED\n\ny = HTTP_404_NOT_FOUND\n",
    )


# Each program has sites where the module's `status` can be read (200) and where it is hidden (404).
HIDING = {
    "parameter": "def f(status):\n    return 404\ndef g():\n    return 200\nout = f(1), g()\n",
    "every kind of parameter": (
        "def f(status, /): return 404\ndef g(*status): return 404\ndef h(*, status): return 404\n"
        "def i(**status): return 404\nout = f(1), g(), h(status=1), i(), 200\n"
    ),
    "default": "def f(status=200):\n    return status, 404\nout = f()\n",
    "keyword-only default": "def f(*, status=200):\n    return status, 404\nout = f()\n",
    "decorator": (
        "def d(x):\n    return lambda f: (x, f)\n@d(200)\n"
        "def f(status):\n    return 404\nout = f[0], f[1](1)\n"
    ),
    "lambda": "f = lambda status=200: (status, 404)\nout = f()\n",
    "two lambdas on a line": "out = (lambda status: 404)(1), (lambda code: 200)(1)\n",
    "local": "def f():\n    status = 1\n    return 404, status\nout = f(), 200\n",
    "local below": "def f():\n    x = 404\n    status = 1\n    return x, status\nout = f(), 200\n",
    "annotated only": "def f():\n    status: int\n    return 404\nout = f(), 200\n",
    "del": "def f():\n    x = 404\n    if 0:\n        del status\n    return x\nout = f(), 200\n",
    "nested function": (
        "def f():\n    status = 1\n    def g():\n        return 404, status\n    return g()\nout = f(), 200\n"
    ),
    "nested function, hidden inside": (
        "def f():\n    def g(status):\n        return 404\n    return g(1), 200\nout = f()\n"
    ),
    "nonlocal": (
        "def f():\n    status = 1\n    def g():\n        nonlocal status\n        status = 404\n"
        "    g()\n    return status, 404\nout = f()\n"
    ),
    "class attribute": (
        "class A:\n    status = 1\n    code = 404\n    def f(self):\n"
        "        return 200\n    g = lambda self: 200\n"
        "out = A.code, A().f(), A().g()\n"
    ),
    "class attribute and comprehensions": (
        "class A:\n    status = 1\n    a = [x for x in (404, 404)]\n    b = [(x, 200) for x in (1,)]\n"
        "    c = list((x, 200) for x in (404,))\nout = A.a, A.b, A.c\n"
    ),
    "class inside a class": (
        "class A:\n    status = 1\n    class B:\n        code = 200\n"
        "    class C(type('D', (), {'x': 404})):\n        pass\n"
        "out = A.B.code, A.C.x\n"
    ),
    "class in a function": (
        "def f(status):\n    class A:\n        code = 404\n    return A.code\nout = f(1), 200\n"
    ),
    "bases": (
        "def b(x):\n    return type('B', (), {'x': x})\n"
        "class A(b(200)):\n    status = 404\nout = A.x, A.status\n"
    ),
    "walrus": "def f():\n    if (status := 1):\n        return 404\nout = f(), 200\n",
    "walrus in a comprehension": (
        "def f():\n    x = [(status := i) for i in (1, 2)]\n    return 404, status, x\nout = f(), 200\n"
    ),
    "for": "def f():\n    for status in (1,):\n        x = 404\n    return x\nout = f(), 200\n",
    "with": (
        "import contextlib\ndef f():\n"
        "    with contextlib.nullcontext(1) as status:\n        return 404\nout = f(), 200\n"
    ),
    "with, a tuple": (
        "import contextlib\ndef f():\n"
        "    with contextlib.nullcontext((1, 2)) as (a, status):\n        return 404\n"
        "out = f(), 200\n"
    ),
    "except": (
        "def f():\n    try:\n        1 / 0\n"
        "    except ZeroDivisionError as status:\n        pass\n    return 404\n"
        "out = f(), 200\n"
    ),
    "match": "def f(x):\n    match x:\n        case status:\n            return 404\nout = f(1), 200\n",
    "match, a star": (
        "def f(x):\n    match x:\n        case [_, *status]:\n            return 404\nout = f([1]), 200\n"
    ),
    "match, the rest": (
        "def f(x):\n    match x:\n        case {1: 2, **status}:\n"
        "            return 404\nout = f({1: 2}), 200\n"
    ),
    "match, as": (
        "def f(x):\n    match x:\n        case int() as status:\n            return 404\nout = f(1), 200\n"
    ),
    "comprehension": "def f():\n    return [404 for status in (200, 200)], 200\nout = f()\n",
    "comprehension, condition": "def f():\n    return [1 for status in (1,) if 404], 200\nout = f()\n",
    "comprehension, second iterable": (
        "def f():\n    return [(s, status) for status in (200,) for s in (404,)], 200\nout = f()\n"
    ),
    "comprehension, nested": (
        "def f():\n    return [[404 for x in (404,)] for status in (200,)], 200\nout = f()\n"
    ),
    "comprehension of a dict": "def f():\n    return {status: 404 for status in (200,)}, 200\nout = f()\n",
    "comprehension of a set": "def f():\n    return {404 for status in (200,)}, 200\nout = f()\n",
    "generator": "def f():\n    return list(404 for status in (200,)), 200\nout = f()\n",
    "comprehension at the top": "out = [404 for status in (200,)], 200\n",
    "comprehension, lambda": "out = [f() for f in [lambda: 404 for status in (200,)]], 200\n",
    "class definition": "def f():\n    class status: pass\n    return 404\nout = f(), 200\n",
    "function definition": "def f():\n    def status(): pass\n    return 404\nout = f(), 200\n",
    "another import": "def f():\n    import os as status\n    return 404\nout = f(), 200\n",
    "another from import": "def f():\n    from os import path as status\n    return 404\nout = f(), 200\n",
    "async": (
        "import asyncio\nasync def f(status=200):\n    return status, 404, [404 async for x in g()]\n"
        "async def g():\n    yield 200\nout = asyncio.run(f())\n"
    ),
    "global, read": "def f():\n    global other\n    other = 1\n    return 200\nout = f()\n",
    "a function named top": "def top():\n    status = 1\n    return 404, status\nout = top(), 200\n",
    "f-string": "def f(status):\n    return f'{404} {status}'\nout = f(1), f'{200}'\n",
}
if sys.version_info >= (3, 12):
    HIDING |= {
        "type parameter of a function": "def f[status]():\n    return 404\nout = f(), 200\n",
        "type parameter of a class": (
            "class A[status]:\n    code = 404\n    def f(self):\n"
            "        return 404\nout = A.code, A().f(), 200\n"
        ),
        "type parameter and bases": (
            "def b(x):\n    return type('B', (), {'x': x})\n"
            "class A[status](b(404)):\n    pass\nout = A.x, 200\n"
        ),
        "other type parameters": "def f[T: int](x: T = 200) -> T:\n    return x, 200\nout = f()\n",
    }


@pytest.mark.parametrize("imported", [True, False], ids=["imported", "not imported"])
@pytest.mark.parametrize("program", HIDING.values(), ids=HIDING)
def test_hidden_names(program: str, imported: bool) -> None:
    before = "from rest_framework import status\n" * imported + program
    after = rewritten(before)
    assert outcome(after) == outcome(before)
    tree = ast.parse(after)
    spots = {node.attr: node.value.id for node in ast.walk(tree) if is_constant(node)}  # type: ignore[attr-defined]
    hidden = "HTTP_404_NOT_FOUND" in spots
    if hidden:
        assert spots["HTTP_404_NOT_FOUND"] == "http_status"
    if "HTTP_200_OK" in spots:  # with a new import one name does for all spots
        assert spots["HTTP_200_OK"] == ("http_status" if hidden and not imported else "status")
    assert not any(isinstance(node, ast.Constant) and node.value in (200, 404) for node in ast.walk(tree))
    assert rewritten(after) == after


def is_constant(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Attribute) and node.attr.startswith("HTTP_") and isinstance(node.value, ast.Name)
    )


# The module's own `status` cannot be counted on: the import is new, under an alias.
TAKEN = {
    "assigned": "status = 1\n",
    "assigned under a condition": "from rest_framework import status\nif 0:\n    status = 1\n",
    "a loop": "from rest_framework import status\nfor status in ():\n    pass\n",
    "deleted": "from rest_framework import status\ndel status\n",
    "global": "from rest_framework import status\ndef h():\n    global status\n    status = 1\n",
    "another import": "from rest_framework import status\nfrom http import HTTPStatus as status\n",
    "another import in front": "from http import HTTPStatus as status\nfrom rest_framework import status\n",
    "a class": "class status:\n    pass\n",
    "an exception": "try:\n    pass\nexcept Exception as status:\n    pass\n",
    "read, never bound": "def h():\n    return status\n",
    "read in a class body": "class A:\n    code = 1 if 1 else status\n",
    "walrus": "x = [status := 1 for _ in (1,)]\n",
    "for type checking": (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from rest_framework import status\n"
    ),
    "relative": "try:\n    from . import status\nexcept ImportError:\n    pass\n",
}


@pytest.mark.parametrize("head", TAKEN.values(), ids=TAKEN)
def test_taken_names(head: str) -> None:
    before = head + "def f():\n    return 404\nout = f()\n"
    after = rewritten(before)
    assert "return http_status.HTTP_404_NOT_FOUND" in after
    assert after.count("as http_status") == 1
    assert outcome(after) == outcome(before) == 404
    assert rewritten(after) == after


@pytest.mark.parametrize("head", ["", "from rest_framework import status\n"])
def test_what_a_star_import_may_bring(head: str) -> None:
    before = f"{head}from os.path import *\ndef f():\n    return 404\nout = f()\n"
    after = rewritten(before)
    assert "return _http_status.HTTP_404_NOT_FOUND" in after
    assert outcome(after) == 404
    assert rewritten(after) == after


@pytest.mark.parametrize(
    ("used", "alias"),
    [
        ("x = 1", "http_status"),
        ("f(http_status=1).http_status", "http_status"),  # neither keyword nor attribute binds
        ("http_status = 1", "http_status_codes"),
        ("f = lambda http_status, *http_status_codes: 1", "_http_status"),
        ("import http_status, http_status_codes\n[_http_status for _http_status in x]", "http_status_2"),
    ],
)
def test_the_alias_collides_with_nothing(used: str, alias: str) -> None:
    after = rewritten(f"{used}\ndef f(status):\n    return 404\n")
    assert f"from rest_framework import status as {alias}\n" in after
    assert f"return {alias}.HTTP_404_NOT_FOUND\n" in after


def test_constants_of_http_under_an_alias() -> None:
    check_rewritten(
        "def f(HTTPStatus):\n    return 404\n",
        "from http import HTTPStatus as HTTPStatusCode\n\n\n"
        "def f(HTTPStatus):\n    return HTTPStatusCode.NOT_FOUND\n",
        HTTP,
    )


@pytest.mark.parametrize(
    "head",
    [
        "try:\n    from rest_framework import views\nexcept ImportError:\n    views = None\n",
        "import os\nif os.name:\n    import rest_framework.views\n",
    ],
)
def test_an_optional_library_stays_optional(head: str) -> None:
    with pytest.raises(NotRewritten, match="only under a condition"):
        rewritten(head + "x = 404\n")


def test_what_does_not_compile() -> None:
    with pytest.raises(NotRewritten, match="does not compile: line 2"):
        rewritten("def f(status):\n    nonlocal x\n    return 404\n")


@pytest.mark.parametrize("error", [RecursionError, MemoryError])
def test_nested_too_deeply(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    """Each Python has its own depth: this one's parser may give up before `symtable` does."""

    def give_up(*args: object) -> None:
        raise error

    monkeypatch.setattr("symtable.symtable", give_up)
    with pytest.raises(NotRewritten, match="nested too deeply"):
        rewritten("def f(status):\n    return 404\n")


def test_a_name_that_all_promises(tmp_path: Path) -> None:
    """It is a submodule's, or comes from elsewhere."""
    after = rewritten("__all__ = ['status']\n\nx = 404\n", path=tmp_path / "a.py")
    assert "from rest_framework import status as http_status\n" in after
