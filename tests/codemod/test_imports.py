"""Names and imports: what is written at each spot, and how the import gets there."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import isort
import libcst as cst
import pytest
from httpstatus_codemod.errors import NotRewritten
from httpstatus_codemod.groups import groups
from httpstatus_codemod.names.planning import Extension, Plan, extend, insert, plan
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from project_files import imported, make

from flake8_httpstatus.findings import Finding
from flake8_httpstatus.libraries.library import DRF, FASTAPI, HTTP, PETRA, STARLETTE, Library, names
from flake8_httpstatus.statements import last_line


def findings_of(tree: ast.Module, library: Library) -> list[Finding]:
    """Take every integer that the library has a constant for as a site."""
    constants = names(library).constants
    in_pattern = {
        node.value
        for pattern in ast.walk(tree)
        for node in ast.walk(pattern)
        if isinstance(node, ast.MatchValue)
    }
    return [
        Finding("HSC101", node, "", library, node.value, constants[node.value], in_pattern=node in in_pattern)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and type(node.value) is int and node.value in constants
    ]


def rewritten(source: str, library: Library = DRF, path: Path | None = None) -> str:
    """The source with every finding replaced and the imports edited, on the whole module and on slices."""
    tree = ast.parse(source)
    planned = plan(tree, source, path, findings_of(tree, library))
    whole, sliced = edited_whole(source, tree, planned), edited_in_slices(source, tree, planned)
    assert whole == sliced
    return whole


def spelled(source: str, first: int, last: int, planned: Plan) -> str:
    """These lines (the first is 1, the last included) with the replacements written in."""
    lines = source.splitlines(keepends=True)
    for finding in sorted(planned.spellings, key=lambda finding: finding.span, reverse=True):
        line, start, end_line, end = finding.span
        if first <= line <= last:
            assert line == end_line
            raw = lines[line - 1].encode()
            lines[line - 1] = (raw[:start] + planned.spellings[finding].encode() + raw[end:]).decode()
    return "".join(lines[first - 1 : last])


def merged(module: cst.Module, index: int, position: int, extension: Extension) -> cst.Module:
    line = cst.ensure_type(module.body[index], cst.SimpleStatementLine)
    small = list(line.body)
    small[position] = extend(cst.ensure_type(small[position], cst.ImportFrom), extension)
    body = list(module.body)
    body[index] = line.with_changes(body=small)
    return module.with_changes(body=body)


def edited_whole(source: str, tree: ast.Module, planned: Plan) -> str:
    found = groups(tree, source)
    module = cst.parse_module(spelled(source, 1, len(source.splitlines()), planned))
    assert len(module.body) == len(found)
    for extension in planned.extensions:
        index = next(index for index, group in enumerate(found) if extension.statement in group)
        module = merged(module, index, found[index].index(extension.statement), extension)
    for new in planned.new_imports:
        module = insert(module, new.group, new)
    return module.code


def edited_in_slices(source: str, tree: ast.Module, planned: Plan) -> str:
    """Each group parsed on its own, with the lines above it."""
    found = groups(tree, source)
    code, end = "", 0
    for index, group in enumerate(found):
        module = cst.parse_module(spelled(source, end + 1, last_line(group[-1]), planned))
        for extension in planned.extensions:
            if extension.statement in group:
                module = merged(module, 0, group.index(extension.statement), extension)
        for new in planned.new_imports:
            if new.group == index:
                module = insert(module, 0, new)
        code += module.code
        end = last_line(group[-1])
    return code + spelled(source, end + 1, len(source.splitlines()), planned)


def check(before: str, after: str, library: Library = DRF, **around: object) -> None:
    result = rewritten(before, library, **around)  # type: ignore[arg-type]
    assert result == after
    compile(result, "<after>", "exec")
    assert rewritten(result, library, **around) == result  # type: ignore[arg-type]


EXISTING = {
    "module": ("from rest_framework import status\n", "status"),
    "module under an alias": ("from rest_framework import status as codes\n", "codes"),
    "dotted": ("import rest_framework.status\n", "rest_framework.status"),
    "dotted under an alias": ("import rest_framework.status as codes\n", "codes"),
    "dotted among others": (
        "import os, rest_framework.views, rest_framework.status\n",
        "rest_framework.status",
    ),
    "twice the same": ("from rest_framework import status\nfrom rest_framework import status\n", "status"),
    "the usual name first": (
        "import rest_framework.status as http_status\nfrom rest_framework import status\n",
        "status",
    ),
    "joined": ("import os; from rest_framework import status; import re\n", "status"),
    "also for type checking": (
        "from typing import TYPE_CHECKING\nfrom rest_framework import status\n"
        "if TYPE_CHECKING:\n    from rest_framework import status\n",
        "status",
    ),
}


@pytest.mark.parametrize(("imports", "name"), EXISTING.values(), ids=EXISTING)
def test_an_existing_import_is_used(imports: str, name: str) -> None:
    check(f"{imports}\nx = f(status=404)\n", f"{imports}\nx = f(status={name}.HTTP_404_NOT_FOUND)\n")


@pytest.mark.parametrize(
    ("library", "imports", "expected"),
    [
        (HTTP, "import http\n", "http.HTTPStatus.NOT_FOUND"),
        (HTTP, "import http as h\n", "h.HTTPStatus.NOT_FOUND"),
        (HTTP, "import http.client\n", "http.HTTPStatus.NOT_FOUND"),
        (HTTP, "from http import HTTPStatus as S\n", "S.NOT_FOUND"),
        (FASTAPI, "import fastapi\n", "fastapi.status.HTTP_404_NOT_FOUND"),
        (FASTAPI, "import fastapi.routing\n", "fastapi.status.HTTP_404_NOT_FOUND"),
        (FASTAPI, "from fastapi import status\n", "status.HTTP_404_NOT_FOUND"),
        (STARLETTE, "import starlette.status\n", "starlette.status.HTTP_404_NOT_FOUND"),
        (STARLETTE, "from starlette.status import *\n", "HTTP_404_NOT_FOUND"),
        (PETRA, "from django_petra import petra_core\n", "petra_core.status.HTTP_404_NOT_FOUND"),
        (PETRA, "import django_petra.petra_core\n", "django_petra.petra_core.status.HTTP_404_NOT_FOUND"),
    ],
)
def test_an_existing_import_of_each_library(library: Library, imports: str, expected: str) -> None:
    check(f"{imports}\nx = 404\n", f"{imports}\nx = {expected}\n", library)


NOT_REACHED = {
    "the package alone": "import rest_framework\n",
    "the package under an alias": "import rest_framework as drf\n",
    "another module of it": "import rest_framework.views\n",
    "for type checking": (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import rest_framework.status\n"
    ),
    "in a function": "def g():\n    import rest_framework.status as s\n    return s\n",
}


@pytest.mark.parametrize("imports", NOT_REACHED.values(), ids=NOT_REACHED)
def test_what_does_not_reach_it(imports: str) -> None:
    result = rewritten(f"{imports}\n\ndef f():\n    return 404\n")
    assert "from rest_framework import status\n" in result
    assert "return status.HTTP_404_NOT_FOUND" in result
    compile(result, "<after>", "exec")


def test_constants_imported_by_name() -> None:
    check(
        "from rest_framework.status import HTTP_200_OK as ok, HTTP_404_NOT_FOUND\n\nx = [200, 404, 301]\n",
        "from rest_framework.status import (\n    HTTP_200_OK as ok,\n    HTTP_301_MOVED_PERMANENTLY,\n"
        "    HTTP_404_NOT_FOUND,\n)\n\nx = [ok, HTTP_404_NOT_FOUND, HTTP_301_MOVED_PERMANENTLY]\n",
    )


def test_constants_imported_with_a_star() -> None:
    check(
        "from rest_framework.status import *\n\nx = 404\n",
        "from rest_framework.status import *\n\nx = HTTP_404_NOT_FOUND\n",
    )


def test_a_constant_that_is_hidden_is_reached_through_the_module() -> None:
    check(
        "from rest_framework.status import HTTP_200_OK\n\n\n"
        "def f(HTTP_200_OK):\n    return 200\n\n\ndef g():\n    return 200\n",
        "from rest_framework import status\nfrom rest_framework.status import HTTP_200_OK\n\n\n"
        "def f(HTTP_200_OK):\n    return status.HTTP_200_OK\n\n\ndef g():\n    return HTTP_200_OK\n",
    )


def test_in_a_pattern_only_a_dotted_name() -> None:
    check(
        "from rest_framework.status import HTTP_200_OK\n\nx = 200\n"
        "match x:\n    case 200 | 404:\n        y = 404\n",
        "from rest_framework import status\n"
        "from rest_framework.status import HTTP_200_OK, HTTP_404_NOT_FOUND\n\n"
        "x = HTTP_200_OK\nmatch x:\n"
        "    case status.HTTP_200_OK | status.HTTP_404_NOT_FOUND:\n        y = HTTP_404_NOT_FOUND\n",
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


def test_a_deprecated_constant_keeps_its_way() -> None:
    source = "try:\n    from starlette import status as s\nexcept ImportError:\n    pass\nx = s.HTTP_422_X\n"
    tree = ast.parse(source)
    node = tree.body[1].value  # type: ignore[attr-defined]
    finding = Finding("HSC203", node, "", STARLETTE, name="HTTP_422_UNPROCESSABLE_CONTENT")
    assert plan(tree, source, None, [finding]) == Plan({finding: "s.HTTP_422_UNPROCESSABLE_CONTENT"}, (), ())


MERGED = {
    "in sorted place": (
        "from rest_framework import generics, viewsets\n",
        "from rest_framework import generics, status, viewsets\n",
    ),
    "first": (
        "from rest_framework import test\nimport os\n",
        "from rest_framework import status, test\nimport os\n",
    ),
    "last": ("from rest_framework import generics\n", "from rest_framework import generics, status\n"),
    "unsorted: at the end": (
        "from rest_framework import viewsets, generics\n",
        "from rest_framework import viewsets, generics, status\n",
    ),
    "constants and classes first": (
        "from rest_framework import VERSION, View, zebra\n",
        "from rest_framework import VERSION, View, status, zebra\n",
    ),
    "without regard to case": (
        "from rest_framework import generics, View\n",
        "from rest_framework import generics, status, View\n",
    ),
    "parentheses on one line": (
        "from rest_framework import (generics, viewsets)\n",
        "from rest_framework import (generics, status, viewsets)\n",
    ),
    "vertical": (
        "from rest_framework import (\n    generics,\n    viewsets,\n)\n",
        "from rest_framework import (\n    generics,\n    status,\n    viewsets,\n)\n",
    ),
    "vertical, first": (
        "from rest_framework import (  # why\n    # above\n    viewsets,  # behind\n)\n",
        "from rest_framework import (  # why\n    status,\n    # above\n    viewsets,  # behind\n)\n",
    ),
    "vertical, last, trailing comma": (
        "from rest_framework import (\n    filters,\n    generics,  # behind\n    # end\n)  # all\n",
        "from rest_framework import (\n    filters,\n"
        "    generics,  # behind\n    status,\n    # end\n)  # all\n",
    ),
    "vertical, last, no trailing comma": (
        "from rest_framework import (\n  filters,\n  generics  # behind\n)\n",
        "from rest_framework import (\n  filters,\n  generics,  # behind\n  status\n)\n",
    ),
    "vertical, comments in the middle": (
        "from rest_framework import (\n    filters,  # f\n    # the views\n    views,  # v\n)\n",
        "from rest_framework import (\n    filters,  # f\n    status,\n    # the views\n    views,  # v\n)\n",
    ),
    "aligned": (
        "from rest_framework import (filters,\n                            views)\n",
        "from rest_framework import (filters,\n                            status,\n"
        "                            views)\n",
    ),
    "aligned, last": (
        "from rest_framework import (filters,\n                            generics)\n",
        "from rest_framework import (filters,\n                            generics,\n"
        "                            status)\n",
    ),
    "backslashes": (
        "from rest_framework import filters, \\\n    views\n",
        "from rest_framework import filters, \\\n    status, views\n",
    ),
    "a backslash before the names": (
        "from rest_framework \\\n    import generics\n",
        "from rest_framework \\\n    import generics, status\n",
    ),
    "without spaces": (
        "from rest_framework import filters,generics,views\n",
        "from rest_framework import filters,generics,status,views\n",
    ),
    "with a comment": (
        "from rest_framework import generics  # noqa: F401\n",
        "from rest_framework import generics, status  # noqa: F401\n",
    ),
    "joined": (
        "import os; from rest_framework import generics; import re\n",
        "import os; from rest_framework import generics, status; import re\n",
    ),
    "too long": (
        "from rest_framework import decorators, exceptions, generics, mixins, pagination, views\n",
        "from rest_framework import (\n    decorators,\n    exceptions,\n    generics,\n    mixins,\n"
        "    pagination,\n    status,\n    views,\n)\n",
    ),
    "too long, backslashes": (
        "from rest_framework import decorators, \\\n"
        "    exceptions, filters, generics, mixins, pagination, permissions, routers, renderers, zz\n",
        "from rest_framework import decorators, \\\n"
        "    exceptions, filters, generics, mixins, pagination, permissions, routers, renderers, zz, \\\n"
        "    status\n",
    ),
    "not too long for this file": (
        "from rest_framework import decorators, exceptions, generics, mixins, pagination, views\n"
        "f"
        "rom rest_framework.decorators import action, api_view, permission_classes, throttle_classes, xx\n",
        "from rest_framework import decorators, exceptions, generics, mixins, pagination, status, views\n"
        "f"
        "rom rest_framework.decorators import action, api_view, permission_classes, throttle_classes, xx\n",
    ),
    "renamed ones apart": (
        "from rest_framework import generics as g\n",
        "from rest_framework import generics as g\nfrom rest_framework import status\n",
    ),
    "renamed ones among others": (
        "from rest_framework import generics as g, views\n",
        "from rest_framework import generics as g, status, views\n",
    ),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("before", "after"), MERGED.values(), ids=MERGED)
def test_merged_into_an_import(before: str, after: str, newline: str) -> None:
    check(
        f"{before}\nx = 404\n".replace("\n", newline),
        f"{after}\nx = status.HTTP_404_NOT_FOUND\n".replace("\n", newline),
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
    assert run(after) == run(before)
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


def run(source: str) -> object:
    module: dict[str, object] = {"__name__": "program"}
    exec(compile(source, "<program>", "exec"), module)  # noqa: S102
    return module["out"]


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
    assert run(after) == run(before) == 404
    assert rewritten(after) == after


@pytest.mark.parametrize("head", ["", "from rest_framework import status\n"])
def test_what_a_star_import_may_bring(head: str) -> None:
    before = f"{head}from os.path import *\ndef f():\n    return 404\nout = f()\n"
    after = rewritten(before)
    assert "return _http_status.HTTP_404_NOT_FOUND" in after
    assert run(after) == 404
    assert rewritten(after) == after


def test_a_star_import_in_front_of_it_hides_nothing() -> None:
    check(
        "from os.path import *\nfrom rest_framework import status\n\nx = 404\n",
        "from os.path import *\nfrom rest_framework import status\n\nx = status.HTTP_404_NOT_FOUND\n",
    )


def test_a_star_import_behind_it_does_not_matter_where_the_file_uses_the_name() -> None:
    check(
        "from rest_framework import status\nfrom os.path import *\n\nx = status.HTTP_200_OK, 404\n",
        "from rest_framework import status\nfrom os.path import *\n\n"
        "x = status.HTTP_200_OK, status.HTTP_404_NOT_FOUND\n",
    )


def test_the_last_star_import_counts() -> None:
    before = (
        "from rest_framework import status\nfrom os.path import *\nx = status.HTTP_200_OK\n"
        "from os import *\nout = 404\n"
    )
    assert "out = _http_status.HTTP_404_NOT_FOUND\n" in rewritten(before)


def test_a_constant_is_merged_once() -> None:
    check(
        "from rest_framework.status import HTTP_200_OK\n\nx = 404\n\n"
        "from rest_framework.status import HTTP_201_CREATED\n\ny = 404\n",
        "from rest_framework.status import HTTP_200_OK, HTTP_404_NOT_FOUND\n\nx = HTTP_404_NOT_FOUND\n\n"
        "from rest_framework.status import HTTP_201_CREATED\n\ny = HTTP_404_NOT_FOUND\n",
    )


def test_an_import_below_the_spot_does_not_help() -> None:
    before = "x = 404\nfrom rest_framework import status\nout = x, 404\n"
    after = rewritten(before)
    assert after == (
        "from rest_framework import status as http_status\n\n"
        "x = http_status.HTTP_404_NOT_FOUND\nfrom rest_framework import status\n"
        "out = x, status.HTTP_404_NOT_FOUND\n"
    )
    assert run(after) == run(before)


def test_a_function_that_imports_for_itself() -> None:
    check(
        "from rest_framework import generics\n\n\ndef f():\n    x = 404\n"
        "    from rest_framework import status\n    return x, 404, [lambda: 404]\n",
        "from rest_framework import generics\nfrom rest_framework import status as http_status\n\n\n"
        "def f():\n    x = http_status.HTTP_404_NOT_FOUND\n    from rest_framework import status\n"
        "    return x, status.HTTP_404_NOT_FOUND, [lambda: status.HTTP_404_NOT_FOUND]\n",
    )


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
    check(
        "def f(HTTPStatus):\n    return 404\n",
        "from http import HTTPStatus as HTTPStatusCode\n\n\n"
        "def f(HTTPStatus):\n    return HTTPStatusCode.NOT_FOUND\n",
        HTTP,
    )


PLACED = {
    "no imports": ("x = 404\n", "{}\n\nx = 404\n"),
    "before a function": ("def f():\n    return 404\n", "{}\n\n\ndef f():\n    return 404\n"),
    "before a decorated class": (
        "@dataclass\nclass A:\n    x = 404\n",
        "{}\n\n\n@dataclass\nclass A:\n    x = 404\n",
    ),
    "before a decorator with a break": (
        "@(\n    print\n)\ndef f(): 404\n",
        "{}\n\n\n@(\n    print\n)\ndef f(): 404\n",
    ),
    "docstring": ('"""Doc."""\n\nx = 404\n', '"""Doc."""\n\n{}\n\nx = 404\n'),
    "docstring, no blank line": ('"""Doc."""\nx = 404\n', '"""Doc."""\n\n{}\n\nx = 404\n'),
    "docstring and a class": (
        '"""Doc."""\n\n\nclass A:\n    x = 404\n',
        '"""Doc."""\n\n{}\n\n\nclass A:\n    x = 404\n',
    ),
    "docstring and a class, one blank line": (
        '"""Doc."""\n\nclass A:\n    x = 404\n',
        '"""Doc."""\n\n{}\n\n\nclass A:\n    x = 404\n',
    ),
    "docstring, three blank lines": ('"""Doc."""\n\n\n\nx = 404\n', '"""Doc."""\n\n\n{}\n\nx = 404\n'),
    "docstring and a comment on the class": (
        '"""Doc."""\n\n\n# about A\nclass A:\n    x = 404\n',
        '"""Doc."""\n\n{}\n\n\n# about A\nclass A:\n    x = 404\n',
    ),
    "shebang and coding line": (
        "#!/usr/bin/env python\n# -*- coding: utf-8 -*-\nx = 404\n",
        "#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n\n{}\n\nx = 404\n",
    ),
    "licence": ("# Copyright\n# Licence\n\nx = 404\n", "# Copyright\n# Licence\n\n{}\n\nx = 404\n"),
    "licence and a comment on the statement": (
        "# Copyright\n\n# about x\nx = 404\n",
        "# Copyright\n\n{}\n\n# about x\nx = 404\n",
    ),
    "blank lines first": ("\n\nx = 404\n", "\n{}\n\nx = 404\n"),
    "future": (
        '"""Doc."""\n\nfrom __future__ import annotations\n\nx = 404\n',
        '"""Doc."""\n\nfrom __future__ import annotations\n\n{}\n\nx = 404\n',
    ),
    "future, then code at once": (
        "from __future__ import annotations\nx = 404\n",
        "from __future__ import annotations\n\n{}\n\nx = 404\n",
    ),
    "behind the standard library": (
        "import os\nfrom re import match\n\nx = 404\n",
        "import os\nfrom re import match\n\n{}\n\nx = 404\n",
    ),
    "before local imports": ("from . import a\n\nx = 404\n", "{}\n\nfrom . import a\n\nx = 404\n"),
    "between": (
        "import os\n\nfrom . import a\n\nx = 404\n",
        "import os\n\n{}\n\nfrom . import a\n\nx = 404\n",
    ),
    "among others, sorted": (
        "import requests\nfrom django.http import Http404\nfrom rest_framework.views import APIView\n"
        "from zope import interface\n\nx = 404\n",
        "import requests\nfrom django.http import Http404\n{}\nfrom rest_framework.views import APIView\n"
        "from zope import interface\n\nx = 404\n",
    ),
    "first of its section": (
        "import os\n\nfrom zope import interface\n\nx = 404\n",
        "import os\n\n{}\nfrom zope import interface\n\nx = 404\n",
    ),
    "first of its section, with a heading": (
        "import os\n\n# Third party\nfrom zope import interface\n\nx = 404\n",
        "import os\n\n# Third party\n{}\nfrom zope import interface\n\nx = 404\n",
    ),
    "first of its section, with a comment": (
        "import os\n\n# for the registry\nfrom zope import interface\n\nx = 404\n",
        "import os\n\n{}\n\n# for the registry\nfrom zope import interface\n\nx = 404\n",
    ),
    "below the licence": (
        "# Copyright\nfrom zope import interface\n\nx = 404\n",
        "# Copyright\n{}\nfrom zope import interface\n\nx = 404\n",
    ),
    "below the licence, before another section": (
        "# Copyright\nfrom . import a\n\nx = 404\n",
        "# Copyright\n{}\n\nfrom . import a\n\nx = 404\n",
    ),
    "force-sort-within-sections": (
        "from django import http\nimport requests\nfrom zope import interface\n\nx = 404\n",
        "from django import http\nimport requests\n{}\nfrom zope import interface\n\nx = 404\n",
    ),
    "unsorted": (
        "import os\nfrom zope import a\nimport re\nfrom django import http\nfrom . import b\n\nx = 404\n",
        "import os\nfrom zope import a\nimport re\nfrom django import http\n{}\nfrom . import b\n\nx = 404\n",
    ),
    "behind a hack of sys.path": (
        "import sys\n\nsys.path.insert(0, '..')\n\nimport django\n\nx = 404\n",
        "import sys\n\nsys.path.insert(0, '..')\n\nimport django\n{}\n\nx = 404\n",
    ),
    "with the same package": (
        "import django\n\ndjango.setup()\n\nfrom rest_framework.views import V\n\nx = 404\n",
        "import django\n\ndjango.setup()\n\n{}\nfrom rest_framework.views import V\n\nx = 404\n",
    ),
    "before its first use": (
        "import django\n\nx = 404\n\nfrom rest_framework import views\n",
        "import django\n{}\n\nx = 404\n\nfrom rest_framework import views\n",
    ),
    "not under a condition": (
        "import os\n\nif os:\n    import django\n\ntry:\n"
        "    import json\nexcept ImportError:\n    pass\n\nx = 404\n",
        "import os\n\n{}\n\nif os:\n    import django\n\ntry:\n"
        "    import json\nexcept ImportError:\n    pass\n\nx = 404\n",
    ),
    "joined imports": ("import os; import re\n\nx = 404\n", "import os; import re\n\n{}\n\nx = 404\n"),
    "joined code": ("import os\nx = 1; y = 404\n", "import os\n\n{}\n\nx = 1; y = 404\n"),
    "no final newline": ("y = 1\nx = 404", "{}\n\ny = 1\nx = 404"),
    "a comment behind the imports": (
        "import django\n# about x\n\nx = 404\n",
        "import django\n{}\n\n# about x\n\nx = 404\n",
    ),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("before", "after"), PLACED.values(), ids=PLACED)
def test_a_new_import(before: str, after: str, newline: str) -> None:
    expected = after.format("from rest_framework import status")
    expected = re.sub(r"\b404\b", "status.HTTP_404_NOT_FOUND", expected)
    check(before.replace("\n", newline), expected.replace("\n", newline))


def test_a_new_import_of_the_standard_library() -> None:
    check(
        "import os\nfrom zlib import compress\n\nimport requests\n\nx = 404\n",
        "import os\nfrom http import HTTPStatus\nfrom zlib import compress\n\nimport requests\n\n"
        "x = HTTPStatus.NOT_FOUND\n",
        HTTP,
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("from rest_framework import generics\n", "from rest_framework import generics\n{}\n"),
        ("from rest_framework import views\n", "{}\nfrom rest_framework import views\n"),
        ("from rest_framework import status\n", "from rest_framework import status\n{}\n"),
        (  # isort would split the import to put the new one into its middle
            "from rest_framework import generics, views\n",
            "import rest_framework.status as http_status\nfrom rest_framework import generics, views\n",
        ),
        (  # combine-as-imports
            "from rest_framework import generics as g, views\n",
            "from rest_framework import generics as g, status as http_status, views\n",
        ),
    ],
)
def test_an_alias_gets_a_statement_of_its_own(before: str, after: str) -> None:
    tail = "\n\ndef f(status):\n    return {}\n"
    check(
        before + tail.format(404),
        after.format("from rest_framework import status as http_status")
        + tail.format("http_status.HTTP_404_NOT_FOUND"),
    )


@pytest.mark.parametrize(
    "source",
    ['"""Doc."""; x = 404\n', "from __future__ import annotations; x = 404\n"],
)
def test_no_line_for_an_import(source: str) -> None:
    with pytest.raises(NotRewritten, match="shares its line"):
        rewritten(source)


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


class TestOtherFiles:
    """What a new name does to other files, and they to it."""

    SOURCE = "def f():\n    return 404\n"

    def test_a_plain_package(self, tmp_path: Path) -> None:
        assert "import status\n" in rewritten(self.SOURCE, path=tmp_path / "__init__.py")

    @pytest.mark.parametrize("sibling", ["status.py", "status/__init__.py"])
    def test_a_package_with_a_module_of_that_name(self, tmp_path: Path, sibling: str) -> None:
        """`import package.status` elsewhere would bind `status` in the package anew."""
        package = make(tmp_path / "package", {"__init__.py": "", sibling: "x = 1\n"})
        after = rewritten(self.SOURCE, path=package / "__init__.py")
        assert "from rest_framework import status as _status\n" in after
        (package / "__init__.py").write_text(after)
        assert imported(tmp_path, "import package.status; print(package.f())") == "404"

    def test_an_existing_name_that_a_sibling_takes_away(self, tmp_path: Path) -> None:
        package = make(tmp_path / "package", {"__init__.py": "", "status.py": "x = 1\n"})
        after = rewritten("from rest_framework import status\n" + self.SOURCE, path=package / "__init__.py")
        assert "return _status.HTTP_404_NOT_FOUND" in after
        (package / "__init__.py").write_text(after)
        assert imported(tmp_path, "import package.status; print(package.f())") == "404"

    def test_siblings_with_every_name(self, tmp_path: Path) -> None:
        package = make(tmp_path / "package", {"status.py": "", "_status.py": "", "http_status.py": ""})
        assert "import status as _status_2\n" in rewritten(self.SOURCE, path=package / "__init__.py")

    def test_a_module_next_to_one_of_that_name(self, tmp_path: Path) -> None:
        make(tmp_path, {"__init__.py": "", "status.py": ""})
        assert "import status\n" in rewritten(self.SOURCE, path=tmp_path / "views.py")

    @pytest.mark.parametrize(
        ("library", "path"),
        [
            (DRF, "rest_framework/status.py"),
            (STARLETTE, "starlette/status.py"),
            (FASTAPI, "fastapi/__init__.py"),
        ],
    )
    def test_the_library_itself(self, tmp_path: Path, library: Library, path: str) -> None:
        with pytest.raises(NotRewritten, match="is the library's own"):
            rewritten(self.SOURCE, library, tmp_path / path)

    def test_a_module_of_the_library(self, tmp_path: Path) -> None:
        package = make(
            tmp_path / "rest_framework",
            {"__init__.py": "", "status.py": "HTTP_404_NOT_FOUND = 404\n", "views.py": ""},
        )
        assert "import status\n" in rewritten(self.SOURCE, path=package / "views.py")

    @pytest.mark.parametrize(
        ("files", "path"),
        [
            (["pyproject.toml", "rest_framework/__init__.py"], "app/views.py"),
            (["pyproject.toml", "src/rest_framework/__init__.py"], "app/views.py"),
            (["pyproject.toml", "rest_framework/__init__.py"], "rest_framework/views.py"),
            (["pyproject.toml", "tests/rest_framework/__init__.py"], "tests/rest_framework/test_views.py"),
            (["rest_framework/__init__.py"], "rest_framework/views.py"),
            (["rest_framework.py"], "script.py"),
            (["rest_framework/__init__.py", "rest_framework/status.py"], "rest_framework/views.py"),
        ],
    )
    def test_a_package_that_hides_the_library(self, tmp_path: Path, files: list[str], path: str) -> None:
        make(tmp_path, dict.fromkeys(files, ""))
        with pytest.raises(NotRewritten, match="rest_framework hides the library"):
            rewritten(self.SOURCE, path=tmp_path / path)

    def test_a_package_of_that_name_further_down(self, tmp_path: Path) -> None:
        make(
            tmp_path,
            dict.fromkeys(["pyproject.toml", "app/__init__.py", "app/rest_framework/__init__.py"], ""),
        )
        assert "import status\n" in rewritten(self.SOURCE, path=tmp_path / "app/rest_framework/views.py")

    def test_first_party_imports_come_last(self, tmp_path: Path) -> None:
        make(tmp_path, dict.fromkeys(["pyproject.toml", "app/__init__.py", "src/lib/__init__.py"], ""))
        after = rewritten("import app\nimport lib\n\nx = 404\n", path=tmp_path / "app/views.py")
        assert after.startswith("from rest_framework import status\n\nimport app\n")

    @pytest.mark.parametrize(
        ("name", "settings"),
        [
            ("pyproject.toml", "[tool.ruff.lint.isort]\nknown-third-party = ['a*']\n{}['other']\n"),
            ("ruff.toml", "[lint.isort]\nknown-third-party = ['app']\n{}['other']\n"),
            (".ruff.toml", "[lint.isort]\nknown-third-party = ['app']\n{}['other']\n"),
            ("pyproject.toml", "[tool.isort]\nknown_third_party = ['app']\n{}['other']\n"),
            (".isort.cfg", "[settings]\nknown_third_party = app\n{}other,more\n"),
            ("setup.cfg", "[isort]\nknown_third_party = app\n{}\n  more\n  other\n"),
            ("setup.cfg", "[tool:isort]\nknown_third_party = more,app\n{}other\n"),
        ],
    )
    def test_settings_of_ruff_and_isort(self, tmp_path: Path, name: str, settings: str) -> None:
        first_party = "known-first-party = " if "ruff" in settings + name else "known_first_party = "
        make(tmp_path, dict.fromkeys([".git/x", "setup.py", "app/__init__.py"], ""))
        make(tmp_path, {name: settings.format(first_party)})
        before = "import app\n\nimport other\n\nx = 404\n"
        after = rewritten(before, path=tmp_path / "views.py")
        assert after.startswith("import app\nfrom rest_framework import status\n\nimport other\n\n")
        if "-" in first_party:
            command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--select=I", "views.py"]
            for text in (before, after):
                (tmp_path / "views.py").write_text(text)
                subprocess.run(command, cwd=tmp_path, check=True, stdout=subprocess.PIPE)
        else:
            config = isort.Config(settings_path=str(tmp_path), force_sort_within_sections=True)
            assert isort.check_code(before, config=config) and isort.check_code(after, config=config)

    @pytest.mark.parametrize(
        "settings", ["[tool", "[tool]\nisort = 5", "[tool.isort]\nknown_third_party = 5", "[tool.isort]\n"]
    )
    def test_settings_that_say_nothing(self, tmp_path: Path, settings: str) -> None:
        make(tmp_path, {"pyproject.toml": settings, "setup.cfg": "x", "app/__init__.py": ""})
        after = rewritten("import app\n\nx = 404\n", path=tmp_path / "views.py")
        assert after.startswith("from rest_framework import status\n\nimport app\n")


IMPORTS = [
    "import os",
    "import sys, json",
    "import xml.dom as d",
    "from re import match, search",
    "from typing import Any",
    "import django",
    "import requests as r",
    "import rest_framework.views",
    "from django.db import models  # why",
    "from rest_framework import generics",
    "from rest_framework import views",
    "from rest_framework import generics, views",
    "from rest_framework import (\n    generics,  # g\n    # above\n    views,\n)",
    "from rest_framework import filters as f",
    "from rest_framework.response import Response",
    "from rest_framework_other import thing",
    "from rest_framework import decorators, exceptions, generics, mixins, pagination, views",
    "from zope import x as y",
    "from . import a",
    "from ..b import c",
    "from .models import *",
]
BETWEEN = [
    "",
    "# comment",
    "",
    "\n# Third party",
    "sys.path.insert(0, 'x')",
    "if TYPE_CHECKING:\n    from rest_framework import status",
    "try:\n    import ujson\nexcept ImportError:\n    pass",
]
HEADS = [
    "",
    "#!/usr/bin/env python",
    "# Copyright\n",
    "# Copyright",
    '"""Doc."""',
    '"""Doc."""\n',
    '# C\n\n"""Doc."""\n',
]
TAILS = [
    "x = 404",
    "\n\n\nx = 404",
    "\n\ndef f(status):\n    return 404",
    "\n# about A\nclass A:\n    x = 404",
    "\n\n@d\nclass A:\n    status = 404",
    "# comment\n\nif x:\n    y = 404",
    "def status(): pass\nx = 404",
]


@st.composite
def programs(draw: st.DrawFn) -> str:
    future = draw(
        st.sampled_from(
            ["", "", "from __future__ import annotations", "from __future__ import annotations\n"]
        )
    )
    imports = draw(st.lists(st.sampled_from(IMPORTS), max_size=8, unique=True))
    body = "".join(f"{line}\n{draw(st.sampled_from(BETWEEN))}\n" for line in imports)
    if draw(st.booleans()):
        body = "".join(f"{line}\n" for line in imports)
    head, tail = draw(st.sampled_from(HEADS)), draw(st.sampled_from(TAILS))
    return "\n".join(part for part in (head, future, body, tail) if part) + draw(st.sampled_from(["", "\n"]))


@given(programs(), st.sampled_from(["\n", "\r\n"]), st.sampled_from([DRF, HTTP]))
def test_only_the_import_is_added(program: str, newline: str, library: Library) -> None:
    before = program.replace("\n", newline)
    after = rewritten(before, library)
    compile(after, "<after>", "exec")  # `from __future__` is still first
    assert ast.get_docstring(ast.parse(before)) == ast.get_docstring(ast.parse(after))
    # an import on one line may have got the new name, and be wrapped for it
    merged_into = f"from {library.package} import "
    remaining = iter(after.split(newline))
    for line in before.split(newline):
        if line.strip() and "404" not in line and not line.startswith(merged_into):
            assert line in remaining
    if newline in before:
        assert after.count("\r\n") == (0 if newline == "\n" else after.count("\n"))
    name, statement = binding(ast.parse(after), library)
    spot = next(node for node in ast.walk(ast.parse(after)) if isinstance(node, ast.Name) and node.id == name)
    assert statement.lineno < spot.lineno
    assert rewritten(after, library) == after


def binding(tree: ast.Module, library: Library) -> tuple[str, ast.stmt]:
    for statement in tree.body:
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            module = getattr(statement, "module", None)
            for alias in statement.names:
                if library.dotted in (alias.name, f"{module}.{alias.name}"):
                    return alias.asname or alias.name, statement
    raise AssertionError("no import at the module's level")


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(st.lists(programs(), min_size=30, max_size=40), st.sampled_from([DRF, HTTP]))
def test_what_ruff_finds_sorted_stays_sorted(some: list[str], library: Library) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"program_{number}.py") for number in range(len(some))]
        for file, program in zip(files, some, strict=True):
            file.write_text(program)
        ruff(folder, "--fix")
        for file in files:
            file.write_text(rewritten(file.read_text(), library))
        ruff(folder)


def ruff(folder: str, *options: str) -> None:
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--select=I", "--diff"]
    if options:
        command[-1:] = options
    result = subprocess.run([*command, "."], cwd=folder, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


@settings(deadline=None)
@given(programs().filter(lambda program: "# above" not in program), st.sampled_from([DRF, HTTP]))
def test_what_isort_finds_sorted_stays_sorted(program: str, library: Library) -> None:
    before = isort.code(program + "\n", profile="black")
    after = rewritten(before, library)
    assert isort.code(after, profile="black") == after


def test_a_name_that_all_promises(tmp_path: Path) -> None:
    """It is a submodule's, or comes from elsewhere."""
    after = rewritten("__all__ = ['status']\n\nx = 404\n", path=tmp_path / "a.py")
    assert "from rest_framework import status as http_status\n" in after
