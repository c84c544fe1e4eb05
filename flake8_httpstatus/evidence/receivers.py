"""Of which class a method's receiver is, where the name alone does not lead to it.

`self.api = TestApp(…)` in `setUp`, a parameter with an annotation or made by a fixture of this file, and the
names by which test clients and mocks go everywhere.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Final

from ..expressions import dotted
from ..file import File
from ..statements import Function

# A client or mock that a fixture made, or a class in another file, goes by one of these names. They take
# `status=`; what else has a method called `get` or `add` does not
_NAMED: Final = (
    (re.compile(r"_*(test_?app|django_app)"), "webtest.TestApp"),
    (re.compile(r"(mock(ed)?_)?responses(_mock)?|rsps"), "responses.RequestsMock"),
    (re.compile(r"\w*aioresponses?\w*"), "aioresponses.aioresponses"),
)
_APP: Final = re.compile(r"(\w*_)?app")
_WEBTEST: Final = frozenset({"webtest", "django_webtest"})


def classes(call: ast.Call, file: File) -> Iterator[str]:
    """The full dotted names of the classes that the receiver of a method call is of."""
    assert isinstance(call.func, ast.Attribute)
    receiver = call.func.value
    name = dotted(receiver)
    if name is None:
        return
    for value in _made(name, call, file):
        function = value.func if isinstance(value, ast.Call) else value
        if (found := file.resolver.resolve(function, call)) is not None:
            yield found
    if file.resolve(receiver) is None and any(keyword.arg == "status" for keyword in call.keywords):
        yield from _by_name(name.rpartition(".")[2], call, file)


def _made(name: str, call: ast.Call, file: File) -> Iterator[ast.expr]:
    """What shows the class of a receiver: a call of it, or an annotation."""
    yield from file.attribute_values.get(name, ())
    function = next((above for above in file.above(call) if isinstance(above, Function)), None)
    if function is not None and file.assigned(function).values.get(name) == []:  # a parameter
        yield from file.assigned(function).annotations.get(name, ())
        for fixture in file.resolver.definitions.get(name, ()):
            yield from _returned(fixture)


def _returned(fixture: ast.AST) -> Iterator[ast.expr]:
    """The calls whose result a fixture returns or yields, or enters: `with aioresponses() as mock`."""
    for node in ast.walk(fixture):
        value = node.context_expr if isinstance(node, ast.withitem) else None
        if isinstance(node, (ast.Return, ast.Yield)):
            value = node.value
        if isinstance(value, ast.Call):
            yield value


def _by_name(name: str, call: ast.Call, file: File) -> Iterator[str]:
    for pattern, found in _NAMED:
        if pattern.fullmatch(name):
            yield found
    if _APP.fullmatch(name) and (not file.packages.isdisjoint(_WEBTEST) or _asks_for_a_path(call)):
        yield "webtest.TestApp"


def _asks_for_a_path(call: ast.Call) -> bool:
    """Whether the first argument is a string that begins with `/` or `http`."""
    first = call.args[0] if call.args else None
    if isinstance(first, ast.JoinedStr) and first.values:
        first = first.values[0]
    text = first.value if isinstance(first, ast.Constant) else None
    return isinstance(text, str) and text.startswith(("/", "http"))
