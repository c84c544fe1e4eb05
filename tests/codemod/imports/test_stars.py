"""Finding the modules that are star-imported somewhere in the project."""

from __future__ import annotations

from pathlib import Path

import pytest
from httpstatus_codemod.imports import stars
from httpstatus_codemod.imports.surroundings import Surroundings
from project_files import make


@pytest.mark.parametrize(
    ("statement", "importer", "module", "imported"),
    [
        ("from app.models import *", "x.py", "app/models.py", True),
        ("from app.models import *", "x.pyw", "app/models.py", True),
        ("from app.models import *", "x.py", "src/app/models.py", True),
        ("from app.models import *", "x.py", "app/models/__init__.py", True),
        ("from app import *", "x.py", "app/models.py", False),
        ("from models import *", "x.py", "app/models.py", True),
        ("from odels import *", "x.py", "app/models.py", False),
        ("from .models import *", "app/__init__.py", "app/models.py", True),
        ("from .models import *", "app/__init__.py", "other/models.py", False),
        ("from . import *", "app/x.py", "app/__init__.py", True),
        ("from .. import *", "app/sub/x.py", "app/__init__.py", True),
        ("from ..models import *", "app/sub/x.py", "app/models.py", True),
        ("from ..models import *", "app/sub/x.py", "app/sub/models.py", False),
        ("from app.models import x", "x.py", "app/models.py", False),
        ("try:\n    from .models import\\\n  *\nexcept E: pass", "app/x.py", "app/models.py", True),
        ("'''from .models import *'''", "app/x.py", "app/models.py", False),
        # what this Python cannot parse another may
        ("print 'x'\nfrom .models import *", "app/x.py", "app/models.py", True),
        ("print 'x'\nfrom .other import *", "app/x.py", "app/models.py", False),
        ("from .models import *", "app/site-packages/x.py", "app/site-packages/models.py", False),
    ],
)
def test_star_imported(tmp_path: Path, statement: str, importer: str, module: str, imported: bool) -> None:
    make(tmp_path, {"pyproject.toml": "", module: "", importer: statement + "\n"})

    assert Surroundings(tmp_path / module).is_star_imported() is imported


ROOTS = {
    "pyproject.toml": ["pyproject.toml"],
    "setup.py": ["setup.py"],
    "setup.cfg": ["setup.cfg"],
    "requirements": ["requirements-base.txt"],
    "a repository": [".git/config"],
    "a package": ["app/__init__.py", "app/core/__init__.py"],
    "a project in a repository": [".git/config", "pyproject.toml"],
}


@pytest.mark.parametrize("files", ROOTS.values(), ids=ROOTS)
def test_the_project(tmp_path: Path, files: list[str]) -> None:
    make(tmp_path, dict.fromkeys(files, ""))
    make(tmp_path, {"app/core/models.py": "", "tools/x.py": "from app.core.models import *\n"})

    assert Surroundings(tmp_path / "app/core/models.py").is_star_imported()


def test_another_project(tmp_path: Path) -> None:
    make(tmp_path, {".git/x": "", "a/setup.py": "", "a/models.py": "", "b/x.py": "from models import *\n"})

    assert not Surroundings(tmp_path / "a/models.py").is_star_imported()


STAR = "from models import *\n"


def test_virtual_environments_are_not_entered(tmp_path: Path) -> None:
    make(tmp_path, {"setup.py": "", "models.py": "", "env/pyvenv.cfg": "", "env/x.py": STAR})

    assert not Surroundings(tmp_path / "models.py").is_star_imported()


def test_a_disk_is_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder with too many files the answer is yes, to be safe."""
    make(tmp_path, dict.fromkeys(["setup.py", "models.py", "a.py"], ""))
    monkeypatch.setattr(stars, "MOST_ENTRIES", 2)

    assert Surroundings(tmp_path / "models.py").is_star_imported()


def test_a_text_without_a_path() -> None:
    assert not Surroundings(None).is_star_imported()


def test_what_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    make(tmp_path, {"setup.py": "", "models.py": ""})
    (tmp_path / "x.py").symlink_to("nowhere.py")

    assert not Surroundings(tmp_path / "models.py").is_star_imported()


def test_a_link_from_another_project(tmp_path: Path) -> None:
    make(tmp_path, {"a/setup.py": "", "a/models.py": "", "a/x.py": STAR, "b/setup.py": ""})
    (tmp_path / "b/linked.py").symlink_to("../a/models.py")

    assert Surroundings(tmp_path / "b/linked.py").is_star_imported()
