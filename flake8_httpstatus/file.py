"""One file while it is searched: its imports, parents and scopes, each made when first asked for."""

from __future__ import annotations

import ast
import itertools
import re
import sys
from collections.abc import Iterator
from functools import cached_property
from typing import Final, NamedTuple

from .expressions import dotted, same
from .findings import Finding
from .imports import packages_of
from .libraries.in_use import has_another_protocols
from .libraries.library import HTTP, Names
from .options import Settings
from .resolver import Function, Resolver
from .scopes import Scopes
from .selection import Selection, select
from .source import physical_lines
from .statements import statements

Scope = ast.Module | ast.ClassDef | Function | ast.Lambda

_OF_HTTP: Final = re.compile(r"http(?!_[1-5]\d\d_|_?status|\s+import\s+HTTPStatus)", re.IGNORECASE)

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
        self._bindings: dict[Scope, Bindings] = {}
        self._mentions: dict[tuple[str, ...], bool] = {}
        self.replies: dict[ast.AST, list[ast.expr]] = {}  # by function, see `sites/replies.py`

    @cached_property
    def selection(self) -> Selection:
        """The library whose constants are written here."""
        return select(self.tree, self.source, self.resolver.imports, self.filename, self.settings)

    @property
    def names(self) -> Names:
        """That library's names at the floor."""
        return self.selection.names

    @property
    def enum_is_text(self) -> bool:
        """Whether a constant's text is its name: `HTTPStatus.OK`, before Python 3.11."""
        return self.names.library.table == HTTP.table and self.names.floor < (3, 11)

    @cached_property
    def statements(self) -> list[ast.stmt]:
        """Every statement of the file, at whatever depth."""
        return statements(self.tree.body)

    def has_comment(self, node: ast.expr) -> bool:
        """Whether a comment stands inside an expression in which no string does."""
        first, last = node.lineno, node.end_lineno or node.lineno
        lines = [line.encode() for line in self._lines[first - 1 : last]] if first < last else [b""]
        lines[-1] = lines[-1][: node.end_col_offset]
        lines[0] = lines[0][node.col_offset :]
        return any(b"#" in line for line in lines)

    @cached_property
    def _lines(self) -> list[str]:
        return physical_lines(self.source)

    def mentions(self, *words: str) -> bool:
        """Whether one of the words is anywhere in the text: asked before what takes long to know."""
        if words not in self._mentions:
            self._mentions[words] = any(word in self.source for word in words)
        return self._mentions[words]

    @cached_property
    def speaks_of_http(self) -> bool:
        """Whether `http` is anywhere in the text, in any case; what the codemod writes does not count."""
        return _OF_HTTP.search(self.source) is not None

    @cached_property
    def has_other_codes(self) -> bool:
        """Whether a number of another protocol is anywhere in the text."""
        return has_another_protocols(self.source)

    # Names

    @cached_property
    def scopes(self) -> Scopes:
        """Whose binding a name reads at a spot."""
        return Scopes(self.tree, self.source, self.parents)

    @cached_property
    def resolver(self) -> Resolver:
        """What names stand for."""
        return Resolver(self.scopes, self.statements)

    @cached_property
    def packages(self) -> frozenset[str]:
        """Top-level packages that the file imports."""
        return frozenset(package for node in self.resolver.imports for package in packages_of(node))

    @cached_property
    def attribute_values(self) -> dict[str, list[ast.expr]]:
        """Attribute as it is written, `self.status_code` → what the file assigns to it."""
        found: dict[str, list[ast.expr]] = {}
        for node in self.statements:
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    if isinstance(target, ast.Attribute) and (name := dotted(target)) is not None:
                        found.setdefault(name, []).append(node.value)
        return found

    def resolve(self, node: ast.expr) -> str | None:
        """The full dotted name that an expression stands for; see `Resolver.resolve`."""
        return self.resolver.resolve(node)

    def callee(self, function: ast.expr) -> str:
        """A callee's own name; see `Resolver.callee`."""
        return self.resolver.callee(function)

    def ancestors(self, definition: ast.ClassDef) -> Iterator[ast.ClassDef]:
        """The bases of a class that this file defines, and their bases, nearest first."""
        pending, seen = [definition], {definition}
        while pending:
            current = pending.pop(0)
            for base in current.bases:
                ancestor = self.resolver.class_of(base)
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

    def annotations(self, callee: str, parameter: str) -> Iterator[ast.expr]:
        """The annotations of a parameter, or field, of the callables of a name that this file defines."""
        for definition in self.resolver.definitions.get(callee, ()):
            yield from self.bindings(definition).annotations.get(parameter, ())

    @cached_property
    def literal_types(self) -> frozenset[str]:
        """The module's own names for a `Literal[…]`: `Code = Literal[200, 404]`."""
        return frozenset(
            name
            for name, values in self.bindings(self.tree).values.items()
            if any(
                isinstance(value, ast.Subscript) and self.callee(value.value) == "Literal" for value in values
            )
        )

    # Places

    def above(self, node: ast.AST) -> Iterator[ast.AST]:
        """The nodes around a node, innermost first."""
        while (parent := self.parents.get(node)) is not None:
            yield parent
            node = parent

    def scope(self, node: ast.AST) -> Scope:
        """The innermost function, class or module around a node."""
        return next((above for above in self.above(node) if isinstance(above, Scope)), self.tree)

    def bindings(self, scope: Scope) -> Bindings:
        """What a scope binds to its names."""
        if scope not in self._bindings:
            self._bindings[scope] = _bindings(scope)
        return self._bindings[scope]

    def binding_scope(self, name: ast.Name) -> Scope:
        """The scope that a name lives in; the module where it cannot be told, or is a comprehension."""
        home = self.resolver.home(name, name.id)
        return home if isinstance(home, Scope) else self.tree

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
        formatted = self._formatted(node)
        if any(_may_show_its_expression(value, self.parents) for value in formatted):
            return None
        if formatted and not _FSTRING_POSITIONS and not self._position_is_right(node):
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
        )

    def _formatted(self, node: ast.AST) -> list[ast.FormattedValue]:
        """The `{…}` of f-strings around a node."""
        around = itertools.takewhile(lambda above: not isinstance(above, ast.stmt), self.above(node))
        return [above for above in around if isinstance(above, ast.FormattedValue)]

    def _position_is_right(self, node: ast.expr) -> bool:
        """Whether the text at the node's position is the node's; only asked before Python 3.12."""
        string = next(above for above in reversed(list(self.above(node))) if isinstance(above, ast.JoinedStr))
        spans = [
            (each.lineno, each.col_offset)
            for each in ast.walk(string)
            if isinstance(each, ast.expr) and same(each, node)
        ]
        text = ast.get_source_segment(self.source, node) or ""
        try:
            parsed = ast.parse(text, mode="eval").body
        except SyntaxError:
            return False
        return len(spans) == len(set(spans)) and same(parsed, node)


def _may_show_its_expression(value: ast.FormattedValue, parents: dict[ast.AST, ast.AST]) -> bool:
    """Whether this may be `f"{expression=}"`: the parser puts the expression's text before the value.

    It also gives it the conversion `!r` unless there is another conversion or a format.
    """
    string = parents.get(value)
    if not isinstance(string, ast.JoinedStr) or (value.conversion == -1 and value.format_spec is None):
        return False
    index = string.values.index(value)
    before = string.values[index - 1] if index else None
    return (
        isinstance(before, ast.Constant)
        and isinstance(before.value, str)
        and before.value.rstrip().endswith("=")
    )


class Bindings(NamedTuple):
    """What one scope binds to its names, as far as it is written there."""

    values: dict[str, list[ast.expr]]  # none for a parameter
    annotations: dict[str, list[ast.expr]]  # those of `self.name` under `.name`


def _bindings(scope: Scope) -> Bindings:
    found = Bindings({}, {})
    if isinstance(scope, Function | ast.Lambda):
        for parameter in parameters(scope.args):
            found.values[parameter.arg] = []
            if parameter.annotation is not None:
                found.annotations[parameter.arg] = [parameter.annotation]
    pending: list[ast.AST] = [scope.body] if isinstance(scope, ast.Lambda) else [*scope.body]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Assign):
            for target in node.targets:
                _bind(target, node.value, found)
        elif isinstance(node, (ast.AnnAssign, ast.AugAssign, ast.NamedExpr)):
            if node.value is not None:
                _bind(node.target, node.value, found)
            if isinstance(node, ast.AnnAssign):
                own = dotted(node.target) or ""
                found.annotations.setdefault(own.removeprefix("self"), []).append(node.annotation)
        if not isinstance(node, Scope):
            pending.extend(ast.iter_child_nodes(node))
    return found


def _bind(target: ast.expr, value: ast.expr, found: Bindings) -> None:
    pairs = [(target, value)]
    while pairs:
        target, value = pairs.pop()
        if isinstance(target, ast.Name):
            found.values.setdefault(target.id, []).append(value)
        elif isinstance(target, (ast.Tuple, ast.List)):
            values = value.elts if isinstance(value, (ast.Tuple, ast.List)) else []
            if len(values) != len(target.elts):
                values = [value] * len(target.elts)
            pairs.extend(zip(target.elts, values, strict=True))
        elif isinstance(target, ast.Starred):
            pairs.append((target.value, value))


def parameters(arguments: ast.arguments) -> list[ast.arg]:
    """All parameters but `*args` and `**kwargs`."""
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
