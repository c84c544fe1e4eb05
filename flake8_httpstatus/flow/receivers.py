"""The class of an object, where all that binds it says the same; and what a call of its methods calls."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

from ..codes import conditional
from ..definitions import Defined, Parameters, called_method, is_own_instance, own_class, parameters_of
from ..expressions import last_name
from ..file import File
from .others import defined, family

_BINDING = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.For, ast.AsyncFor, ast.withitem)


def class_of(node: ast.expr, file: File) -> Defined | None:
    """The class of the project that an object is of; None if it has none, or may have another one."""
    if is_own_instance(node):
        around = own_class(node, file)
        return Defined(around, file) if around is not None else None
    found = {defined(each, where) if each is not None else None for each, where in _classes(node, file)}
    only = found.pop() if len(found) == 1 else None
    return only if only is not None and isinstance(only.node, ast.ClassDef) else None


def _classes(node: ast.expr, file: File) -> Iterator[tuple[ast.expr | None, File]]:
    """The classes of which an object may be, as they are written, and where; None for something else."""
    if isinstance(node, ast.Call):
        yield node.func, file
    elif isinstance(node, ast.Name):
        home = file.resolver.home(node, node.id)
        bound = file.scopes.bindings(home).get(node.id, ()) if home is not None else ()
        redirected = bound and node.id in file.scopes.redirected  # other functions bind it, too
        for each in (None,) if redirected else bound:
            above = file.scopes.parent(each) if each is not None else None
            yield from ((made, file) for made in _made(each, above))
    elif isinstance(node, ast.Attribute) and is_own_instance(node.value):
        around = own_class(node.value, file)
        for definition, where in family(Defined(around, file)) if around is not None else ():
            of_class = where.scopes.bindings(definition).get(node.attr, ())
            pairs: list[tuple[ast.AST, ast.AST | None]] = [
                (each, where.scopes.parent(each)) for each in of_class
            ]
            of_self = where.kept(_Stores).by_name.get(node.attr, ())
            pairs += [(each, above) for each, above in of_self if own_class(each.value, where) is definition]
            yield from ((made, where) for each, above in pairs for made in _made(each, above))


class _Stores:
    """The attributes of `self` that a file binds, with what binds them."""

    def __init__(self, file: File) -> None:
        self.by_name: dict[str, list[tuple[ast.Attribute, ast.AST]]] = defaultdict(list)
        for statement in file.statements:
            for binding in (statement, *getattr(statement, "items", ())):
                if isinstance(binding, _BINDING):
                    for target in _targets(binding):
                        if isinstance(target, ast.Attribute) and is_own_instance(target.value):
                            self.by_name[target.attr].append((target, binding))


def _targets(binding: ast.AST) -> Iterator[ast.AST]:
    """What is bound, parts of tuples as well."""
    pending = [
        *getattr(binding, "targets", ()),
        getattr(binding, "target", None),
        getattr(binding, "optional_vars", None),
    ]
    while pending:
        target = pending.pop()
        if isinstance(target, ast.Starred):
            pending.append(target.value)
        elif isinstance(target, (ast.Tuple, ast.List)):
            pending += target.elts
        elif target is not None:
            yield target


def _made(bound: ast.AST | None, above: ast.AST | None) -> Iterator[ast.expr | None]:
    """The class of what a name is bound to where it stands: called, annotated or caught; None: not known."""
    if isinstance(above, ast.AnnAssign):
        yield _class_in(above.annotation)
    elif isinstance(bound, ast.arg) and isinstance(above, ast.arguments):
        is_one = bound is not above.vararg and bound is not above.kwarg
        yield _class_in(bound.annotation) if is_one and bound.annotation is not None else None
    elif isinstance(bound, ast.ExceptHandler):
        yield bound.type
    elif (isinstance(above, ast.Assign) and bound in above.targets) or isinstance(above, ast.NamedExpr):
        for value in conditional(above.value):
            if not _is_none(value):
                yield value.func if isinstance(value, ast.Call) else None
    else:
        yield None


def _class_in(annotation: ast.expr) -> ast.expr | None:
    """The class in an annotation: `Client | None`, `Optional[Client]`, `"Client"`."""
    while True:
        if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
            try:
                annotation = ast.parse(annotation.value, mode="eval").body
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                return None
        elif isinstance(annotation, ast.Subscript) and last_name(annotation.value) == "Optional":
            annotation = annotation.slice
        elif isinstance(annotation, ast.BinOp) and _is_none(annotation.right):
            annotation = annotation.left
        elif isinstance(annotation, ast.BinOp) and _is_none(annotation.left):
            annotation = annotation.right
        else:
            return annotation


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def callee(call: ast.Call, file: File) -> Defined | None:
    """The function, method or class of the project that a call calls."""
    function = call.func
    found = defined(function, file)
    if found is None and isinstance(function, ast.Attribute):
        of = class_of(function.value, file)
        return called_method(function, of, family) if of is not None else None
    return found


def parameters(call: ast.Call, file: File) -> Parameters | None:
    """The parameters of what a call calls; None if the project does not define it."""
    return parameters_of(callee(call, file), call, family)
