"""One file while it is searched: its imports, parents and scopes, each made when first asked for."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final, TypeVar

from .findings import Finding
from .libraries import Names
from .options import Settings
from .selection import Selection, packages_of, select

Function = ast.FunctionDef | ast.AsyncFunctionDef
Scope = ast.Module | ast.ClassDef | Function | ast.Lambda

# Before 3.12, positions inside f-strings were made up from the string's own and are often wrong
_FSTRING_POSITIONS: Final = sys.version_info >= (3, 12)


class File:
    """What the rooms ask about the file they search."""

    def __init__(self, tree: ast.Module, source: str, filename: str, settings: Settings) -> None:
        """`source` is the text that `tree` was parsed from, `filename` its path."""
        self.tree = tree
        self.source = source
        self.filename = filename
        self.settings = settings
        self.parents: dict[ast.AST, ast.AST] = {}  # of every node that the walk has reached

    @cached_property
    def selection(self) -> Selection:
        """The library whose constants are written here."""
        return select(self.tree, self.packages, self.filename, self.settings)

    @property
    def names(self) -> Names:
        """That library's names at the floor."""
        return self.selection.names

    @cached_property
    def statements(self) -> tuple[ast.stmt, ...]:
        """Every statement of the file, at whatever depth."""
        return tuple(statements(self.tree.body))

    # Names

    @cached_property
    def imports(self) -> dict[str, str]:
        """Bound name → full dotted name, for every import of the file, at whatever depth."""
        bound: dict[str, str] = {}
        for node in self.statements:
            if isinstance(node, ast.Import):
                for alias in node.names:
                    top = alias.name if alias.asname else alias.name.partition(".")[0]
                    bound[alias.asname or top] = top
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                for alias in node.names:
                    bound[alias.asname or alias.name] = f"{node.module}.{alias.name}"
        return bound

    @cached_property
    def packages(self) -> frozenset[str]:
        """Top-level packages that the file imports."""
        return frozenset(
            package
            for node in self.statements
            if isinstance(node, (ast.Import, ast.ImportFrom))
            for package in packages_of(node)
        )

    @cached_property
    def instances(self) -> dict[str, str]:
        """Name → class, for names bound to a new instance: `app = Flask()`, `with RequestsMock() as r`."""
        made: dict[str, str] = {}
        for node in self.statements:
            pairs: list[tuple[ast.expr | None, ast.expr | None]] = []
            if isinstance(node, ast.Assign):
                pairs = [(target, node.value) for target in node.targets]
            elif isinstance(node, ast.AnnAssign):
                pairs = [(node.target, node.value)]
            elif isinstance(node, (ast.With, ast.AsyncWith)):
                pairs = [(item.optional_vars, item.context_expr) for item in node.items]
            for target, value in pairs:
                if isinstance(target, ast.Name) and isinstance(value, ast.Call):
                    imported = self._imported(value.func)
                    if imported is not None:
                        made[target.id] = imported
        return made

    def resolve(self, node: ast.expr) -> str | None:
        """The full dotted name that an expression stands for, by the file's imports.

        An instance made in this file stands for its class: `app.get` is `fastapi.FastAPI.get`.
        """
        return self._imported(node, instances=True)

    def _imported(self, node: ast.expr, *, instances: bool = False) -> str | None:
        attributes = []
        while isinstance(node, ast.Attribute):
            attributes.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            return None
        found = self.imports.get(node.id)
        if found is None and instances:
            found = self.instances.get(node.id)
        return None if found is None else ".".join((found, *reversed(attributes)))

    def ancestors(self, definition: ast.ClassDef) -> Iterator[ast.ClassDef]:
        """The bases of a class that this file defines, and their bases, nearest first."""
        pending, seen = [definition], {definition}
        while pending:
            current = pending.pop(0)
            for base in current.bases:
                ancestor = self.classes.get(base.id) if isinstance(base, ast.Name) else None
                if ancestor is not None and ancestor not in seen:
                    seen.add(ancestor)
                    pending.append(ancestor)
                    yield ancestor

    def bases(self, definition: ast.ClassDef) -> Iterator[str]:
        """Full dotted names of a class's imported bases, those of its bases in this file included."""
        for each in (definition, *self.ancestors(definition)):
            for base in each.bases:
                if (name := self.resolve(base)) is not None:
                    yield name

    @cached_property
    def functions(self) -> dict[str, Function]:
        """Functions defined at module level or in other functions, by name; none that is defined twice."""
        return _unique(
            node for node in self.statements if isinstance(node, Function) and node not in self._methods
        )

    @cached_property
    def classes(self) -> dict[str, ast.ClassDef]:
        """Classes defined in the file, by name; none that is defined twice."""
        return _unique(node for node in self.statements if isinstance(node, ast.ClassDef))

    @cached_property
    def _methods(self) -> set[ast.stmt]:
        return {
            statement for node in self.statements if isinstance(node, ast.ClassDef) for statement in node.body
        }

    # Places

    def above(self, node: ast.AST) -> Iterator[ast.AST]:
        """The nodes around a node, innermost first."""
        while (parent := self.parents.get(node)) is not None:
            yield parent
            node = parent

    def scope(self, node: ast.AST) -> Scope:
        """The innermost function, class or module around a node."""
        return next((above for above in self.above(node) if isinstance(above, Scope)), self.tree)

    def enclosing_class(self, node: ast.AST) -> ast.ClassDef | None:
        """The innermost class around a node, whatever functions lie between."""
        return next((above for above in self.above(node) if isinstance(above, ast.ClassDef)), None)

    # Findings

    def finding(
        self,
        code: str,
        node: ast.expr,
        message: str,
        *,
        value: int | None = None,
        name: str | None = None,
        operand: ast.expr | None = None,
        negated: bool = False,
        in_pattern: bool = False,
    ) -> Finding | None:
        """A finding at a node; None where none may stand: in `f"{x=}"`, whose text would change."""
        shown = self._f_string(node)
        if shown is not None:
            if _shows_its_expression(shown, self.parents):
                return None
            if not _FSTRING_POSITIONS and not self._position_is_right(node):
                name = None
                message += " (not rewritten: Python 3.12 or newer is needed to see where it stands)"
        return Finding(
            code,
            node,
            message,
            self.names.library,
            value,
            name,
            operand,
            negated,
            in_pattern,
            self.selection.assumed,
        )

    def _f_string(self, node: ast.AST) -> ast.FormattedValue | None:
        for above in self.above(node):
            if isinstance(above, ast.FormattedValue):
                return above
            if isinstance(above, ast.stmt):
                break
        return None

    def _position_is_right(self, node: ast.expr) -> bool:
        """Whether the text at the node's position is the node's; only asked before Python 3.12."""
        string = next(above for above in reversed(list(self.above(node))) if isinstance(above, ast.JoinedStr))
        spans = [
            (each.lineno, each.col_offset)
            for each in ast.walk(string)
            if isinstance(each, type(node)) and ast.dump(each) == ast.dump(node)
        ]
        text = ast.get_source_segment(self.source, node) or ""
        try:
            parsed = ast.parse(text, mode="eval").body
        except SyntaxError:
            return False
        return len(spans) == len(set(spans)) and ast.dump(parsed) == ast.dump(node)


def _shows_its_expression(value: ast.FormattedValue, parents: dict[ast.AST, ast.AST]) -> bool:
    """Whether this may be `f"{expression=}"`: the parser puts the expression's text before the value."""
    string = parents.get(value)
    if not isinstance(string, ast.JoinedStr):
        return False
    index = string.values.index(value)
    before = string.values[index - 1] if index else None
    if not isinstance(before, ast.Constant) or not isinstance(before.value, str):
        return False
    text = before.value.rstrip()
    # quotes and blanks may be written otherwise than `unparse` writes them: compare names and digits
    return text.endswith("=") and _letters(text).endswith(_letters(ast.unparse(value.value)))


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


_BLOCKS: Final = ("body", "orelse", "finalbody", "handlers", "cases")


def statements(body: Sequence[ast.AST], *, scopes: bool = True) -> Iterator[ast.stmt]:
    """The statements of a block at any depth, in those of the `scopes` inside it or not."""
    pending = list(body)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.stmt):
            yield node
            if not scopes and isinstance(node, Scope):
                continue
        for block in _BLOCKS:
            pending.extend(getattr(node, block, ()))


_Definition = TypeVar("_Definition", ast.FunctionDef | ast.AsyncFunctionDef, ast.ClassDef)


def _unique(nodes: Iterable[_Definition]) -> dict[str, _Definition]:
    """By name, without the names that stand for more than one: which one is meant cannot be told."""
    found: dict[str, _Definition] = {}
    twice = set()
    for node in nodes:
        if node.name in found:
            twice.add(node.name)
        found[node.name] = node
    return {name: node for name, node in found.items() if name not in twice}
