"""Which entries speak for themselves, and which one of several is suggested."""

from __future__ import annotations

import ast

import pytest
from blocks import block
from cases import settings_of

from flake8_httpstatus.file import File
from flake8_httpstatus.finder import find_in
from flake8_httpstatus.suggest.groups import Suggestions, suggest
from flake8_httpstatus.suggest.unreported import Unreported, unreported


def numbers(source: str) -> list[Unreported]:
    text = "import http.client\n" + block(source)
    file = File(ast.parse(text), text, "/nowhere/case.py", settings_of())
    found = {finding.node for finding in find_in(file)}
    file.scopes.complete()
    return [*unreported(file, found)]


def suggested(*sources: str) -> Suggestions:
    return suggest({f"f{number}.py": numbers(source) for number, source in enumerate(sources)})


def chosen(*sources: str) -> dict[str, int]:
    return {str(group.entry): len(group.spots) for group in suggested(*sources).chosen}


def compared(*codes: float) -> str:
    return "".join(f"assert answer.outcome == {code}\n" for code in codes)


def test_three_codes_two_of_them_not_round() -> None:
    assert chosen(compared(200, 404, 409)) == {"outcome": 3}
    assert chosen(compared(200, 404), compared(404, 409)) == {"outcome": 4}


@pytest.mark.parametrize(
    ("codes", "doubt"),
    [
        ((300, 400, 500), "round numbers only"),
        ((200, 400, 404, 500), "all but one are round numbers"),
        ((200, 404, 409, 7), "7 is no code"),
        ((200, 404, 409, 2.5), "2.5 is no code"),
        ((200, 404, 409, 331), "331 is no code"),
    ],
)
def test_what_does_not_speak_for_itself(codes: tuple[float, ...], doubt: str) -> None:
    found = suggested(compared(*codes))
    assert found.chosen == []
    assert [(str(group.entry), group.doubt) for group in found.doubtful] == [("outcome", doubt)]


def test_too_few_are_not_mentioned() -> None:
    assert suggested(compared(404, 409, 404)) == Suggestions([], [])


def test_what_speaks_against_it_may_stand_in_any_file_and_place() -> None:
    assert chosen(compared(200, 404, 409), "def f(outcome=7): ...") == {}


def test_nothing_answered_yet_says_nothing() -> None:
    assert chosen(compared(200, 404, 409, 0, 499)) == {"outcome": 3}


def test_the_narrower_entry() -> None:
    source = """
    from shop import errors
    errors.fail(code=400)
    errors.fail(code=404)
    errors.fail(code=409)
    """
    assert chosen(source) == {"shop.errors.fail:code:": 3}
    # 7 speaks against the word, not against this callable
    assert chosen(source, "def exit(code=7): ...") == {"shop.errors.fail:code:": 3}


def test_the_method_where_the_receiver_is_not_known() -> None:
    source = "self.fail_with(400)\nself.fail_with(404)\nothers.fail_with(409)"
    assert chosen(source) == {".fail_with::0": 3}


def test_the_wider_entry_alone_if_it_is_needed_and_reaches_as_much() -> None:
    source = """
    from shop import errors
    errors.fail(code=400)
    errors.fail(code=404)
    errors.fail(code=409)
    assert error.code == 410
    assert error.code == 403
    assert error.code == 451
    """
    assert chosen(source) == {"code": 6}


def test_the_wider_entry_beside_a_narrower_one() -> None:
    source = compared(200, 404, 409) + "self.fail_with(400)\nself.fail_with(404)\nself.fail_with(409)"
    assert chosen(source) == {"outcome": 3, ".fail_with::0": 3}


def test_many_callees_with_one_keyword() -> None:
    calls = "\n".join(f"client.{name}('/', expect={code})" for name, code in MANY.items())
    assert chosen(calls) == {"expect": 4}


MANY = {"fetch": 404, "push": 201, "drop": 204, "change": 409}


def test_the_largest_comes_first() -> None:
    source = "self.fail_with(400)\nself.fail_with(404)\nself.fail_with(409)\n"
    assert [*chosen(source + compared(200, 404, 409, 409))] == ["outcome", ".fail_with::0"]
