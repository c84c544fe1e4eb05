"""What a run says: data on standard output, messages on standard error."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from .printing import printable

if TYPE_CHECKING:
    from .job import Outcome

Item = TypeVar("Item")


@dataclass
class Report:
    """Collects the outcomes, and prints them."""

    check: bool
    diff: bool
    quiet: bool
    files: int = 0
    skipped: int = 0
    literals: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrote_data: bool = False  # to standard output, where nothing else goes then

    def note(self, message: str) -> None:
        """Print a message that is no error."""
        if not self.quiet:
            print(printable(message), file=sys.stderr)

    def add(self, outcome: Outcome) -> None:
        """Count an outcome, and print it."""
        if outcome.reason is not None:
            self.skipped += 1
            with self._bar_aside():
                print(printable(f"{outcome.name}{outcome.place}: {outcome.reason}"), file=sys.stderr)
        if not outcome.literals:
            return
        self.files += 1
        self.literals.update(outcome.literals)
        if self.diff:
            self.write(_for_terminal(outcome.diff))
        elif self.check and not self.quiet:
            with self._bar_aside():
                print(printable(f"{outcome.name}: {_count(len(outcome.literals), 'literal')}"))

    def write(self, data: bytes) -> None:
        """Write data to standard output."""
        self.wrote_data = True
        with self._bar_aside():
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()

    def progress(self, results: Iterable[Item], total: int) -> Iterable[Item]:
        """The results again; on a terminal, a long run shows a progress bar."""
        if not self._shows_progress:
            return results
        from tqdm import tqdm

        tqdm.monitor_interval = 0  # no thread, as processes are forked later
        return tqdm(results, total=total, unit="file", delay=1, leave=False)

    @property
    def _shows_progress(self) -> bool:
        return not self.quiet and sys.stderr.isatty()

    def _bar_aside(self) -> AbstractContextManager[None]:
        if not self._shows_progress:
            return nullcontext()
        from tqdm import tqdm

        return tqdm.external_write_mode()

    def statistics(self) -> None:
        """Print how many literals there are of each rule and each constant."""
        rules: Counter[str] = Counter()
        constants: Counter[str] = Counter()
        for (rule, constant), number in self.literals.items():
            rules[rule] += number
            constants[constant] += number
        stream = sys.stderr if self.wrote_data else sys.stdout
        for counter in rules, constants:
            for name, number in sorted(counter.items()):
                print(f"{number:<7} {name}", file=stream)

    def summary(self, interrupted: bool = False) -> None:
        """Print one line that says what was done."""
        done = "would rewrite" if self.check or self.diff else "rewrote"
        literals = self.literals.total()
        said = "nothing to rewrite"
        if literals or interrupted:
            said = f"{done} {_count(literals, 'literal')} in {_count(self.files, 'file')}"
        if self.skipped:
            said += f"; {_count(self.skipped, 'file')} skipped"
        self.note(f"interrupted: {said}" if interrupted else said)

    def exit_code(self) -> int:
        """2 if a file was skipped, 1 if --check found something, else 0."""
        if self.skipped:
            return 2
        return 1 if self.check and self.files else 0


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _for_terminal(diff: bytes) -> bytes:
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return diff
    from .diffs import coloured

    return coloured(diff)
