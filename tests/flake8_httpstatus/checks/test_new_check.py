"""A check is found by walking the folder, and what it declares is all that the others need to know of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import flake8_httpstatus

CHECK = """
import ast

from ..checking import check
from ..clues import Clue, words
from ..reporting import bare_codes
from ..rules import STORED_STATUS


@check(STORED_STATUS, nodes=[ast.Assign], clues=[Clue(words("outcome"))])
def outcome(node, file):
    if any(isinstance(target, ast.Attribute) and target.attr == "outcome" for target in node.targets):
        yield from bare_codes(STORED_STATUS, node.value, file)
"""


def test_a_module_is_all_that_a_new_kind_of_site_takes(tmp_path: Path) -> None:
    """The plugin reports it, and the codemod rewrites it: neither has words of its own that rule it out."""
    pytest.importorskip("httpstatus_codemod", reason="the codemod is not there")
    package = tmp_path / "packages" / "flake8_httpstatus"
    shutil.copytree(
        Path(flake8_httpstatus.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__")
    )
    (package / "checks" / "outcomes.py").write_text(CHECK)
    (tmp_path / "shop.py").write_text("order.outcome = 404\n")

    def run(*command: str) -> list[str]:
        path = os.pathsep.join([str(package.parent), *filter(None, [os.environ.get("PYTHONPATH")])])
        done = subprocess.run(
            [sys.executable, "-m", *command, "--isolated", "--select=HSC", "shop.py"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        return [*done.stdout.splitlines(), *done.stderr.splitlines()]

    assert run("flake8") == ["shop.py:1:17: HSC102 bare status code 404: use HTTPStatus.NOT_FOUND"]
    assert run("httpstatus_codemod") == ["rewrote shop.py (1)", "rewrote 1 literal in 1 file"]
    assert (tmp_path / "shop.py").read_text() == (
        "from http import HTTPStatus\n\norder.outcome = HTTPStatus.NOT_FOUND\n"
    )
    assert run("flake8") == []
