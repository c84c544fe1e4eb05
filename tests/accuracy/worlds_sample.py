"""Draw the seeded sample of the other worlds' integer literals that `labels/worlds/*.csv` judges.

Every integer literal between 200 and 599 of a corpus is a candidate. It is drawn in strata, so that a large
project, or one common shape, does not crowd out the rest: from each project a share by the square root of
its candidates, from each shape in it a share by their number, one at least.

    python -m tests.accuracy.worlds_sample FOLDER_WITH_UNPACKED_ARCHIVES

writes one `labels/worlds/<corpus>.csv` per corpus with empty labels; rows that are labelled already are kept.
"""

from __future__ import annotations

import ast
import math
import random
import sys
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from tests.accuracy.sample import LABELS, Literal, numbers, write
from tests.tools.corpora import OTHER_WORLDS, TRAPS

SEED = 20261121
SIZE = 1500

FOLDER = LABELS / "worlds"
FIELDS = (*Literal._fields, "shape", "label", "kind", "evidence")


class Candidate(NamedTuple):
    """A literal, and how it stands in its statement."""

    literal: Literal
    shape: str


def candidates(corpus: Path) -> list[Candidate]:
    """All candidates of an unpacked archive."""
    return sorted(
        {
            Candidate(literal, _shape(node, _parents(tree)))
            for literal, node, tree in numbers(corpus, range(200, 600))
        }
    )


@lru_cache(maxsize=1)  # the literals of one module come one after the other
def _parents(tree: ast.Module) -> dict[ast.AST, ast.AST]:
    return {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}


_THROUGH = (ast.IfExp, ast.BoolOp, ast.Tuple, ast.List, ast.Set, ast.NamedExpr)


def _shape(node: ast.expr, parents: dict[ast.AST, ast.AST]) -> str:
    """What is around it: `compared with .status`, `keyword code`, `argument of abort`."""
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


def drawn(name: str, found: list[Candidate], size: int) -> list[Candidate]:
    """`size` of the candidates (all, where there are fewer): one of each shape, then each shape's share."""
    shapes: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in random.Random(f"{SEED}:{name}").sample(found, len(found)):
        shapes[candidate.shape].append(candidate)
    ranked = [
        (place > 0, place / len(same), candidate)
        for same in shapes.values()
        for place, candidate in enumerate(same)
    ]
    return sorted(candidate for *_, candidate in sorted(ranked)[:size])


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
    found = {name: candidates(folder / name) for name in (*OTHER_WORLDS, *TRAPS)}
    sizes = shares({name: len(those) for name, those in found.items()}, SIZE)
    for name, size in sizes.items():
        chosen = drawn(name, found[name], size)
        given = ((*literal, shape) for literal, shape in chosen)
        write(FOLDER / f"{name}.csv", FIELDS, given)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
