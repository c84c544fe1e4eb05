"""The edit: a LibCST module in, the same module with the planned names and imports out."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain, pairwise
from typing import Any, Final, NamedTuple

import libcst as cst
from libcst.metadata import ByteSpanPositionProvider, CodeSpan, MetadataWrapper

from flake8_httpstatus.source import Range

from .changes import Change, ExtendedImport, Replacement
from .errors import NotRewritten
from .imports.inserting import insert
from .imports.merging import extend
from .imports.placing import NewImport

# What Python's nodes that may change are to LibCST; others can stand at the same place: a statement at that
# of its only expression
_KINDS: Final[Mapping[type[ast.AST], tuple[type[cst.CSTNode], ...]]] = {
    ast.Constant: (cst.Integer, cst.SimpleString, cst.ConcatenatedString),
    ast.Compare: (cst.Comparison,),
    ast.BoolOp: (cst.BooleanOperation,),
    ast.Attribute: (cst.Attribute,),
    ast.Name: (cst.Name,),
    ast.ImportFrom: (cst.ImportFrom,),
}


def edit(
    module: cst.Module,
    code: str,
    changes: Sequence[Change],
    new_imports: Sequence[tuple[int, NewImport]],
    origin: int = 0,
) -> cst.Module:
    """Write changes, and new imports before statements of its body, into the module parsed from `code`.

    `origin` is where the code begins in the text that the changes are of. Raises `NotRewritten`.
    """
    if module.code != code:
        raise NotRewritten("LibCST does not reproduce this file byte for byte")
    write = _Write(_wanted(changes, code, origin))
    # without a copy: in a module that was parsed, no node stands twice
    module = _Wrapper(module, unsafe_skip_copy=True).visit(write)
    if write.waiting:
        raise NotRewritten("LibCST reads this file otherwise than Python does; please report this")
    for done, (index, new_import) in enumerate(new_imports):
        module = insert(module, index + done, new_import)
    return module


class _Wrapper(MetadataWrapper):
    """Saves a visit of every node, which LibCST makes even if no provider has use for it."""

    def visit_batched(
        self, visitors: Iterable[Any], before_visit: Any = None, after_leave: Any = None
    ) -> cst.CSTNode:
        visitors = list(visitors)
        return super().visit_batched(visitors, before_visit, after_leave) if visitors else self.module


class _Wanted(NamedTuple):
    """A change, and where LibCST should have its node and that of the helper's argument."""

    change: Change
    span: CodeSpan
    operand: CodeSpan | None


def _wanted(changes: Sequence[Change], code: str, origin: int) -> list[_Wanted]:
    places = [place for change in changes for place in (change.place, change.operand) if place]
    spans = _spans(places, code, origin)
    return [
        _Wanted(change, spans[change.place], spans[change.operand] if change.operand else None)
        for change in changes
    ]


def _spans(places: Sequence[Range], code: str, origin: int) -> dict[Range, CodeSpan]:
    """The places as LibCST counts them: in UTF-8 bytes from the beginning of the code."""
    offsets = sorted(set(chain.from_iterable(places)))
    pieces = (code[start - origin : end - origin] for start, end in pairwise([origin, *offsets]))
    counted = dict(zip(offsets, accumulate(len(piece.encode()) for piece in pieces), strict=True))
    return {(start, end): CodeSpan(counted[start], counted[end] - counted[start]) for start, end in places}


class _Write(cst.CSTTransformer):
    """Puts the new in the place of the old, and enters no statement or expression that ends before that."""

    METADATA_DEPENDENCIES = (ByteSpanPositionProvider,)

    def __init__(self, wanted: Sequence[_Wanted]) -> None:
        super().__init__()
        # nodes are visited in the order of the text, so the last of these is the next
        self.waiting = list(reversed(wanted))
        self._operand: Any = None

    def on_visit(self, node: cst.CSTNode) -> bool:
        if not self.waiting:
            return False
        if not isinstance(node, (cst.BaseStatement, cst.BaseExpression)):
            return True  # it may hold more than its span tells: a parameter's is that of its name
        span = self.get_metadata(ByteSpanPositionProvider, node)
        return self.waiting[-1].span.start < span.start + span.length

    def on_leave(self, original_node: cst.CSTNode, updated_node: cst.CSTNode) -> cst.CSTNode:  # type: ignore[override]
        if not self.waiting:
            return updated_node
        change, wanted, operand = self.waiting[-1]
        span = self.get_metadata(ByteSpanPositionProvider, original_node, None)  # some whitespace has none
        if span == operand:
            self._operand = original_node
        met = span == wanted and isinstance(original_node, _KINDS[type(change.node)])
        if not met or (operand and self._operand is None):
            return updated_node
        self.waiting.pop()
        if isinstance(change, ExtendedImport):
            return extend(cst.ensure_type(original_node, cst.ImportFrom), change.extension)
        new, self._operand = _expression(change, original_node, self._operand), None
        return new


def _expression(replacement: Replacement, old: Any, operand: Any) -> cst.BaseExpression:
    """The new expression, in the old one's parentheses, or in its own where it would touch a word."""
    first, *rest = map(cst.Name, replacement.spelling.split("."))
    new: cst.BaseExpression = first
    for name in rest:
        new = cst.Attribute(new, name)
    if replacement.operand is not None:
        new = cst.Call(new, [cst.Arg(operand.with_changes(lpar=(), rpar=()))])
    if replacement.finding.negated:
        new = cst.UnaryOperation(cst.Not(), new)
    if replacement.touches_word:
        return new.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    return new.with_changes(lpar=old.lpar, rpar=old.rpar)
