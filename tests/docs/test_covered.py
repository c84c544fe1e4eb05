"""The page of what is covered says what the finder reports: each line of its examples, and none else."""

from __future__ import annotations

import configparser
import importlib.util
from pathlib import Path

import pytest
from cases import check_noop, find, rewritten
from recipes import recipe

SCRIPT = Path(__file__).parents[2] / "docs" / "tools" / "covered.py"
RULES = {
    "argument": {"HSC101"},
    "compared": {"HSC103"},
    "set": {"HSC101", "HSC102"},
    "exception": {"HSC101", "HSC102", "HSC103"},
    "returned": {"HSC102", "HSC106"},
    "map": {"HSC105"},
}

spec = importlib.util.spec_from_file_location("covered", SCRIPT)
assert spec is not None and spec.loader is not None
covered = importlib.util.module_from_spec(spec)
spec.loader.exec_module(covered)
EXAMPLES = [pytest.param(module, id=name) for name, module in covered.COVERED.items()]


@pytest.mark.parametrize("module", EXAMPLES)
def test_example(module: str) -> None:
    marks = covered.marks(module)
    assert marks
    found = {finding.span.line: finding for finding in find(module, library="auto")}
    assert set(found) == {line for line, (_, reported) in marks.items() if reported}
    for line, finding in found.items():
        assert finding.code in RULES[marks[line][0]]
        assert finding.replacement
    check_noop(rewritten(module, library="auto"), library="auto")


def test_options_for_what_is_not_covered() -> None:
    parser = configparser.ConfigParser()
    parser.read_string(recipe("covered.md", "more"))
    given = {
        name.removeprefix("httpstatus-"): value.replace(",", " ") for name, value in parser["flake8"].items()
    }
    helped = {
        name
        for name, module in covered.COVERED.items()
        if len(find(module, library="auto", **given)) > len(find(module, library="auto"))
    }
    assert helped == {"CherryPy", "OpenStack", "Twisted and treq", "unittest.mock"}
