"""Reach over the judged literals of other worlds in `labels/worlds/`.

    python -m tests.accuracy.worlds [--cache FOLDER] [--errors]

downloads the source archives (once, into the cache), runs the finder over their Python files and compares
with the labels that people gave before the finder knew these worlds: `status`, an HTTP status code in use;
`bound`, a limit of a range of them; `definition`, the place names the code itself; `no`, no status code.
Each has its kind of place, and its evidence: what in the source shows it. A report on anything but a status
is a false one. Numbers that no library has a constant for count among the misses.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from flake8_httpstatus.libraries.releases import Bounds
from flake8_httpstatus.libraries.rows import ALWAYS_THERE
from flake8_httpstatus.options import Settings
from tests.accuracy.measure import Spot, findings
from tests.accuracy.worlds_sample import FOLDER, literals
from tests.tools.corpora import CACHE, OTHER_WORLDS, TRAPS, unpacked

# WebOb declares Python 2.7, which has no constants, so by default it gets no report. Sites are measured here
HTTP = Settings(ALWAYS_THERE, Bounds((3, 11), None))


class Judged(NamedTuple):
    """A judged literal, and whether the finder reports it."""

    corpus: str
    spot: Spot
    value: str
    label: str
    kind: str
    evidence: str
    reported: str | None  # rule code

    @property
    def is_status(self) -> bool:
        return self.label == "status"


def judged(corpus: str, folder: Path) -> list[Judged]:
    """The labels of a corpus beside what the finder reports."""
    reported = {spot: finding.code for spot, finding in findings(folder, HTTP)}
    with (FOLDER / f"{corpus}.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    spots = [Spot(row["file"], int(row["line"]), int(row["column"])) for row in rows]
    return [
        Judged(corpus, spot, row["value"], row["label"], row["kind"], row["evidence"], reported.get(spot))
        for row, spot in zip(rows, spots, strict=True)
    ]


def weights(corpus: str, folder: Path) -> dict[Spot, float]:
    """How many literals of the corpus, of the same shape, each drawn one stands for."""
    candidates = literals(folder)
    with (FOLDER / f"{corpus}.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    number, drawn = Counter(each.shape for each in candidates), Counter(row["shape"] for row in rows)
    return {
        Spot(row["file"], int(row["line"]), int(row["column"])): number[row["shape"]] / drawn[row["shape"]]
        for row in rows
    }


def table_row(name: str, rows: Iterable[Judged], weight: dict[tuple[str, Spot], float] | None = None) -> str:
    count: Counter[tuple[bool, bool]] = Counter()
    for each in rows:
        share = weight[each.corpus, each.spot] if weight else 1
        count[each.is_status, each.reported is not None] += share  # type: ignore[assignment]
    found, missed, false = count[True, True], count[True, False], count[False, True]
    reach = f"{100 * found / (found + missed):7.1f}" if found + missed else "      -"
    return f"{name:44} {found + missed:8.0f} {found:7.0f} {reach} {false:7.0f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cache", type=Path, default=CACHE, help="folder with the unpacked archives")
    parser.add_argument("--errors", action="store_true", help="list every miss and every false report")
    options = parser.parse_args()

    everything = [
        each for corpus in (*OTHER_WORLDS, *TRAPS) for each in judged(corpus, unpacked(corpus, options.cache))
    ]
    print(f"{f'sample of {len(everything)} literals':44} statuses   found   reach   false")
    for corpus in (*OTHER_WORLDS, *TRAPS):
        print(table_row(corpus, (each for each in everything if each.corpus == corpus)))
    print(table_row("all", everything))
    weight = {
        (corpus, spot): number
        for corpus in (*OTHER_WORLDS, *TRAPS)
        for spot, number in weights(corpus, unpacked(corpus, options.cache)).items()
    }
    print(table_row("all, each for the literals of its shape", everything, weight))
    print("\nby kind")
    for kind, _ in Counter(each.kind for each in everything if each.is_status).most_common():
        print(table_row(kind, (each for each in everything if each.kind == kind)))
    print("\nlabels:", dict(Counter(each.label for each in everything)))
    if options.errors:
        print("\nerrors:")
        for each in everything:
            if each.is_status != (each.reported is not None):
                place = f"{each.corpus}/{':'.join(map(str, each.spot))}"
                said = each.reported or "not reported"
                print(f"{place} {each.value}: {each.label} ({each.kind}; {each.evidence}), {said}")


if __name__ == "__main__":
    main()
