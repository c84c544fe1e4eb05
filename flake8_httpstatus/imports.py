"""What a module always imports, and which libraries must therefore be installed beside it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from typing import Final

from .libraries.library import Library, joined
from .libraries.rows import AUTOMATIC
from .statements import Definition

Import = ast.Import | ast.ImportFrom

_FRAMEWORKS: Final = {package: library for library in AUTOMATIC for package in library.packages}
_BY_NAME: Final = {library.by_name: library for library in AUTOMATIC if library.by_name}
_DOTTED: Final = {library.dotted: library for library in AUTOMATIC}

# Calls, and a keyword, after which the rest of a module may not run:
# https://docs.pytest.org/en/stable/how-to/skipping.html
_SKIPS: Final = frozenset({"importorskip", "SkipTest", "exit"})
_SKIP_OPTION: Final = "allow_module_level"
_SKIP_WORDS: Final = (*sorted(_SKIPS), _SKIP_OPTION)
_SKIP: Final = re.compile(rf"\b(?:{'|'.join(sorted(_SKIPS))})\b[\s\\)]*[(#]|\b{_SKIP_OPTION}\b")


def may_skip(text: str) -> bool:
    """Whether a module with this text may skip what stands below some statement; cheap to ask."""
    # the pattern is slow, and most modules have none of the words, not even in `__aexit__`
    return any(word in text for word in _SKIP_WORDS) and _SKIP.search(text) is not None


def always_imported(tree: ast.Module, *, skips: bool = True) -> list[Import]:
    """The imports that run whenever the module does: inside no other statement, and below no skip.

    `skips`: whether it `may_skip`; if not, none is looked for.
    """
    found: list[Import] = []
    for statement in tree.body:
        if isinstance(statement, Import):
            found.append(statement)
        elif skips and not isinstance(statement, Definition) and _is_skip(statement):
            break
    return found


def _is_skip(statement: ast.stmt) -> bool:
    """Whether a statement may skip the rest of the module."""
    return any(
        _called(node) in _SKIPS or any(keyword.arg == _SKIP_OPTION for keyword in node.keywords)
        for node in ast.walk(statement)
        if isinstance(node, ast.Call)
    )


def _called(node: ast.Call) -> str:
    """The last part of a callee's name."""
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    return str(name)


def required_by_skip(tree: ast.Module) -> Iterator[str]:
    """The top-level packages without which `pytest.importorskip("…")` skips."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            first = node.args[0]
            if (
                _called(node) == "importorskip"
                and isinstance(first, ast.Constant)
                and isinstance(first.value, str)
            ):
                yield first.value.partition(".")[0]


def import_target(alias: ast.alias, statement: Import) -> str:
    """The full dotted name of what an import binds; with the dots in front of a relative one."""
    if isinstance(statement, ast.Import):
        return alias.name if alias.asname else alias.name.partition(".")[0]
    return joined(module_of(statement), alias.name)


def module_of(statement: ast.ImportFrom) -> str:
    """The module that names are imported from, with the dots of a relative import."""
    return f"{'.' * statement.level}{statement.module or ''}"


def path_to(library: Library, alias: ast.alias, statement: Import) -> str | None:
    """The expression by which an import reaches what has a library's constants: `status`; or None."""
    if isinstance(statement, ast.Import) and alias.asname is None:
        # importing a submodule imports its packages as well
        loads = alias.name + "."
        return library.dotted if loads.startswith((library.by_name or library.package) + ".") else None
    name, bound_to = alias.asname or alias.name, import_target(alias, statement)
    if bound_to == library.dotted:
        return name
    # a package has its own attributes, but not its submodules until they are imported
    if bound_to == library.package and library.by_name is None:
        return f"{name}.{library.name}"
    return None


def packages_of(statement: Import) -> Iterator[str]:
    """The top-level packages that an import names; none for a relative one."""
    if isinstance(statement, ast.Import):
        for alias in statement.names:
            yield alias.name.partition(".")[0]
    elif statement.module and not statement.level:
        yield statement.module.partition(".")[0]


def constants_of(imports: Sequence[Import]) -> list[Library]:
    """The libraries whose constants are imported, in order."""
    return [library for statement in imports for library in _constants(statement)]


def _constants(statement: Import) -> Iterator[Library]:
    if isinstance(statement, ast.Import):
        for alias in statement.names:
            if alias.name in _DOTTED:
                yield _DOTTED[alias.name]
    elif statement.module and not statement.level:
        for alias in statement.names:
            library = _DOTTED.get(f"{statement.module}.{alias.name}") or _BY_NAME.get(statement.module)
            if library is not None:
                yield library


def framework_of(imports: Sequence[Import]) -> list[Library]:
    """The libraries that belong to the frameworks that are imported, in order."""
    return [
        _FRAMEWORKS[package]
        for statement in imports
        for package in packages_of(statement)
        if package in _FRAMEWORKS
    ]
