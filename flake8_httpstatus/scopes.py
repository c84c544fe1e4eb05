"""Whose binding a name reads at a spot, as the standard library's `symtable` has it.

The finder asks about a few spots of many files, the codemod about a whole file: nothing is worked out before
it is asked for.
"""

from __future__ import annotations

import ast
import symtable
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import Final

from .source import physical_lines, without_warnings
from .statements import Function, begin_line

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_BLOCKS = (*_FUNCTIONS, ast.ClassDef)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class ScopesError(ValueError):
    """Python cannot compile the module; the message says why in one line."""


class Scopes:
    """The scopes of one module."""

    def __init__(self, tree: ast.Module, source: str, parents: dict[ast.AST, ast.AST] | None = None) -> None:
        """`source` is the text that `tree` was parsed from; `parents` are the ones known so far."""
        self.tree = tree
        self._source = source
        self.parents: dict[ast.AST, ast.AST] = {} if parents is None else parents
        self._bindings: dict[ast.AST, Mapping[str, list[ast.AST]]] = {}  # by block
        self._redirected: dict[ast.AST, set[str]] = {}  # by block
        self._positions: dict[ast.AST, Mapping[ast.AST, int]] = {}  # by block

    @cached_property
    def _nodes(self) -> list[ast.AST]:
        """Every node of the module; afterwards every node has its parent."""
        found: list[ast.AST] = [self.tree]
        for node in found:  # which grows
            for name in _inner_fields(type(node)):  # type: ignore[arg-type]  # mypy doubts that classes hash
                value = getattr(node, name, None)
                for child in value if type(value) is list else (value,):
                    if isinstance(child, ast.AST):
                        self.parents[child] = node
                        found.append(child)
        return found

    def complete(self) -> None:
        """Find the parents of all nodes."""
        _ = self._nodes

    @cached_property
    def reads(self) -> Mapping[str, list[ast.Name]]:
        """Where each name is read, in any scope."""
        found: dict[str, list[ast.Name]] = defaultdict(list)
        for node in self._nodes:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                found[node.id].append(node)
        return found

    @cached_property
    def redirected(self) -> set[str]:
        """Names that `global` or `nonlocal` let other scopes bind."""
        if not any(word in self._source for word in ("global", "nonlocal")):
            return set()
        return {
            name
            for node in self._nodes
            if isinstance(node, (ast.Global, ast.Nonlocal))
            for name in node.names
        }

    @cached_property
    def identifiers(self) -> set[str]:
        """The names of every scope; attributes and keywords bind nothing."""
        read = {node.id for node in self._nodes if isinstance(node, ast.Name)}
        return read | self.redirected | {name for node in self._nodes if (name := _bound(node)) is not None}

    def home(self, spot: ast.AST, name: str) -> ast.AST:
        """The scope whose binding a name would read at a spot; the tree if it is the module's.

        Raises `ScopesError`.
        """
        inside = False  # inside a function, say, which does not see the names of a class around it
        for scope, in_head in self._around(spot):
            if isinstance(scope, COMPREHENSIONS):
                if name in self.bindings(scope):
                    return scope
            elif not in_head and not (inside and isinstance(scope, ast.ClassDef)):
                bound = name in self.bindings(scope)
                # a block's table knows only the names that occur in the block
                if bound or name in self._redirected[scope]:
                    symbols = self._symbols(scope, name)
                    # from 3.12 on it also lists the targets of comprehensions that are inlined
                    if bound and any(symbol.is_local() for symbol in symbols):
                        return scope
                    if any(symbol.is_declared_global() for symbol in symbols):
                        return self.tree
            if name in _type_parameters(scope):
                return scope
            inside = inside or not in_head
        return self.tree

    def functions(self, spot: ast.AST) -> list[Function]:
        """The functions around a spot, innermost first; their heads do not count."""
        return [scope for scope, in_head in self._around(spot) if not in_head and isinstance(scope, Function)]

    def position(self, spot: ast.AST, block: ast.AST) -> int:
        """The index, in a block's body, of the statement that a spot is or is in."""
        while (parent := self.parent(spot)) is not block:
            assert parent is not None
            spot = parent
        return self._body_of(block)[spot]

    def attributes(self, read: ast.Name) -> Iterator[str]:
        """The dotted names that begin with this name: `a`, `a.b` and `a.b.c` in `a.b.c`."""
        node: ast.AST = read
        yield ast.unparse(node)
        while isinstance(node := self.parents[node], ast.Attribute):
            yield ast.unparse(node)

    def is_for_type_checking(self, statement: ast.AST) -> bool:
        """Whether a statement is under `if TYPE_CHECKING:`, and so never runs."""
        while isinstance(parent := self.parent(statement), ast.stmt):
            if (
                isinstance(parent, ast.If)
                and statement in parent.body
                and ast.unparse(parent.test).rpartition(".")[2] == "TYPE_CHECKING"
            ):
                return True
            statement = parent
        return False

    def is_module_name(self, name: str) -> bool:
        """Whether the module uses a name at its own level: binds it, or reads it though nothing binds it."""
        return (
            name in self.redirected
            or name in self.bindings(self.tree)
            # a class body reads the module's name until it binds one itself
            or any(
                isinstance(self.home(read, name), (ast.Module, ast.ClassDef))
                for read in self.reads.get(name, ())
            )
        )

    def bindings(self, block: ast.AST) -> Mapping[str, list[ast.AST]]:
        """The names that a block, or a comprehension, binds itself, each with the nodes that bind it."""
        if block not in self._bindings:
            found: dict[str, list[ast.AST]] = defaultdict(list)
            redirected: set[str] = set()
            for node in self._own_nodes(block):
                if (name := _bound(node)) is not None:
                    found[name].append(node)
                elif isinstance(node, (ast.Global, ast.Nonlocal)):
                    redirected.update(node.names)
            self._bindings[block] = dict(found)
            self._redirected[block] = redirected
        return self._bindings[block]

    def parent(self, node: ast.AST) -> ast.AST | None:
        """The node around a node; None for the tree."""
        if node not in self.parents and node is not self.tree:
            self.complete()
        return self.parents.get(node)

    def _own_nodes(self, block: ast.AST) -> Iterator[ast.AST]:
        """The nodes in a block's own scope; of the blocks inside it the heads, not the bodies."""
        if isinstance(block, COMPREHENSIONS):
            for generator in block.generators:
                yield from ast.walk(generator.target)
            return
        waiting: list[ast.AST] = list(_body(block))
        for node in waiting:
            self.parents[node] = block
        if isinstance(block, _FUNCTIONS):
            waiting += [node for node in ast.walk(block.args) if isinstance(node, ast.arg)]
        while waiting:
            node = waiting.pop()
            yield node
            children: Iterable[ast.AST]
            if not self._may_hold_walrus(node):
                children = _binding_children(node)
            elif isinstance(node, _BLOCKS):
                waiting += _head(node)
                continue
            else:
                children = _own_children(node)
            for child in children:
                self.parents[child] = node
                waiting.append(child)

    def _may_hold_walrus(self, node: ast.AST) -> bool:
        """Whether there may be a walrus in a node."""
        lines = self._walrus_lines
        if not lines:
            return False
        first = begin_line(node) if isinstance(node, ast.stmt) else getattr(node, "lineno", 0)
        last: int | None = getattr(node, "end_lineno", None)
        index = bisect_left(lines, first)
        return index < len(lines) and (last is None or lines[index] <= last)

    @cached_property
    def _walrus_lines(self) -> list[int]:
        if ":=" not in self._source:
            return []
        lines = physical_lines(self._source)
        return [number for number, line in enumerate(lines, 1) if ":=" in line]

    def _around(self, spot: ast.AST) -> Iterator[tuple[ast.AST, bool]]:
        """The scopes that a spot is evaluated in, innermost first, the module's not included.

        The flag says that the spot is in the head of a class, which sees its type parameters only.
        """
        inner: ast.AST | None = None
        node = spot
        while (parent := self.parent(node)) is not None:
            if isinstance(parent, _BLOCKS):
                if node in self._body_of(parent):
                    yield parent, False
                elif isinstance(parent, ast.ClassDef) and node not in parent.decorator_list:
                    yield parent, True
            elif isinstance(parent, COMPREHENSIONS):
                first = parent.generators[0]
                if not (node is first and inner is first.iter):  # the first iterable is evaluated outside
                    yield parent, False
            inner, node = node, parent

    def _body_of(self, block: ast.AST) -> Mapping[ast.AST, int]:
        """The statements in a block's body, each with its index."""
        if block not in self._positions:
            self._positions[block] = {statement: index for index, statement in enumerate(_body(block))}
        return self._positions[block]

    def _symbols(self, block: ast.AST, name: str) -> list[symtable.Symbol]:
        """A block's symbols for a name; there are several tables if two lambdas share a line."""
        return [table.lookup(name) for table in self._tables[_key(block)] if name in table.get_identifiers()]

    @cached_property
    def _tables(self) -> Mapping[tuple[str, str, int], list[symtable.SymbolTable]]:
        try:
            with without_warnings():
                top = symtable.symtable(self._source, "<file>", "exec")
        except (RecursionError, MemoryError):
            raise ScopesError("nested too deeply") from None
        except SyntaxError as error:
            raise ScopesError(f"does not compile: line {error.lineno}: {error.msg}") from None
        tables: dict[tuple[str, str, int], list[symtable.SymbolTable]] = defaultdict(list)
        waiting = [top]
        while waiting:
            table = waiting.pop()
            waiting += table.get_children()
            tables[str(table.get_type()), table.get_name().strip("<>"), table.get_lineno()].append(table)
        return dict(tables)


def _key(block: ast.AST) -> tuple[str, str, int]:
    """Kind, name and line of a block, as `symtable` has them."""
    if isinstance(block, ast.ClassDef):
        return "class", block.name, block.lineno
    if isinstance(block, ast.Lambda):
        return "function", "lambda", block.lineno
    if isinstance(block, Function):
        return "function", block.name, block.lineno
    return "module", "top", 0


def _bound(node: ast.AST) -> str | None:
    """The name that a node binds in the scope it stands in."""
    if isinstance(node, ast.Name):
        return None if isinstance(node.ctx, ast.Load) else node.id
    if isinstance(node, ast.alias):
        return node.asname or node.name.partition(".")[0]
    if isinstance(node, ast.arg):
        return node.arg
    if isinstance(node, ast.MatchMapping):
        return node.rest
    # functions, classes, `except … as`, captures in patterns, type parameters
    name = getattr(node, "name", None)
    return name if isinstance(name, str) else None


def _body(block: ast.AST) -> list[ast.AST]:
    body: ast.AST | list[ast.AST] = block.body  # type: ignore[attr-defined]
    return body if isinstance(body, list) else [body]


def _type_parameters(scope: ast.AST) -> set[str]:
    return {parameter.name for parameter in getattr(scope, "type_params", ())}


def _own_children(node: ast.AST) -> Iterable[ast.AST]:
    """The nodes below a node that are evaluated in its scope."""
    return [node.iter, *node.ifs] if isinstance(node, ast.comprehension) else ast.iter_child_nodes(node)


# The fields in which something may bind a name, walruses aside: statements, targets, imports, patterns
_HOLD_BINDINGS: Final = frozenset(
    {
        *("body", "orelse", "finalbody", "handlers", "cases", "items"),
        *("targets", "target", "optional_vars", "elts", "names", "name"),
        *("pattern", "patterns", "kwd_patterns"),
    }
)


def _binding_children(node: ast.AST) -> Iterator[ast.AST]:
    """The children that may bind a name, or have one inside that does; walruses aside."""
    if not isinstance(node, _BLOCKS):
        for name in _binding_fields(type(node)):  # type: ignore[arg-type]  # mypy doubts that classes hash
            value = getattr(node, name, None)
            for child in value if type(value) is list else (value,):
                if isinstance(child, ast.AST):
                    yield child


@cache
def _inner_fields(kind: type[ast.AST]) -> tuple[str, ...]:
    """The fields that may have nodes inside; names and contexts have none, and are many."""
    return tuple(name for name in kind._fields if name not in {"attr", "ctx", "id", "kind", "type_comment"})


@cache
def _binding_fields(kind: type[ast.AST]) -> tuple[str, ...]:
    if kind is ast.Starred:
        return ("value",)
    return tuple(name for name in kind._fields if name in _HOLD_BINDINGS)


def _head(block: ast.AST) -> Iterator[ast.AST]:
    """The parts of a block that are evaluated around it."""
    if isinstance(block, ast.ClassDef):
        yield from (*block.decorator_list, *block.bases, *block.keywords)
    elif isinstance(block, _FUNCTIONS):
        arguments = block.args
        yield from (*arguments.defaults, *filter(None, arguments.kw_defaults))
        if not isinstance(block, ast.Lambda):
            annotated = (node for node in ast.walk(arguments) if isinstance(node, ast.arg))
            yield from block.decorator_list
            yield from filter(None, (*(argument.annotation for argument in annotated), block.returns))
