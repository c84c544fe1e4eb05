"""Reach and precision in other worlds, over the judged literals and the judged reports.

    python -m tests.accuracy.worlds [--cache FOLDER] [--errors]

downloads the source archives (once, into the cache), runs the finder over their Python files and compares

- with `labels/worlds/*.csv`, a sample judged before the finder knew these worlds (see `worlds_sample.py`):
  `status`, an HTTP status code in use; `bound`, a limit of a range of them; `definition`, the place that
  names the code; `no`, no status code. A report on anything but a status is a false one. Numbers that no
  library has a constant for count among the misses.
- with `labels/reports/*.csv`, a sample of what the finder reported, judged afterwards `right` or `wrong`.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from flake8_httpstatus.libraries.releases import Bounds
from flake8_httpstatus.libraries.rows import ALWAYS_THERE
from flake8_httpstatus.options import Settings
from tests.accuracy.measure import Judged, Spot, findings, spot
from tests.accuracy.sample import LABELS, rows
from tests.accuracy.worlds_sample import FOLDER, candidates
from tests.tools.corpora import CACHE, OTHER_WORLDS, TRAPS, unpacked

REPORTS = LABELS / "reports"

# WebOb declares Python 2.7, which has no constants, so by default it gets no report. Sites are measured here
HTTP = Settings(ALWAYS_THERE, Bounds((3, 11), None))

Reported = dict[Spot, str]  # the rule code


class Drawn(NamedTuple):
    """A judged literal of the sample, and how many literals of its corpus and shape it stands for."""

    judged: Judged
    evidence: str
    weight: float


class Report(NamedTuple):
    """A judged report, and whether it is still made."""

    kind: str
    right: bool
    there: bool


def sample(corpus: str, folder: Path, reported: Reported) -> Iterator[Drawn]:
    """The labels of a corpus beside what the finder reports."""
    labels = rows(FOLDER / f"{corpus}.csv")
    drawn, number = (
        Counter(row["shape"] for row in labels),
        Counter(each.shape for each in candidates(folder)),
    )
    for row in labels:
        place, shape = spot(row), row["shape"]
        said = reported.get(place)
        judged = Judged(corpus, place, row["value"], row["label"], row["kind"], said, drawn=True)
        yield Drawn(judged, row["evidence"], number[shape] / drawn[shape])


def judged_reports(corpus: str, reported: Reported) -> Iterator[Report]:
    """The judged reports of a corpus beside what the finder reports now."""
    for row in rows(REPORTS / f"{corpus}.csv"):
        yield Report(row["kind"], row["judged"] == "right", spot(row) in reported)


def is_status(each: Drawn) -> bool:
    return each.judged.label == "status"


def table_row(name: str, those: Iterable[Drawn], *, weighted: bool = False) -> str:
    """A line of a table: status codes, those found, their share in percent, false reports."""
    count: Counter[tuple[bool, bool]] = Counter()
    for each in those:
        key = is_status(each), each.judged.reported is not None
        count[key] += each.weight if weighted else 1  # type: ignore[assignment]
    found, missed, false = count[True, True], count[True, False], count[False, True]
    reach = f"{100 * found / (found + missed):7.1f}" if found + missed else "      -"
    return f"{name:44} {found + missed:8.0f} {found:7.0f} {reach} {false:7.0f}"


def print_sample(everything: list[Drawn], *, errors: bool) -> None:
    """The tables per corpus and per kind, and what is missed or false."""
    print(f"{f'sample of {len(everything)} literals':44} statuses   found   reach   false")
    for corpus in (*OTHER_WORLDS, *TRAPS):
        print(table_row(corpus, (each for each in everything if each.judged.corpus == corpus)))
    print(table_row("all", everything))
    print(table_row("all, each for the literals of its shape", everything, weighted=True))
    print("\nby kind")
    for kind, _ in Counter(each.judged.kind for each in everything if is_status(each)).most_common():
        print(table_row(kind, (each for each in everything if each.judged.kind == kind)))
    print("\nlabels:", dict(Counter(each.judged.label for each in everything)))
    if errors:
        print("\nerrors:")
        for each in everything:
            if is_status(each) != (each.judged.reported is not None):
                print(f"{each.judged}; {each.evidence}")


def print_reports(everything: list[Report]) -> None:
    """How many of the judged reports are right, and the table per kind."""
    right, gone = sum(each.right for each in everything), sum(not each.there for each in everything)
    wrong = len(everything) - right
    print(
        f"\nof the {len(everything)} judged reports {right} right, {wrong} wrong, {gone} no longer reported"
    )
    print(f"{'kind':60} reports   right")
    for kind, number in Counter(each.kind for each in everything).most_common():
        print(f"{kind:60} {number:7} {sum(each.right for each in everything if each.kind == kind):7}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cache", type=Path, default=CACHE, help="folder with the unpacked archives")
    parser.add_argument("--errors", action="store_true", help="list every miss and every false report")
    options = parser.parse_args()

    drawn: list[Drawn] = []
    reports: list[Report] = []
    for corpus in (*OTHER_WORLDS, *TRAPS):
        folder = unpacked(corpus, options.cache)
        reported = {place: finding.code for place, finding in findings(folder, HTTP)}
        drawn += sample(corpus, folder, reported)
        reports += judged_reports(corpus, reported)
    print_sample(drawn, errors=options.errors)
    print_reports(reports)


if __name__ == "__main__":
    main()
