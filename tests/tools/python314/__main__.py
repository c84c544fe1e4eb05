"""Run the plugin's tests on CPython 3.14 where none is installed: in Node, on Pyodide's WebAssembly build.

    python -m tests.tools.python314

installs the wheel of this checkout, its dependencies and Pyodide from their registries into a temporary
folder and runs `tests/flake8_httpstatus` there. Left out, as WebAssembly has neither processes nor LibCST:
tests that start a process, and the rewritten half of those that rewrite.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[2]
PYODIDE: Final = "pyodide@314.0.7"  # CPython 3.14.2
PYTHON: Final = "3.14"
PACKAGES: Final = ("flake8", "packaging", "pytest", "pytest-timeout", "hypothesis")
# wheels without compiled parts, whatever is on this machine
PURE: Final = ("--only-binary", ":all:", "--platform", "any", "--implementation", "py", "--abi", "none")


def main() -> int:
    """Install and run; gives pytest's exit code."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        print("Node and npm are needed", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", site]
        subprocess.run([*pip, "--python-version", PYTHON, *PURE, *PACKAGES], check=True)
        subprocess.run([*pip, "--no-deps", ROOT], check=True)
        subprocess.run([npm, "install", "--silent", "--no-save", "--prefix", folder, PYODIDE], check=True)
        modules = Path(folder, "node_modules")
        mounts = (f"{site}=/site", f"{ROOT}=/repository")
        return subprocess.run([node, HERE / "run.mjs", modules, HERE / "inside.py", *mounts]).returncode


if __name__ == "__main__":
    sys.exit(main())
