"""Programs that run: a Hypothesis strategy that writes modules with sites, look-alikes and shadowing.

A program talks to the outside by what `running.run` gives it: `out(value)` records, `peek(function)` records
what calling gives or which exception it ends with, and the modules it imports are real or stand-ins.
"""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import count
from typing import Any

from hypothesis import strategies as st

from .flow import FLOW
from .worlds import WORLDS

Lines = list[str]

LIBRARIES = (
    *("auto",) * 4,
    "djangorestframework",
    "djangorestframework>=3.12",
    "http",
    "http",
    "starlette",
    "starlette>=0.48",
    "fastapi",
    "django-petra",
    "httpx.codes",
    "requests.codes",
)

# What programs bind for reasons of their own: the names that the codemod would like to have, mostly
_NAMES = (
    *("status",) * 8,
    *("http_status", "HTTPStatus") * 2,
    "_status",
    "HTTPStatusCode",
    "HTTP_404_NOT_FOUND",
    "HTTP_200_OK",
    "is_success",
    "rest_framework",
    "http",
    "codes",
    "status_code",
)
# What a code goes through; `status` now and then, which is wanted for the import
_VARIABLES = (
    "code",
    "outcome",
    "expected",
    "result",
    "number",
    "status",
    "http_status",
    "HTTPStatus",
    "_status",
)
_COMMON = ("200", "201", "204", "301", "400", "403", "404", "404", "500", "503")
_RARE = (
    *("100", "102", "299", "302", "413", "414", "416", "418", "422", "425", "451", "499", "509", "511"),
    *("599", "600", "999", "0", "4", "40", "4040", "-404", "404.0", "True", "0x194", "4_04", "0o624", "None"),
)

_LIBRARY_IMPORTS = (
    "from rest_framework import status",
    "from rest_framework import status as codes",
    "from rest_framework import status as http_status",
    "from rest_framework import status as __codes",
    "from rest_framework import status, VERSION",
    "from rest_framework import (\n    VERSION,\n    status,  # the codes\n)",
    "from rest_framework import VERSION",
    "from rest_framework import VERSION as V, status as s",
    "from rest_framework import (VERSION)",
    "from rest_framework import (\n    ISO_8601 as iso,\n    VERSION,  # kept\n)",
    "from rest_framework import VERSION, \\\n    ISO_8601",
    "import rest_framework.status",
    "import rest_framework.status as codes",
    "import rest_framework",
    "from rest_framework.status import HTTP_200_OK",
    "from rest_framework.status import HTTP_404_NOT_FOUND as missing, is_success",
    "from rest_framework.status import (\n    HTTP_200_OK,\n    HTTP_404_NOT_FOUND,\n)",
    "from rest_framework.status import (  # by name\n    HTTP_204_NO_CONTENT,\n"
    "    # the usual one\n    HTTP_400_BAD_REQUEST)",
    "from rest_framework.status import HTTP_200_OK, \\\n    HTTP_500_INTERNAL_SERVER_ERROR",
    "from rest_framework.status import *",
    "from rest_framework.response import Response",
    "from rest_framework.response import Response as R",
    "from http import HTTPStatus",
    "from http import HTTPStatus as codes",
    "from http import HTTPStatus as HTTP, HTTPMethod",
    "import http",
    "import http.client",
    "import http as h",
    "from starlette import status",
    "from starlette.status import HTTP_200_OK, HTTP_422_UNPROCESSABLE_ENTITY",
    "from starlette import status as codes",
    "from fastapi import status",
    "from fastapi import FastAPI",
    "from fastapi import FastAPI, status as codes",
    "from django_petra.petra_core import Response, status",
    "from django_petra.petra_core import ViewSet",
)
_OTHER_IMPORTS = (
    "import json",
    "import os, sys",
    "from collections import (\n    OrderedDict,\n    defaultdict,\n)",
    "from typing import TYPE_CHECKING, Any",
    "from flask import Flask",
    "from ninja import NinjaAPI",
    "from django.http import HttpResponse, JsonResponse",
    "from drf_spectacular.utils import extend_schema",
    "import pytest",
    "import requests",
    "from json import dumps as status",
    "import json as status",
    "import os.path as http_status",
)
# Where an import stands: what comes around it
_AROUND_IMPORTS = (
    *(None,) * 12,
    "if True:",
    "try:",
    "if TYPE_CHECKING:",
    "with context(1):",
    "for _ in (1,):",
)


@dataclass(frozen=True)
class Program:
    """A program, and the library that it is rewritten for."""

    source: str
    library: str
    content: bytes = b""
    encoding: str = "utf-8"

    @property
    def sources(self) -> Mapping[str, str]:
        """Its one file."""
        return {"program.py": self.source}

    def with_source(self, path: str, source: str) -> Program:
        """The same with another text."""
        return replace(self, source=source, content=source.encode(self.encoding))

    def __repr__(self) -> str:
        """As it is read, for what Hypothesis prints."""
        return f"--httpstatus-library={self.library}\n{self.content!r}\n{self.source}"


@dataclass(frozen=True)
class Scope:
    """Where something is written."""

    kind: str = "module"  # or "function", "class"
    depth: int = 0
    fixed: frozenset[str] = frozenset()  # names that a statement may not declare or bind here


_SAMPLES = cache(st.sampled_from)
_NUMBERS = cache(lambda number: st.integers(0, number - 1))
_WORD = re.compile(r"<([a-z]+)>")
_TYPE_PARAMETERS = sys.version_info >= (3, 12)

_CODES = (
    "(<number>)",
    "((<number>))",
    "(\n<number>\n)",
    "( # why\n  <number>  # é\n)",
    "(<number> if r else <code>)",
    "(<number>if r else(<code>))",
    "(0 or <number>)",
    "(<code> or <number>)",
    "(<number> or None)",
)
_HELD = (
    *("r.status_code",) * 4,
    "status_code",
    'r["status_code"]',
    "r.response.status_code",
    "(r.status_code)",
    'getattr(r, "status_code", 0)',
    "r.history[0].status_code",
    "r.get().status_code",
    "r . status_code",
    "(r\n.status_code)",
)
_RANGE = ("<range>",)
_RANGES = (
    "<low> <= <held> < <high>",
    "<low> <= <held> <= <last>",
    "<before> < <held> < <high>",
    "<high> > <held> >= <low>",
    "<held> >= <low> and <other> < <high>",
    "<held> < <high> and <low> <= <other>",
    "<held> < <low> or <other> >= <high>",
    "not (<held> < <low> or <high> <= <other>)",
    "not <low> <= <held> < <high>",
    "0if <held>< <low>or <other>>=<high>else 1",
    "(<held> >= <low>\n    and <other> < <high>)",
    "(<held> >= <low>  # low\n    and <other> < <high>)",
    "<held> in range(<low>, <high>)",
    "<held> // 100 == <class>",
    "<held> >= <low>",
    "<high> > <held>",
    "<held> >= <low> and <held> < <high> and r",
    "not(<held> >= <low> and <held> < <high>)is None",
    "1 + (<low> <= <held> < <high>)",
)
_CALLS = (
    "Response(1, status=<code>)",
    "Response(status=<code>).status_code",
    "Response(None, <code>).status_code",
    "OwnResponse(<code>, 1).status_code",
    "OwnResponse(status_code=<code>, data=[<code>])",
    "OwnResponse(\n    1,\n    status = <code>,\n    )",
    "make(<code>)",
    "make(status_code=<code>)",
    "make(data=<code>, http_status=<code>)",
    "make(*[1], <code>)",
    "Fields(1, <code>).status_code",
    'HttpResponse("x", "y", <code>).status_code',
    'HttpResponse(status="<common>").status_code',
    """HttpResponse(status=r'<common>' if r else u"<common>").status_code""",
    '(lambda: JsonResponse({}, status="<common>"))().status_code',
    "call(status_code=<code>, timeout=<code>)",
    'case.assertContains(r, "x", <code>, status_code=<code>)',
    "call(responses={<common>: 1, (<code>, 'a'): 2})",
    "api.get(response={<common>: 1, frozenset({401, <common>}): 2})",
    'call(call(call(status_code=<code>)), status_code = <code> , **{"status": <code>})',
)
_COMPARISONS = (
    "<held> == <code>",
    "<held> == <code>",
    "<code> != <held>",
    "<held> in <codes>",
    "<held> not in <codes>",
    "<held>==<common>or <held> ==<common>",
    "<code> == <held> == <code>",
    "<held> == <code> and r.ok or <held> != <code>",
    "case.assertEqual(<held>, <code>)",
    "case.assertIn(<held>, <codes>)",
    "<held> == \\\n    <code>",
    "1if <held> == <common>else 2",
    "not <common>==<held>",
)
_OTHER_SITES = (
    '{"status_code": <code>}',
    '{"type": "http.response.start", "status": <code>}',
    "(lambda status_code=<code>: status_code)()",
    "(lambda *, status_code=<code>, **_: status_code)()",
    "[<value> for _ in (1,)]",
    "{(<value>) is None: _ for _ in (1,)}",
    "(<value>, <value>)",
    "((<value>) if <range> else (<value>))",
    "[<value>]",
)
_LOOK_ALIKES = (
    "call(status=<code>, timeout=<code>)",
    "call.objects.filter(status_code=<code>)",
    "call(max_length=<code>)",
    "len([<code>]) == <code>",
    "r.size == <code>",
    "[<code>][0]",
    '"status_code == <common>"',
    "r.status_code + <common>",
    '{"status": <code>}',
    "status_code if r else 404",
    "r.status_code is not None and <common>",
)
_TEXTS = (
    'f"{r.status_code == <common>}"',
    'f"{r.status_code == <common>=}"',
    'f"é {r.status_code != <common>} {r.status_code >= 400!r:>5} {{404}}"',
    "f'''{r.status_code == <common> = }'''",
    'f"{r.status_code:>{4 if r.status_code == <common> else 5}}"',
    'f"{200 <= r.status_code < 300}" f"{r.status_code in (<common>, <common>)}"',
    "'é' if r.status_code == <common> else f'{r.status_code != <common>}'",
    "f'{r.status_code == <common>}' == f'{r.status_code == <common>}'",
    """f'{f"{r.status_code == <common>}"}'""",
)
_SHADOWS = (
    "(lambda <name>: ((<site>), <read>))(7)",
    "(lambda <name>=(<site>): ((<site>), <read>))()",
    "(lambda *<name>: (<site>))(7)",
    "(lambda **<name>: (<site>))()",
    "(lambda x=(<site>), <name>=7: ((<site>), <read>))()",
    "(lambda <name>: (lambda: (<site>, <read>))())(7)",
    "[((<site>), <read>) for <name> in (7,)]",
    "[(<site>) for <name> in [(<site>)] if (<site>) or 1]",
    "{<name>: (<site>) for <name> in (7, 8)}",
    "[(<site>) for _ in (7,) for (<name>, *_) in [((<site>), 2)]]",
    "list((<site>) for <name> in (7,))",
    "[[(<site>) for <name> in (8,)] for _ in ((<site>),)]",
    "[(lambda: ((<site>), <read>))() for <name> in (7,)]",
    "(lambda: [(<site>) for <name> in (7,)] + [(<site>)])()",
    "[(<site>) for _ in (lambda <name>: [(<site>)])(7)]",
)

_OUTS = (
    "out(<value>)",
    "out(<value>)",
    "out(<value>)  # é 404",
    "out(<value>); out(<value>)",
    "out(<value>);out(<value>);",
    "peek(lambda: (<value>))",
    "assert (<site>) or 1, <code>",
    "if 1: out(<value>)",
    "if 1: out(<site>); out(<value>)",
)
_STORES = (
    "r.status_code = <code>\nout(r.status_code)",
    "status_code = <code>\nout(status_code)",
    "own_code = status_code = <code>\nout(own_code)",
    "other, status_code = <code>, <code>\nout(other, status_code)",
    "r.status_code: int = <code>\nout(r.status_code)",
    "status_code: int = <code>",
    "out((own_code := <code>), (<site>))",
    "r.status_code=<common>;out(r.status_code)",
)
_READS = (
    "peek(lambda: <name>)",
    "try:\n    out(<name>)\nexcept NameError:\n    out(<site>)",
    "peek(lambda: <name>.HTTP_404_NOT_FOUND)",
    "peek(lambda: <name>.status.HTTP_200_OK == 200)",
    "peek(lambda: status.HTTP_422_UNPROCESSABLE_ENTITY)",
    "peek(lambda: HTTP_422_UNPROCESSABLE_ENTITY)",
    "peek(lambda: HTTP_200_OK)",
    "peek(lambda: HTTPStatus.OK)",
    "peek(lambda: codes.HTTP_413_REQUEST_ENTITY_TOO_LARGE)",
    "peek(lambda: is_success(r.status_code))",
)
_BINDINGS = (
    "<name> = 7",
    "<name> = <code>\nout(<name>)",
    "<name>: int = 7",
    "<name> = 7\n<name> += 1\nout(<name>)",
    "(<name>, *rest), other = (7, 8), 9",
    "*<name>, other = [7, 8]",
    "for <name> in (7,):\n    <block>",
    "for _, <name> in [(1, <site>)]:\n    <block>\nelse:\n    out(<site>)",
    "with context(<site>) as <name>:\n    <block>",
    "with context(1) as other, context(2) as <name>:\n    <block>",
    "try:\n    raise Error(7)\nexcept Error as <name>:\n    <block>",
    "try:\n    out(<site>)\nexcept Error as <name>:\n    <block>\nelse:\n    <block>",
    "import json as <name>",
    "from json import dumps as <name>, loads",
    "def <name>(): return (<site>)\npeek(<name>)",
    "class <name>:\n    x = (<site>)\nout(<name>.x)",
    "<name> = 7\ndel <name>\npeek(lambda: <name>)",
    "<name> = 7\nout(<site>)\ndel <name>",
    "match 7:\n    case <name>:\n        <block>",
    "match [7, 8]:\n    case [<name>, *_]:\n        <block>",
    "match [7, 8]:\n    case [_, *<name>]:\n        <block>",
    "match {'k': 7}:\n    case {'k': 7, **<name>}:\n        <block>",
    "match 7:\n    case int() as <name> if (<site>):\n        <block>",
    "out((<name> := 7))\nout(<site>)",
    "if (<name> := 7) == 7:\n    <block>",
    "while (<name> := [1]) and (<site>):\n    break",
    "if 0: <name> = 7",
    "def <fresh>():\n    global <name>\n    <name> = 7\n    return (<site>)",
    *(("type <name> = int", "type <fresh>[<name>] = list[<name>]\nout(<site>)") if _TYPE_PARAMETERS else ()),
    "out([<name> := _ for _ in (7,)], (<site>))",  # not in a class
)
_COMPOUND = (
    "if (<value>):\n    <block>\nelse:\n    <block>",
    "if (<site>): out(<site>)",
    "if (<site>):\n    <block>\nelif (<site>):\n    <block>",
    "for _ in <codes>:\n    <block>",
    "try:\n    <block>\nfinally:\n    out(<site>)",
    "with context(<site>):\n    <block>",
    "match <held>:\n    case <common>:\n        <block>\n    case _: out('other')",
    "match <held>:\n    case <common> | <common> as own:\n        <block>\n    case (<common>):\n"
    "        out(<site>)\n    case x if x == <common>: out(x)",
    "match r:\n    case Answer(status_code=<common> | 300):\n        <block>",
    "match {'status_code': 404}:\n    case {'status_code': <common>}:\n        <block>",
    "while True:\n    <block>\n    break",
)
_DECORATORS = (
    "@decorator(status_code=<code>)",
    "@decorator(404)",
    "@(decorator)(\n    1)",
    "@decorator\n@decorator(1, status_code=<code>)",
    "@(\n    decorator(status_code=<common>)\n)",
)
_FUNCTIONS = (
    "<head>\ndef <function>():\n    <block>\n    return (<value>)\npeek(<function>)",
    "<head>\ndef <function>():\n    <block>\n    return (<value>)\npeek(<function>)",
    "<head>\nasync def <function>():\n    <block>\n    return (<value>)\npeek(lambda: drive(<function>()))",
    "@app.route('/')\ndef <function>():\n    <block>\n    return 'x', <code>\npeek(<function>)",
    "@api.get('/')\ndef <function>():\n    <block>\n    return <code>, 'x'\npeek(<function>)",
    "@app.route('/')\ndef <function>(): return ('x', <code>) if r else ('y', <code>, {})\npeek(<function>)",
    "@extend_schema(responses={200: int, (<common>, 'a'): str, frozenset({401, 403}): 1})\n"
    "def <function>():\n    <block>\npeek(<function>)",
)
_PARAMETERS = (
    "<head>\ndef <function>(<name>=7): return (<value>)\npeek(<function>)",
    *(
        f"<head>\ndef <function>({parameters}) -> int:\n    <block>\n    return (<value>)\npeek(<function>)"
        for parameters in (
            "<name>=7",
            "<name>=(<value>)",
            "*, <name>=(<value>)",
            "<name>=7, /",
            "*<name>",
            "**<name>",
            "x=(<site>), <name>=7",
            "<name>: int = (<value>), x=(<site>)",
            "status_code_=(<site>), *<name>",
        )
    ),
)
_DECLARING = (
    "<head>\ndef <function>():\n    global <name>\n    <name> = 7\n    <block>\npeek(<function>)",
    "<head>\ndef <function>():\n    global <name>\n    out(<value>)\n    <block>\npeek(<function>)",
    "def <function>():\n    global <name>\n    del <name>\n    return (<value>)\npeek(<function>)",
    "def <function>():\n    global <name>\n    <name> = 7\n    out(<value>)",
    "def <function>():\n    global <name>\n    def g():\n        return (<value>)\n    return g()\n"
    "peek(<function>)",
    "class <function>:\n    global <name>\n    <name> = 7\n    x = (<value>)\n"
    "    def m(self): return (<value>)\nout(<function>.x)",
    "def <function>():\n    <name> = 7\n    def g():\n        nonlocal <name>\n        <name> = 8\n"
    "        <block>\n        return (<value>)\n    out(g(), (<value>))\n    return (<value>)\n"
    "peek(<function>)",
    "def <function>():\n    <name> = 7\n    class K:\n        nonlocal <name>\n        <name> = (<value>)\n"
    "        x = (<value>)\n    return K.x\npeek(<function>)",
)
_GENERIC = (
    (
        "<head>\ndef <function>[<name>](x=(<value>)):\n    <block>\n    return (<value>)\npeek(<function>)",
        "def <function>[<name>: int, *Ts](x=(<value>)): return [(<value>) for _ in (1,)]\npeek(<function>)",
        "class <function>[<name>](Answer):\n    x = (<value>)\n    def m(self): return (<value>)\n"
        "out(<function>.x)\npeek(lambda: <function>.m(0))",
    )
    if _TYPE_PARAMETERS
    else _FUNCTIONS
)
_CLASS_BINDINGS = (
    "x = (<value>)",
    "<name> = 7\nx = (<value>)",
    "x = (<value>)\n<name> = 7",
    "def <name>(self): return 7\nx = (<value>)",
    "<name>: int\nx = (<value>)",
    "status_code = <code>\nx = (<value>)",
    "<name> = 7\nx = (<value>)\ndel <name>\ny = (<value>)",
)


class Writer:
    """Writes one program.

    Each `<word>` in a template is replaced by what the method of that name writes. A line that is just
    `<block>` is replaced by a block of statements.
    """

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self._draw = draw
        self._numbers = count(1)
        self._statements_left = 40
        self._expressions_left = 60

    def pick(self, options: Sequence[Any]) -> Any:
        return self._draw(_SAMPLES(tuple(options)))

    def once_in(self, number: int) -> bool:
        return bool(self._draw(_NUMBERS(number)) == number - 1)

    def fresh(self, word: str) -> str:
        return f"{word}{next(self._numbers)}"

    def fill(self, template: str, **given: str) -> str:
        """Fill a template. A word that stands in it twice is filled twice, unless its text is given."""
        return _WORD.sub(lambda word: given.get(word[1]) or getattr(self, word[1])(), template)

    # Expressions

    def name(self) -> str:
        return str(self.pick(_NAMES))

    def common(self) -> str:
        return str(self.pick(_COMMON))

    def code(self) -> str:
        text: str = self.pick(_RARE if self.once_in(6) else _COMMON)
        return text if not self.once_in(6) else self.fill(self.pick(_CODES), number=text)

    def codes(self) -> str:
        opening, closing = self.pick(("()", "[]", "{}"))
        inside = self.pick((", ", ",", ",\n    ")).join(self.code() for _ in range(self.pick((1, 2, 2, 3))))
        comma = "," if opening == "(" or self.once_in(3) else ""
        return f"{opening}{inside}{comma}{closing}"

    def held(self) -> str:
        return str(self.pick(_HELD))

    def range(self) -> str:
        held = self.held()
        other = held if not self.once_in(6) else self.held()
        low, high = self.pick(((200, 300), (400, 500), (500, 600), (300, 400), (100, 200), (400, 600)))
        bounds = {"low": low, "high": high, "before": low - 1, "last": high - 1, "class": low // 100}
        text = self.fill(
            self.pick(_RANGES), held=held, other=other, **{word: str(bound) for word, bound in bounds.items()}
        )
        return text if not self.once_in(4) else f"({text})"

    def site(self) -> str:
        """An expression that holds a site, or what looks like one."""
        self._expressions_left -= 1
        if self._expressions_left < 0:
            return "r.status_code == 404"
        kind = self.pick((*(_CALLS, _COMPARISONS, _RANGE) * 2, _OTHER_SITES, _LOOK_ALIKES, _TEXTS))
        return self.fill(self.pick(kind))

    def value(self) -> str:
        """An expression that may shadow a name where its site stands."""
        if not self.once_in(4):
            return self.site()
        name = self.name()
        return self.fill(self.pick(_SHADOWS), name=name, read=self.pick((name, "0")))

    # Statements

    def lines(self, templates: Sequence[str], scope: Scope, **given: str) -> Lines:
        """Pick a template of statements and fill it."""
        lines: Lines = []
        for line in self.pick(templates).split("\n"):
            margin = line[: len(line) - len(line.lstrip(" "))]
            if line.strip() == "<block>":
                lines += _indented(self.block(scope), margin)
            elif line.strip() == "<head>":
                lines += self.head()
            else:
                lines += self.fill(line, **given).split("\n")
        return lines

    def head(self) -> Lines:
        """Decorators, or none."""
        return self.fill(self.pick(_DECORATORS)).split("\n") if self.once_in(4) else []

    def block(self, scope: Scope) -> Lines:
        """One to three statements."""
        scope = replace(scope, depth=scope.depth + 1)
        return [line for _ in range(self.pick((1, 1, 2, 2, 3))) for line in self.statement(scope)]

    def statement(self, scope: Scope) -> Lines:
        self._statements_left -= 1
        if scope.depth >= 4 or self._statements_left < 0 or self.once_in(2):
            lines = self.simple(scope)
        else:
            functions = self.function, self.function, self.klass
            kinds = (self.binding, self.binding, self.compound, *functions, self.world, self.flow, self.flow)
            lines = self.pick(kinds)(scope)
        if self.once_in(12):
            lines = [self.pick(("# 404 é", "", "#: status_code == 404", "# isort: skip")), *lines]
        return list(lines)

    def simple(self, scope: Scope) -> Lines:
        kind = self.pick((*(_OUTS,) * 6, _STORES, _STORES, _READS, _READS, None))
        if kind is None:
            return self.imports(scope)
        if kind is _STORES and "status_code" in scope.fixed:
            kind = _OUTS
        return self.lines(kind, scope, name=self.name())

    def imports(self, scope: Scope) -> Lines:
        text = self.pick(_LIBRARY_IMPORTS if not self.once_in(3) else _OTHER_IMPORTS)
        if "*" in text and scope.kind != "module":
            text = "from rest_framework import status"
        if scope.fixed:
            text = "import json"
        if self.once_in(10):
            text += self.pick(("  # noqa: F401", "; import json", ";"))
        lines: Lines = text.split("\n")
        around = self.pick(_AROUND_IMPORTS)
        if around is None:
            return lines
        if "TYPE_CHECKING" in around:
            around = f"TYPE_CHECKING = False\n{around}"
        tail = ["except ImportError:", "    out('none')"] if around == "try:" else []
        return [*around.split("\n"), *_indented(lines), *tail]

    def binding(self, scope: Scope) -> Lines:
        """A statement that binds a name, and uses what it hides."""
        name = self.name()
        if name in scope.fixed:
            name = self.fresh("own")
        templates = _BINDINGS if scope.kind != "class" else _BINDINGS[:-1]
        return self.lines(templates, scope, name=name, fresh=self.fresh("T"))

    def world(self, scope: Scope) -> Lines:
        """A site outside of the world of `status_code`."""
        return self.with_variables(WORLDS, scope)

    def flow(self, scope: Scope) -> Lines:
        """A code that goes through names."""
        return self.with_variables(FLOW, scope)

    def with_variables(self, templates: Sequence[str], scope: Scope) -> Lines:
        first, second = self.pick(_VARIABLES), self.pick(_VARIABLES)
        if first in scope.fixed:
            first = self.fresh("code")
        if second == first or second in scope.fixed:
            second = self.fresh("kind")
        inner = replace(scope, fixed=scope.fixed | {first, second})
        return self.lines(templates, inner, v=first, w=second, f=self.fresh("g"), k=self.fresh("K"))

    def compound(self, scope: Scope) -> Lines:
        return self.lines(_COMPOUND, scope)

    def function(self, scope: Scope) -> Lines:
        name = self.name()
        templates = self.pick((*(_FUNCTIONS, _PARAMETERS) * 2, _DECLARING, _GENERIC))
        fixed = frozenset() if templates is _FUNCTIONS else frozenset({name})
        inner = replace(scope, kind="function", fixed=fixed)
        return self.lines(templates, inner, function=self.fresh("f"), name=name)

    def klass(self, scope: Scope) -> Lines:
        name, klass = self.name(), self.fresh("C")
        inner = replace(scope, kind="class", fixed=frozenset())
        method = replace(scope, kind="function", depth=scope.depth + 1, fixed=frozenset())
        heads: tuple[str, ...] = (
            "class <klass>:",
            "class <klass>:",
            "class <klass>(Answer, metaclass=type):",
        )
        if _TYPE_PARAMETERS:
            heads += ("class <klass>[<name>]:",)
        return [
            *self.lines(heads, inner, klass=klass, name=name),
            *_indented(self.lines(_CLASS_BINDINGS, inner, name=name)),
            *(_indented(self.block(inner)) if self.once_in(2) else ()),
            *self.lines(("    def method(self, y=<value>):",), method),
            *_indented(self.block(method), " " * 8),
            *self.lines(
                (f"        return y, <value>\nout({klass}.x)\npeek(lambda: {klass}.method(None))",), method
            ),
        ]

    # Modules

    def module(self) -> Lines:
        lines: Lines = []
        for often, texts in _HEADS:
            if self.once_in(often):
                lines += self.pick(texts).split("\n")
        for _ in range(self.pick((0, 1, 1, 1, 2, 2, 3))):
            lines += self.imports(Scope())
            if self.once_in(4):
                lines.append(self.pick(("", "# third party")))
        if not self.once_in(4):
            lines += self.pick(("\n", "", "# 404", "\f")).split("\n")
        for definition in _DEFINITIONS:
            if self.once_in(4):
                lines += definition.split("\n")
        for _ in range(self.pick((1, 2, 2, 3, 4))):
            lines += self.statement(Scope())
        return lines


_HEADS = (
    (10, ("#!/usr/bin/env python",)),
    (6, ("# Licence: 404\n", "# one comment", "", "\f")),
    (
        4,
        (
            '"""Docstring: 404."""',
            "'''One.\n\nTwo.'''\n",
            '"""a"""; out(1)',
            '"""Docstring."""\n\n\n# section\n',
        ),
    ),
    (6, ("from __future__ import annotations", "from __future__ import annotations; out(2)")),
)
_DEFINITIONS = (
    "class Answer:\n    status_code = 200\n"
    "    def __init__(self, status_code=404): self.status_code = status_code",
    "class OwnResponse:\n    def __init__(self, status_code=200, data=None, *, status: int=201):\n"
    "        self.data = data; self.status_code = status_code or status",
    "def make(status_code=200, /, data=1, http_status=(404), **rest) -> int:\n"
    "    return status_code, data, http_status, rest",
    "import dataclasses\n@dataclasses.dataclass\nclass Fields:\n    x: int\n    status_code: int = 200",
)


def _indented(lines: Sequence[str], margin: str = "    ") -> Lines:
    return [f"{margin}{piece}" if piece else piece for line in lines for piece in line.split("\n")]


def compiles(source: str) -> bool:
    """Whether Python takes it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(source, "<program>", "exec", dont_inherit=True)
        except (SyntaxError, ValueError):
            return False
    return True


@st.composite
def programs(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Program:
    """A program that compiles."""
    writer = Writer(draw)
    text = ""
    for _ in range(5):
        lines = [piece for line in writer.module() for piece in line.split("\n")]
        text = "\n".join(lines)
        if compiles(text):
            break
    else:
        text = "out(r.status_code == 404)"
    library = writer.pick(LIBRARIES)
    if writer.once_in(6):
        text = "\n".join(_tabbed(line) for line in text.split("\n"))
    newline = writer.pick(("\n",) * 6 + ("\r\n",) * 2 + ("\r", "mixed"))
    if newline == "mixed":
        pattern = writer.pick((("\n", "\r\n"), ("\r\n", "\n", "\n"), ("\n", "\r"), ("\r", "\r\n", "\n")))
        pieces = text.split("\n")
        text = "".join(piece + pattern[at % len(pattern)] for at, piece in enumerate(pieces))
        newline = pattern[0]
    else:
        text = text.replace("\n", newline) + newline
    if writer.once_in(5):
        text = text[: -len(newline)] if text.endswith(newline) else text
    if writer.once_in(12):
        text += newline * 2 + writer.pick(("", "# end", "    ", "\f", "#"))
    encoding = writer.pick(("utf-8",) * 10 + ("utf-8-sig", "latin-1", "cp1252"))
    if encoding in {"latin-1", "cp1252"} and "\n" not in text:
        encoding = "utf-8"  # `tokenize` takes a module of lone carriage returns for one line, cookie or not
    elif encoding in {"latin-1", "cp1252"}:
        text = f"# -*- coding: {encoding} -*-{newline}{text}"
    if not compiles(text):
        text = "out(r.status_code == 404)\n"
    return Program(text, library, text.encode(encoding), encoding)


def _tabbed(line: str) -> str:
    stripped = line.lstrip(" ")
    width = len(line) - len(stripped)
    return "\t" * (width // 4) + " " * (width % 4) + stripped
