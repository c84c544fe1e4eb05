"""The way of a value to a status, hop by hop."""

from __future__ import annotations

import ast
from typing import NamedTuple

from ..file import File
from ..projects.project import project_of
from .variables import Variable


class Spot(NamedTuple):
    """An expression, and the file that it stands in."""

    node: ast.expr
    file: File

    def seen_from(self, file: File) -> str:
        """Its place as messages of a file name it: `line 5`, or `shop/errors.py:5` in the project."""
        if self.file is file:
            return f"line {self.node.lineno}"
        root = project_of(file.filename).root
        path = self.file.path.relative_to(root) if root is not None else self.file.path
        return f"{path.as_posix()}:{self.node.lineno}"


class Hop(NamedTuple):
    """A variable on a way, and where the value goes from it to the next one, or to the status."""

    variable: Variable
    spot: Spot


class Way(NamedTuple):
    """How a value reaches a status."""

    what: str  # the status: a callee, or an expression that holds one
    hops: tuple[Hop, ...]  # from the variable that was asked about; the last one's spot is the status's

    @property
    def end(self) -> Spot:
        """Where the status stands."""
        return self.hops[-1].spot
