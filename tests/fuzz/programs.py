"""Programs that run: a Hypothesis strategy that writes modules with sites, look-alikes and shadowing.

A program talks to the outside by what `running.run` gives it: `out(value)` records, `peek(function)` records
what calling gives or which exception it ends with, and the modules it imports are real or stand-ins.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from hypothesis import strategies as st

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
    "from rest_framework.status import (  # by name\n    HTTP_204_NO_CONTENT,\n    # the usual one\n    HTTP_400_BAD_REQUEST)",
    "from rest_framework.status import HTTP_200_OK, \\\n    HTTP_500_INTERNAL_SERVER_ERROR",
    "from rest_framework.status import *",
    "from rest_framework.response import Response",
    "from rest_framework.response import Response as R",
    "from http import HTTPStatus",
    "from http import HTTPStatus as codes",
    "from http import HTTPStatus as HTTP, HTTPMethod" if sys.version_info >= (3, 11) else "import http",
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

    def __repr__(self) -> str:
        """As it is read, for what Hypothesis prints."""
        return f"--httpstatus-library={self.library}\n{self.content!r}\n{self.source}"


@dataclass(frozen=True)
class _Scope:
    """Where something is written."""

    kind: str = "module"  # or "function", "class"
    depth: int = 0
    fixed: frozenset[str] = frozenset()  # names that a statement may not declare or bind here


class _Writer:
    """Writes one program."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self._draw = draw
        self._numbers = count(1)
        self._room = 60  # statements

    def pick(self, options: Sequence[Any]) -> Any:
        return self._draw(st.sampled_from(options))

    def once_in(self, number: int) -> bool:
        return bool(self._draw(st.integers(0, number - 1)) == number - 1)

    def fresh(self, word: str) -> str:
        return f"{word}{next(self._numbers)}"

    def name(self, scope: _Scope) -> str:
        name: str = self.pick(_NAMES)
        return name if name not in scope.fixed else self.fresh("own")

    # Expressions

    def code(self) -> str:
        text: str = self.pick(_RARE if self.once_in(6) else _COMMON)
        if not self.once_in(6):
            return text
        return str(
            self.pick(
                (
                    f"({text})",
                    f"(({text}))",
                    f"(\n{text}\n)",
                    f"( # why\n  {text}  # é\n)",
                    f"({text} if r else {self.code()})",
                    f"({text}if r else{self.code().rjust(4)})",
                    f"(0 or {text})",
                    f"({self.code()} or {text})",
                    f"({text} or None)",
                )
            )
        )

    def codes(self) -> str:
        codes = [self.code() for _ in range(self.pick((1, 2, 2, 3)))]
        opening, closing = self.pick(("()", "[]", "{}"))
        inside = self.pick((", ", ",", ",\n    ")).join(codes)
        comma = "," if opening == "(" or self.once_in(3) else ""
        return f"{opening}{inside}{comma}{closing}"

    def held(self) -> str:
        return str(
            self.pick(
                (
                    *("r.status_code",) * 4,
                    "status_code",
                    'r["status_code"]',
                    "r.response.status_code",
                    "(r.status_code)",
                    'getattr(r, "status_code", 0)',
                    "r.history[0].status_code",
                    "r.get().status_code",
                )
            )
        )

    def range(self) -> str:
        held, other = self.held(), self.held()
        other = held if not self.once_in(6) else other
        low, high = self.pick(((200, 300), (400, 500), (500, 600), (300, 400), (100, 200), (400, 600)))
        text = self.pick(
            (
                f"{low} <= {held} < {high}",
                f"{low} <= {held} <= {high - 1}",
                f"{low - 1} < {held} < {high}",
                f"{high} > {held} >= {low}",
                f"{held} >= {low} and {other} < {high}",
                f"{held} < {high} and {low} <= {other}",
                f"{held} < {low} or {other} >= {high}",
                f"not ({held} < {low} or {high} <= {other})",
                f"not {low} <= {held} < {high}",
                f"({held} >= {low}\n    and {other} < {high})",
                f"({held} >= {low}  # low\n    and {other} < {high})",
                f"{held} in range({low}, {high})",
                f"{held} // 100 == {low // 100}",
                f"{held} >= {low}",
                f"{high} > {held}",
                f"{held} >= {low} and {held} < {high} and r",
            )
        )
        return str(text) if not self.once_in(4) else f"({text})"

    def site(self) -> str:
        """An expression that holds a site, or what looks like one."""
        code, held = self.code(), self.held()
        kind = self.pick((*("call", "compare", "range") * 2, "other", "look-alike", "text"))
        options: tuple[str, ...]
        if kind == "range":
            return self.range()
        if kind == "call":
            options = (
                f"Response(1, status={code})",
                f"Response(status={code}).status_code",
                f"Response(None, {code}).status_code",
                f"OwnResponse({code}, 1).status_code",
                f"OwnResponse(status_code={code}, data=[{self.code()}])",
                f"OwnResponse(\n    1,\n    status = {code},\n    )",
                f"make({code})",
                f"make(status_code={code})",
                f"make(data={code}, http_status={code})",
                f"make(*[1], {code})",
                f"Fields(1, {code}).status_code",
                f'HttpResponse("x", "y", {code}).status_code',
                f'HttpResponse(status="{self.pick(_COMMON)}").status_code',
                f'(lambda: JsonResponse({{}}, status="{self.pick(_COMMON)}"))().status_code',
                f"call(status_code={code}, timeout={code})",
                f'case.assertContains(r, "x", {code}, status_code={code})',
                f"call(responses={{{self.pick(_COMMON)}: 1, ({code}, 'a'): 2}})",
            )
        elif kind == "compare":
            options = (
                f"{held} == {code}",
                f"{code} != {held}",
                f"{held} in {self.codes()}",
                f"{held} not in {self.codes()}",
                f"{held}=={code}or {held} =={self.code().rjust(2)}",
                f"{code} == {held} == {self.code()}",
                f"{held} == {code} and r.ok or {held} != {self.code()}",
                f"case.assertEqual({held}, {code})",
                f"case.assertIn({held}, {self.codes()})",
                f"{held} == \\\n    {code}",
                f"1if {held} == {code}else 2",
            )
        elif kind == "other":
            options = (
                f'{{"status_code": {code}}}',
                f'{{"type": "http.response.start", "status": {code}}}',
                f"(lambda status_code={code}: status_code)()",
                f"(lambda *, status_code={code}, **_: status_code)()",
                f"[{self.value()} for _ in (1,)]",
                f"{{{self.value()}: _ for _ in (1,)}}",
                f"({self.value()}, {self.value()})",
                f"({self.value()} if {self.range()} else {self.value()})",
                f"[{self.value()}]",
            )
        elif kind == "text":
            inner = f"{held} == {code}"
            if '"' in inner or "\n" in inner or "#" in inner or "\\" in inner:
                inner = f"r.status_code == {self.pick(_COMMON)}"
            options = (
                f'f"{{{inner}}}"',
                f'f"{{{inner}=}}"',
                f'f"é {{{inner}}} {{r.status_code >= 400!r:>5}} {{{{404}}}}"',
                f"f'''{{{inner} = }}'''",
                f'f"{{r.status_code:>{{4 if {inner} else 5}}}}"',
                f"'é' if {inner} else f'{{call(status_code=404)}}'",
            )
        else:
            options = (
                f"call(status={code}, timeout={code})",
                f"call.objects.filter(status_code={code})",
                f"call(max_length={code})",
                f"len([{code}]) == {self.code()}",
                f"r.size == {code}",
                f"[{code}][0]",
                f'"status_code == {self.pick(_COMMON)}"',
                f"r.status_code + {self.pick(_COMMON)}",
                f'{{"status": {code}}}',
                "status_code if r else 404",
            )
        return str(self.pick(options))

    def value(self) -> str:
        """An expression that may shadow a name where its site stands."""
        if not self.once_in(4):
            return self.site() if self.once_in(2) else f"r.status_code == {self.code()}"
        name, site = self.pick(_NAMES), self.site()
        read = f"{name}" if self.once_in(2) else "0"
        options = (
            f"(lambda {name}: ({site}, {read}))(7)",
            f"(lambda {name}={site}: ({self.site()}, {read}))()",
            f"(lambda *{name}: {site})(7)",
            f"(lambda **{name}: {site})()",
            f"(lambda x=({site}), {name}=7: ({self.site()}, {read}))()",
            f"[({site}, {read}) for {name} in (7,)]",
            f"[{site} for {name} in [{self.site()}] if {self.site()} or 1]",
            f"{{{name}: ({site}) for {name} in (7, 8)}}",
            f"[{site} for _ in (7,) for ({name}, *_) in [({self.site()}, 2)]]",
            f"list({site} for {name} in (7,))",
            f"[[{self.site()} for {name} in (8,)] for _ in ({site},)]",
            f"[(lambda: ({site}, {read}))() for {name} in (7,)]",
            f"(lambda: [{site} for {name} in (7,)] + [{self.site()}])()",
        )
        return str(self.pick(options))

    # Statements

    def block(self, scope: _Scope) -> Lines:
        """One to three statements."""
        lines: Lines = []
        for _ in range(self.pick((1, 1, 2, 2, 3))):
            lines += self.statement(replace(scope, depth=scope.depth + 1))
        return lines

    def nested(self, scope: _Scope) -> Lines:
        return _indented(self.block(scope))

    def statement(self, scope: _Scope) -> Lines:
        self._room -= 1
        if scope.depth >= 4 or self._room < 0 or self.once_in(2):
            lines = self.simple(scope)
        else:
            kinds = (self.binding, self.binding, self.compound, self.function, self.function, self.klass)
            lines = self.pick(kinds)(scope)
        if self.once_in(12):
            lines = [self.pick(("# 404 é", "", "#: status_code == 404", "# isort: skip")), *lines]
        return list(lines)

    def simple(self, scope: _Scope) -> Lines:
        kind = self.pick(
            (*("out",) * 6, "store", "store", "peek", "read", "assert", "joined", "import", "constant")
        )
        if kind == "out":
            comment = "  # é 404" if self.once_in(8) else ""
            return [f"out({self.value()}){comment}"]
        if kind == "store":
            held, code = self.pick(("r.status_code", "status_code", "own_code")), self.code()
            if held in scope.fixed:
                held = "own_code"
            name = "own_code" if held != "own_code" else "other"
            return list(
                self.pick(
                    (
                        [f"{held} = {code}", f"out({held})"],
                        [f"{name} = {held} = {code}", f"out({held}, {name})"],
                        [f"{name}, {held} = {self.code()}, {code}", f"out({held}, {name})"],
                        [f"{held}: int = {code}", f"out({held})"],
                        [f"out(({name} := {code}), {self.site()})"],
                        [f"r.status_code={code};out(r.status_code)"],
                    )
                )
            )
        if kind == "peek":
            return [f"peek(lambda: {self.value()})"]
        if kind == "read":
            name = self.pick(_NAMES)
            return list(
                self.pick(
                    (
                        [f"peek(lambda: {name})"],
                        ["try:", f"    out({name})", "except NameError:", f"    out({self.site()})"],
                        [f"out(hasattr(r, '{name}'))"],
                        [f"peek(lambda: {name}.HTTP_404_NOT_FOUND)"],
                        [f"peek(lambda: {name}.status.HTTP_200_OK == 200)"],
                    )
                )
            )
        if kind == "assert":
            return [f"assert ({self.site()}) or 1, {self.code()}"]
        if kind == "joined":
            return [self.pick(("; ", ";")).join(f"out({self.value()})" for _ in range(self.pick((2, 2, 3))))]
        if kind == "constant":
            return list(
                self.pick(
                    (
                        ["peek(lambda: status.HTTP_422_UNPROCESSABLE_ENTITY)"],
                        ["peek(lambda: HTTP_200_OK)"],
                        ["peek(lambda: HTTPStatus.OK)"],
                        ["peek(lambda: codes.HTTP_413_REQUEST_ENTITY_TOO_LARGE)"],
                        ["peek(lambda: is_success(r.status_code))"],
                    )
                )
            )
        return self.imports(scope)

    def imports(self, scope: _Scope) -> Lines:
        text = self.pick(_LIBRARY_IMPORTS if not self.once_in(3) else _OTHER_IMPORTS)
        if "*" in text and (scope.kind != "module"):
            text = "from rest_framework import status"
        if any(name in scope.fixed for name in ("status", "codes", "http_status", "HTTPStatus", "http")):
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

    def binding(self, scope: _Scope) -> Lines:
        """A statement that binds a name, and uses what it hides."""
        name = self.name(scope)
        inside = self.nested(scope)
        site = self.value()
        options = [
            [f"{name} = 7"],
            [f"{name} = {self.code()}", f"out({name})"],
            [f"{name}: int = 7"],
            [f"{name} = 7", f"{name} += 1", f"out({name})"],
            [f"({name}, *rest), other = (7, 8), 9"],
            [f"*{name}, other = [7, 8]"],
            [f"for {name} in (7,):", *inside],
            [f"for _, {name} in [(1, {self.site()})]:", *inside, "else:", f"    out({site})"],
            [f"with context({self.site()}) as {name}:", *inside],
            [f"with context(1) as other, context(2) as {name}:", *inside],
            ["try:", "    raise Error(7)", f"except Error as {name}:", *inside],
            ["try:", f"    out({site})", f"except Error as {name}:", *inside, "else:", *inside],
            [f"import json as {name}"],
            [f"from json import dumps as {name}, loads"],
            [f"def {name}(): return {site}", f"peek({name})"],
            [f"class {name}:", f"    x = {site}", f"out({name}.x)"],
            [f"{name} = 7", f"del {name}", f"peek(lambda: {name})"],
            [f"{name} = 7", f"out({site})", f"del {name}"],
            ["match 7:", f"    case {name}:", *_indented(inside)],
            ["match [7, 8]:", f"    case [{name}, *_]:", *_indented(inside)],
            ["match [7, 8]:", f"    case [_, *{name}]:", *_indented(inside)],
            ["match {'k': 7}:", f"    case {{'k': 7, **{name}}}:", *_indented(inside)],
            ["match 7:", f"    case int() as {name} if {self.site()}:", *_indented(inside)],
            [f"out(({name} := 7))", f"out({site})"],
            [f"if ({name} := 7) == 7:", *inside],
            [f"while ({name} := [1]) and {self.site()}:", "    break"],
            [f"if 0: {name} = 7"],
            [f"def {self.fresh('g')}():", f"    global {name}", f"    {name} = 7", f"    return {site}"],
        ]
        if scope.kind != "class":
            options.append([f"out([{name} := _ for _ in (7,)], {site})"])
        if sys.version_info >= (3, 12):
            fresh = self.fresh("T")
            options += [[f"type {name} = int"], [f"type {fresh}[{name}] = list[{name}]", f"out({site})"]]
        return list(self.pick(options))

    def compound(self, scope: _Scope) -> Lines:
        inside, held, code = self.nested(scope), self.held(), self.pick(_COMMON)
        rows = [
            [f"if {self.value()}:", *inside, "else:", *self.nested(scope)],
            [f"if {self.site()}: out({self.site()})"],
            [f"if {self.site()}:", *inside, f"elif {self.site()}:", *self.nested(scope)],
            [f"for _ in {self.codes()}:", *inside],
            ["try:", *inside, "finally:", f"    out({self.site()})"],
            [f"with context({self.site()}):", *inside],
            [f"match {held}:", f"    case {code}:", *_indented(inside), "    case _: out('other')"],
            [
                f"match {held}:",
                f"    case {code} | {self.pick(_COMMON)} as own:",
                *_indented(inside),
                f"    case ({self.pick(_COMMON)}):",
                f"        out({self.site()})",
                f"    case x if x == {code}: out(x)",
            ],
            ["match r:", f"    case Answer(status_code={code} | 300):", *_indented(inside)],
            ["match {'status_code': 404}:", f"    case {{'status_code': {code}}}:", *_indented(inside)],
            ["while True:", *inside, "    break"],
        ]
        return list(self.pick(rows))

    def function(self, scope: _Scope) -> Lines:
        name, hidden = self.fresh("f"), self.pick(_NAMES)
        scope = replace(scope, kind="function", fixed=frozenset())
        kind = self.pick(
            (
                *("parameter", "plain", "default") * 2,
                "global",
                "nonlocal",
                "async",
                "route",
                "generic",
                "one-line",
            )
        )
        head: Lines = []
        if self.once_in(4):
            head = [
                self.pick(
                    (f"@decorator(status_code={self.code()})", "@decorator(404)", "@(decorator)(\n    1)")
                )
            ]
        tail = [f"peek({name})"]
        returned = [f"    return {self.value()}"]
        if kind == "one-line":
            return [*head, f"def {name}({hidden}=7): return {self.value()}", *tail]
        if kind in {"plain", "route"}:
            if kind == "route":
                head = ["@app.route('/')" if self.once_in(2) else "@api.get('/')"]
                returned = [
                    self.pick(
                        (
                            f"    return 'x', {self.code()}",
                            f"    return {self.code()}, 'x'",
                            f"    return ('x', {self.code()}) if r else ('y', {self.code()}, {{}})",
                        )
                    )
                ]
            if self.once_in(4):
                head = ["@extend_schema(responses={200: int, (404, 'a'): str, frozenset({401, 403}): 1})"]
            return [*head, f"def {name}():", *self.nested(scope), *returned, *tail]
        if kind == "generic":
            if sys.version_info < (3, 12):
                return [*head, f"def {name}():", *self.nested(scope), *returned, *tail]
            bound = f"{hidden}: int" if self.once_in(2) else hidden
            inner = replace(scope, fixed=frozenset({hidden}))
            return [*head, f"def {name}[{bound}](x={self.value()}):", *self.nested(inner), *returned, *tail]
        if kind in {"parameter", "default"}:
            default = "7" if kind == "parameter" else self.value()
            parameters = self.pick(
                (
                    f"{hidden}={default}",
                    f"*, {hidden}={default}",
                    f"{hidden}={default}, /",
                    f"*{hidden}",
                    f"**{hidden}",
                    f"status_code_={self.site()}, {hidden}={default}",
                    f"{hidden}: int = {default}, x={self.site()}",
                )
            )
            inner = replace(scope, fixed=frozenset({hidden}))
            return [*head, f"def {name}({parameters}) -> int:", *self.nested(inner), *returned, *tail]
        if kind == "async":
            body = self.nested(scope)
            return [*head, f"async def {name}():", *body, *returned, f"peek(lambda: drive({name}()))"]
        if kind == "global":
            if head and self.once_in(2):
                head = []
            inner = replace(scope, fixed=frozenset({hidden}))
            does = self.pick(([f"    {hidden} = 7"], [f"    out({self.value()})"], [f"    del {hidden}"]))
            lines = [*head, f"def {name}():", f"    global {hidden}", *does, *self.nested(inner), *returned]
            return [*lines, *(tail if not self.once_in(4) else ())]
        # nonlocal
        inner = replace(scope, fixed=frozenset({hidden}))
        return [
            *head,
            f"def {name}():",
            f"    {hidden} = 7",
            "    def g():",
            f"        nonlocal {hidden}",
            f"        {hidden} = 8",
            *_indented(self.nested(inner)),
            f"        return {self.value()}",
            f"    out(g(), {self.value()})",
            *returned,
            *tail,
        ]

    def klass(self, scope: _Scope) -> Lines:
        name, hidden = self.fresh("C"), self.pick(_NAMES)
        inner = replace(scope, kind="class", fixed=frozenset())
        head = f"class {name}:"
        if sys.version_info >= (3, 12) and self.once_in(5):
            head = f"class {name}[{hidden}]:"
        elif self.once_in(3):
            head = f"class {name}(Answer, metaclass=type):"
        bound = self.pick(
            (
                [f"    {hidden} = 7"],
                [f"    def {hidden}(self): return 7"],
                [f"    {hidden}: int"],
                [f"    status_code = {self.code()}"],
            )
        )
        if self.once_in(4):
            bound = []
        method = replace(scope, kind="function", depth=scope.depth + 1, fixed=frozenset())
        return [
            head,
            *bound,
            f"    x = {self.value()}",
            *(self.nested(inner) if self.once_in(2) else ()),
            f"    def method(self, y={self.value()}):",
            *_indented(self.nested(method)),
            f"        return y, {self.value()}",
            f"out({name}.x)",
            f"peek(lambda: {name}.method(None))",
        ]

    # Modules

    def module(self) -> Lines:
        lines: Lines = []
        if self.once_in(10):
            lines.append("#!/usr/bin/env python")
        if self.once_in(6):
            lines += self.pick((["# Licence: 404", ""], ["# one comment"], [""], ["\f"]))
        if self.once_in(4):
            lines += self.pick(
                (['"""Docstring: 404."""'], ["'''One.", "", "Two.'''", ""], ['"""a"""; out(1)'])
            )
        if self.once_in(6):
            lines += self.pick(
                (["from __future__ import annotations"], ["from __future__ import annotations; out(2)"])
            )
        for _ in range(self.pick((0, 1, 1, 1, 2, 2, 3))):
            lines += self.imports(_Scope())
            if self.once_in(4):
                lines.append(self.pick(("", "# third party")))
        if not self.once_in(4):
            lines += self.pick((["", ""], [""], []))
        definitions = ["Answer", "OwnResponse", "make", "Fields"]
        for name in definitions:
            if self.once_in(4):
                lines += _DEFINITIONS[name].split("\n")
        for name, instance in (("Flask", "app = Flask(__name__)"), ("NinjaAPI", "api = NinjaAPI()")):
            if f"import {name}" in "\n".join(line for line in lines if not line.startswith(" ")):
                lines += instance.split("\n")
        for _ in range(self.pick((1, 2, 2, 3, 4))):
            lines += self.statement(_Scope())
        return lines


_DEFINITIONS = {
    "Answer": "class Answer:\n    status_code = 200\n    def __init__(self, status_code=404): self.status_code = status_code",
    "OwnResponse": "class OwnResponse:\n    def __init__(self, status_code=200, data=None, *, status: int=201):\n"
    "        self.data = data; self.status_code = status_code or status",
    "make": "def make(status_code=200, /, data=1, http_status=(404), **rest) -> int:\n"
    "    return status_code, data, http_status, rest",
    "Fields": "import dataclasses\n@dataclasses.dataclass\nclass Fields:\n    x: int\n    status_code: int = 200",
}


def _indented(lines: Sequence[str]) -> Lines:
    return [f"    {piece}" if piece else piece for line in lines for piece in line.split("\n")]


def _compiles(source: str) -> bool:
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
    writer = _Writer(draw)
    text = ""
    for _ in range(5):
        lines = [piece for line in writer.module() for piece in line.split("\n")]
        text = "\n".join(lines)
        if _compiles(text):
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
    if encoding in {"latin-1", "cp1252"}:
        text = f"# -*- coding: {encoding} -*-{newline}{text}"
    if not _compiles(text):
        text = "out(r.status_code == 404)\n"
    return Program(text, library, text.encode(encoding))


def _tabbed(line: str) -> str:
    stripped = line.lstrip(" ")
    width = len(line) - len(stripped)
    return "\t" * (width // 4) + " " * (width % 4) + stripped
