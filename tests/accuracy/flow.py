"""Precision of flow: 600 reports by way of names, judged by reading.

    python -m tests.accuracy.flow [--cache FOLDER]

`labels/flow/*.csv` was drawn from all such reports, with a seed: each project and step a share by the square
root of its size. Six of its projects are no corpora; their archives are looked for in the cache, and left out
where they are not there. A report is judged `right` if its code, and the whole way that
`explain` prints, lead to an HTTP status. `kind` is the step.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.accuracy.measure import findings, spot
from tests.accuracy.sample import LABELS, rows
from tests.accuracy.worlds import HTTP, Report, print_reports
from tests.tools.corpora import CACHE, GROUPS, unpacked

FOLDER = LABELS / "flow"
# New to whoever wrote flow
UNSEEN = (
    "aiohttp-4.0.0a1",
    "ckan-2.9.9",
    "horizon-27.0.0",
    "matrix_synapse-1.99.0rc1",
    "octoprint-2.0.0rc7",
    "swift-2.38.3",
)


def judged(corpus: str, folder: Path) -> Iterator[Report]:
    """The judged reports of a corpus beside what the finder reports now."""
    reported = {place for place, _ in findings(folder, HTTP)}
    for row in rows(FOLDER / f"{corpus}.csv"):
        yield Report(row["kind"], row["judged"] == "right", spot(row) in reported)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cache", type=Path, default=CACHE, help="folder with the unpacked archives")
    options = parser.parse_args()

    known = {corpus for corpora in GROUPS.values() for corpus in corpora}
    reports: list[Report] = []
    for path in sorted(FOLDER.glob("*.csv")):
        folder = options.cache / path.stem
        if path.stem in known:
            folder = unpacked(path.stem, options.cache)
        elif not folder.is_dir():
            print(f"{path.stem}: not in {options.cache}, {len(rows(path))} reports left out")
            continue
        reports += judged(path.stem, folder)
    print_reports(reports)
    print("\nlabels:", dict(Counter(row["judged"] for path in FOLDER.glob("*.csv") for row in rows(path))))


if __name__ == "__main__":
    main()
