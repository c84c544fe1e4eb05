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
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

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


class Literal(NamedTuple):
    """A candidate: file within the archive, 1-based line, 0-based column in characters."""

    file: str
    line: int
    column: int
    value: int


FIELDS = (*Literal._fields, "label", "kind")


def literals(corpus: Path) -> list[Literal]:
    """All candidates of an unpacked archive."""
    return sorted({literal for literal, *_ in numbers(corpus, range(100, 600))})


def numbers(corpus: Path, wanted: range) -> Iterator[tuple[Literal, ast.Constant, ast.Module]]:
    """Every integer literal of such a value, with its node and the module it stands in."""
    for path in corpus.rglob("*.py"):
        source = path.read_bytes()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(source)
        except SyntaxError:
            continue
        lines = source.splitlines()
        name = path.relative_to(corpus).as_posix()
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and type(node.value) is int and node.value in wanted:
                column = len(lines[node.lineno - 1][: node.col_offset].decode("utf-8", "replace"))
                yield Literal(name, node.lineno, column, node.value), node, tree


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a file of labels, none where there is no such file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def write(path: Path, fields: tuple[str, ...], drawn: Iterable[tuple[object, ...]]) -> None:
    """Write a file of labels: the first fields as they are drawn, the others as they were judged before."""
    known = {tuple(row[field] for field in Literal._fields): row for row in rows(path)}
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(fields)
        for given in drawn:
            row = known.get(tuple(map(str, given[: len(Literal._fields)])), {})
            writer.writerow((*given, *(row.get(field, "") for field in fields[len(given) :])))


def main(folder: Path) -> None:
    LABELS.mkdir(exist_ok=True)
    for name, size in SIZES.items():
        candidates = literals(folder / name)
        drawn = random.Random(f"{SEED}:{name}").sample(candidates, min(size, len(candidates)))
        write(LABELS / f"{name}.csv", FIELDS, sorted(drawn))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
