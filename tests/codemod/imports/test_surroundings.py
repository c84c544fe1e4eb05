"""How the files around a file decide about new names in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from blocks import block
from httpstatus_codemod.errors import NotRewritten
from literals import rewritten
from project_files import imported, make

from flake8_httpstatus.libraries.library import Library
from flake8_httpstatus.libraries.rows import DRF, FASTAPI, STARLETTE

SOURCE = "def f():\n    return 404\n"


def test_a_plain_package(tmp_path: Path) -> None:
    assert "import status\n" in rewritten(SOURCE, path=tmp_path / "__init__.py")


@pytest.mark.parametrize("sibling", ["status.py", "status/__init__.py"])
def test_a_package_with_a_module_of_that_name(tmp_path: Path, sibling: str) -> None:
    """`import package.status` elsewhere would bind `status` in the package anew."""
    package = make(tmp_path / "package", {"__init__.py": "", sibling: "x = 1\n"})
    after = rewritten(SOURCE, path=package / "__init__.py")
    assert "from rest_framework import status as _status\n" in after
    (package / "__init__.py").write_text(after)
    assert imported(tmp_path, "import package.status; print(package.f())") == "404"


def test_an_existing_name_that_a_sibling_takes_away(tmp_path: Path) -> None:
    package = make(tmp_path / "package", {"__init__.py": "", "status.py": "x = 1\n"})
    after = rewritten("from rest_framework import status\n" + SOURCE, path=package / "__init__.py")
    assert "return _status.HTTP_404_NOT_FOUND" in after
    (package / "__init__.py").write_text(after)
    assert imported(tmp_path, "import package.status; print(package.f())") == "404"


def test_siblings_with_every_name(tmp_path: Path) -> None:
    package = make(tmp_path / "package", {"status.py": "", "_status.py": "", "http_status.py": ""})
    assert "import status as _status_2\n" in rewritten(SOURCE, path=package / "__init__.py")


def test_a_module_next_to_one_of_that_name(tmp_path: Path) -> None:
    make(tmp_path, {"__init__.py": "", "status.py": ""})
    assert "import status\n" in rewritten(SOURCE, path=tmp_path / "views.py")


@pytest.mark.parametrize(
    ("library", "path"),
    [
        (DRF, "rest_framework/status.py"),
        (STARLETTE, "starlette/status.py"),
        (FASTAPI, "fastapi/__init__.py"),
    ],
)
def test_the_library_itself(tmp_path: Path, library: Library, path: str) -> None:
    with pytest.raises(NotRewritten, match="is the library's own"):
        rewritten(SOURCE, library, tmp_path / path)


def test_a_module_of_the_library(tmp_path: Path) -> None:
    package = make(
        tmp_path / "rest_framework",
        {"__init__.py": "", "status.py": "HTTP_404_NOT_FOUND = 404\n", "views.py": ""},
    )
    assert "import status\n" in rewritten(SOURCE, path=package / "views.py")


@pytest.mark.parametrize(
    ("files", "path"),
    [
        (["pyproject.toml", "rest_framework/__init__.py"], "app/views.py"),
        (["pyproject.toml", "src/rest_framework/__init__.py"], "app/views.py"),
        (["pyproject.toml", "rest_framework/__init__.py"], "rest_framework/views.py"),
        (["pyproject.toml", "tests/rest_framework/__init__.py"], "tests/rest_framework/test_views.py"),
        (["rest_framework/__init__.py"], "rest_framework/views.py"),
        (["rest_framework.py"], "script.py"),
        (["rest_framework/__init__.py", "rest_framework/status.py"], "rest_framework/views.py"),
    ],
)
def test_a_package_that_hides_the_library(tmp_path: Path, files: list[str], path: str) -> None:
    make(tmp_path, dict.fromkeys(files, ""))
    with pytest.raises(NotRewritten, match="rest_framework hides the library"):
        rewritten(SOURCE, path=tmp_path / path)


def test_a_package_of_that_name_further_down(tmp_path: Path) -> None:
    make(
        tmp_path,
        dict.fromkeys(["pyproject.toml", "app/__init__.py", "app/rest_framework/__init__.py"], ""),
    )
    assert "import status\n" in rewritten(SOURCE, path=tmp_path / "app/rest_framework/views.py")


def test_first_party_imports_come_last(tmp_path: Path) -> None:
    make(tmp_path, dict.fromkeys(["pyproject.toml", "app/__init__.py", "src/lib/__init__.py"], ""))
    after = rewritten(
        """
        import app
        import lib

        x = 404
        """,
        path=tmp_path / "app/views.py",
    )
    assert after.startswith(
        block("""
        from rest_framework import status

        import app
        """)
    )
