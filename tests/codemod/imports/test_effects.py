"""Statements that have an effect: imports below them may depend on it."""

from __future__ import annotations

import ast

import pytest
from blocks import block
from httpstatus_codemod.imports.effects import has_effect


@pytest.mark.parametrize(
    "statement",
    [
        "sys.path.insert(0, 'x')",
        "os.environ['X'] = '1'",
        "del os.environ['X']",
        "settings.DEBUG = True",
        "a, settings.DEBUG = 1, True",
        "sys.path += ['x']",
        "path += ['x']",
        "x = setup()",
        "if x:\n    monkey.patch_all()",
        """
        try:
            django.setup()
        except E:
            pass
        """,
        "for x in y:\n    os.environ[x] = ''",
        "with suppress(E):\n    import x",
        "class A:\n    x = setup()",
        """
        @register
        def f():
            pass
        """,
        """
        @register
        class A:
            pass
        """,
        "def f(x=setup()):\n    pass",
        "x = lambda y=setup(): 1",
    ],
)
def test_effects(statement: str) -> None:
    assert has_effect(ast.parse(block(statement)).body[0])


@pytest.mark.parametrize(
    "statement",
    [
        "X = 1",
        "X = os.environ['X']",
        "X = a.b",
        "def f():\n    setup()",
        "async def f(x=1, *, y=2):\n    await setup()",
        "x = lambda: setup()",
        """
        class A:
            def f(self):
                setup()
        """,
        "if TYPE_CHECKING:\n    import x",
        """
        try:
            import x
        except ImportError:
            x = None
        """,
        "'''Doc.'''",
    ],
)
def test_no_effects(statement: str) -> None:
    assert not has_effect(ast.parse(block(statement)).body[0])
