"""What a name stands for where it is read: an import, an instance of a class, a definition."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from functools import cached_property

from .expressions import dotted
from .imports import Import, import_target
from .scopes import Scopes, ScopesError
from .statements import Definition


class Resolver:
    """Looks up the names of one file."""

    def __init__(self, scopes: Scopes, statements: Sequence[ast.stmt]) -> None:
        """`statements` are all of the file's, at whatever depth."""
        self._scopes = scopes
        self._statements = statements
        self._targets: dict[tuple[ast.AST, str], str | None] = {}  # by home and name

    @cached_property
    def imports(self) -> list[Import]:
        """Every import statement, at whatever depth."""
        return [node for node in self._statements if isinstance(node, Import)]

    @cached_property
    def definitions(self) -> dict[str, list[Definition]]:
        """The functions, methods and classes of each name, at whatever depth."""
        found: dict[str, list[Definition]] = {}
        for node in self._statements:
            if isinstance(node, Definition):
                found.setdefault(node.name, []).append(node)
        return found

    def resolve(self, node: ast.expr, spot: ast.AST | None = None) -> str | None:
        """The full dotted name that an expression stands for: `status.OK` is `http.HTTPStatus.OK`, say.

        An instance made in this file stands for its class, `app.get` is `fastapi.FastAPI.get`, and
        `HTTPError = web.HTTPError` for the class as well. `spot` is
        where to look names up, if not at the expression: the walk may not have reached that.
        """
        return self._resolve(node, spot or _root(node))

    def is_sure(self, node: ast.expr) -> bool:
        """Whether the first name of an expression is bound by imports alone, all of the same thing."""
        name = (dotted(node) or "").partition(".")[0]
        home = self.home(_root(node), name)
        nodes = self._scopes.bindings(home).get(name, ()) if home is not None else ()
        targets = {
            import_target(each, statement)
            for each in nodes
            if isinstance(each, ast.alias) and isinstance(statement := self._scopes.parent(each), Import)
        }
        only_imports = all(isinstance(each, ast.alias) for each in nodes)
        return only_imports and len(targets) == 1 and name not in self._scopes.redirected

    def _resolve(self, node: ast.expr, spot: ast.AST) -> str | None:
        name, dot, rest = (dotted(node) or "").partition(".")
        if name not in self._telling:  # true of most names: no need to look at scopes
            return None
        target = self._target(spot, name)
        return None if target is None else f"{target}{dot}{rest}"

    def callee(self, function: ast.expr) -> str:
        """The last part of a callee's name, aliases resolved: `JsonResponse` for `http.JsonResponse`."""
        if isinstance(function, ast.Attribute):
            return function.attr
        if isinstance(function, ast.Name):
            return (self.resolve(function) or function.id).rpartition(".")[2]
        return ""

    def definition(self, node: ast.expr) -> Definition | None:
        """The function or class of this file that a name stands for; None if there is not just one."""
        if not isinstance(node, ast.Name) or node.id not in self.definitions:
            return None
        home = self.home(node, node.id)
        bound = self._scopes.bindings(home).get(node.id, ()) if home is not None else ()
        if len(bound) == 1 and isinstance(bound[0], Definition) and node.id not in self._scopes.redirected:
            return bound[0]
        return None

    def class_of(self, node: ast.expr) -> ast.ClassDef | None:
        """The class of this file that a name stands for."""
        found = self.definition(node)
        return found if isinstance(found, ast.ClassDef) else None

    def home(self, spot: ast.AST, name: str) -> ast.AST | None:
        """The scope whose binding a name reads at a spot; None where Python cannot compile the file."""
        try:
            return self._scopes.home(spot, name)
        except ScopesError:
            return None

    def imported(self, node: ast.expr) -> tuple[ast.alias, Import] | None:
        """The import that alone binds a name, or the first one of a chain."""
        root = _root(node)
        if not isinstance(root, ast.Name):
            return None
        home = self.home(root, root.id)
        nodes = self._scopes.bindings(home).get(root.id, ()) if home is not None else ()
        if len(nodes) == 1 and isinstance(nodes[0], ast.alias) and root.id not in self._scopes.redirected:
            statement = self._scopes.parent(nodes[0])
            assert isinstance(statement, Import)
            return nodes[0], statement
        return None

    @cached_property
    def _telling(self) -> frozenset[str]:
        """Names bound by an import, or to the result of a call: of others there is nothing to say."""
        imported = {
            alias.asname or alias.name.partition(".")[0] for node in self.imports for alias in node.names
        }
        made = {
            target.id
            for node in self._statements
            for target, value in _bound_values(node)
            if isinstance(target, ast.Name)
            and (isinstance(value, ast.Call) or (_is_class(value) and _first(value) in imported))
        }
        return frozenset(imported | made)

    def _target(self, spot: ast.AST, name: str) -> str | None:
        home = self.home(spot, name)
        if home is None:
            return None
        key = home, name
        if key not in self._targets:
            self._targets[key] = None  # ends the search in `app = app.wrapped()`
            self._targets[key] = self._bound_to(self._scopes.bindings(home).get(name, ()))
        return self._targets[key]

    def _bound_to(self, nodes: Sequence[ast.AST]) -> str | None:
        """What all bindings of a name lead to: of several imports the last one; `= None` does not count."""
        found: str | None = None
        for node in sorted(nodes, key=lambda node: getattr(node, "lineno", 0)):
            statement = self._scopes.parent(node)
            if isinstance(node, ast.alias):
                assert isinstance(statement, Import)
                found = _absolute(import_target(node, statement))
            elif isinstance(node, ast.Name):
                value = next((value for target, value in _bound_values(statement) if target is node), None)
                if isinstance(value, ast.Constant) and value.value is None:
                    continue
                # looked up from the target: the walk may not have reached the value
                if isinstance(value, ast.Call):
                    found = self._resolve(value.func, node)
                else:
                    found = self._resolve(value, node) if _is_class(value) and value is not None else None
            else:
                found = None
            if found is None:
                return None
        return found


def _absolute(target: str) -> str | None:
    return None if target.startswith(".") else target


def _bound_values(node: ast.AST | None) -> list[tuple[ast.expr, ast.expr | None]]:
    """Target and value of an assignment or a `with`, not unpacked."""
    if isinstance(node, ast.Assign):
        return [(target, node.value) for target in node.targets]
    if isinstance(node, ast.AnnAssign):
        return [(node.target, node.value)]
    if isinstance(node, (ast.With, ast.AsyncWith)):
        return [pair for item in node.items for pair in _bound_values(item)]
    if isinstance(node, ast.withitem) and node.optional_vars is not None:
        return [(node.optional_vars, node.context_expr)]
    return []


def _is_class(node: ast.expr | None) -> bool:
    """Whether it may be a class of a module, by its name: `web.HTTPError`."""
    return isinstance(node, ast.Attribute) and node.attr[:1].isupper() and not node.attr.isupper()


def _first(node: ast.expr | None) -> str:
    return (dotted(node) or "").partition(".")[0] if node is not None else ""


def _root(node: ast.expr) -> ast.expr:
    """The name that an attribute chain begins with."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node
