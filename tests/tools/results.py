"""The result of running the codemod on a project, and how to print it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass
class Result:
    """The result for one project."""

    corpus: str
    python: str
    files: int = 0
    lines: int = 0
    findings: dict[str, int] = field(default_factory=dict)  # by rule, as flake8 reports them before
    summary: str = ""  # the codemod's last line
    literals: int = 0
    changed: int = 0
    libraries: dict[str, int] = field(default_factory=dict)  # changed files by the library chosen for them
    steps: dict[str, int] = field(default_factory=dict)  # … and by the step of `auto` that chose it
    foreign: list[str] = field(default_factory=list)  # packages gained that need not be there
    skipped: list[str] = field(default_factory=list)
    report_only: dict[str, int] = field(default_factory=dict)  # by rule, as flake8 reports them after
    left: int = 0  # that flake8 reports after and that could be rewritten
    ruff_new: int = 0
    problems: list[str] = field(default_factory=list)
    tests_before: dict[str, int] = field(default_factory=dict)  # by outcome
    tests_after: dict[str, int] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)
    seconds: float = 0

    @property
    def name(self) -> str:
        """The project's name, without the release."""
        return project_name(self.corpus)


def project_name(corpus: str) -> str:
    """The name of a corpus's project, as PyPI spells it."""
    return corpus.rpartition("-")[0].replace("_", "-")


def spelled(counts: Mapping[str, int]) -> str:
    """Counts as words: `12 passed, 1 failed`."""
    words = {"error": "errors", "failure": "failed"}
    return ", ".join(f"{number:,} {words.get(outcome, outcome)}" for outcome, number in counts.items())
