"""`imports` reports modules that no longer import, and no others."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.tools.imports import Importing, compare, modules

pytestmark = pytest.mark.host


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for file, text in {
        "setup.py": "raise SystemExit",
        "shop/__init__.py": "",
        "shop/__main__.py": "raise SystemExit",
        "shop/views.py": "from shop import codes",
        "shop/codes.py": "",
        "shop/missing.py": "import nobody_has_this",
        "shop/leaves.py": "raise SystemExit(0)",
        "bin/not-a-module.py": "",
    }.items():
        path = tmp_path / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return tmp_path


def test_each_module_imports_or_tells_why_not(project: Path) -> None:
    importing = Importing(Path(sys.executable), project, project, before="", timeout=60)
    assert {module[0]: importing(module) for module in modules(project)} == {
        "shop": "",
        "shop.codes": "",
        "shop.leaves": "SystemExit: 0",
        "shop.missing": "ModuleNotFoundError: No module named 'nobody_has_this'",
        "shop.views": "",
    }


def test_a_module_from_elsewhere_does_not_count(project: Path) -> None:
    importing = Importing(Path(sys.executable), project, project, before="", timeout=60)
    assert importing(("shop.codes", project / "shop" / "views.py")).startswith("AssertionError: is ")


def test_a_module_that_never_ends_is_given_up(project: Path) -> None:
    file = project / "waits.py"
    file.write_text("while True: pass")
    importing = Importing(Path(sys.executable), project, project, before="", timeout=1)
    assert importing(("waits", file)) == "takes too long"


def test_compare() -> None:
    before = {"same": "", "broken": "", "mended": "E: 1", "fails": "E: 1", "fails_otherwise": "E: 1"}
    after = {"same": "", "broken": "E: 2", "mended": "", "fails": "E: 1", "fails_otherwise": "E: 2"}
    assert compare(before, after) == (
        ["broken: imported, now: E: 2", "mended: E: 1, now: imports"],
        ["fails_otherwise: E: 1, now: E: 2"],
    )
