"""What the plugin reports and the codemod writes over the corpora, as a hash of each.

    python -m tests.tools.fingerprint [CORPUS ...]

Two versions that say the same print the same. Of a finding its place and rule count, of a file that is left
alone its name: messages may be worded anew.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from tests.tools.corpora import CORPORA, OTHER_WORLDS, TRAPS, unpacked

SELECTION: Final = ("--isolated", "--select", "HSC")
FLAKE8: Final = ("-m", "flake8", *SELECTION, "--format", "%(path)s:%(row)d:%(col)d %(code)s", ".")
CODEMOD: Final = ("-m", "httpstatus_codemod", *SELECTION, "--diff", ".")


def run(folder: Path, arguments: Sequence[str]) -> tuple[str, str]:
    """What a command prints in a folder: on standard output, on standard error."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, encoding="utf-8", errors="replace"
    )
    return done.stdout, done.stderr


def digest(lines: Iterable[str]) -> str:
    """A short hash of lines."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def main(wanted: Sequence[str]) -> None:
    """Print a line per corpus, and one for all."""
    everything: list[str] = []
    print(f"{'corpus':28} findings                  written lines             left alone")
    for name in wanted or [*CORPORA, *OTHER_WORLDS, *TRAPS]:
        folder = unpacked(name)
        findings = sorted(run(folder, FLAKE8)[0].splitlines())
        diff, said = run(folder, CODEMOD)
        written = [line for line in diff.splitlines() if line[:1] in {"+", "-"}]
        left = sorted(line.partition(":")[0] for line in said.splitlines()[:-1])
        hashes = digest(findings), digest(written), digest(left)
        everything += hashes
        counts = len(findings), len(written), len(left)
        counted = (f"{count:8} {hashed}" for count, hashed in zip(counts, hashes, strict=True))
        print(f"{name:28}", *counted, flush=True)
    print(f"all: {digest(everything)}")


if __name__ == "__main__":
    main(sys.argv[1:])
