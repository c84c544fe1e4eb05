"""Makes the page docs/projects.md from the results of a run over whole projects."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from typing import Final

from tests.tools.results import Result, spelled
from tests.tools.suites import SUITES

RUFF_RULES: Final = "I,F,E7,E9"


def markdown(results: Sequence[Result]) -> str:
    """The page of the documentation."""
    tools = ", ".join(f"{name} {version(name)}" for name in ("flake8", "libcst", "ruff"))
    tested = [result for result in results if result.tests_before]
    untested = [result.name for result in results if not result.tests_before]
    return _PAGE.format(
        version=version("flake8-httpstatus"),
        python=results[0].python,
        tools=tools.replace("libcst", "LibCST"),
        date=date.today(),
        rules=RUFF_RULES,
        found=_found(results),
        rewritten=_rewritten(results),
        libraries=_libraries(results),
        tested=_tested(tested),
        untested=f"Not run: {', '.join(untested)}." if untested else "",
    )


_PAGE: Final = """\
# Whole projects

What the codemod does to real projects, whole: their releases from PyPI, unpacked, each under the flake8
configuration that it comes with. None of these mentions the plugin, and none deselects its rules.

Written by `python -m tests.tools.whole_projects --tests --markdown docs/projects.md` on {date}, with
flake8-httpstatus {version}, Python {python}, {tools}.

## Found

What flake8 reports, by [rule](rules/index.md).

{found}

## Rewritten

After it, every changed file parses, a second run changes nothing, `--check` exits with 0, and LibCST's own
tool has left the same files byte for byte; what is otherwise is a *problem*. *Left* is what flake8 still
reports and could be rewritten; *report only* is left to you. *ruff* is what
`ruff check --select {rules}` reports in addition, with the project's own settings where it has some.

{rewritten}

## Libraries

Whose constants the rewritten files have now, and what showed it: constants that the file imports already
(1), a framework with constants that it imports (2), what most files of the project import (3); else it is
`http` (4). *Foreign* are packages that a file imports in addition, though neither it nor what the release
declares, without extras and markers, says that they are there.

{libraries}

## Tested

The project's own tests before and after, compared one by one; each that came out otherwise makes two
*differences*. Expected failures count as skipped.

{tested}

{untested}
"""


Row = Sequence[str | int]
_STEPS: Final = ("1", "2", "3", "4")


def _found(results: Sequence[Result]) -> str:
    rules = sorted({rule for result in results for rule in result.findings})
    rows: list[Row] = [
        [_link(result), result.files, result.lines, *(result.findings.get(rule, 0) for rule in rules)]
        for result in results
    ]
    return _table(["project", "files", "lines", *rules], rows)


def _rewritten(results: Sequence[Result]) -> str:
    rows: list[Row] = [
        [
            result.name,
            result.literals,
            result.changed,
            len(result.skipped),
            sum(result.report_only.values()),
            result.left,
            result.ruff_new,
            len(result.problems),
        ]
        for result in results
    ]
    head = ["project", "literals", "files", "files left alone", "report only", "left", "ruff", "problems"]
    reasons = [f"- {result.name}: `{line}`" for result in results for line in result.skipped]
    return "\n".join([_table(head, rows), *(["", "Left alone:", "", *reasons] if reasons else [])])


def _libraries(results: Sequence[Result]) -> str:
    rows: list[Row] = [
        [
            result.name,
            result.changed,
            result.literals,
            *(result.steps.get(step, 0) for step in _STEPS),
            len(result.foreign),
            ", ".join(f"{library} {number:,}" for library, number in result.libraries.items()),
        ]
        for result in results
    ]
    head = ["project", "files", "literals", *_STEPS, "foreign", "libraries"]
    return _table(head, rows)


def _tested(results: Sequence[Result]) -> str:
    if not results:
        return "None this time."
    rows: list[Row] = [
        [result.name, spelled(result.tests_before), spelled(result.tests_after), len(result.differences)]
        for result in results
    ]
    reasons = [
        f"- {result.name}: {suite.failing}"
        for result in results
        if (suite := SUITES.get(result.corpus)) is not None and suite.failing
    ]
    table = _table(["project", "before", "after", "differences"], rows)
    return "\n".join([table, "", "Why some fail:", "", *reasons] if reasons else [table])


def _link(result: Result) -> str:
    release = result.corpus.rpartition("-")[2]
    return f"[{result.name} {release}](https://pypi.org/project/{result.name}/{release}/)"


def _table(head: Row, rows: Sequence[Row]) -> str:
    """A table in Markdown, with numbers at the right and their sums below."""
    columns = list(zip(*rows, strict=True))
    sums = [sum(column) if all(isinstance(cell, int) for cell in column) else "" for column in columns]
    rule = ["---:" if isinstance(total, int) else "---" for total in sums]
    lines: list[Row] = [head, rule, *rows, ["**all**", *sums[1:]]]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(value: str | int) -> str:
    return f"{value:,}" if isinstance(value, int) else value
