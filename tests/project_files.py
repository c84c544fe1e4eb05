"""Small projects on disk, and programs that run in them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path


def make(root: Path, files: Mapping[str, str]) -> Path:
    """Write the files."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def imported(folder: Path, program: str) -> str:
    """What a program prints that can import from the folder."""
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True
    )
    return result.stdout.strip()
