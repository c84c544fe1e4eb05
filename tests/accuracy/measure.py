"""Precision and recall of the finder over the judged literals in `labels/`.

    python -m tests.accuracy.measure [--cache FOLDER] [--errors]

downloads the source archives of the corpora (once, into the cache), runs the finder over their Python
files and compares with the labels: `HSC…`, a site of that rule; `status`, a status code that was outside the
rules when it was judged, with its kind; `no`, not a status code. A report on `status` is right, but nobody
asks for it: it counts as `beyond`. `labels/<corpus>.csv` judges the seeded random sample (see `sample.py`);
`labels/extra-<corpus>.csv` judges further literals of the rarer rules, which count in the table per rule
only, since they were not drawn at random.
"""

from __future__ import annotations

import argparse
import ast
import io
import tokenize
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from flake8_httpstatus.finder import find
from flake8_httpstatus.findings import Finding
from flake8_httpstatus.options import Settings
from tests.accuracy.sample import LABELS, literals, rows
from tests.tools.corpora import CACHE, CORPORA, unpacked

DEFAULTS = Settings()


class Spot(NamedTuple):
    """Where a literal stands: file within the archive, 1-based line, 0-based column in characters."""

    file: str
    line: int
    column: int


class Judged(NamedTuple):
    """A judged literal, and whether the finder reports it."""

    corpus: str
    spot: Spot
    value: str
    label: str
    kind: str
    reported: str | None  # rule code
    drawn: bool  # at random; else one of the extra ones

    @property
    def outcome(self) -> str:
        """`hit` or `miss` for a site; else `beyond` or `false` if it is reported, `quiet` if not."""
        if self.label.startswith("HSC"):
            return "hit" if self.reported else "miss"
        if not self.reported:
            return "quiet"
        return "beyond" if self.label == "status" else "false"

    def __str__(self) -> str:
        """As the list of errors shows it."""
        place = ":".join(map(str, self.spot))
        said = self.reported or "not reported"
        return f"{self.corpus}/{place} {self.value}: judged {self.label} ({self.kind}), {said}"

    @property
    def rule(self) -> str | None:
        """The rule in whose row of the table it counts."""
        return self.label if self.label.startswith("HSC") else self.reported


def modules(folder: Path) -> Iterator[tuple[Path, str, ast.Module]]:
    """The files of a corpus, with text and tree; without those that this Python cannot parse."""
    for path in sorted(folder.rglob("*.py")):
        raw = path.read_bytes()
        try:
            source = raw.decode(tokenize.detect_encoding(io.BytesIO(raw).readline)[0])
            yield path, source, ast.parse(source)
        except (SyntaxError, UnicodeDecodeError):
            continue


def findings(folder: Path, settings: Settings = DEFAULTS) -> Iterator[tuple[Spot, Finding]]:
    """Every finding of a corpus."""
    for path, source, tree in modules(folder):
        lines = source.split("\n")
        for finding in find(tree, source, str(path), settings):
            span = finding.span
            column = len(lines[span.line - 1].encode()[: span.column].decode())
            yield Spot(path.relative_to(folder).as_posix(), span.line, column), finding


def spot(row: dict[str, str]) -> Spot:
    """Where the literal of a row of labels stands."""
    return Spot(row["file"], int(row["line"]), int(row["column"]))


def judged(corpus: str, folder: Path) -> Iterator[Judged]:
    """The labels of a corpus beside what the finder reports."""
    reported = {place: finding.code for place, finding in findings(folder)}
    for prefix, drawn in (("", True), ("extra-", False)):
        for row in rows(LABELS / f"{prefix}{corpus}.csv"):
            place = spot(row)
            said = reported.get(place)
            yield Judged(corpus, place, row["value"], row["label"], row["kind"], said, drawn)


HEADER = f"{'sites':>7} {'found':>7} {'beyond':>7} {'false':>7} {'precision':>9} {'recall':>7}"


def table_row(name: str, those: Iterable[Judged], weights: dict[str, float] | None = None) -> str:
    """A line of a table: sites, found, other reports, precision and recall in percent."""
    count: Counter[str] = Counter()
    for each in those:
        count[each.outcome] += weights[each.corpus] if weights else 1  # type: ignore[assignment]
    hit, miss, beyond, false = (count[outcome] for outcome in ("hit", "miss", "beyond", "false"))
    precision = f"{100 * hit / (hit + false):9.2f}" if hit + false else "        -"
    recall = f"{100 * hit / (hit + miss):7.2f}" if hit + miss else "      -"
    return f"{name:28} {hit + miss:7.0f} {hit:7.0f} {beyond:7.0f} {false:7.0f} {precision} {recall}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cache", type=Path, default=CACHE, help="folder with the unpacked archives")
    parser.add_argument("--errors", action="store_true", help="list every miss and every false report")
    options = parser.parse_args()

    everything: list[Judged] = []
    weights: dict[str, float] = {}  # literals of the corpus per literal drawn from it
    for corpus in CORPORA:
        folder = unpacked(corpus, options.cache)
        everything += judged(corpus, folder)
        sampled = sum(each.drawn for each in everything if each.corpus == corpus)
        weights[corpus] = len(literals(folder)) / sampled
    drawn = [each for each in everything if each.drawn]

    print(f"{f'sample of {len(drawn)} literals':28} {HEADER}")
    for corpus in CORPORA:
        print(table_row(corpus, [each for each in drawn if each.corpus == corpus]))
    print(table_row("all", drawn))
    print(table_row("all, weighted by corpus", drawn, weights))
    print(f"\n{f'sample and {len(everything) - len(drawn)} extra':28} {HEADER}")
    for rule in sorted({each.rule for each in everything if each.rule}):
        print(table_row(rule, [each for each in everything if each.rule == rule]))
    print("\nstatus codes outside the rules (sample):\n judged reported")
    outside = [each for each in drawn if each.label == "status"]
    beyond = Counter(each.kind for each in outside if each.reported)
    for kind, number in Counter(each.kind for each in outside).most_common():
        print(f"{number:7} {beyond[kind]:8}  {kind}")
    if options.errors:
        print("\nerrors:")
        for each in everything:
            of_another_rule = each.outcome == "hit" and each.reported != each.label
            if each.outcome in {"miss", "false"} or of_another_rule:
                print(each)


if __name__ == "__main__":
    main()
