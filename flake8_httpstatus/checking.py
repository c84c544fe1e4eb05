"""How a room says which ast node types it cares about."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from .file import File
    from .findings import Finding

Room = Callable[[ast.AST, "File"], Iterator["Finding"]]
ROOMS: Final[dict[type[ast.AST], list[Room]]] = {}

_Node = TypeVar("_Node", bound=ast.AST)
_TypedRoom = Callable[[_Node, "File"], Iterator["Finding"]]


def visits(*types: type[_Node]) -> Callable[[_TypedRoom[_Node]], _TypedRoom[_Node]]:
    """Have the decorated room called with every node of these types that the walk enters."""

    def register(room: _TypedRoom[_Node]) -> _TypedRoom[_Node]:
        for each in types:
            ROOMS.setdefault(each, []).append(room)  # type: ignore[arg-type]
        return room

    return register
