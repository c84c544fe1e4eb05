"""Modules that look at their own names, with `globals()` say."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from blocks import block
from httpstatus_codemod.names.introspection import looks_at_itself
from project_files import FUNCTION, check_same, make, rewrite

from flake8_httpstatus.scopes import Scopes


def seen(source: str) -> str | None:
    source = block(source)
    return looks_at_itself(Scopes(ast.parse(source), source))


@pytest.mark.parametrize(
    "source",
    [
        "x = [name for name in globals()]",
        "def f():\n    return globals()",
        "x = vars()",
        "x = [name for name in dir() if name]",
        "if x:\n    locals().update(y)",
        """
        @register(locals())
        def f():
            pass
        """,
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


class TestWholeFiles:
    """Such a module gets no new import."""

    PROGRAMS = (
        "names = sorted(n for n in globals() if n[0] != '_')\n",
        "def names():\n    return len(globals())\n",
        "names = [n for n in dir() if n[0] != '_']\n",
        "names = dict(vars())\n",
        "names = dict(locals())\n",
        "import sys\nnames = dir(sys.modules[__name__])\n",
        "import inspect, sys\nnames = inspect.getmembers(sys.modules[__name__])\n",
        "import importlib\nnames = dir(importlib.import_module(__name__))\n",
    )

    @pytest.mark.parametrize("program", PROGRAMS)
    def test_left_alone(self, tmp_path: Path, program: str) -> None:
        make(tmp_path, {"setup.py": "", "a.py": program + FUNCTION})
        said = rewrite(tmp_path, "a.py")
        assert said.startswith("a.py: looks at its own names (`")
        assert "to go on\n" in said
        assert (tmp_path / "a.py").read_text() == program + FUNCTION

    def test_constants_by_name(self, tmp_path: Path) -> None:
        program = "from rest_framework.status import HTTP_200_OK\nnames = dir()\n" + FUNCTION
        make(tmp_path, {"setup.py": "", "a.py": program})
        assert "looks at its own names (`dir()` in line 2)" in rewrite(tmp_path, "a.py")

    @pytest.mark.parametrize(
        "head",
        ["from rest_framework import status\n", "from rest_framework.status import HTTP_404_NOT_FOUND\n"],
    )
    def test_what_is_there_is_used(self, tmp_path: Path, head: str) -> None:
        make(tmp_path, {"setup.py": "", "a.py": head + self.PROGRAMS[0] + FUNCTION})
        check_same(tmp_path, "import a; print(a.names)", "a.py")
