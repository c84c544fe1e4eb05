"""The rule catalogue: each example is reported as it says, and becomes what it says."""

from __future__ import annotations

import re

import pytest
from cases import check_noop, check_transformed, find

from flake8_httpstatus.rules import BY_CODE, RULES, Example

EXAMPLES = [
    pytest.param(rule.code, example, id=f"{rule.code}-{number}")
    for rule in RULES
    for number, example in enumerate(rule.examples, 1)
]


@pytest.mark.parametrize(("code", "example"), EXAMPLES)
def test_example(code: str, example: Example) -> None:
    found = find(example.bad, library=example.library)
    assert {each.code for each in found} == {code}
    if example.good is None:
        assert not any(each.replacement for each in found)
    else:
        assert all(each.replacement for each in found)
        check_transformed(example.bad, example.good, library=example.library)
        check_noop(example.good, library=example.library)


def test_catalogue() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(BY_CODE)
    assert codes == [f"HSC10{digit}" for digit in range(1, 8)] + ["HSC202", "HSC203"]
    for rule in RULES:
        assert rule.examples
        assert re.fullmatch(r"[A-Z].*[^.]", rule.summary)
        assert rule.rationale.endswith(".")
        assert rule.rewritten.endswith(".")


def test_every_rule_that_rewrites_has_an_example_of_it() -> None:
    rewriting = {rule.code for rule in RULES if any(example.good for example in rule.examples)}
    assert set(BY_CODE) - rewriting == {"HSC202"}
