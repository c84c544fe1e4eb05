"""Runs commands in turn and asks the operating system for their time and memory."""

from __future__ import annotations

import shlex
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple


class Usage(NamedTuple):
    """What one run of a command needed."""

    wall: float  # seconds
    cpu: float  # seconds, user and system, of all its processes
    memory: float  # MB, peak of its largest process


# Waits for the command and prints its use: rusage of children counts grandchildren that were waited for
_MEASURE = """
import os, resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
wall = time.perf_counter() - start
use = resource.getrusage(resource.RUSAGE_CHILDREN)
print(wall, use.ru_utime + use.ru_stime, use.ru_maxrss / 1024, code)
"""


def measure(command: Sequence[str | Path], cwd: Path | None = None) -> Usage:
    """Run a command once. Raises `RuntimeError` if it fails; exit code 1 is no failure."""
    measured = [sys.executable, "-c", _MEASURE, *map(str, command)]
    output = subprocess.run(measured, cwd=cwd, capture_output=True, text=True, check=True).stdout
    wall, cpu, memory, code = map(float, output.split())
    if code not in {0, 1}:
        raise RuntimeError(f"exit status {code:.0f}: {shlex.join(map(str, command))}")
    return Usage(wall, cpu, memory)


@dataclass
class Contender:
    """A command that is run in turn with others."""

    name: str
    command: Sequence[str | Path]
    cwd: Path | None = None
    before: Callable[[], None] = lambda: None  # puts the files back, not timed
    runs: list[Usage] = field(default_factory=list)

    def run(self) -> None:
        """Run it once and note its use."""
        self.before()
        self.runs.append(measure(self.command, self.cwd))

    def median(self, figure: str) -> float:
        """The median of `wall`, `cpu` or `memory` over its runs."""
        return statistics.median(getattr(run, figure) for run in self.runs)


def alternate(contenders: Sequence[Contender], rounds: int) -> None:
    """Run all in turn, round after round. A first round to warm up does not count."""
    for counted in range(-1, rounds):
        for contender in contenders:
            contender.run()
        if counted < 0:
            for contender in contenders:
                contender.runs.clear()
    for contender in contenders:
        print(f"  {contender.name}: `{_shown(contender.command)}`")


def _shown(command: Sequence[str | Path]) -> str:
    words = list(map(str, command))
    words[0] = Path(words[0]).name
    return shlex.join(words) if sum(map(len, words)) < 300 else shlex.join(words)[:300] + " …"


def ratio(one: Contender, other: Contender, figure: str) -> float:
    """The median over the rounds of one command's figure divided by the other's."""
    pairs = zip(one.runs, other.runs, strict=True)
    return statistics.median(getattr(a, figure) / getattr(b, figure) for a, b in pairs)
