"""The codemod uses LibCST by its public interface, which its next release keeps."""

from __future__ import annotations

import ast
from pathlib import Path

import httpstatus_codemod
import pytest

PACKAGE = Path(httpstatus_codemod.__file__).parent


def private_uses(source: str) -> list[str]:
    """Private parts of LibCST that a module imports, and private attributes of others than itself."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("libcst"):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names if alias.name.startswith("libcst")]
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) not in {"self", "cls"}:
            names = [node.attr]
        found += [name for name in names if any(map(_is_private, name.split(".")))]
    return found


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def test_nothing_private() -> None:
    sources = {path: path.read_text("utf-8") for path in PACKAGE.rglob("*.py")}
    users = {path for path, source in sources.items() if "libcst" in source}
    assert len(users) >= 5
    assert {path.name: uses for path in users if (uses := private_uses(sources[path]))} == {}


@pytest.mark.parametrize(
    "source",
    [
        "from libcst._nodes.internal import CodegenState",
        "import libcst._nodes",
        "from libcst import _nodes",
        "module._codegen(state)",
    ],
)
def test_what_is_private(source: str) -> None:
    assert len(private_uses(source)) == 1
    assert private_uses("from libcst.metadata import CodeSpan\nself._code = module.code") == []
