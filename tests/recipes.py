"""The recipes on the pages: code blocks below a `<!-- recipe: NAME -->` mark, for tests to try."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"


def recipe(page: str, name: str) -> str:
    """The code block as the page has it."""
    text = (DOCS / page).read_text(encoding="utf-8")
    found = re.search(
        rf"<!-- recipe: {re.escape(name)} -->\n```\w+\n(.*?)^```$", text, re.MULTILINE | re.DOTALL
    )
    assert found, f"{page} has no recipe {name!r}"
    return found[1]


def shop(folder: Path) -> Path:
    """A copy of the example project, without its flake8 configuration."""
    copy = folder / "project"
    shutil.copytree(DOCS / "example", copy, ignore=shutil.ignore_patterns("__pycache__", ".flake8"))
    return copy


def run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a shell script where the installed tools are on the path."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    identity = {
        f"GIT_{who}_{what}": f"tests{'@example.org' if what == 'EMAIL' else ''}"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    environment = {**os.environ, **identity, "PATH": path, "GIT_CONFIG_GLOBAL": os.devnull}
    return subprocess.run(
        ["bash", "-e", "-c", script], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
