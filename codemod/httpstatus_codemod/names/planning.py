"""What to write at each finding, and the imports that this needs."""

from __future__ import annotations

import ast
import builtins
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path

from flake8_httpstatus.findings import Finding
from flake8_httpstatus.imports import module_of
from flake8_httpstatus.scopes import Scopes, ScopesError
from flake8_httpstatus.source import characters, newline_of, physical_lines
from flake8_httpstatus.statements import last_line

from ..errors import NotRewritten
from ..groups import groups
from ..imports.merging import Extension
from ..imports.placing import NewImport, Placing
from ..imports.sorting import member_key
from ..imports.surroundings import Surroundings
from .exports import literal_all
from .introspection import looks_at_itself
from .library_imports import LibraryImports
from .shipped import Shipping

_WIDTH = 88  # Black's and ruff's


@dataclass(frozen=True)
class Plan:
    """What to write at each finding, and the imports that this needs."""

    # the constant or helper as it is written there: `http_status.HTTP_200_OK`
    spellings: Mapping[Finding, str]
    extensions: tuple[Extension, ...]
    new_imports: tuple[NewImport, ...]


def plan(tree: ast.Module, source: str, path: Path | None, findings: Sequence[Finding]) -> Plan:
    """Plan the findings of a file, which all have a replacement, of one and the same library.

    `source` is the text that `tree` was parsed from. Raises `NotRewritten` if the file must be left alone.
    """
    if not findings:
        return Plan({}, (), ())
    try:
        return _Planner(tree, source, path, findings).plan()
    except ScopesError as error:
        raise NotRewritten(str(error)) from None


class _Planner:
    """Makes the plan for one file."""

    def __init__(
        self,
        tree: ast.Module,
        source: str,
        path: Path | None,
        findings: Sequence[Finding],
    ) -> None:
        self._tree = tree
        self._findings = sorted(findings, key=lambda finding: finding.span)
        self._library = findings[0].library
        self._scopes = Scopes(tree, source)
        self._scopes.complete()
        self._surroundings = Surroundings(path)
        self._shipping = Shipping(self._scopes)
        self._imports = LibraryImports(self._scopes, self._surroundings, self._shipping, self._library)
        self._all_from_imports = [
            statement
            for statement in tree.body
            if isinstance(statement, ast.ImportFrom) and statement.names[0].name != "*"
        ]
        self._lines = physical_lines(source)
        self._groups = groups(tree, source)
        self._newline = newline_of(source)
        self._merged: dict[ast.ImportFrom, dict[tuple[str, str | None], None]] = defaultdict(dict)

    def plan(self) -> Plan:
        names = {finding.name for finding in self._findings if finding.name}
        if (reason := self._surroundings.misleads(self._library, names)) is not None:
            raise NotRewritten(reason)
        spellings: dict[Finding, str] = {}
        missing = []
        for finding in self._findings:
            spelling = self._existing(finding)
            if spelling is None:
                self._refuse_shipped(finding)
                spelling = self._by_name(finding)
            if spelling is None:
                missing.append(finding)
            else:
                spellings[finding] = spelling
        new_imports = []
        if missing:
            name, new_import = self._import_module([finding.node for finding in missing])
            spellings |= {finding: f"{name}.{finding.name}" for finding in missing}
            new_imports += [new_import] if new_import else []
        extensions = (self._extension(statement, tuple(added)) for statement, added in self._merged.items())
        return Plan(spellings, tuple(extensions), tuple(new_imports))

    def _existing(self, finding: Finding) -> str | None:
        """The spelling by a name that the file has already."""
        assert finding.name is not None
        if isinstance(finding.node, ast.Attribute):  # a deprecated constant: what is in front of it stays
            return f"{ast.unparse(finding.node.value)}.{finding.name}"
        if (module := self._imports.module_at(finding.node)) is not None:
            return f"{module}.{finding.name}"
        return None if finding.in_pattern else self._imports.constant_at(finding.node, finding.name)

    def _by_name(self, finding: Finding) -> str | None:
        """The spelling by one more name in an import of constants by name."""
        assert finding.name is not None
        statements = self._from_imports(self._library.by_name, finding.node)
        statement = _fitting(statements, finding.name, None) or next(iter(statements), None)
        if statement is None or finding.in_pattern or not self._is_free(finding.name, [finding.node]):
            return None
        if not any((finding.name, None) in added for added in self._merged.values()):
            if self._public_names_show:
                return None
            self._refuse_new_names()
            self._merged[statement][finding.name, None] = None
        return finding.name

    def _import_module(self, spots: Sequence[ast.AST]) -> tuple[str, NewImport | None]:
        """A new name for the constants' module, and the new import that binds it, unless one is extended."""
        self._refuse_condition()
        self._refuse_new_names()
        library = self._library
        first = min(spots, key=lambda spot: self._scopes.position(spot, self._tree))
        statements = self._from_imports(library.package, first)
        if library.by_package and not statements and self._may_bind(library.package, spots):
            return library.dotted, self._placed(f"import {library.package}", first)
        name = self._new_name(spots)
        alias = None if name == library.name else name
        if (statement := _fitting(statements, library.name, alias)) is not None:
            self._merged[statement][library.name, alias] = None
            return name, None
        text = f"from {library.package} import {library.name}" + (f" as {alias}" if alias else "")
        if alias and library.by_name and any(_straddles(statement, library.name) for statement in statements):
            text = f"import {library.by_name} as {alias}"
        return name, self._placed(text, first)

    def _placed(self, statement: str, first: ast.AST) -> NewImport:
        placing = Placing(self._groups, self._lines, self._surroundings)
        return placing.place(statement, self._group(first), self._newline)

    def _from_imports(self, module: str | None, spot: ast.AST) -> list[ast.ImportFrom]:
        """The imports of names from a module, above a spot, that can take one more name."""
        if module is None or self._surroundings.import_settings.is_one_a_line(module):
            return []
        here = self._scopes.position(spot, self._tree)
        return [
            statement
            for statement in self._all_from_imports
            if module_of(statement) == module and self._scopes.position(statement, self._tree) < here
        ]

    def _new_name(self, spots: Sequence[ast.AST]) -> str:
        library = self._library
        private = self._public_names_show or self._surroundings.has_sibling(library.name)
        if self._may_bind(library.name, spots):
            return library.name
        alias = library.alias
        if self._imports.stars_with(alias):
            alias = f"_{alias}"
        for name in _aliases(f"_{library.name}" if private else alias):
            unused = name not in self._scopes.identifiers and not hasattr(builtins, name)
            if unused and not self._imports.stars_with(name) and not self._surroundings.has_sibling(name):
                return name
        raise AssertionError("aliases never end")

    @cached_property
    def _public_names_show(self) -> bool:
        """Whether other files would see a new name: by a star import, or instead of `__getattr__`'s."""
        if "__getattr__" in self._scopes.bindings(self._tree):
            return True
        return self._all is None and self._surroundings.is_star_imported()

    @cached_property
    def _all(self) -> frozenset[str] | None:
        return literal_all(self._scopes)

    def _may_bind(self, name: str, spots: Sequence[ast.AST]) -> bool:
        """Whether a new import may bind a name, without an alias."""
        return not self._public_names_show and self._is_free(name, spots)

    def _is_free(self, name: str, spots: Sequence[ast.AST]) -> bool:
        """Whether a name is unused in the module, and not hidden at the spots."""
        return (
            not self._imports.stars_with(name)
            and not self._scopes.is_module_name(name)
            and name not in (self._all or ())
            and not self._surroundings.has_sibling(name)
            and all(self._scopes.home(spot, name) is self._tree for spot in spots)
        )

    def _refuse_condition(self) -> None:
        """Leave a file alone that imports the library only under a condition: it runs without, too."""
        package = self._library.package.partition(".")[0]
        if package in sys.stdlib_module_names or self._library.in_project:
            return
        conditional = False
        for nodes in self._scopes.bindings(self._tree).values():
            for node in nodes:
                statement = self._scopes.parents[node]
                if package in _packages(statement):
                    if self._scopes.parents[statement] is self._tree:
                        return
                    conditional = conditional or not self._scopes.is_for_type_checking(statement)
        if conditional:
            raise NotRewritten(
                f"imports {package} only under a condition; import {self._library.dotted} outside it to go on"
            )

    def _refuse_new_names(self) -> None:
        """Leave a file alone that looks at its own names, or that the library itself loads."""
        if (reason := self._surroundings.closes_circle(self._library)) is not None:
            raise NotRewritten(reason)
        if (what := looks_at_itself(self._scopes)) is not None:
            raise NotRewritten(
                f"looks at its own names ({what}), and an import would add one; "
                f"import {self._library.dotted} to go on"
            )

    def _refuse_shipped(self, finding: Finding) -> None:
        """Leave a file alone if a function that runs elsewhere would need an import of its own."""
        if (shipped := self._shipping.around(finding.node)) is not None:
            function, taker = shipped
            raise NotRewritten(
                f"`{taker}` runs `{function.name}` (line {function.lineno}) elsewhere, without this module; "
                f"import {self._library.dotted} inside the function to go on"
            )

    def _group(self, spot: ast.AST) -> int:
        outermost = self._tree.body[self._scopes.position(spot, self._tree)]
        return next(index for index, group in enumerate(self._groups) if outermost in group)

    def _extension(self, statement: ast.ImportFrom, names: tuple[tuple[str, str | None], ...]) -> Extension:
        end_line = self._lines[last_line(statement) - 1]
        behind = end_line[characters(end_line, statement.end_col_offset or 0) :]
        alone = not behind.strip() and statement.col_offset == 0
        by_type = self._surroundings.import_settings.by_type
        return Extension(statement, names, self._newline, self._width() if alone else None, by_type)

    def _width(self) -> int:
        """How long a line may be: as configured, else as the file's longest without strings and comments."""
        if (length := self._surroundings.import_settings.line_length) is not None:
            return length
        firsts = (self._lines[node.lineno - 1] for node in ast.walk(self._tree) if isinstance(node, ast.stmt))
        return max([_WIDTH, *(len(line) for line in firsts if not set(line) & set("'\"#"))])


def _aliases(first: str) -> Iterator[str]:
    yield first
    if not first.startswith("_"):
        yield f"{first}_codes"
        yield f"_{first}"
    yield from (f"{first}_{number}" for number in count(2))


def _packages(statement: ast.AST) -> set[str]:
    """The top-level packages that a statement imports."""
    if isinstance(statement, ast.ImportFrom):
        return {(statement.module or "").partition(".")[0]} if statement.level == 0 else set()
    if isinstance(statement, ast.Import):
        return {alias.name.partition(".")[0] for alias in statement.names}
    return set()


def _fitting(statements: Sequence[ast.ImportFrom], name: str, alias: str | None) -> ast.ImportFrom | None:
    """The import to extend by a name. isort and ruff put each `… as …` on a line of its own by default."""
    fitting = []
    for statement in statements:
        renames = any(each.asname for each in statement.names)
        if (not renames or len(statement.names) > 1) and (renames or not alias):
            fitting.append(statement)
    # which would split an import in two
    behind = [each for each in fitting if member_key(each.names[0].name) <= member_key(name)]
    return behind[-1] if behind else next(iter(fitting), None)


def _straddles(statement: ast.ImportFrom, name: str) -> bool:
    """Whether isort would split an import to put `from … import name as …` in between."""
    keys = [member_key(alias.name) for alias in statement.names if alias.asname is None]
    own = member_key(name)
    return len(keys) > 1 and not (max(keys) < own or own < min(keys))
