"""Small projects on disk, and programs that import from them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from blocks import block
from running import codemod

FUNCTION: Final = "def is_missing(r):\n    return r.status_code == 404\n"
DRF: Final = "--httpstatus-library=djangorestframework"


def make(root: Path, files: Mapping[str, str]) -> Path:
    """Write the files; their texts may be blocks."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(block(text))
    return root


def imported(folder: Path, program: str) -> str:
    """Run a program that imports from the folder; gives what it prints."""
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True
    )
    return result.stdout.strip()


def rewrite(project: Path, *files: str) -> str:
    """Rewrite only these files, as pre-commit does; gives the messages."""
    return codemod(DRF, *files, folder=project).err


def check_same(project: Path, program: str, *files: str) -> None:
    """Check that the program prints the same before and after the rewrite."""
    before = imported(project, program)
    assert f"rewrote {len(files)} literal" in rewrite(project, *files)
    assert imported(project, program) == before
