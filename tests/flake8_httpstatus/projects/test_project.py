"""The project around a file: where it begins, and its modules. What its files import: test_selection.py."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from flake8_httpstatus.projects.project import ImportedName, Project, project_of


def write(folder: Path, **files: str) -> Path:
    """The folder, with these files in it; `__` stands for a dot in their names."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text)
    return folder


def project(folder: Path) -> Project:
    """The project of a file in a folder below this one."""
    return project_of(str(folder / "package" / "module.py"))


def test_the_nearest_folder_that_declares_something(tmp_path: Path) -> None:
    write(tmp_path, requirements__txt="flask\n")
    inner = write(tmp_path / "inner", pyproject__toml="[tool.black]\n", setup__cfg="[flake8]\n")
    assert project(inner).root == tmp_path
    assert set(project(inner).declared.dependencies) == {"flask"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("setup__py", ""),
        ("setup__py", "print 'Python 2'"),
        ("setup__cfg", "[metadata]\nname = x\n"),
        ("pyproject__toml", "[project]\nname = 'x'\n"),
        ("requirements__txt", ""),
        ("requirements__in", "attrs"),
        ("Pipfile", ""),
        ("environment__yml", ""),
    ],
)
def test_a_folder_with_declarations_of_its_own(tmp_path: Path, name: str, text: str) -> None:
    write(tmp_path, requirements__txt="flask\n")
    inner = write(tmp_path / "inner", **{name: text})
    assert project(inner).root == inner
    assert "flask" not in project(inner).declared.dependencies


def test_requirements_of_developers_begin_no_project(tmp_path: Path) -> None:
    write(tmp_path, requirements__txt="flask\n")
    inner = write(tmp_path / "inner")
    (inner / "requirements-dev.txt").write_text("black\n")
    assert project(inner).root == tmp_path


def test_requirements_within_a_package_begin_no_project(tmp_path: Path) -> None:
    """`shop.tests` cannot be imported without `shop`."""
    write(tmp_path, requirements__txt="flask\n")
    shop = write(tmp_path / "shop")
    (shop / "__init__.py").write_text("")
    apart = write(shop / "scripts", requirements__txt="pytest\n")
    assert project_of(str(apart / "module.py")).root == apart
    tests = write(shop / "tests", requirements__txt="pytest\n")
    (tests / "__init__.py").write_text("")
    assert project_of(str(tests / "module.py")).root == tmp_path


def test_the_repository_is_the_limit(tmp_path: Path) -> None:
    write(tmp_path, requirements__txt="flask\n")
    inner = write(tmp_path / "inner")
    (inner / ".git").mkdir()
    assert project(inner).root is None
    write(inner, pyproject__toml="[tool.ruff]\n")
    assert not project(inner).declared.readable


def test_no_project() -> None:
    found = project_of("/nowhere/at/all.py")
    assert (found.root, found.usual) == (None, None)
    assert found.module("x", 0, Path("/nowhere/at/all.py")) is None
    assert found.locked("starlette") is None


def test_modules(tmp_path: Path) -> None:
    root = write(tmp_path / "root", setup__py="")
    write(tmp_path, outside__py="")
    shop = write(root / "shop", __init____py="", views__py="")
    (shop / "__init__.py").write_text("")
    write(root / "src")
    write(root / "src" / "other", __x="")
    (root / "src" / "other" / "__init__.py").write_text("")
    script = write(root / "scripts", helper__py="")
    (root / "linked.py").symlink_to(tmp_path / "outside.py")
    found = project_of(str(shop / "views.py"))
    importer = shop / "views.py"
    assert found.module("shop.views", 0, importer) == importer
    assert found.module("shop", 0, importer) == shop / "__init__.py"
    assert found.module("", 1, importer) == shop / "__init__.py"
    assert found.module("views", 1, importer) == importer
    assert found.module("other", 0, importer) == root / "src" / "other" / "__init__.py"
    assert found.module("helper", 0, script / "run.py") == script / "helper.py"
    for name, level in [("helper", 0), ("views", 0), ("linked", 0), ("outside", 2), ("x", 99), ("json", 0)]:
        assert found.module(name, level, importer) is None


def test_a_module_that_cannot_be_read_or_parsed(tmp_path: Path) -> None:
    write(tmp_path, setup__py="", wrong__py="print 'x'", null__py="\0", deep__py="(" * 1000)
    write(tmp_path, right__py="from ..x import y\nz = 1\nimport z")
    found = project(tmp_path)
    for name in ("wrong.py", "null.py", "deep.py", "missing.py"):
        assert found.bound(tmp_path / name) == {}
    assert found.bound(tmp_path / "right.py") == {"y": ImportedName("x", "y", 2)}


def test_a_tree_with_too_many_files_is_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, setup__py="", a__py="from http import HTTPStatus\n", b__py="")
    assert project(tmp_path).usual is not None
    monkeypatch.setattr("flake8_httpstatus.projects.project.MOST_FILES", 1)
    again = Project(tmp_path, project(tmp_path).declared)
    assert again.usual is None


def test_a_thousand_folders_deep(tmp_path: Path) -> None:
    write(tmp_path, setup__py="", a__py="from http import HTTPStatus\n")
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1100):
        os.mkdir("d", dir_fd=here)
        inner = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    try:
        assert project(tmp_path).usual is not None
    finally:  # `shutil` cannot remove so many folders
        subprocess.run(["rm", "-r", "d"], cwd=tmp_path, check=True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_no_module(tmp_path: Path) -> None:
    write(tmp_path, setup__py="", a__py="from http import HTTPStatus\n")
    os.mkfifo(tmp_path / "b.py")  # reading it would wait for a writer
    assert project(tmp_path).usual is not None
    assert project(tmp_path).bound(tmp_path / "b.py") == {}
