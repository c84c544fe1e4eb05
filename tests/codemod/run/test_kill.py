"""SIGKILL at any moment: every file is whole, and the next run clears what is left.

As a script it does so at length and prints the figures:

    python tests/codemod/run/test_kill.py --rounds 50 --files 1000
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

CASE = "from rest_framework.response import Response\n\n\ndef f{0}(): return Response({0}, status=404)\n"
COMMAND = (sys.executable, "-m", "httpstatus_codemod", "--isolated", "--select=HSC")


def old(number: int) -> bytes:
    """The text of a file; some are one page long, some many."""
    return (CASE.format(number) + f"# {number}\n" * (number % 7 * 1000)).encode()


def new(number: int) -> bytes:
    text = old(number).decode().replace("status=404", "status=status.HTTP_404_NOT_FOUND")
    return f"from rest_framework import status\n{text}".encode()


def write(folder: Path, files: int) -> list[Path]:
    paths = [folder / f"pkg{number % 10}" / f"f{number:04}.py" for number in range(files)]
    for number, path in enumerate(paths):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(old(number))
    return paths


class Killing:
    """Rounds of killed runs over the same files; rewritten ones get their old text back before each."""

    def __init__(self, folder: Path, files: int, seed: int) -> None:
        """Write the files."""
        self.folder = folder
        self.random = random.Random(seed)
        self.found: Counter[str] = Counter()
        self.paths = write(folder, files)

    def round(self) -> None:
        """Kill a run after a random number of rewritten files, however fast the machine is."""
        for number, path in enumerate(self.paths):
            if path.read_bytes() != old(number):
                path.write_bytes(old(number))
        earlier = self.temporary()
        enough = self.random.randrange(len(self.paths) // 2)
        pause = self.random.uniform(0, 0.005)
        with subprocess.Popen(
            [*COMMAND, "-j2", "."], cwd=self.folder, stderr=subprocess.DEVNULL, start_new_session=True
        ) as process:
            while process.poll() is None and self._rewritten() < enough:
                time.sleep(0.001)
            time.sleep(pause)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            self.found["killed"] += process.wait() == -signal.SIGKILL
        self.check_whole()
        later = self.temporary()
        self.found["temporary files left"] += len(later - earlier)
        self.found["temporary files cleared"] += len(earlier - later)

    def _rewritten(self) -> int:
        return sum(path.stat().st_size != len(old(number)) for number, path in enumerate(self.paths))

    def check_whole(self) -> None:
        """Check that every file has its old or its new text."""
        states: Counter[str] = Counter()
        for number, path in enumerate(self.paths):
            content = path.read_bytes()
            states["new" if content == new(number) else "old" if content == old(number) else "broken"] += 1
        self.found += states
        self.found["killed amid rewriting"] += bool(states["old"] and states["new"])
        assert not states["broken"]

    def temporary(self) -> set[Path]:
        return {path for path in self.folder.rglob("*") if path.is_file() and path not in set(self.paths)}

    def end(self) -> None:
        """Check that a run that is not killed does the rest, and removes what the others left."""
        done = subprocess.run([*COMMAND, "."], cwd=self.folder, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (0, "")
        assert all(path.read_bytes() == new(number) for number, path in enumerate(self.paths))
        assert not self.temporary()


def test_killed(tmp_path: Path) -> None:
    killing = Killing(tmp_path, files=60, seed=1)
    for _ in range(5):
        killing.round()
    killing.end()
    assert killing.found["killed"] >= 3  # one that was done before tells nothing


def main() -> None:
    """Run the rounds and print the figures."""
    parser = argparse.ArgumentParser(description="Kill runs, and look at what they leave.")
    parser.add_argument("--rounds", type=int, default=50, help="how many runs to begin")
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        killing = Killing(Path(folder), options.files, options.seed)
        for _ in range(options.rounds):
            killing.round()
        killing.end()
    print(f"{options.files} files:", dict(killing.found))


if __name__ == "__main__":
    main()
