"""The name that is written for a constant at each place, and the import that it needs."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest
from blocks import block
from httpstatus_codemod.errors import NotRewritten
from httpstatus_codemod.names.planning import plan
from literals import check_rewritten, outcome, rewritten

from flake8_httpstatus.findings import Finding
from flake8_httpstatus.libraries.rows import DRF, HTTP


def test_constants_imported_by_name() -> None:
    check_rewritten(
        """
        from rest_framework.status import HTTP_200_OK as ok, HTTP_404_NOT_FOUND

        x = [200, 404, 301]
        """,
        """
        from rest_framework.status import (
            HTTP_200_OK as ok,
            HTTP_301_MOVED_PERMANENTLY,
            HTTP_404_NOT_FOUND,
        )

        x = [ok, HTTP_404_NOT_FOUND, HTTP_301_MOVED_PERMANENTLY]
        """,
    )


def test_helpers_come_by_name_too() -> None:
    source = block("""
        from rest_framework.status import is_success

        x = 200 <= r.status_code < 300
        y = r.a
        """)
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
        """
        from rest_framework.status import HTTP_200_OK

        x = 404

        from rest_framework.status import HTTP_201_CREATED

        y = 404
        """,
        """
        from rest_framework.status import HTTP_200_OK, HTTP_404_NOT_FOUND

        x = HTTP_404_NOT_FOUND

        from rest_framework.status import HTTP_201_CREATED

        y = HTTP_404_NOT_FOUND
        """,
    )


# Each program has sites where the module's `status` can be read (200) and where it is hidden (404).
HIDING = {
    "parameter": """
        def f(status):
            return 404
        def g():
            return 200
        out = f(1), g()
        """,
    "every kind of parameter": """
        def f(status, /): return 404
        def g(*status): return 404
        def h(*, status): return 404
        def i(**status): return 404
        out = f(1), g(), h(status=1), i(), 200
        """,
    "default": """
        def f(status=200):
            return status, 404
        out = f()
        """,
    "keyword-only default": """
        def f(*, status=200):
            return status, 404
        out = f()
        """,
    "decorator": """
        def d(x):
            return lambda f: (x, f)
        @d(200)
        def f(status):
            return 404
        out = f[0], f[1](1)
        """,
    "lambda": "f = lambda status=200: (status, 404)\nout = f()\n",
    "two lambdas on a line": "out = (lambda status: 404)(1), (lambda code: 200)(1)\n",
    "local": """
        def f():
            status = 1
            return 404, status
        out = f(), 200
        """,
    "local below": """
        def f():
            x = 404
            status = 1
            return x, status
        out = f(), 200
        """,
    "annotated only": """
        def f():
            status: int
            return 404
        out = f(), 200
        """,
    "del": """
        def f():
            x = 404
            if 0:
                del status
            return x
        out = f(), 200
        """,
    "nested function": """
        def f():
            status = 1
            def g():
                return 404, status
            return g()
        out = f(), 200
        """,
    "nested function, hidden inside": """
        def f():
            def g(status):
                return 404
            return g(1), 200
        out = f()
        """,
    "nonlocal": """
        def f():
            status = 1
            def g():
                nonlocal status
                status = 404
            g()
            return status, 404
        out = f()
        """,
    "class attribute": """
        class A:
            status = 1
            code = 404
            def f(self):
                return 200
            g = lambda self: 200
        out = A.code, A().f(), A().g()
        """,
    "class attribute and comprehensions": """
        class A:
            status = 1
            a = [x for x in (404, 404)]
            b = [(x, 200) for x in (1,)]
            c = list((x, 200) for x in (404,))
        out = A.a, A.b, A.c
        """,
    "class inside a class": """
        class A:
            status = 1
            class B:
                code = 200
            class C(type('D', (), {'x': 404})):
                pass
        out = A.B.code, A.C.x
        """,
    "class in a function": """
        def f(status):
            class A:
                code = 404
            return A.code
        out = f(1), 200
        """,
    "bases": """
        def b(x):
            return type('B', (), {'x': x})
        class A(b(200)):
            status = 404
        out = A.x, A.status
        """,
    "walrus": """
        def f():
            if (status := 1):
                return 404
        out = f(), 200
        """,
    "walrus in a comprehension": """
        def f():
            x = [(status := i) for i in (1, 2)]
            return 404, status, x
        out = f(), 200
        """,
    "for": """
        def f():
            for status in (1,):
                x = 404
            return x
        out = f(), 200
        """,
    "with": """
        import contextlib
        def f():
            with contextlib.nullcontext(1) as status:
                return 404
        out = f(), 200
        """,
    "with, a tuple": """
        import contextlib
        def f():
            with contextlib.nullcontext((1, 2)) as (a, status):
                return 404
        out = f(), 200
        """,
    "except": """
        def f():
            try:
                1 / 0
            except ZeroDivisionError as status:
                pass
            return 404
        out = f(), 200
        """,
    "match": """
        def f(x):
            match x:
                case status:
                    return 404
        out = f(1), 200
        """,
    "match, a star": """
        def f(x):
            match x:
                case [_, *status]:
                    return 404
        out = f([1]), 200
        """,
    "match, the rest": """
        def f(x):
            match x:
                case {1: 2, **status}:
                    return 404
        out = f({1: 2}), 200
        """,
    "match, as": """
        def f(x):
            match x:
                case int() as status:
                    return 404
        out = f(1), 200
        """,
    "comprehension": """
        def f():
            return [404 for status in (200, 200)], 200
        out = f()
        """,
    "comprehension, condition": """
        def f():
            return [1 for status in (1,) if 404], 200
        out = f()
        """,
    "comprehension, second iterable": """
        def f():
            return [(s, status) for status in (200,) for s in (404,)], 200
        out = f()
        """,
    "comprehension, nested": """
        def f():
            return [[404 for x in (404,)] for status in (200,)], 200
        out = f()
        """,
    "comprehension of a dict": """
        def f():
            return {status: 404 for status in (200,)}, 200
        out = f()
        """,
    "comprehension of a set": """
        def f():
            return {404 for status in (200,)}, 200
        out = f()
        """,
    "generator": """
        def f():
            return list(404 for status in (200,)), 200
        out = f()
        """,
    "comprehension at the top": "out = [404 for status in (200,)], 200\n",
    "comprehension, lambda": "out = [f() for f in [lambda: 404 for status in (200,)]], 200\n",
    "class definition": """
        def f():
            class status: pass
            return 404
        out = f(), 200
        """,
    "function definition": """
        def f():
            def status(): pass
            return 404
        out = f(), 200
        """,
    "another import": """
        def f():
            import os as status
            return 404
        out = f(), 200
        """,
    "another from import": """
        def f():
            from os import path as status
            return 404
        out = f(), 200
        """,
    "async": """
        import asyncio
        async def f(status=200):
            return status, 404, [404 async for x in g()]
        async def g():
            yield 200
        out = asyncio.run(f())
        """,
    "global, read": """
        def f():
            global other
            other = 1
            return 200
        out = f()
        """,
    "a function named top": """
        def top():
            status = 1
            return 404, status
        out = top(), 200
        """,
    "f-string": """
        def f(status):
            return f'{404} {status}'
        out = f(1), f'{200}'
        """,
}
if sys.version_info >= (3, 12):
    HIDING |= {
        "type parameter of a function": """
            def f[status]():
                return 404
            out = f(), 200
            """,
        "type parameter of a class": """
            class A[status]:
                code = 404
                def f(self):
                    return 404
            out = A.code, A().f(), 200
            """,
        "type parameter and bases": """
            def b(x):
                return type('B', (), {'x': x})
            class A[status](b(404)):
                pass
            out = A.x, 200
            """,
        "other type parameters": """
            def f[T: int](x: T = 200) -> T:
                return x, 200
            out = f()
            """,
    }


@pytest.mark.parametrize("imported", [True, False], ids=["imported", "not imported"])
@pytest.mark.parametrize("program", HIDING.values(), ids=HIDING)
def test_hidden_names(program: str, imported: bool) -> None:
    before = "from rest_framework import status\n" * imported + block(program)
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
    "assigned under a condition": """
        from rest_framework import status
        if 0:
            status = 1
        """,
    "a loop": """
        from rest_framework import status
        for status in ():
            pass
        """,
    "deleted": "from rest_framework import status\ndel status\n",
    "global": """
        from rest_framework import status
        def h():
            global status
            status = 1
        """,
    "another import": "from rest_framework import status\nfrom http import HTTPStatus as status\n",
    "another import in front": "from http import HTTPStatus as status\nfrom rest_framework import status\n",
    "a class": "class status:\n    pass\n",
    "an exception": """
        try:
            pass
        except Exception as status:
            pass
        """,
    "read, never bound": "def h():\n    return status\n",
    "read in a class body": "class A:\n    code = 1 if 1 else status\n",
    "walrus": "x = [status := 1 for _ in (1,)]\n",
    "for type checking": """
        from typing import TYPE_CHECKING
        if TYPE_CHECKING:
            from rest_framework import status
        """,
    "relative": """
        try:
            from . import status
        except ImportError:
            pass
        """,
}


@pytest.mark.parametrize("head", TAKEN.values(), ids=TAKEN)
def test_taken_names(head: str) -> None:
    before = block(head) + block("""
        def f():
            return 404
        out = f()
        """)
    after = rewritten(before)
    assert "return http_status.HTTP_404_NOT_FOUND" in after
    assert after.count("as http_status") == 1
    assert outcome(after) == outcome(before) == 404
    assert rewritten(after) == after


@pytest.mark.parametrize("head", ["", "from rest_framework import status\n"])
def test_what_a_star_import_may_bring(head: str) -> None:
    before = head + block("""
        from os.path import *
        def f():
            return 404
        out = f()
        """)
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
        """
        from http import HTTPStatus as HTTPStatusCode


        def f(HTTPStatus):
            return HTTPStatusCode.NOT_FOUND
        """,
        HTTP,
    )


@pytest.mark.parametrize(
    "head",
    [
        """
        try:
            from rest_framework import views
        except ImportError:
            views = None
        """,
        """
        import os
        if os.name:
            import rest_framework.views
        """,
    ],
)
def test_an_optional_library_stays_optional(head: str) -> None:
    with pytest.raises(NotRewritten, match="only under a condition"):
        rewritten(block(head) + "x = 404\n")


def test_what_does_not_compile() -> None:
    with pytest.raises(NotRewritten, match="does not compile: line 2"):
        rewritten("""
            def f(status):
                nonlocal x
                return 404
            """)


@pytest.mark.parametrize("error", [RecursionError, MemoryError])
def test_nested_too_deeply(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    """Each Python has its own depth: this one's parser may give up before `symtable` does."""

    def give_up(*args: object) -> None:
        raise error

    monkeypatch.setattr("symtable.symtable", give_up)
    with pytest.raises(NotRewritten, match="nested too deeply"):
        rewritten("def f(status):\n    return 404\n")


def test_a_name_that_all_promises(tmp_path: Path) -> None:
    """`__all__` may list a submodule, or a name that a star import brings."""
    after = rewritten(
        """
        __all__ = ['status']

        x = 404
        """,
        path=tmp_path / "a.py",
    )
    assert "from rest_framework import status as http_status\n" in after
