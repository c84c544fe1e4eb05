"""Copies of projects, and what runs in them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

BIN: Final = Path(sys.executable).parent
CODEMOD: Final = str(BIN / "httpstatus-codemod")


def run(
    command: Iterable[str | Path],
    folder: Path,
    variables: Mapping[str, str] | None = None,
    check: bool = False,
) -> subprocess.CompletedProcess[str]:
    """Run a command without the settings of the user who runs it."""
    # git, too, speaks English and takes nobody's configuration
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "GIT_CONFIG_GLOBAL": os.devnull, **(variables or {})}
    return subprocess.run(
        [*command], cwd=folder, env=environment, capture_output=True, text=True, errors="replace", check=check
    )


def copied(source: Path, target: Path) -> Path:
    """A copy of a folder, as a git repository with one commit."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, symlinks=True)
    identity = ["-c", "user.name=codemod", "-c", "user.email=codemod@example.org", "-c", "gc.auto=0"]
    run(["git", "init", "-q"], target, check=True)
    run(["git", "-c", "core.autocrlf=false", "add", "-Af"], target, check=True)
    run(["git", *identity, "commit", "-qm", "As released"], target, check=True)
    return target


def python_files(folder: Path) -> dict[str, bytes]:
    """The text of every Python file, by its name from the folder."""
    files = (path for path in folder.rglob("*.py") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def environment(folder: Path, requirements: Sequence[str]) -> Path:
    """The Python of a virtual environment with the requirements, which is made if it is not there yet."""
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    made = folder / "requirements.json"
    if not (made.exists() and json.loads(made.read_text(encoding="utf-8")) == [*requirements]):
        venv.create(folder, clear=True, with_pip=True)
        install: list[str | Path] = [
            python,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            *requirements,
        ]
        run(install, folder, check=True)
        made.write_text(json.dumps([*requirements]), encoding="utf-8")
    return python
