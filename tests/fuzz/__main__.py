"""A long run: tries programs, shrinks what fails, and prints the figures.

    python -m tests.fuzz --examples 20000 [--seed 1]

Needs the `codemod` extra and the `test` dependency group.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter

from hypothesis import HealthCheck, Phase, given, seed, settings

from .checking import check
from .programs import Program, programs

_ROUND = 500  # examples; a failure ends its round, and the next goes on with another seed


class _Round:
    """One round of Hypothesis."""

    def __init__(self, number: int, examples: int, became: Counter[str]) -> None:
        """`became` is added to."""
        self.failing: Program | None = None
        self.tried = False
        self._number = number
        self._examples = examples
        self._became = became

    def __call__(self) -> BaseException | None:
        """Run it; gives the failure of the smallest failing program, if one fails."""

        @seed(self._number)
        @settings(
            max_examples=self._examples,
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        )
        @given(programs())
        def tried(program: Program) -> None:
            self._became["tried"] += self.failing is None
            self.tried = True
            try:
                became = check(program)
            except BaseException:
                self.failing = program  # Hypothesis ends with the smallest
                raise
            self._became[became] += self.failing is None

        try:
            tried()
        except Exception as error:
            if not self.tried:
                raise  # it is the strategy that fails
            return error
        return None


def main() -> int:
    """The exit code: 1 if a program failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Try many programs.")
    parser.add_argument("--examples", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    became: Counter[str] = Counter()
    failures = 0
    start = time.monotonic()
    number = options.seed * 1_000_000
    while became["tried"] < options.examples:
        a_round = _Round(number, min(_ROUND, options.examples - became["tried"]), became)
        error = a_round()
        number += 1
        if error is not None:
            failures += 1
            print(f"== {type(error).__name__}: {error}"[:600])
            print(a_round.failing, flush=True)
    figures = ", ".join(f"{count} {what}" for what, count in became.items())
    print(f"programs: {figures}; {failures} failed; {time.monotonic() - start:.0f} s; seed {options.seed}")
    print(f"Python {sys.version.split()[0]}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
