"""Draw the seeded sample of the other worlds' integer literals that `labels/worlds/*.csv` judges.

Every integer literal between 200 and 599 of a corpus is a candidate. It is drawn in strata, so that a large
project, or one common shape, does not crowd out the rest: from each project a share by the square root of
its candidates, from each shape in it a share by their number, one at least.

    python -m tests.accuracy.worlds_sample FOLDER_WITH_UNPACKED_ARCHIVES

writes one `labels/worlds/<corpus>.csv` per corpus with empty labels; rows that are labelled already are kept.
"""

from __future__ import annotations

import ast
import csv
import math
import random
import sys
import warnings
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from tests.accuracy.sample import LABELS
from tests.tools.corpora import OTHER_WORLDS, TRAPS

SEED = 20261121
SIZE = 1500

FOLDER = LABELS / "worlds"
JUDGED = ("label", "kind", "evidence")
FIELDS = ("file", "line", "column", "value", "shape", *JUDGED)


class Literal(NamedTuple):
    """A candidate: 1-based line, 0-based column in characters."""

    file: str
    line: int
    column: int
    value: int
    shape: str


def literals(corpus: Path) -> list[Literal]:
    """All candidates of an unpacked archive."""
    found: set[Literal] = set()
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
        parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and type(node.value) is int and 200 <= node.value <= 599:
                column = len(lines[node.lineno - 1][: node.col_offset].decode("utf-8", "replace"))
                found.add(Literal(name, node.lineno, column, node.value, _shape(node, parents)))
    return sorted(found)


_THROUGH = (ast.IfExp, ast.BoolOp, ast.Tuple, ast.List, ast.Set, ast.NamedExpr)


def _shape(node: ast.expr, parents: dict[ast.AST, ast.AST]) -> str:
    """How it stands in its statement: `compared with .status`, `keyword code`, `argument of abort`."""
    child: ast.AST = node
    above = parents[child]
    while isinstance(above, _THROUGH):
        child, above = above, parents[above]
    if isinstance(above, ast.Compare):
        other = next(each for each in (above.left, *above.comparators) if each is not child)
        return f"compared with {_spelled(other)}"
    if isinstance(above, ast.keyword):
        return f"keyword {above.arg}"
    if isinstance(above, ast.Call):
        return f"argument of {_spelled(above.func).lstrip('.')}"
    if isinstance(above, ast.Dict):
        return "dict key" if child in above.keys else "dict value"
    if isinstance(above, ast.Assign):
        return f"assigned to {_spelled(above.targets[0])}"
    return type(above).__name__.lower()


def _spelled(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return f".{node.attr}"
    return "name" if isinstance(node, ast.Name) else type(node).__name__.lower()


def drawn(name: str, candidates: list[Literal], size: int) -> list[Literal]:
    """`size` of the candidates (all, where there are fewer): one of each shape, then each shape's share."""
    shapes: dict[str, list[Literal]] = defaultdict(list)
    chance = random.Random(f"{SEED}:{name}")
    for literal in chance.sample(candidates, len(candidates)):
        shapes[literal.shape].append(literal)
    ranked = [
        (place > 0, place / len(same), literal)
        for same in shapes.values()
        for place, literal in enumerate(same)
    ]
    return sorted(literal for *_, literal in sorted(ranked)[:size])


def shares(numbers: dict[str, int], size: int) -> dict[str, int]:
    """How many of `size` are drawn from each corpus, by the square root of its number of candidates."""
    chosen: dict[str, int] = {}
    for name in sorted(numbers, key=numbers.__getitem__):  # what a small one does not fill goes to the others
        roots = {each: math.sqrt(number) for each, number in numbers.items() if each not in chosen}
        left = size - sum(chosen.values())
        chosen[name] = min(numbers[name], round(left * roots[name] / sum(roots.values())))
    return chosen


def main(folder: Path) -> None:
    FOLDER.mkdir(exist_ok=True)
    candidates = {name: literals(folder / name) for name in (*OTHER_WORLDS, *TRAPS)}
    sizes = shares({name: len(found) for name, found in candidates.items()}, SIZE)
    for name, size in sizes.items():
        target = FOLDER / f"{name}.csv"
        known: dict[tuple[str, ...], dict[str, str]] = {}
        if target.exists():
            with target.open(newline="") as stream:
                known = {tuple(row[field] for field in FIELDS[:4]): row for row in csv.DictReader(stream)}
        with target.open("w", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(FIELDS)
            for literal in drawn(name, candidates[name], size):
                row = known.get(tuple(map(str, literal[:4])), {})
                writer.writerow((*literal, *(row.get(field, "") for field in JUDGED)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
