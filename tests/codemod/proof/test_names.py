"""Whose binding a written name reads: shown for what is written at `404`, or refused, whoever planned it."""

from __future__ import annotations

import ast
import re
import sys
from dataclasses import replace

import pytest
from blocks import block
from httpstatus_codemod.errors import NotRewritten
from httpstatus_codemod.imports.placing import NewImport
from httpstatus_codemod.names.planning import Plan
from httpstatus_codemod.proof import VerificationError, verify

from flake8_httpstatus.findings import Finding
from flake8_httpstatus.libraries.library import Library
from flake8_httpstatus.libraries.rows import DRF, FASTAPI, HTTP, HTTPX, PETRA, STARLETTE
from flake8_httpstatus.libraries.usable import usable_names
from flake8_httpstatus.source import Text

IMPORT = "from rest_framework import status\n"
NAME = usable_names(DRF).constants[404]


def prove(source: str, name: str = f"status.{NAME}", library: Library = DRF, new_import: str = "") -> None:
    """Write a name at each `404`, and a new import at the top."""
    source = block(source)
    tree = ast.parse(source)
    found = [
        Finding("HSC101", node, "", library, 404, usable_names(library).constants[404])
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value == 404
    ]
    assert found
    new_imports = (NewImport(new_import, 0, 0, 0, 0, "\n"),) if new_import else ()
    head = f"{new_import}\n" if new_import else ""
    planned = Plan(dict.fromkeys(found, name), (), new_imports)
    verify(Text(source), tree, head + re.sub(r"\b404\b", name, source), planned)


def is_proven(
    source: str, name: str = f"status.{NAME}", library: Library = DRF, new_import: str = ""
) -> bool:
    try:
        prove(source, name, library, new_import)
    except VerificationError:
        return False
    return True


PROVEN = {
    "function": "def f(): return 404",
    "class": "class A:\n    x = 404",
    "default": "def f(x=404, *, y=404): pass",
    "lambda": "f = lambda x=404: 404",
    "decorator": "@d(404)\nclass A: pass",
    "pattern": """
        match x:
            case 404 | (404): pass
            case {404: y} if y == 404: pass
        """,
    "loop, tested twice": "while x != 404: pass",
    "finally, there twice": "try: pass\nfinally: f(404)",
    "comprehension": "x = [404 for y in 404 if 404]",
    "generator in a class": "class A:\n    x = (404 for y in z(404) if y == 404)",
    "list in a class": "class A:\n    x = [404 for y in z(404) if y == 404]",
    "nested": """
        class A:
            def f(self):
                def g(x=404):
                    return lambda: 404
        """,
    "coroutine": "async def f():\n    async with x(404) as y: return await y(404)",
    "f-string": "x = f'{y == 404}'",
    "never reached": """
        def f():
            return 1
            return 404
        """,
    "never reached by condition": "if 0: x = 404",
    "for types, too": """
        if TYPE_CHECKING:
            from rest_framework import status
        x = 404
        """,
    "bound where it is not reached": "if 0: status = 1\nx = 404",
    "of its own in a comprehension": "x = 404, [status for status in y]",
    "of its own elsewhere": "def g(status): return status\nx = 404",
    "of its own in a class": """
        class A:
            status = 1
            def f(self): return 404
        """,
    "imported by functions": """
        def f():
            global status
            from rest_framework import status
        x = 404
        """,
}


@pytest.mark.parametrize("below", PROVEN.values(), ids=PROVEN)
def test_proven(below: str) -> None:
    below = block(below)
    assert is_proven(f"{IMPORT}{below}\n")
    assert is_proven(f"from x import *\n{IMPORT}{below}\n")


REFUSED = {
    "parameter": "def f(status): return 404",
    "other parameters": "def f(*, a, **status): return lambda: 404",
    "star parameter": "f = lambda *status: 404",
    "local": """
        def f():
            status = 1
            return 404
        """,
    "local from outside": """
        def f():
            status = 1
            return lambda: 404
        """,
    "local from inside": """
        def f():
            def g():
                nonlocal status
                status = 1
            from rest_framework import status
            return 404
        """,
    "class attribute": """
        class A:
            status = 1
            x = 404
        """,
    "class attribute below": """
        class A:
            x = 404
            status = 1
        """,
    "variable of a comprehension": "x = [404 for status in y]",
    "variable of a comprehension, in a lambda": "x = [lambda: 404 for status in y]",
    "variable of a generator": "x = (404 for status in y)",
    "walrus": "x = 404, (status := 1)",
    "walrus in a comprehension": "x = [(status := y) for y in z], 404",
    "exception": "try: x\nexcept E as status: y(404)",
    "exception elsewhere": """
        try: x
        except E as status: pass
        y = 404
        """,
    "with": "with x as status: y = 404",
    "for": "for status in y: pass\nx = 404",
    "capture": """
        match x:
            case [status]: pass
        x = 404
        """,
    "rest": """
        match x:
            case {**status}: pass
        x = 404
        """,
    "function": "def status(): pass\nx = 404",
    "class of that name": "class status: pass\nx = 404",
    "deleted": "x = 404\ndel status",
    "deleted elsewhere": """
        def f():
            global status
            del status
        x = 404
        """,
    "global": """
        def f():
            global status
            status = 1
        x = 404
        """,
    "global in a class": """
        class A:
            global status
            status = 1
        x = 404
        """,
    "another import": "from http import HTTPStatus as status\nx = 404",
    "one of two": "from rest_framework import status, response as status\nx = 404",
    "another in a function": """
        def f():
            global status
            from x import status
        x = 404
        """,
    "star": "from x import *\nx = 404",
    "star in a condition": """
        if 1:
            from x import *
        x = 404
        """,
    "only under `python -O`": "if not __debug__: status = 1\nx = 404",
}


@pytest.mark.parametrize("below", REFUSED.values(), ids=REFUSED)
def test_refused(below: str) -> None:
    below = block(below)
    assert not is_proven(f"{IMPORT}{below}\n")
    assert is_proven(f"{IMPORT}{below.replace('status', 'other')}\n") is ("import *" not in below)


@pytest.mark.skipif(sys.version_info < (3, 12), reason="syntax of Python 3.12")
def test_type_parameters() -> None:
    assert is_proven(f"{IMPORT}def f[T](x=404): return 404\nclass A[T](B, x=404): y = 404\n")
    assert is_proven(f"{IMPORT}class A:\n    class B[T](C, x=404): pass\n    def f[T](self, x=404): pass\n")
    assert not is_proven(f"{IMPORT}def f[status](): return 404\n")
    assert not is_proven(f"{IMPORT}class A[status](B, x=404): pass\n")
    assert not is_proven(f"{IMPORT}class A:\n    class B[T](C, x=404): pass\n    status = 1\n")


IMPORTS = [
    ("from rest_framework import status", f"status.{NAME}", DRF, True),
    ("from rest_framework import status as s", f"s.{NAME}", DRF, True),
    ("import os; from rest_framework import views, status; import re", f"status.{NAME}", DRF, True),
    ("import rest_framework.status", f"rest_framework.status.{NAME}", DRF, True),
    ("import rest_framework.views, rest_framework.status", f"rest_framework.status.{NAME}", DRF, True),
    ("import rest_framework.status as s", f"s.{NAME}", DRF, True),
    (f"from rest_framework.status import {NAME} as n", "n", DRF, True),
    ("from rest_framework.status import *", NAME, DRF, True),
    ("from rest_framework.status import *\nfrom x import *", NAME, DRF, False),
    (f"from rest_framework.status import *\n{NAME} = 1", NAME, DRF, False),
    ("from .rest_framework.status import *", NAME, DRF, False),
    (
        f"from rest_framework.status import {NAME} as HTTP_200_OK\nfrom rest_framework.status import *",
        "HTTP_200_OK",
        DRF,
        False,
    ),
    (f"from rest_framework.status import {NAME}\nfrom rest_framework.status import *", NAME, DRF, True),
    (f"from rest_framework.status import *\nfrom rest_framework.status import {NAME}", NAME, DRF, True),
    ("from rest_framework import status\nfrom rest_framework.status import *", f"status.{NAME}", DRF, True),
    (
        """
        import os; from rest_framework import (
         status
        )
        """,
        f"status.{NAME}",
        DRF,
        True,
    ),
    ("if x: from rest_framework.status import *", NAME, DRF, False),
    (f"from rest_framework.status import HTTP_400_BAD_REQUEST as {NAME}", NAME, DRF, False),
    ("import rest_framework", f"rest_framework.status.{NAME}", DRF, False),
    ("import rest_framework as r", f"r.status.{NAME}", DRF, False),
    ("import rest_framework.views", f"rest_framework.status.{NAME}", DRF, False),
    ("import rest_framework.status_codes", f"rest_framework.status.{NAME}", DRF, False),
    ("from rest_framework import *", f"status.{NAME}", DRF, False),
    ("from rest_framework import viewsets as status", f"status.{NAME}", DRF, False),
    ("from rest_framework import status", f"status.{NAME}.real", DRF, False),
    ("from rest_framework import status", "status.HTTP_403_FORBIDDEN", DRF, False),
    ("from rest_framework import status", "status", DRF, False),
    ("from starlette import status", f"status.{NAME}", DRF, False),
    ("from .rest_framework import status", f"status.{NAME}", DRF, False),
    ("status = rest_framework.status", f"status.{NAME}", DRF, False),
    ("", f"status.{NAME}", DRF, False),
    ("if x: from rest_framework import status", f"status.{NAME}", DRF, False),
    ("try: from rest_framework import status\nexcept E: pass", f"status.{NAME}", DRF, False),
    ("with x: from rest_framework import status", f"status.{NAME}", DRF, False),
    ("class A: from rest_framework import status", f"status.{NAME}", DRF, False),
    ("def f(): from rest_framework import status", f"status.{NAME}", DRF, False),
    (
        """
        def f():
            global status
            from rest_framework import status
        """,
        f"status.{NAME}",
        DRF,
        False,
    ),
    ("import http", "http.HTTPStatus.NOT_FOUND", HTTP, True),
    ("import http.client", "http.HTTPStatus.NOT_FOUND", HTTP, True),
    ("import http.client as http", "http.HTTPStatus.NOT_FOUND", HTTP, False),
    ("from http import HTTPStatus as S", "S.NOT_FOUND", HTTP, True),
    ("from http import *", "HTTPStatus.NOT_FOUND", HTTP, False),
    ("from http.HTTPStatus import *", "NOT_FOUND", HTTP, False),
    ("import fastapi.routing", f"fastapi.status.{NAME}", FASTAPI, True),
    ("from fastapi import status", f"status.{NAME}", STARLETTE, False),
    ("from django_petra import petra_core", f"petra_core.status.{NAME}", PETRA, True),
    ("import django_petra", f"django_petra.petra_core.status.{NAME}", PETRA, False),
]


@pytest.mark.parametrize(("head", "name", "library", "proven"), IMPORTS)
def test_what_an_import_stands_for(head: str, name: str, library: Library, proven: bool) -> None:
    assert is_proven(f"{block(head)}\nx = 404\n", name, library) is proven


def test_a_module_of_the_project() -> None:
    """A library is what the finding says: the project's own module may pass on another's constants."""
    for package, statement in (
        ("shop.compat", "from shop.compat import status"),
        (".compat", "from .compat import status"),
        (".", "from . import status"),
    ):
        own = replace(STARLETTE, package=package, by_name=None)
        assert is_proven(f"{statement}\nx = 404\n", library=own)
        assert is_proven("x = 404\n", library=own, new_import=statement)
        assert not is_proven(f"{statement}\nx = 404\n", library=STARLETTE)
        assert not is_proven("from starlette import status\nx = 404\n", library=own)
        assert not is_proven("x = 404\n", library=own, new_import="from starlette import status")


@pytest.mark.parametrize(
    ("new_import", "name", "proven"),
    [
        ("import httpx", "httpx.codes.NOT_FOUND", True),
        ("from httpx import codes", "codes.NOT_FOUND", True),
        ("import httpx as client", "client.codes.NOT_FOUND", True),
        ("import httpx", "codes.NOT_FOUND", False),
        ("import httpx", "httpx.NOT_FOUND", False),
        ("import requests as httpx", "httpx.codes.NOT_FOUND", False),
        ("from requests import codes", "codes.NOT_FOUND", False),
        ("import httpx", "httpx.codes.GONE", False),
    ],
)
def test_constants_that_are_reached_through_the_package(new_import: str, name: str, proven: bool) -> None:
    assert is_proven("x = 404\n", name, HTTPX, new_import=new_import) is proven
    assert not is_proven("def f(httpx, client, codes):\n    x = 404\n", name, HTTPX, new_import=new_import)
    # other libraries are not reached so
    drf = new_import.replace("httpx", "rest_framework") if new_import == "import httpx" else ""
    assert not drf or not is_proven("x = 404\n", f"rest_framework.status.{NAME}", new_import=drf)


FUNCTIONS = {
    "at its top": (
        """
        def f():
            {}
            return 404
        """,
        True,
    ),
    "for what is inside": (
        """
        def f():
            {}
            return [404 for x in y], lambda: 404
        """,
        True,
    ),
    "in a class inside": (
        """
        def f():
            {}
            class A:
                x = 404
                def g(self): return 404
        """,
        True,
    ),
    "together with others": ("def f(x):\n    import os as a; {}; return x, a, 404, x", True),
    "twice": (
        """
        def f():
            {0}
            if x:
                {0}
            return 404
        """,
        True,
    ),
    "twice, below": (
        """
        def f():
            {0}
            x = 404
            {0}
        """,
        True,
    ),
    "below": (
        """
        def f():
            x = 404
            {}
        """,
        False,
    ),
    "in a condition": (
        """
        def f():
            if x:
                {}
            return 404
        """,
        False,
    ),
    "in a loop": (
        """
        def f():
            for x in y:
                {}
            return 404
        """,
        False,
    ),
    "beside it": (
        """
        def f():
            {}
        def g(): return 404
        """,
        False,
    ),
    "in its defaults": ("def f(x=404):\n    {}", False),
    "in a class": (
        """
        def f():
            class A:
                {}
                x = 404
        """,
        False,
    ),
    "the class has one, too": (
        """
        def f():
            {}
            class A:
                status = 1
                x = 404
        """,
        False,
    ),
    "bound anew": (
        """
        def f():
            {}
            status = x
            return 404
        """,
        False,
    ),
    "deleted": (
        """
        def f():
            {}
            del status
            return 404
        """,
        False,
    ),
    "parameter": (
        """
        def f(status=None):
            {}
            return 404
        """,
        False,
    ),
    "parameter that others see": (
        """
        def f(status=None):
            {}
            return lambda: 404
        """,
        False,
    ),
    "of a function outside": (
        """
        def f():
            {}
            def g(status): return 404
        """,
        False,
    ),
    "bound from inside": (
        """
        def f():
            {}
            def g():
                nonlocal status
                status = x
            return 404
        """,
        False,
    ),
    "loops hide it": (
        """
        def f():
            {}
            return [404 for status in x]
        """,
        False,
    ),
}


@pytest.mark.parametrize(("function", "proven"), FUNCTIONS.values(), ids=FUNCTIONS)
def test_functions_that_import_for_themselves(function: str, proven: bool) -> None:
    assert is_proven(function.format("from rest_framework import status") + "\n") is proven
    assert not is_proven(function.format("from starlette import status") + "\n")


WITNESSED = [
    (
        """
        from x import *
        y = status.HTTP_200_OK
        x = 404
        """,
        True,
    ),
    (
        """
        from x import *
        x = 404
        def f(): return status.HTTP_200_OK
        """,
        True,
    ),
    (
        """
        from x import *
        y = status.HTTP_299_OK
        x = 404
        """,
        False,
    ),
    (
        """
        from x import *
        y = status
        x = 404
        """,
        False,
    ),
    (
        """
        from x import *
        y = s.HTTP_200_OK
        x = 404
        """,
        False,
    ),
    (
        """
        from x import *
        def f(status): return status.HTTP_200_OK
        x = 404
        """,
        False,
    ),
    (
        """
        y = status.HTTP_200_OK
        from x import *
        x = 404
        """,
        False,
    ),
    (
        """
        from x import *
        y = status.HTTP_200_OK
        from y import *
        x = 404
        """,
        False,
    ),
]


@pytest.mark.parametrize(("below", "proven"), WITNESSED)
def test_what_stars_may_bring(below: str, proven: bool) -> None:
    """A star import may bind a public name, unless constants are read through it further below."""
    below = block(below)
    assert is_proven(f"{IMPORT}{below}") is proven
    by_name = below.replace("status.HTTP", "HTTP").replace("HTTP_200_OK", NAME).replace("(status", f"({NAME}")
    assert is_proven(f"from rest_framework.status import {NAME}\n{by_name}", NAME) is proven
    private = f"from rest_framework import status as _status\n{below}"
    assert is_proven(private, f"_status.{NAME}")
    own = f"{IMPORT}{below}".replace("from x", "from rest_framework.status")
    assert is_proven(own.replace("from y import *", "")) is True


NEW = "from rest_framework import status"
NEW_IMPORTS = {
    "good": ("x = 404\n", NEW, True),
    "good, by name": ("x = 404\n", f"from rest_framework.status import {NAME}", True),
    "there already": (f"{IMPORT}x = 404\n", NEW, True),
    "there, for types": (f"if TYPE_CHECKING:\n    {IMPORT}x = 404\n", NEW, True),
    "another module": ("x = 404\n", "from rest_framework import response as status", False),
    "another package": ("x = 404\n", "from other import status", False),
    "a local one": ("x = 404\n", "from .rest_framework import status", False),
    "one more": ("x = 404\n", "from rest_framework import status, views", False),
    "with a star": ("x = 404\n", "from rest_framework.status import *", False),
    "the package": ("x = 404\n", "import rest_framework.status", False),
    "used by nobody": ("from rest_framework import status\nx = 404\n", f"{NEW} as s", False),
    "read by others": ("def f(): return status\nx = 404\n", NEW, False),
    "read by a class": (
        """
        class A:
            y = status
            status = 1
        x = 404
        """,
        NEW,
        False,
    ),
    "read where nothing is reached": ("def f(): return 1; return status\nx = 404\n", NEW, True),
    "bound anew": (
        """
        x = 404
        def f():
            global status
            status = 1
        """,
        NEW,
        False,
    ),
    "binds anew": ("status = 1\nif 0: x = 404\n", NEW, False),
    "serves what is never reached": ("if 0: x = 404\n", NEW, True),
}


@pytest.mark.parametrize(("below", "new_import", "proven"), NEW_IMPORTS.values(), ids=NEW_IMPORTS)
def test_new_imports(below: str, new_import: str, proven: bool) -> None:
    name = NAME if f"import {NAME}" in new_import or "*" in new_import else f"status.{NAME}"
    if "import rest_framework.status" in new_import:
        name = f"rest_framework.status.{NAME}"
    assert is_proven(below, name, new_import=new_import) is proven


def test_names_that_classes_mangle() -> None:
    source = block("""
        from rest_framework import status as __s
        class A:
            def f(self): return 404
        """)
    assert not is_proven(source, f"__s.{NAME}")


def test_deprecated_constants_keep_their_way() -> None:
    """What leads to the constant was there before: a condition around the import changes nothing."""
    old, new = "HTTP_422_UNPROCESSABLE_ENTITY", "HTTP_422_UNPROCESSABLE_CONTENT"

    def proven(head: str) -> bool:
        source = f"{head}\nx = status.{old}\n"
        tree = ast.parse(source)
        [node] = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute))
        finding = Finding("HSC203", node, "", STARLETTE, name=new)
        try:
            verify(Text(source), tree, source.replace(old, new), Plan({finding: f"status.{new}"}, (), ()))
        except VerificationError:
            return False
        return True

    assert proven("from starlette import status")
    assert proven("if x: from starlette import status")
    assert proven("from starlette import status\nfrom x import *")
    assert not proven("")
    assert not proven("from fastapi import status")
    assert not proven("from x import *")
    assert not proven("from starlette import status\nstatus = 1")
    assert not proven(
        block("""
        try: from starlette import status
        except ImportError:
            class status: pass
        """)
    )


def test_what_never_compiles() -> None:
    with pytest.raises(NotRewritten, match="does not compile: no binding for nonlocal 'x' found"):
        prove(f"{IMPORT}def f():\n    nonlocal x\n    return 404\n")
