"""Rewriting where every literal is a site: for tests that are about names and imports, not about sites."""

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
    """A finding at each integer that the library has a constant for."""
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
    """The source with a constant for each of its literals."""
    source = block(source)
    tree = ast.parse(source)
    return rewrite(source, every_literal(tree, library), path, tree=tree)


def check_rewritten(before: str, after: str, library: Library = DRF, path: Path | None = None) -> None:
    """It is rewritten so, compiles, and is then left as it is."""
    result = rewritten(before, library, path)
    assert result == block(after)
    compile(result, "<after>", "exec")
    assert rewritten(result, library, path) == result


def outcome(source: str) -> object:
    """What a program leaves in `out`."""
    module: dict[str, object] = {"__name__": "program"}
    exec(compile(source, "<program>", "exec"), module)  # noqa: S102
    return module["out"]
