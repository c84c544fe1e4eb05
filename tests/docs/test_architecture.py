"""The architecture page agrees with the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from itertools import pairwise
from pathlib import Path

import pytest

pytestmark = pytest.mark.host

ROOT = Path(__file__).parents[2]
PACKAGES = {"flake8_httpstatus": ROOT, "httpstatus_codemod": ROOT / "codemod"}
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def modules() -> dict[str, Path]:
    """Every module of both packages, by its full name."""
    found = {}
    for package, folder in PACKAGES.items():
        for path in (folder / package).rglob("*.py"):
            parts = path.relative_to(folder).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def imported(name: str, path: Path) -> Iterator[str]:
    """What a module imports from our packages, anywhere in it."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            around = package.split(".")[: -(node.level - 1) or None] if node.level else []
            module = ".".join([*around, *filter(None, [node.module])])
            for alias in node.names:
                yield f"{module}.{alias.name}" if f"{module}.{alias.name}" in MODULES else module


IMPORTS: Mapping[str, set[str]] = {
    name: {each for each in imported(name, path) if each in MODULES} for name, path in MODULES.items()
}


def called(short: str) -> list[str]:
    """The modules that a name in the picture stands for: one module, or all modules of a folder."""
    return [
        name
        for name in MODULES
        for package in PACKAGES
        if name == f"{package}.{short}" or name.startswith(f"{package}.{short}.")
    ]


def arrows() -> list[tuple[str, str]]:
    """The pairs of names that the picture joins by an arrow."""
    picture = PAGE.partition("```text")[2].partition("```")[0]
    words = re.sub(r"[│├└┌┐┘┼─▲]+", " | ", picture)
    chains = re.findall(r"[\w.]+(?: → [\w.]+)+", words)
    assert chains
    return [pair for chain in chains for pair in pairwise(chain.split(" → "))]


@pytest.mark.parametrize(("left", "right"), arrows())
def test_each_arrow_of_the_picture_is_an_import(left: str, right: str) -> None:
    targets = {*called(right)}
    assert any(not targets.isdisjoint(IMPORTS[module]) for module in called(left))


def test_imports_go_one_way() -> None:
    """No modules import each other in a circle, and the finder imports nothing from the codemod."""
    TopologicalSorter({name: found - {name} for name, found in IMPORTS.items()}).prepare()
    for name, found in IMPORTS.items():
        if name.startswith("flake8_httpstatus"):
            assert all(each.startswith("flake8_httpstatus") for each in found)


@pytest.mark.parametrize("package", PACKAGES)
def test_the_tables_have_every_module_and_folder(package: str) -> None:
    """The table of a package lists each module at its top and each folder in it."""
    section = PAGE.partition(f": {package}\n")[2].partition("\n## ")[0]
    rows = "".join(re.findall(r"^\| (`.*?) \|", section, re.MULTILINE))
    folder = PACKAGES[package] / package
    places = {path.relative_to(folder).parts for path in folder.rglob("*.py")}
    names = {first if not rest else f"{first}/" for first, *rest in places} - {"__init__.py"}
    assert sorted(re.findall(r"`(.*?)`", rows)) == sorted(names)


@pytest.mark.parametrize(
    "folder", ["flake8_httpstatus/evidence", "flake8_httpstatus/flow", "codemod/httpstatus_codemod/editor"]
)
def test_the_tables_of_folders_have_every_module(folder: str) -> None:
    names = {f"{Path(folder).name}/{path.name}" for path in (ROOT / folder).glob("[!_]*.py")}
    rows = "".join(re.findall(r"^\| (`.*?) \|", PAGE, re.MULTILINE))
    assert names <= set(re.findall(r"`(.*?)`", rows))
