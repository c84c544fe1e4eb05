"""A long run: tries programs of one file and of several, shrinks what fails, and prints the figures.

    python -m tests.fuzz --examples 20000 [--seed 1]

Needs the `codemod` extra and the `test` dependency group.
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
from collections import Counter

from hypothesis import HealthCheck, Phase, given, seed, settings

from .checking import check
from .checking_packages import check_package
from .packages import Package, packages
from .programs import Program, compiles, programs

_ROUND = 500  # examples; each round begins with a seed of its own


def main() -> int:
    """The exit code: 1 if a program failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Try many programs.")
    parser.add_argument("--examples", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    start = time.monotonic()
    became: Counter[str] = Counter()
    smallest: dict[str, Program | Package] = {}  # by how they fail
    while (tried := became.total()) < options.examples:
        rounds = options.seed * 1_000_000 + tried
        _try(rounds, min(_ROUND, options.examples - tried), became, smallest)
        print(f"{time.monotonic() - start:.0f} s: {dict(became)}", file=sys.stderr, flush=True)
    for failure, program in smallest.items():
        print(f"== {failure}\n{_shrunk(program, failure)!r}")
    print(f"Python {platform.python_version()}, seed {options.seed}: {became.total()} programs:", end=" ")
    print(", ".join(f"{count} {what}" for what, count in became.most_common()))
    return 1 if smallest else 0


def _try(number: int, examples: int, became: Counter[str], smallest: dict[str, Program | Package]) -> None:
    """Try one round of programs; count what happens to each and keep the smallest for each failure."""

    @seed(number)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(programs() | packages())
    def each(program: Program | Package) -> None:
        failure, what = _outcome(program)
        became[what] += 1
        if failure and _length(program) <= _length(smallest.get(failure, program)):
            smallest[failure] = program

    each()


def _length(program: Program | Package) -> int:
    return sum(map(len, program.sources.values()))


def _outcome(program: Program | Package) -> tuple[str | None, str]:
    """How a program fails (one line without numbers, or None), and what happened to it."""
    try:
        if isinstance(program, Package):
            return None, f"packages {check_package(program)}"
        return None, check(program)
    except Exception as error:
        line = f"{type(error).__name__}: {error}".split("\n")[0]
        return "".join("#" if letter.isdigit() else letter for letter in line)[:80], "failed"


def _shrunk(program: Program | Package, failure: str) -> Program | Package:
    """The program with as many lines left out as possible, such that it still fails in the same way."""
    for path in program.sources:
        program = _shrunk_file(program, path, failure)
    return program


def _shrunk_file(program: Program | Package, path: str, failure: str) -> Program | Package:
    lines = program.sources[path].splitlines(keepends=True)
    size = len(lines) if path.endswith(".py") else 0
    while size:
        for start in range(0, len(lines), size):
            fewer = "".join(lines[:start] + lines[start + size :])
            smaller = program.with_source(path, fewer)
            if start < len(lines) and compiles(fewer) and _outcome(smaller)[0] == failure:
                lines, program = fewer.splitlines(keepends=True), smaller
                break
        else:
            size //= 2
    return program


if __name__ == "__main__":
    sys.exit(main())
