"""Each example of a rule is reported and rewritten as the rule says, and what it never reports is not."""

from __future__ import annotations

import re

import pytest
from cases import check_noop, check_transformed, find

from flake8_httpstatus.checks import CHECKS
from flake8_httpstatus.rules import BY_CODE, RULES, Example, Rule

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


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_what_is_never_reported(rule: Rule) -> None:
    check_noop(rule.never)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule(rule: Rule) -> None:
    assert re.fullmatch(r"HSC[12]\d\d", rule.code)
    assert rule.examples
    assert rule.options
    assert rule.references
    assert re.fullmatch(r"[A-Z].*[^.]", rule.summary)
    assert rule.rationale.endswith(".")
    assert rule.rewritten.endswith(".")
    assert rule.evidence and all(each.endswith(".") for each in rule.evidence)


def test_codes() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(BY_CODE)
    assert "HSC201" not in codes, "it is retired, and its number not used again"


def test_each_rule_has_a_check() -> None:
    assert {rule for check in CHECKS for rule in check.rules} == {*RULES}
