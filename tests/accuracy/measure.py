"""Precision and recall of the plugin over the judged literals in `labels/`.

    python tests/accuracy/measure.py [--cache FOLDER] [--errors]

downloads the source archives of the corpora (once, into the cache), runs the finder over their Python
files and compares with the labels: `HSC1xx`, a site of that rule; `status`, a status code outside the
rules; `no`, not a status code. `labels/<corpus>.csv` is the seeded random sample (see `sample.py`),
`labels/extra-<corpus>.csv` holds further literals of the rarer rules and counts per rule only.

The finder runs with the library set to what the corpus's kind is judged for, since a label says whether
the place is a site, not which library has a constant there.
"""

from __future__ import annotations

import argparse
import ast
import csv
import io
import subprocess
import sys
import tarfile
import tempfile
import tokenize
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

from flake8_httpstatus.finder import find
from flake8_httpstatus.options import Settings

LABELS = Path(__file__).parent / "labels"
CORPORA = tuple(sorted(path.stem for path in LABELS.glob("*.csv") if not path.stem.startswith("extra-")))


class Spot(NamedTuple):
    """A literal: its file within the archive, 1-based line, 0-based column in characters."""

    file: str
    line: int
    column: int


class Label(NamedTuple):
    """How a literal was judged."""

    value: str
    label: str
    kind: str

    @property
    def is_site(self) -> bool:
        """Whether it is a site of one of the rules."""
        return self.label.startswith("HSC")


def unpacked(corpus: str, cache: Path) -> Path:
    """The folder of a corpus, downloaded from PyPI and unpacked if it is not there yet."""
    folder = cache / corpus
    if not folder.is_dir():
        name, _, version = corpus.rpartition("-")
        with tempfile.TemporaryDirectory(dir=cache) as archives:
            download = ["-m", "pip", "download", "-q", "--no-deps", "--no-binary", name, "-d", archives]
            subprocess.run([sys.executable, *download, f"{name}=={version}"], check=True)
            [archive] = Path(archives).iterdir()
            with tarfile.open(archive) as stream:
                stream.extractall(
                    cache, [each for each in stream if each.name.endswith((".py", ".toml", ".cfg", ".txt"))]
                )
    return folder


def labels(path: Path) -> dict[Spot, Label]:
    """The rows of one file of labels."""
    if not path.exists():
        return {}
    with path.open(newline="") as stream:
        return {
            Spot(row["file"], int(row["line"]), int(row["column"])): Label(
                row["value"], row["label"], row["kind"]
            )
            for row in csv.DictReader(stream)
        }


def reports(folder: Path) -> dict[Spot, tuple[str, int | None]]:
    """Every finding of a corpus: spot → (rule, value)."""
    found: dict[Spot, tuple[str, int | None]] = {}
    for path in sorted(folder.rglob("*.py")):
        raw = path.read_bytes()
        try:
            encoding = tokenize.detect_encoding(io.BytesIO(raw).readline)[0]
            source = raw.decode(encoding)
            tree = ast.parse(source)
        except (SyntaxError, UnicodeDecodeError):
            continue
        lines = source.split("\n")
        for finding in find(tree, source, str(path), Settings()):
            span = finding.span
            column = len(lines[span.line - 1].encode()[: span.column].decode())
            spot = Spot(path.relative_to(folder).as_posix(), span.line, column)
            found[spot] = (finding.code, finding.value)
    return found


def percent(part: int, whole: int) -> str:
    """A share, for the tables."""
    return f"{100 * part / whole:6.2f}" if whole else "     –"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "httpstatus-corpora")
    parser.add_argument("--errors", action="store_true", help="list every miss and every false report")
    options = parser.parse_args()
    options.cache.mkdir(parents=True, exist_ok=True)

    by_rule: defaultdict[str, Counter[str]] = defaultdict(Counter)
    kinds: Counter[tuple[str, str]] = Counter()
    errors: list[str] = []
    total: Counter[str] = Counter()
    weighted: Counter[str] = Counter()
    print(
        f"{'corpus':28} {'judged':>7} {'sites':>6} {'found':>6} {'false':>6} {'precision':>10} {'recall':>7}"
    )
    for corpus in CORPORA:
        folder = unpacked(corpus, options.cache)
        found = reports(folder)
        sample = labels(LABELS / f"{corpus}.csv")
        extra = labels(LABELS / f"extra-{corpus}.csv")
        count = Counter[str]()
        for judged, drawn in ((sample, True), (extra, False)):
            for spot, label in judged.items():
                report = found.get(spot)
                outcome = (
                    "hit"
                    if label.is_site and report
                    else "miss"
                    if label.is_site
                    else "false"
                    if report
                    else "quiet"
                )
                if label.label == "status" and outcome == "quiet" and drawn:
                    kinds[label.kind, corpus] += 1
                by_rule[label.label if label.is_site else report[0] if report else "none"][outcome] += 1
                if drawn:
                    count[outcome] += 1
                if outcome in {"miss", "false"} or (report and report[0] != label.label):
                    errors.append(
                        f"{outcome if outcome != 'hit' else 'rule'}: {corpus}/{spot.file}:{spot.line}:{spot.column} "
                        f"{label.value} judged {label.label} ({label.kind}), reported {report[0] if report else 'not'}"
                    )
        candidates = literal_count(folder)
        weight = candidates / max(1, len(sample))
        for outcome, number in count.items():
            total[outcome] += number
            weighted[outcome] += round(number * weight)
        row(corpus, len(sample), count)
    row("all", sum(total.values()), total)
    row("all, weighted by corpus", sum(weighted.values()), weighted)
    print(
        f"\n{'rule':8} {'sites':>6} {'found':>6} {'false':>6} {'precision':>10} {'recall':>7}   (sample and extra)"
    )
    for rule in sorted(rule for rule in by_rule if rule != "none"):
        count = by_rule[rule]
        sites = count["hit"] + count["miss"]
        print(
            f"{rule:8} {sites:6} {count['hit']:6} {count['false']:6} "
            f"{percent(count['hit'], count['hit'] + count['false']):>10} {percent(count['hit'], sites):>7}"
        )
    print("\nstatus codes outside the rules, in the sample:")
    outside: Counter[str] = Counter()
    for (kind, _), number in kinds.items():
        outside[kind] += number
    for kind, number in outside.most_common():
        print(f"{number:6}  {kind}")
    if options.errors:
        print("\n" + "\n".join(errors))


def row(name: str, judged: int, count: Counter[str]) -> None:
    """Print one line of the table."""
    sites, reported = count["hit"] + count["miss"], count["hit"] + count["false"]
    print(
        f"{name:28} {judged:7} {sites:6} {count['hit']:6} {count['false']:6} "
        f"{percent(count['hit'], reported):>10} {percent(count['hit'], sites):>7}"
    )


def literal_count(folder: Path) -> int:
    """How many literals the sample was drawn from."""
    sys.path.insert(0, str(Path(__file__).parent))
    from sample import literals

    return len(literals(folder))


if __name__ == "__main__":
    main()
