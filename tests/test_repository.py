"""The top level holds only what belongs there, and all files name the same Pythons."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
NAMED = {
    *("pyproject.toml", "README.md", "LICENSE"),
    *("flake8_httpstatus", "codemod", "tests", "docs"),
}

pytestmark = pytest.mark.host


@pytest.mark.skipif(
    not shutil.which("git") or not (ROOT / ".git").exists(), reason="needs git and a checkout"
)
def test_top_level() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    top = {name.partition("/")[0] for name in listed.stdout.split("\0") if name}
    assert {name for name in top if not name.startswith(".")} == NAMED


@pytest.fixture
def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture
def pythons(pyproject: dict[str, Any]) -> list[str]:
    """The Pythons that tox tries, the oldest first."""
    return [name for name in pyproject["tool"]["tox"]["env_list"] if name[0].isdigit()]


def test_the_distribution_claims_the_pythons_that_are_tried(
    pyproject: dict[str, Any], pythons: list[str]
) -> None:
    *classifiers, newest = re.findall(r"Python :: (3\.\d+)", "\n".join(pyproject["project"]["classifiers"]))
    assert classifiers == pythons
    inside = (ROOT / "tests/tools/python314/__main__.py").read_text(encoding="utf-8")
    assert f'PYTHON: Final = "{newest}"' in inside  # where the plugin alone is tried
    assert pyproject["project"]["requires-python"] == f">={pythons[0]}"
    assert pyproject["tool"]["mypy"]["python_version"] == pythons[0]
    assert pyproject["tool"]["ruff"]["target-version"] == f"py{pythons[0].replace('.', '')}"


def test_the_pages_name_the_pythons_that_are_tried(pythons: list[str]) -> None:
    *others, last = pythons
    install = (ROOT / "docs/install.md").read_text(encoding="utf-8")
    assert install.splitlines()[2].startswith(f"Python {pythons[0]} or newer")
    assert f"Tried on Python {', '.join(others)} and {last}" in install
    contributing = (ROOT / "docs/contributing.md").read_text(encoding="utf-8")
    assert f"`tox run -e {','.join(pythons)}`" in contributing
    for page in ("README.md", "docs/contributing.md", "docs/changelog.md"):
        oldest = re.findall(r"Python (3\.\d+) or newer", (ROOT / page).read_text(encoding="utf-8"))
        assert set(oldest) == {pythons[0]}, page


def test_what_depends_on_no_python_is_tried_on_the_oldest_alone(
    pyproject: dict[str, Any], pythons: list[str]
) -> None:
    tox = pyproject["tool"]["tox"]
    assert "-m" not in tox["env_run_base"]["commands"][0]
    assert pythons[0] not in tox["env"]
    for python in pythons[1:]:
        assert tox["env"][python]["commands"][0][:3] == ["pytest", "-m", "not host"]
