"""The labels are whole: each literal is judged, once, and a status of other worlds says what shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_httpstatus.rules import RULES
from tests.accuracy.flow import FOLDER as FLOW
from tests.accuracy.flow import UNSEEN
from tests.accuracy.measure import spot
from tests.accuracy.sample import LABELS, rows
from tests.accuracy.worlds import REPORTS
from tests.accuracy.worlds_sample import FOLDER, SIZE
from tests.tools.corpora import CORPORA, OTHER_WORLDS, TRAPS

pytestmark = pytest.mark.host

CODES = {rule.code for rule in RULES}
ANSWERS = {
    LABELS: {*CODES, "status", "no"},
    FOLDER: {"status", "bound", "definition", "no"},
    REPORTS: {"right", "wrong"},
    FLOW: {"right", "wrong"},
}


@pytest.mark.parametrize(
    "path", sorted(LABELS.rglob("*.csv")), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_each_is_judged_once(path: Path) -> None:
    labelled = rows(path)
    spots = [spot(row) for row in labelled]
    assert len(set(spots)) == len(spots) > 0
    assert {row.get("label", row.get("judged")) for row in labelled} <= ANSWERS[path.parent]
    assert all(row["kind"] for row in labelled)
    unseen = UNSEEN if path.parent == FLOW else ()
    assert path.stem.removeprefix("extra-") in {*CORPORA, *OTHER_WORLDS, *TRAPS, *unseen}


def test_what_is_drawn_and_extra_do_not_overlap() -> None:
    for corpus in CORPORA:
        drawn, extra = ({*map(spot, rows(LABELS / f"{prefix}{corpus}.csv"))} for prefix in ("", "extra-"))
        assert drawn.isdisjoint(extra)


def test_other_worlds() -> None:
    labelled = [row for path in FOLDER.glob("*.csv") for row in rows(path)]
    assert len(labelled) == SIZE
    assert all(row["evidence"] for row in labelled if row["label"] == "status")


def test_reports() -> None:
    for folder in (REPORTS, FLOW):
        assert sum(len(rows(path)) for path in folder.glob("*.csv")) == 600
    labelled = [row for folder in (REPORTS, FLOW) for path in folder.glob("*.csv") for row in rows(path)]
    assert {row["rule"] for row in labelled} <= CODES
