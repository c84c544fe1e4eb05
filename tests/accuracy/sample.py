"""Draw the seeded sample of integer literals that `labels/*.csv` judges.

Every integer literal between 100 and 599 of a corpus is a candidate. From each corpus a fixed number
is drawn with a generator seeded by the corpus name, so that anyone draws the same ones.

    python -m tests.accuracy.sample FOLDER_WITH_UNPACKED_ARCHIVES

writes one `labels/<corpus>.csv` per corpus with empty labels; rows that are labelled already are kept.
"""

from __future__ import annotations

import ast
import csv
import random
import sys
from pathlib import Path

SEED = 20261120

# corpus (folder name of the unpacked archive: name-version) -> literals drawn (all, where it has fewer)
SIZES = {
    "apache_superset-6.1.0": 500,
    "dj_rest_auth-7.2.0": 500,
    "djangorestframework-3.18.3": 500,
    "drf_spectacular-0.30.0": 500,
    "fastapi-0.165.0": 700,
    "label_studio-1.23.2": 500,
    "mlflow-3.18.0": 450,
    "starlette-1.10.0": 500,
}

LABELS = Path(__file__).parent / "labels"
FIELDS = ("file", "line", "column", "value", "label", "kind")

Literal = tuple[str, int, int, int]


def literals(corpus: Path) -> list[Literal]:
    """All candidates of an unpacked archive as (file, 1-based line, 0-based character column, value)."""
    found: set[Literal] = set()
    for path in corpus.rglob("*.py"):
        source = path.read_bytes()
        try:
            tree = ast.parse(source)
        except SyntaxError:
            continue
        lines = source.splitlines()
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and type(node.value) is int and 100 <= node.value <= 599:
                column = len(lines[node.lineno - 1][: node.col_offset].decode("utf-8", "replace"))
                found.add((path.relative_to(corpus).as_posix(), node.lineno, column, node.value))
    return sorted(found)


def main(folder: Path) -> None:
    LABELS.mkdir(exist_ok=True)
    for name, size in SIZES.items():
        candidates = literals(folder / name)
        drawn = random.Random(f"{SEED}:{name}").sample(candidates, min(size, len(candidates)))
        target = LABELS / f"{name}.csv"
        known: dict[tuple[str, ...], tuple[str, str]] = {}
        if target.exists():
            with target.open(newline="") as stream:
                for row in csv.DictReader(stream):
                    known[tuple(row[field] for field in FIELDS[:4])] = (row["label"], row["kind"])
        with target.open("w", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(FIELDS)
            for literal in sorted(drawn):
                key = tuple(map(str, literal))
                writer.writerow((*key, *known.get(key, ("", ""))))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
