"""Which imports a file gained of packages that may be missing where it runs.

A package is sure to be there if it is the standard library's `http`, a package of the project itself, or one
that the metadata of the project's release declare without a marker. This asks neither the plugin nor the
codemod: they would only repeat what they believe.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from email.parser import BytesParser
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# Distributions of constants whose package has another name
_PACKAGES: Final = {"djangorestframework": "rest_framework"}
_DECLARATIONS: Final = ("pyproject.toml", "setup.py", "setup.cfg", "requirements*.txt", "requirements*.in")

Import = ast.Import | ast.ImportFrom


def foreign_imports(project: Path, file: str, before: bytes, after: bytes) -> set[str]:
    """The top-level packages that a file of the unpacked release imports now, but that may be missing."""
    old, new = ast.parse(before), ast.parse(after)
    always = _packages(_always(old.body))
    somewhere = _packages(node for node in ast.walk(old) if isinstance(node, Import)) | _asked_for(old)
    gained = _packages(node for node in ast.walk(new) if isinstance(node, Import)) - somewhere
    hastened = (_packages(_always(new.body)) & somewhere) - always  # was lazy, or optional
    known = {"http"} | _own(project)
    # the release's metadata say nothing of a project inside it, unless that runs on this one
    if always & _own(project) or not _stands_in_another(project, file):
        known |= _declared(project)
    return gained - known | hastened - {"http"}


def _packages(imports: Iterator[Import]) -> set[str]:
    names: set[str] = set()
    for node in imports:
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        else:
            names.add("." if node.level else (node.module or "").partition(".")[0])
    return names


def _always(body: Sequence[ast.stmt]) -> Iterator[Import]:
    """The imports that always run when the module runs."""
    for statement in body:
        if isinstance(statement, Import):
            yield statement
        elif isinstance(statement, (ast.With, ast.ClassDef)):
            yield from _always(statement.body)


def _asked_for(tree: ast.Module) -> set[str]:
    """The packages that calls such as `pytest.importorskip("starlette.status")` ask for."""
    return {
        node.args[0].value.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).rpartition(".")[2] in {"importorskip", "import_module", "__import__"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def _stands_in_another(project: Path, file: str) -> bool:
    inside = [project / parent for parent in Path(file).parents if parent != Path()]
    return any(next(folder.glob(pattern), None) for folder in inside for pattern in _DECLARATIONS)


def _own(project: Path) -> set[str]:
    inside = [each for root in (project, project / "src") if root.is_dir() for each in root.iterdir()]
    return {each.stem for each in inside if each.suffix == ".py" or (each / "__init__.py").exists()}


def _declared(project: Path) -> set[str]:
    with (project / "PKG-INFO").open("rb") as stream:
        metadata = BytesParser().parse(stream, headersonly=True)
    requirements = map(Requirement, metadata.get_all("Requires-Dist", []))
    names = (canonicalize_name(each.name) for each in requirements if each.marker is None)
    return {_PACKAGES.get(each, each.replace("-", "_")) for each in names}
