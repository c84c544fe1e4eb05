"""A long run: tries programs, shrinks what fails line by line, and prints the figures.

    python -m tests.fuzz --examples 20000 [--seed 1]

Needs the `codemod` extra and the `test` dependency group.
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
from collections import Counter
from dataclasses import replace

from hypothesis import HealthCheck, Phase, given, seed, settings

from .checking import check
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
    smallest: dict[str, Program] = {}  # by how they fail
    while (tried := became.total()) < options.examples:
        rounds = options.seed * 1_000_000 + tried
        _try(rounds, min(_ROUND, options.examples - tried), became, smallest)
        print(f"{time.monotonic() - start:.0f} s: {dict(became)}", file=sys.stderr, flush=True)
    for failure, program in smallest.items():
        print(f"== {failure}\n{_shrunk(program, failure)!r}")
    print(f"Python {platform.python_version()}, seed {options.seed}: {became.total()} programs:", end=" ")
    print(", ".join(f"{count} {what}" for what, count in became.most_common()))
    return 1 if smallest else 0


def _try(number: int, examples: int, became: Counter[str], smallest: dict[str, Program]) -> None:
    """Try one round of programs; count what happens to each and keep the smallest for each failure."""

    @seed(number)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(programs())
    def each(program: Program) -> None:
        failure, what = _outcome(program)
        became[what] += 1
        if failure and len(program.source) < len(smallest.get(failure, program).source) + 1:
            smallest[failure] = program

    each()


def _outcome(program: Program) -> tuple[str | None, str]:
    """How a program fails (one line without numbers, or None), and what happened to it."""
    try:
        return None, check(program)
    except Exception as error:
        line = f"{type(error).__name__}: {error}".split("\n")[0]
        return "".join("#" if letter.isdigit() else letter for letter in line)[:80], "failed"


def _shrunk(program: Program, failure: str) -> Program:
    """The program with as many lines left out as possible, such that it still fails in the same way."""
    lines = program.source.splitlines(keepends=True)
    size = len(lines)
    while size:
        for start in range(0, len(lines), size):
            fewer = "".join(lines[:start] + lines[start + size :])
            smaller = replace(program, source=fewer, content=fewer.encode(program.encoding))
            if start < len(lines) and compiles(fewer) and _outcome(smaller)[0] == failure:
                lines, program = fewer.splitlines(keepends=True), smaller
                break
        else:
            size //= 2
    return program


if __name__ == "__main__":
    sys.exit(main())
