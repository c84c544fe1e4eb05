"""Which modules are star-imported: a name that is new in one of those travels to others."""

from __future__ import annotations

import ast
import os
import re

_STAR_IMPORT = re.compile(r"import[\s\\]*\*")


def may_star_import(text: str) -> bool:
    """A necessary condition, before anything is parsed."""
    return _STAR_IMPORT.search(text) is not None


def star_imports(tree: ast.Module, path: str) -> frozenset[str]:
    """How the paths (without `.py`) of the modules that a file star-imports end."""
    return frozenset(
        _ending(node, path)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
    )


def _ending(node: ast.ImportFrom, path: str) -> str:
    parts = (node.module or "").split(".") if node.module else []
    if not node.level:
        return "/" + "/".join(parts)  # wherever `sys.path` leads
    folder = _slashed(os.path.dirname(os.path.realpath(path)))
    return "/".join([*folder.split("/")[: None if node.level == 1 else 1 - node.level], *parts])


def is_star_imported(path: str, endings: frozenset[str]) -> bool:
    """Does one of the endings fit this file?"""
    module = _slashed(os.path.realpath(path)).removesuffix(".py").removesuffix("/__init__")
    return any(module.endswith(ending) for ending in endings)


def _slashed(path: str) -> str:
    return path.replace(os.sep, "/")
