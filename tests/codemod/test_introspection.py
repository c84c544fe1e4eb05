"""Modules that work on their own names."""

from __future__ import annotations

import ast

import pytest
from httpstatus_codemod.names.introspection import looks_at_itself

from flake8_httpstatus.scopes import Scopes


def seen(source: str) -> str | None:
    return looks_at_itself(Scopes(ast.parse(source), source))


@pytest.mark.parametrize(
    "source",
    [
        "x = [name for name in globals()]",
        "def f():\n    return globals()",
        "x = vars()",
        "x = [name for name in dir() if name]",
        "if x:\n    locals().update(y)",
        "@register(locals())\ndef f():\n    pass",
        "def f(x=locals()):\n    pass",
        "def f():\n    return sys.modules[__name__]",
        "modules[__name__].__dict__",
        "sys.modules.get(__name__, None)",
        "sys.modules.pop(__name__)",
        "inspect.getmembers(sys.modules[__name__])",
        "importlib.import_module(__name__)",
        "import_module(__name__, 'x')",
        "__import__(__name__)",
    ],
)
def test_at_its_own_names(source: str) -> None:
    assert seen(source) is not None


def test_the_first_one_is_named() -> None:
    assert seen("\n\ny = sys.modules[__name__]\nx = vars()\n") == "`sys.modules[__name__]` in line 3"


@pytest.mark.parametrize(
    "source",
    [
        "x = vars(y), dir(y)",
        "def f():\n    return vars(), dir(), locals()",
        "class A:\n    x = locals()",
        "x = lambda: locals()",
        "x = y.globals(), globals",
        "logger = logging.getLogger(__name__)",
        "sys.modules[__name__ + '.x'] = y",
        "import_module('x', __name__)",
        "if __name__ == '__main__':\n    pass",
    ],
)
def test_at_no_names_of_its_own(source: str) -> None:
    assert seen(source) is None
