"""Reading `__all__` where it is a literal list."""

from __future__ import annotations

import ast

import pytest
from blocks import block
from httpstatus_codemod.names.exports import literal_all

from flake8_httpstatus.scopes import Scopes


def all_of(source: str) -> frozenset[str] | None:
    source = block(source)
    return literal_all(Scopes(ast.parse(source), source))


@pytest.mark.parametrize(
    "source",
    [
        "__all__ = ['a', 'b']",
        "__all__ = 'a', 'b'",
        "__all__: list[str] = ['a', 'b']",
        "__all__ = ['a'] + ['b']",
        "__all__ = ['a']\n__all__ += ('b',)",
        "__all__ = ['a']\n__all__.append('b')",
        "__all__ = ['a']\n__all__.extend(['b'])",
        "__all__ = ['a', 'b']\nassert len(__all__) == 2",
    ],
)
def test_written_out(source: str) -> None:
    assert all_of(source) == {"a", "b"}


@pytest.mark.parametrize(
    "source",
    [
        "",
        "x = __all__",
        "__all__ = [name for name in dir() if name[0] != '_']",
        "__all__ = ['a', b]",
        "__all__ = ['a', 1]",
        "__all__ = ['a'] + b.__all__",
        "__all__ = ['a']\n__all__ += b.__all__",
        "__all__ = ['a']\n__all__.append(b)",
        "__all__ = ['a']\n__all__.extend(*b)",
        "__all__ = ['a']\nadd = __all__.append",
        "__all__ = ['a']\nfor __all__ in b: pass",
        "__all__ = ['a']\ndel __all__",
        """
        __all__ = ['a']
        def f():
            global __all__
            __all__ = b
        """,
        "__all__: list[str]",
        "if x:\n    __all__ = ['a']",
        "from b import __all__",
        "class A:\n    __all__ = ['a']",
    ],
)
def test_not_written_out(source: str) -> None:
    assert all_of(source) is None
