"""Which variable a name reads or binds, according to CPython's own compiler.

Each node in question is given a line number of its own, below the text, before the tree is compiled. The line
table of the code objects then says which instructions came of the node: the compiler never joins instructions
of different lines. A node without any is code that is never reached.
"""

from __future__ import annotations

import ast
import dis
import inspect
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import CodeType
from typing import Final, NamedTuple

from flake8_httpstatus.source import without_warnings

from ..errors import NotRewritten


@dataclass(frozen=True, eq=False)
class Block:
    """The code object of a module, a class, a function or a comprehension."""

    code: CodeType
    outer: Block | None

    @property
    def chain(self) -> Iterator[Block]:
        """The block and those around it, innermost first."""
        block: Block | None = self
        while block is not None:
            yield block
            block = block.outer

    @property
    def mentions(self) -> set[str]:
        """The names in its instructions, those of attributes included."""
        code = self.code
        return {*code.co_names, *code.co_varnames, *code.co_cellvars, *code.co_freevars}

    @property
    def parameters(self) -> Sequence[str]:
        """What the caller binds."""
        code = self.code
        stars = bool(code.co_flags & inspect.CO_VARARGS) + bool(code.co_flags & inspect.CO_VARKEYWORDS)
        return code.co_varnames[: code.co_argcount + code.co_kwonlyargcount + stars]


class Variable(NamedTuple):
    """What a name stands for somewhere."""

    name: str
    block: Block | None = None  # None: the module's, which functions read as a global
    kind: str = "GLOBAL"  # or FAST, DEREF: a block may have one of each with the same name

    @property
    def is_parameter(self) -> bool:
        """Whether a caller binds it."""
        return self.block is not None and self.name in self.block.parameters


class _Kind(NamedTuple):
    """What an instruction does with a name."""

    loads: bool  # neither stores nor deletes
    way: str  # how it finds the variable: FAST, DEREF, NAME, GLOBAL
    in_namespace: bool  # looks into the namespace around it first


class _Access(NamedTuple):
    """An instruction that works on a variable."""

    name: str
    kind: _Kind
    line: int
    block: Block


class Compiled:
    """The instructions of one module that work on some names."""

    def __init__(self, tree: ast.Module, names: set[str], optimize: int) -> None:
        """Compile a marked tree. Raises `NotRewritten` if Python does not."""
        self._loads: dict[str, dict[int, list[_Access]]] = {name: defaultdict(list) for name in names}
        self._stores: dict[str, list[_Access]] = {name: [] for name in names}
        for block in _blocks(_compile(tree, optimize)):
            if not block.mentions.isdisjoint(names):
                for access in _accesses(block, names):
                    if access.kind.loads:
                        self._loads[access.name][access.line].append(access)
                    else:
                        self._stores[access.name].append(access)

    def read(self, name: str, line: int) -> set[Variable | None]:
        """The variables that a name on a line reads; None for a class's. No variable: it is never reached."""
        return {self._variable(load) for load in self._loads[name].get(line, ())}

    def reads(self, name: str) -> set[int]:
        """The lines on which the module's variable of that name may be read."""
        return {
            line
            for line, loads in self._loads[name].items()
            if any(load.kind.way in {"NAME", "GLOBAL"} for load in loads)
        }

    def stores(self, variable: Variable) -> set[int]:
        """The lines on which a variable is bound or deleted."""
        return {store.line for store in self._stores[variable.name] if _changes(store, variable)}

    def _variable(self, load: _Access) -> Variable | None:
        name, (_, way, in_namespace), block = load.name, load.kind, load.block
        if in_namespace:
            namespace = next(each for each in block.chain if not each.code.co_flags & inspect.CO_OPTIMIZED)
            stores = (store for store in self._stores[name] if store.block is namespace)
            if namespace.outer is not None and any(store.kind.way == "NAME" for store in stores):
                return None
        if way in {"NAME", "GLOBAL"}:
            return Variable(name)
        if way == "DEREF":
            [block, *_] = [each for each in block.chain if name in each.code.co_cellvars]
        return Variable(name, block, way)


def _changes(store: _Access, variable: Variable) -> bool:
    if variable.kind == "GLOBAL":
        return store.kind.way == "GLOBAL" or (store.kind.way == "NAME" and store.block.outer is None)
    if variable.kind == "DEREF":  # by `nonlocal`, also from inside
        return store.kind.way == "DEREF" and any(each is variable.block for each in store.block.chain)
    return store.kind.way == "FAST" and store.block is variable.block


def mark(nodes: Iterable[ast.expr | ast.stmt], tree: ast.Module) -> dict[ast.AST, int]:
    """Give each node a line of its own."""
    last = max((statement.end_lineno or 0 for statement in tree.body), default=0)
    lines: dict[ast.AST, int] = {}
    for line, node in enumerate(nodes, last + 1):
        lines[node] = node.lineno = node.end_lineno = line
        node.col_offset = node.end_col_offset = 0  # on one line, the end must not come before the start
    return lines


def _compile(tree: ast.Module, optimize: int) -> CodeType:
    try:
        with without_warnings():
            return compile(tree, "<file>", "exec", dont_inherit=True, optimize=optimize)
    except (RecursionError, MemoryError):
        raise NotRewritten("nested too deeply") from None
    except (SyntaxError, ValueError) as error:
        raise NotRewritten(f"does not compile: {getattr(error, 'msg', error)}") from None


def _blocks(top: CodeType) -> Iterator[Block]:
    waiting = [Block(top, None)]
    while waiting:
        block = waiting.pop()
        waiting += [Block(each, block) for each in block.code.co_consts if isinstance(each, CodeType)]
        yield block


def _accesses(block: Block, names: set[str]) -> Iterator[_Access]:
    for instruction in dis.get_instructions(block.code):
        kind = _KINDS.get(instruction.opcode)
        if kind is not None and instruction.positions is not None:
            works_on = instruction.argval if isinstance(instruction.argval, tuple) else (instruction.argval,)
            for name in names.intersection(works_on):
                yield _Access(name, kind, instruction.positions.lineno or 0, block)


def _kind(instruction: str) -> _Kind | None:
    """What an instruction does, by its name: each Python release has new ones, `STORE_FAST_LOAD_FAST` say."""
    found = re.fullmatch(
        "(LOAD|STORE|DELETE)_(CLASS|FROM_DICT_OR_)?(NAME|GLOBAL|DEREF|FAST)(S|_.+)?", instruction
    )
    if found is None:
        return None
    action, namespace, way, _ = found.groups()
    return _Kind(action == "LOAD", way, namespace is not None or way == "NAME")


_KINDS: Final = {number: kind for name, number in dis.opmap.items() if (kind := _kind(name)) is not None}
