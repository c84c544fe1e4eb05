"""What `suggest` suggests over all corpora, against what was judged by hand in `suggestions.csv`.

    python -m tests.accuracy.suggestions [--cache FOLDER]

prints, for each corpus with a suggestion, the findings by default, the suggestions judged right and wrong,
and the findings with the right ones accepted, as a table in Markdown; suggestions that nobody has judged yet;
and the reach over the sample of `worlds.py` with the right ones accepted.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Final, NamedTuple

from flake8_httpstatus.file import File
from flake8_httpstatus.finder import find_in
from flake8_httpstatus.options import ATTRIBUTES_OPTION, CALLABLES_OPTION, KEYS_OPTION, Settings, settings
from flake8_httpstatus.suggest.groups import suggest
from flake8_httpstatus.suggest.lines import Line, lines, merged
from flake8_httpstatus.suggest.unreported import Unreported, unreported
from tests.accuracy.measure import findings, modules
from tests.accuracy.worlds import HTTP, Drawn, sample, table_row
from tests.tools.corpora import CACHE, CORPORA, OTHER_WORLDS, TRAPS, unpacked

JUDGED: Final = Path(__file__).parent / "suggestions.csv"
CURRENT: Final = {ATTRIBUTES_OPTION: ["status_code"], KEYS_OPTION: [], CALLABLES_OPTION: []}


class Judgement(NamedTuple):
    """A row of the file."""

    corpus: str
    option: str
    value: str
    judged: str  # right or wrong
    what: str  # what the codes are


def judgements() -> list[Judgement]:
    """All of them."""
    with JUDGED.open(encoding="utf-8", newline="") as stream:
        return [Judgement(**row) for row in csv.DictReader(stream)]


def numbers(folder: Path) -> dict[str, list[Unreported]]:
    """What the finder does not report, by file; files that this Python cannot parse have nothing."""
    found: dict[str, list[Unreported]] = {}
    for path, source, tree in modules(folder):
        file = File(tree, source, str(path), HTTP)
        reported = {finding.node for finding in find_in(file)}
        file.scopes.complete()
        found[path.relative_to(folder).as_posix()] = [*unreported(file, reported)]
    return found


def accepted(new: Iterable[Line]) -> Settings:
    """The settings once these lines are in the configuration."""
    values = {
        f"httpstatus_{option[13:]}": given for option, given in (CURRENT | merged(CURRENT, new)).items()
    }
    return settings(SimpleNamespace(httpstatus_library="http>=3.11", **values))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cache", type=Path, default=CACHE, help="folder with the unpacked archives")
    cache = parser.parse_args().cache

    known = {(each.corpus, each.option, each.value): each.judged for each in judgements()}
    drawn: list[Drawn] = []
    all_right = all_wrong = 0
    print("| project | found by default | suggestions right | wrong | found with the right ones |")
    print("|---|--:|--:|--:|--:|")
    for corpus in (*CORPORA, *OTHER_WORLDS, *TRAPS):
        folder = unpacked(corpus, cache)
        new = lines(suggest(numbers(folder)).chosen)
        answers = [(line, known.get((corpus, line.option[2:], line.value))) for line in new]
        for line in (line for line, answer in answers if answer is None):
            print(f"not judged: {corpus},{line.option[2:]},{line.value}")
        right = [line for line, answer in answers if answer == "right"]
        wrong = len(answers) - len(right)
        all_right, all_wrong = all_right + len(right), all_wrong + wrong
        reported = {place: finding.code for place, finding in findings(folder, accepted(right))}
        if new:
            before = sum(1 for _ in findings(folder, HTTP))
            print(f"| {corpus.replace('-', ' ')} | {before} | {len(right)} | {wrong} | {len(reported)} |")
        if corpus not in CORPORA:
            drawn += sample(corpus, folder, reported)
    print(f"\n{all_right} right, {all_wrong} wrong")
    print(f"\n{f'sample of {len(drawn)} literals':44} statuses   found   reach   false")
    print(table_row("all", drawn))
    print(table_row("all, each for the literals of its shape", drawn, weighted=True))


if __name__ == "__main__":
    main()
