"""Shows that each written name reads an import of the library, and nothing else."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from flake8_httpstatus.expressions import dotted
from flake8_httpstatus.findings import Finding
from flake8_httpstatus.libraries.library import Library
from flake8_httpstatus.source import Span

from .compiled import Compiled, Variable, mark
from .equivalence import codes
from .errors import VerificationError
from .imported import Binding, Import, bound, full_name, imports


class Use(NamedTuple):
    """A dotted name that was written for a finding."""

    finding: Finding
    name: ast.expr  # of the new tree
    what: str  # for a message

    @property
    def keeps_way(self) -> bool:
        """Whether only the last name changed, for a deprecated constant: the rest was there before."""
        return isinstance(self.finding.node, ast.Attribute)

    @property
    def targets(self) -> set[str]:
        """The full names of the things that it may stand for."""
        return _full_names(self.finding.library, self.finding.name or "")


class Introduced(NamedTuple):
    """A name that a new import, or a longer one, binds."""

    statement: Import
    alias: ast.alias


def prove_names(tree: ast.Module, uses: Sequence[Use], introduced: Sequence[Introduced], debug: bool) -> None:
    """Raise `VerificationError` unless each use reads the library's constant, and each new name serves one.

    Changes line numbers in the tree. `debug`: the file reads `__debug__`, so `python -O` compiles other code.
    """
    if uses or introduced:
        judge = _Judge(tree, uses, introduced)
        for optimize in (0, 1) if debug else (0,):
            judge.prove(optimize)


class _Read(NamedTuple):
    """A dotted name, where it is read."""

    first: ast.Name
    rest: str  # with the dots
    span: Span  # of the first name

    @classmethod
    def of(cls, node: ast.expr) -> _Read:
        """Take a dotted name apart."""
        rest = ""
        while isinstance(node, ast.Attribute):
            rest = f".{node.attr}{rest}"
            node = node.value
        assert isinstance(node, ast.Name)
        return cls(node, rest, Span.of(node))


class _Judge:
    """Judges the names of one new tree."""

    def __init__(self, tree: ast.Module, uses: Sequence[Use], introduced: Sequence[Introduced]) -> None:
        self._tree = tree
        self._uses = [(use, _Read.of(use.name)) for use in uses]
        self._introduced = introduced
        self._names = {read.first.id for _, read in self._uses} | {bound(alias) for _, alias in introduced}
        found = list(imports(tree))
        self._stars = [binding for binding in found if "*" in binding.names]
        bindings = [binding for binding in found if not self._names.isdisjoint(binding.names)]
        self._witnesses = list(self._below_stars()) if self._stars else []
        firsts = [read.first for read in (*(read for _, read in self._uses), *self._witnesses)]
        self._lines = mark([*firsts, *(binding.statement for binding in bindings)], tree)
        self._bindings = {self._lines[binding.statement]: binding for binding in bindings}

    def prove(self, optimize: int) -> None:
        compiled = Compiled(self._tree, self._names, optimize)
        outlasting = self._outlasting_stars(compiled)
        for use, read in self._uses:
            # no variable: the compiler has shown that the spot is never reached
            variables = compiled.read(read.first.id, self._lines[read.first])
            mangled = read.first.id.startswith("__")  # in a class, Python turns it into `_Class__name`
            if mangled or not all(
                variable is not None and self._is_proven(use, read, variable, outlasting, compiled)
                for variable in variables
            ):
                raise VerificationError(use.what, use.finding.node)
        for introduced in self._introduced:
            if not self._serves(introduced, compiled):
                raise VerificationError(f"import of {introduced.alias.name}")

    def _is_proven(
        self, use: Use, read: _Read, variable: Variable, outlasting: Set[str], compiled: Compiled
    ) -> bool:
        """Whether imports of the library, and nothing else, bind what is read, and have surely run."""
        name, library = variable.name, use.finding.library
        bindings = self._imports_of(variable, compiled)
        if bindings is None or variable.is_parameter:
            return False
        full_names = {full for binding in bindings for full in binding.full_names(name)}
        if not use.targets.issuperset(f"{full}{read.rest}" for full in full_names):
            return False
        if not use.keeps_way:
            bindings = [
                binding
                for binding in bindings
                if binding.surely_precedes(read.span) and binding.loads(name, library)
            ]
        if variable.block is None:
            stars = self._stars_with(name, library)
            if f"{library.by_name}.{name}{read.rest}" in use.targets:
                own = [star for star in stars if star.is_star_of(library)]
                stars = [star for star in stars if star not in own]
                bindings += [star for star in own if star.surely_precedes(read.span)]
            if name not in outlasting:
                bindings = [each for each in bindings if all(star.span < each.span for star in stars)]
        return bool(bindings)

    def _imports_of(self, variable: Variable, compiled: Compiled) -> list[Binding] | None:
        """The imports that bind a variable; None if anything else binds or deletes it."""
        lines = compiled.stores(variable)
        return [self._bindings[line] for line in lines] if lines <= self._bindings.keys() else None

    def _stars_with(self, name: str, library: Library) -> list[Binding]:
        """The star imports that may bring a name: none a private one, the library's own only constants."""
        if name.startswith("_"):
            return []
        known = name in codes(library) or name in library.helpers
        return [star for star in self._stars if known or not star.is_star_of(library)]

    def _below_stars(self) -> Iterator[_Read]:
        """Reads of the names in question that were there before, below the last star import."""
        last = max(star.span for star in self._stars)
        written = {read.first for use, read in self._uses if not use.keeps_way}
        for statement in self._tree.body:
            if statement.lineno > last.end_line:
                for node in ast.walk(statement):
                    if isinstance(node, (ast.Attribute, ast.Name)) and dotted(node) is not None:
                        read = _Read.of(node)
                        if read.first.id in self._names and read.first not in written:
                            yield read

    def _outlasting_stars(self, compiled: Compiled) -> set[str]:
        """Names that no star import binds again: the file reads constants through them below all of those."""
        libraries = {use.finding.library for use, _ in self._uses} if self._witnesses else set()
        constants = {full for library in libraries for full in _full_names(library, *codes(library))}
        outlasting = set()
        for first, rest, _ in self._witnesses:
            full_names = (full for each in self._bindings.values() for full in each.full_names(first.id))
            variables = compiled.read(first.id, self._lines[first])
            if variables == {Variable(first.id)} and any(f"{full}{rest}" in constants for full in full_names):
                outlasting.add(first.id)
        return outlasting

    def _serves(self, introduced: Introduced, compiled: Compiled) -> bool:
        """Whether a new name is the library's module or constant, and read only by what was written."""
        name, full = bound(introduced.alias), full_name(*introduced)
        served = [(use, read) for use, read in self._uses if read.first.id == name and not use.keeps_way]
        bindings = self._imports_of(Variable(name), compiled)
        return (
            bindings is not None
            and any(
                full in (*use.finding.library.holders, *use.targets) and f"{full}{read.rest}" in use.targets
                for use, read in served
            )
            and all(binding.full_names(name) == {full} for binding in bindings)
            and compiled.reads(name) <= {self._lines[read.first] for _, read in served}
        )


def _full_names(library: Library, *names: str) -> set[str]:
    """The full names of constants or helpers, both through what holds them and imported by name."""
    holders = {library.dotted, library.by_name or library.dotted}
    return {f"{holder}.{name}" for holder in holders for name in names}
