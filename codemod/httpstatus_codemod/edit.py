"""The edit: a LibCST module in, the same module with names and imports written in as planned out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

import libcst as cst
from libcst._nodes.internal import CodegenState

from flake8_httpstatus.findings import Finding
from flake8_httpstatus.source import Range, Span, Text

from .errors import NotRewritten
from .names.planning import Extension, NewImport, Plan, extend, insert

_KINDS: Final[Mapping[type[ast.AST], tuple[type[cst.CSTNode], ...]]] = {
    ast.Constant: (cst.Integer, cst.SimpleString, cst.ConcatenatedString),
    ast.Compare: (cst.Comparison,),
    ast.BoolOp: (cst.BooleanOperation,),
    ast.Attribute: (cst.Attribute,),
    ast.Name: (cst.Name,),
    ast.ImportFrom: (cst.ImportFrom,),
}
_WORD: Final = re.compile(r"\w")


@dataclass(frozen=True)
class Replacement:
    """A finding, how its constant or helper is spelled there, and where it and its operand stand."""

    finding: Finding
    spelling: str
    place: Range
    operand: Range | None

    @property
    def line(self) -> int:
        """The line that it begins on."""
        return self.finding.span.line


@dataclass(frozen=True)
class ExtendedImport:
    """An import statement that gets more names, and where it stands."""

    extension: Extension
    place: Range

    @property
    def line(self) -> int:
        """The line that it begins on."""
        return self.extension.statement.lineno


Change = Replacement | ExtendedImport


def changes(planned: Plan, text: Text) -> list[Change]:
    """The planned changes of what is there, in the order of the text."""
    replacements = (
        Replacement(
            finding,
            spelling,
            text.range(finding.span),
            text.range(Span.of(finding.operand)) if finding.operand else None,
        )
        for finding, spelling in planned.spellings.items()
    )
    extended = (
        ExtendedImport(extension, text.range(Span.of(extension.statement)))
        for extension in planned.extensions
    )
    return sorted(chain(replacements, extended), key=lambda change: change.place)


def edit(
    module: cst.Module,
    code: str,
    changes: Sequence[Change],
    new_imports: Sequence[tuple[int, NewImport]],
    origin: int = 0,
) -> cst.Module:
    """Write changes, and new imports before statements of its body, into the module parsed from `code`.

    Offsets count from `origin`: a slice begins there. Raises `NotRewritten`.
    """
    places = _Places(module, origin, changes)
    if "".join(places.tokens) != code:
        raise NotRewritten("LibCST does not reproduce this file byte for byte")
    written: dict[cst.CSTNode, cst.CSTNode] = {}
    try:
        for change in changes:
            old = places.nodes[change.place]
            if isinstance(change, ExtendedImport):
                written[old] = extend(old, change.extension)
            else:
                start, end = (offset - origin for offset in change.place)
                if "#" in code[start:end]:
                    spot = f"{change.line}:{change.finding.span.column + 1}"
                    raise NotRewritten(f"a comment stands in the middle of what would be rewritten at {spot}")
                written[old] = _expression(change, places.nodes, _touches_word(code, start, end))
    except KeyError:
        raise NotRewritten("LibCST reads this file otherwise than Python does; please report this") from None
    module = module.visit(_Write(written, places.above))
    for done, (index, new_import) in enumerate(new_imports):
        module = insert(module, index + done, new_import)
    return module


def _expression(
    replacement: Replacement, nodes: Mapping[Range, Any], touches_word: bool
) -> cst.BaseExpression:
    """The new expression, in the old one's parentheses, or in its own where it would touch a word."""
    first, *rest = map(cst.Name, replacement.spelling.split("."))
    new: cst.BaseExpression = first
    for name in rest:
        new = cst.Attribute(new, name)
    if replacement.operand is not None:
        new = cst.Call(new, [cst.Arg(nodes[replacement.operand].with_changes(lpar=(), rpar=()))])
    if replacement.finding.negated:
        new = cst.UnaryOperation(cst.Not(), new)
    if touches_word:
        return new.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    old = nodes[replacement.place]
    return new.with_changes(lpar=old.lpar, rpar=old.rpar)


def _touches_word(code: str, start: int, end: int) -> bool:
    """`404if missing else 200`, `return"404"`: what a name must not do."""
    return bool((start and _WORD.match(code, start - 1)) or _WORD.match(code, end))


def _wanted(change: Change) -> Iterator[tuple[Range, ast.AST]]:
    """Where to look for what."""
    if isinstance(change, ExtendedImport):
        yield change.place, change.extension.statement
    else:
        yield change.place, change.finding.node
        if change.operand is not None and change.finding.operand is not None:
            yield change.operand, change.finding.operand


class _Places(CodegenState):
    """Prints a module and notes on the way which nodes stand at the wanted places.

    LibCST's `PositionProvider` would tell the place of every node, and take longer for it than the parser.
    """

    def __init__(self, module: cst.Module, origin: int, changes: Sequence[Change]) -> None:
        super().__init__(module.default_indent, module.default_newline)
        self.nodes: dict[Range, Any] = {}  # each of the kind that is wanted there
        self.above: set[cst.CSTNode] = set()  # the found nodes and all that hold them
        wanted = [pair for change in changes for pair in _wanted(change)]
        self._wanted = {place for place, _ in wanted}
        self._kinds = {kind for _, node in wanted for kind in _KINDS[type(node)]}
        self._open: list[cst.CSTNode] = []
        self._offset = origin  # behind the first `_counted` tokens
        self._counted = 0
        module._codegen(self)

    def before_codegen(self, node: cst.CSTNode) -> None:
        self._open.append(node)

    def after_codegen(self, node: cst.CSTNode) -> None:
        self._open.pop()

    def record_syntactic_position(  # type: ignore[override]
        self, node: cst.CSTNode, **hoisted: cst.CSTNode | None
    ) -> AbstractContextManager[None]:
        # entered inside a node's parentheses, where `ast`, too, has it begin and end
        return self._noted(node) if type(node) in self._kinds else _UNNOTED

    @contextmanager
    def _noted(self, node: cst.CSTNode) -> Iterator[None]:
        start = self._here()
        yield
        place = start, self._here()
        if place in self._wanted:
            self.nodes[place] = node
            self.above.update(self._open)

    def _here(self) -> int:
        self._offset += sum(map(len, self.tokens[self._counted :]))
        self._counted = len(self.tokens)
        return self._offset


_UNNOTED: Final = nullcontext()


class _Write(cst.CSTTransformer):
    """Puts new expressions in the place of old ones; visits nothing but what holds those."""

    def __init__(self, written: Mapping[cst.CSTNode, cst.CSTNode], above: set[cst.CSTNode]) -> None:
        super().__init__()
        self._written = written
        self._above = above

    def on_visit(self, node: cst.CSTNode) -> bool:
        return node in self._above and node not in self._written

    def on_leave(self, original_node: cst.CSTNode, updated_node: cst.CSTNode) -> cst.CSTNode:  # type: ignore[override]
        return self._written.get(original_node, updated_node)
