"""What a run says: data on standard output, messages on standard error."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from flake8_httpstatus.suggest.groups import suggest
from flake8_httpstatus.suggest.unreported import Unreported

from .diffs import for_terminal
from .printing import printable
from .progress import Progress

if TYPE_CHECKING:
    from .job import Outcome

Result = TypeVar("Result")

_WORTH_A_HINT = 10  # codes that an option would reach


@dataclass
class Report:
    """Collects the outcomes, and prints them."""

    check: bool
    diff: bool
    quiet: bool
    files: int = 0
    skipped: int = 0
    literals: Counter[tuple[str, str]] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)  # findings by rule that are report only
    unreported: dict[str, tuple[Unreported, ...]] = field(default_factory=dict)  # by file
    wrote_data: bool = False  # to standard output, where nothing else goes then

    def __post_init__(self) -> None:
        """Begin without a bar."""
        self._progress = Progress(wanted=not self.quiet)

    def note(self, message: str) -> None:
        """Print a message that is no error."""
        if not self.quiet:
            self._say(message)

    def _say(self, message: str) -> None:
        self._progress.aside()
        print(printable(message), file=sys.stderr)

    def add(self, outcome: Outcome) -> None:
        """Count an outcome, and print it."""
        if outcome.reason is not None:
            self.skipped += 1
            self._say(f"{outcome.name}{outcome.place}: {outcome.reason}")
        self.left.update(outcome.left)
        self.unreported[outcome.name] = outcome.unreported
        if not outcome.literals:
            return
        self.files += 1
        self.literals.update(outcome.literals)
        if self.diff:
            self.write(for_terminal(outcome.diff))
        elif self.check and not self.quiet:
            self._progress.aside()
            print(printable(f"{outcome.name}: {_count(len(outcome.literals), 'literal')}"))

    def add_written(self, outcome: Outcome) -> None:
        """Count a file that was to be written, and name it."""
        self.add(outcome)
        if outcome.reason is None:
            self.note(f"rewrote {outcome.name} ({len(outcome.literals)})")

    def write(self, data: bytes) -> None:
        """Write data to standard output."""
        self.wrote_data = True
        self._progress.aside()
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()

    def progress(
        self, results: Iterable[tuple[str, Result]], sizes: Mapping[str, int]
    ) -> Iterator[tuple[str, Result]]:
        """The results again, which come with their files' names; on a terminal, a long run shows a bar."""
        return self._progress(results, sizes)

    def statistics(self) -> None:
        """Print how many literals there are of each rule and each constant."""
        rules: Counter[str] = Counter()
        constants: Counter[str] = Counter()
        for (rule, constant), number in self.literals.items():
            rules[rule] += number
            constants[constant] += number
        stream = sys.stderr if self.wrote_data else sys.stdout
        for title, counter in (("rules", rules), ("constants", constants)):
            if counter:
                print(f"{title}:", file=stream)
            for name, number in sorted(counter.items()):
                print(f"{number:7}  {name}", file=stream)

    def summary(self, interrupted: bool = False) -> None:
        """Print what was done, and what is left to people."""
        done = "would rewrite" if self.check or self.diff else "rewrote"
        literals = self.literals.total()
        said = "nothing to rewrite"
        if literals or interrupted:
            said = f"{done} {_count(literals, 'literal')} in {_count(self.files, 'file')}"
        if self.skipped:
            said += f"; {_count(self.skipped, 'file')} skipped"
        self.note(f"interrupted: {said}" if interrupted else said)
        if number := self.left.total():
            by_rule = ", ".join(f"{rule} {count}" for rule, count in sorted(self.left.items()))
            self.note(f"{_count(number, 'finding')} {'is' if number == 1 else 'are'} left to you: {by_rule}")
        more = sum(len(group.spots) for group in suggest(self.unreported).chosen)
        if more >= _WORTH_A_HINT:
            self.note(f"{more} more integers look like status codes: python -m flake8_httpstatus suggest")

    def exit_code(self) -> int:
        """2 if a file was skipped, 1 if --check found something, else 0."""
        if self.skipped:
            return 2
        return 1 if self.check and self.files else 0


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
