"""The file as the checks see it; what takes time is worked out when it is first asked for."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Final, TypeVar, cast

from .assigned import Assigned, Scope, assigned
from .expressions import dotted
from .imports import packages_of
from .libraries.in_use import has_another_protocols
from .libraries.usable import UsableNames
from .options import Settings
from .projects.classes import outer_bases
from .projects.project import imported_name, project_of
from .resolver import Resolver
from .scopes import Scopes
from .selection import Selection, select
from .source import Text
from .statements import Definition, Function, statements

Kept = TypeVar("Kept")

_OF_HTTP: Final = re.compile(r"http(?!_[1-5]\d\d_|_?status|\s+import\s+HTTPStatus)", re.IGNORECASE)


class File:
    """What the checks ask about the file they search."""

    def __init__(self, tree: ast.Module, source: str, filename: str, settings: Settings) -> None:
        """`source` is the text that `tree` was parsed from, `filename` its path."""
        self.tree = tree
        self.source = source
        self.filename = filename
        self.settings = settings
        self.parents: dict[ast.AST, ast.AST] = {}  # of every node that the walk has reached
        self._assigned: dict[Scope, Assigned] = {}
        self._mentions: dict[tuple[str, ...], bool] = {}
        self._attributes: dict[Definition, frozenset[str]] = {}
        self.reached: set[ast.expr] = set()  # that hold a status by way of names
        self.service_keys: dict[str, bool] = {}  # see `evidence/replies.py`
        self.model_fields: dict[str, bool] = {}  # see `evidence/models.py`
        self.replies: dict[ast.AST, list[ast.expr]] = {}  # by function, see `evidence/replies.py`
        self._kept: dict[object, object] = {}

    def kept(self, kind: Callable[[File], Kept]) -> Kept:
        """What another module knows of this file: made when it is first asked for, and kept with it."""
        if kind not in self._kept:
            self._kept[kind] = kind(self)
        return cast(Kept, self._kept[kind])

    @cached_property
    def selection(self) -> Selection:
        """The library whose constants this file gets, and what shows it."""
        return select(self.tree, self.source, self.resolver.imports, self.filename, self.settings)

    @property
    def names(self) -> UsableNames:
        """The names of that library that may be written."""
        return self.selection.names

    @property
    def enum_is_text(self) -> bool:
        """Whether `str()` of a constant may give its name, as `HTTPStatus.OK` did before Python 3.11."""
        return self.selection.python < self.names.library.number_since

    @cached_property
    def statements(self) -> list[ast.stmt]:
        """Every statement of the file, at whatever depth."""
        return statements(self.tree.body)

    @cached_property
    def text(self) -> Text:
        """The source with its positions."""
        return Text(self.source)

    def mentions(self, *words: str) -> bool:
        """Whether one of the words is in the text: a cheap question before a dear one."""
        if words not in self._mentions:
            self._mentions[words] = any(word in self.source for word in words)
        return self._mentions[words]

    @cached_property
    def speaks_of_http(self) -> bool:
        """Whether the text has `http` in it, in any case, other than in what the codemod writes."""
        return _OF_HTTP.search(self.names.library.without_its_words(self.source)) is not None

    @cached_property
    def has_other_codes(self) -> bool:
        """Whether the text has a number that only other protocols send."""
        return has_another_protocols(self.source)

    @cached_property
    def path(self) -> Path:
        """Where it lies."""
        return Path(os.path.abspath(self.filename))

    # Names

    @cached_property
    def scopes(self) -> Scopes:
        """The scopes of the file."""
        return Scopes(self.tree, self.source, self.parents)

    @cached_property
    def resolver(self) -> Resolver:
        """What the file's names stand for."""
        return Resolver(self.scopes, self.statements)

    @cached_property
    def packages(self) -> frozenset[str]:
        """Top-level packages that the file imports, for more than the constants that the codemod writes."""
        found = frozenset(package for node in self.resolver.imports for package in packages_of(node))
        library = self.settings.library
        if library is None or not library.by_package or library.package not in found:
            return found
        lines = {f"import {library.package}", f"from {library.package} import {library.name}"}
        others = (ast.unparse(node) for node in self.resolver.imports if library.package in packages_of(node))
        used = re.search(rf"\b{library.package}\.(?!{library.name}\b)", self.source)
        return found if used or not lines.issuperset(others) else found - {library.package}

    @cached_property
    def attribute_values(self) -> dict[str, list[ast.expr]]:
        """What the file assigns to an attribute, by how it is written: `self.status_code`."""
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
        """Full dotted names of the imported classes that a class derives from, at any remove."""
        for each in (definition, *self.ancestors(definition)):
            for base in each.bases:
                if (name := self.resolve(base)) is not None:
                    yield name

    def outer_bases(self, definition: ast.ClassDef) -> Iterator[str]:
        """Full dotted names of the classes from outside the project that a class derives from."""
        for each in (definition, *self.ancestors(definition)):
            for base in each.bases:
                imported = self.resolver.imported(base)
                name = dotted(base)
                if imported is not None and name is not None:
                    taken = imported_name(*imported).member(name.partition(".")[2])
                    yield from outer_bases(taken, self.path, project_of(self.filename))

    def function(self, callee: ast.expr) -> Function | None:
        """The function, or method of the class around it, that a callee of this file stands for."""
        if isinstance(callee, ast.Attribute):
            own = isinstance(callee.value, ast.Name) and callee.value.id in {"self", "cls"}
            around = self.enclosing_class(callee) if own else None
            return self.method(around, callee.attr) if around is not None else None
        found = self.resolver.definition(callee)
        return found if isinstance(found, Function) else None

    def method(self, definition: ast.ClassDef, name: str) -> Function | None:
        """The method of a name that a class has, its own or inherited in this file."""
        for each in (definition, *self.ancestors(definition)):
            for statement in each.body:
                if isinstance(statement, Function) and statement.name == name:
                    return statement
        return None

    def attributes(self, definition: Definition) -> frozenset[str]:
        """The names of the attributes that a class itself binds, or reads of `self`."""
        if definition not in self._attributes:
            of_self = {
                node.attr
                for node in ast.walk(definition)
                if isinstance(node, ast.Attribute) and dotted(node.value) in {"self", "cls"}
            }
            self._attributes[definition] = frozenset(of_self.union(self.scopes.bindings(definition)))
        return self._attributes[definition]

    def annotations(self, callee: str, parameter: str) -> Iterator[ast.expr]:
        """How this file's callables of a name annotate a parameter, or field."""
        for definition in self.resolver.definitions.get(callee, ()):
            yield from self.assigned(definition).annotations.get(parameter, ())

    @cached_property
    def literal_types(self) -> frozenset[str]:
        """Names that the module gives to a `Literal[…]`: `Code = Literal[200, 404]`."""
        return frozenset(
            name
            for name, values in self.assigned(self.tree).values.items()
            if any(
                isinstance(value, ast.Subscript) and self.callee(value.value) == "Literal" for value in values
            )
        )

    # Places

    def above(self, node: ast.AST) -> Iterator[ast.AST]:
        """The nodes around a node, innermost first, whether the walk has reached it or not."""
        while (parent := self.scopes.parent(node)) is not None:
            yield parent
            node = parent

    def scope(self, node: ast.AST) -> Scope:
        """The innermost function, class or module around a node."""
        return next((above for above in self.above(node) if isinstance(above, Scope)), self.tree)

    def assigned(self, scope: Scope) -> Assigned:
        """What a scope assigns to its names."""
        if scope not in self._assigned:
            self._assigned[scope] = assigned(scope)
        return self._assigned[scope]

    def binding_scope(self, name: ast.Name) -> Scope:
        """The scope whose binding a name reads; the module if it is a comprehension's, or not known."""
        home = self.resolver.home(name, name.id)
        return home if isinstance(home, Scope) else self.tree

    def enclosing_class(self, node: ast.AST) -> ast.ClassDef | None:
        """The innermost class around a node, through any functions."""
        return next((above for above in self.above(node) if isinstance(above, ast.ClassDef)), None)
