"""The repository's top level holds what belongs there, and nothing that a tool left behind."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NAMED = {
    *("pyproject.toml", "README.md", "LICENSE"),
    *("flake8_httpstatus", "codemod", "tests", "docs"),
}

pytestmark = pytest.mark.skipif(
    not shutil.which("git") or not (ROOT / ".git").exists(), reason="needs git and a checkout"
)


def test_top_level() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    top = {name.partition("/")[0] for name in listed.stdout.split("\0") if name}
    assert {name for name in top if not name.startswith(".")} == NAMED
