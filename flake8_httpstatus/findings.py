"""Findings: what the finder gives."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .expressions import spelled
from .source import Span

if TYPE_CHECKING:
    from .flow.ways import Way
    from .libraries.library import Library


@dataclass(frozen=True, eq=False)
class Finding:
    """One span at one site, with what is wrong there and what to write instead, if anything.

    `node` tells the kind of rewrite:

    * an `ast.Constant` (an integer, or quoted digits): the literal becomes the constant `name`;
    * an `ast.Compare` or `ast.BoolOp` (HSC104): it becomes the call of the helper `name` with `operand`,
      with `not` before it where `negated`;
    * an `ast.Attribute` or `ast.Name` (HSC203): a deprecated constant becomes the constant `name`.
    """

    code: str  # of the rule: "HSC101"
    node: ast.expr
    message: str  # without the code
    library: Library
    value: int | None = None  # of the literal; None for HSC104 and HSC202
    name: str | None = None  # constant or helper to write; None: report only
    operand: ast.expr | None = None  # HSC104: what the helper is called with
    negated: bool = False  # HSC104: the test asks for the opposite
    in_pattern: bool = False  # in a `case` pattern, where a bare name would capture
    spelling: str | None = None  # of `name`, as the file reaches it here; None: the library's usual one
    way: Way | None = None  # to the status that the code reaches; None: it stands at one

    @property
    def span(self) -> Span:
        """Where the finding stands."""
        return Span.of(self.node)

    @property
    def replacement(self) -> str | None:
        """What to write instead (`status.HTTP_404_NOT_FOUND`); None: report only.

        The codemod may have to choose another alias, as it looks at all spots of a file at once.
        """
        if self.name is None:
            return None
        name = self.spelling or self.library.spell(self.name)
        if self.operand is None:
            return name
        return f"{'not ' if self.negated else ''}{name}({spelled(self.operand)})"
