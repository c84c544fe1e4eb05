"""Rewriting every literal, site or not: for tests of names and imports."""

from __future__ import annotations

import ast
from pathlib import Path

from blocks import block
from httpstatus_codemod.rewrite import rewrite

from flake8_httpstatus.findings import Finding
from flake8_httpstatus.libraries.library import Library
from flake8_httpstatus.libraries.rows import DRF
from flake8_httpstatus.libraries.usable import usable_names


def every_literal(tree: ast.Module, library: Library) -> list[Finding]:
    """A finding for each integer that the library has a constant for."""
    constants = usable_names(library).constants
    in_pattern = {
        node.value
        for pattern in ast.walk(tree)
        for node in ast.walk(pattern)
        if isinstance(node, ast.MatchValue)
    }
    return [
        Finding("HSC101", node, "", library, node.value, constants[node.value], in_pattern=node in in_pattern)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and type(node.value) is int and node.value in constants
    ]


def rewritten(source: str, library: Library = DRF, path: Path | None = None) -> str:
    """The source with its literals replaced by constants."""
    source = block(source)
    tree = ast.parse(source)
    return rewrite(source, every_literal(tree, library), path, tree=tree)


def check_rewritten(before: str, after: str, library: Library = DRF, path: Path | None = None) -> None:
    """Check the rewritten source: it compiles, and a second run changes nothing."""
    result = rewritten(before, library, path)
    assert result == block(after)
    compile(result, "<after>", "exec")
    assert rewritten(result, library, path) == result


def outcome(source: str) -> object:
    """Run a program; gives the value of its variable `out`."""
    module: dict[str, object] = {"__name__": "program"}
    exec(compile(source, "<program>", "exec"), module)  # noqa: S102
    return module["out"]
