"""Which entries would reach a number; and that they do, once they stand in the options."""

from __future__ import annotations

import ast

import pytest
from blocks import block
from cases import NOWHERE, settings_of

from flake8_httpstatus.file import File
from flake8_httpstatus.finder import find, find_in
from flake8_httpstatus.options import Settings
from flake8_httpstatus.suggest.entries import Entry
from flake8_httpstatus.suggest.unreported import Unreported, unreported

OPTIONS = ("attributes", "callables", "keys")


def numbers(source: str, settings: Settings | None = None) -> list[Unreported]:
    """What is not reported in a file that speaks of HTTP."""
    text = "import http.client\n" + block(source)
    file = File(ast.parse(text), text, NOWHERE, settings or settings_of())
    found = {finding.node for finding in find_in(file)}
    file.scopes.complete()
    return [*unreported(file, found)]


def said(number: Unreported) -> list[str]:
    return [f"{entry.option.removeprefix('--httpstatus-')} {entry}" for entry in number.entries]


def with_entry(entry: Entry) -> Settings:
    option = entry.option.removeprefix("--httpstatus-")
    assert option in OPTIONS
    return settings_of(**{option: str(entry)})


REACHED = {
    "answer.outcome == 404": ["attributes outcome"],
    "404 != answer.outcome": ["attributes outcome"],
    "outcome in (404, other)": ["attributes outcome"],
    "int(answer.outcome) == 404": ["attributes outcome"],
    "getattr(answer, 'outcome') == 404": ["attributes outcome"],
    "(outcome := read()) == 404": ["attributes outcome"],
    "self.assertEqual(answer.outcome, 404)": ["attributes outcome"],
    "self.assertIn(answer.outcome, [404])": ["attributes outcome"],
    "answer.outcome = 404": ["attributes outcome"],
    "outcome = 404 if missing else other": ["attributes outcome"],
    "outcome: int = 404": ["attributes outcome"],
    "text, outcome = read(), 404": ["attributes outcome"],
    "def answer(outcome=404): ...": ["attributes outcome"],
    "class Gone(Error):\n    OUTCOME = 404": ["attributes OUTCOME"],
    "outcomes = frozenset({404, other})": ["attributes outcomes"],
    "match answer.outcome:\n    case 404: ...": ["attributes outcome"],
    "match answer:\n    case Answer(outcome=404): ...": ["attributes outcome"],
    "@pytest.mark.parametrize('path, outcome', [('/', 404)])\ndef test(path, outcome): ...": [
        "attributes outcome"
    ],
    "answer['outcome'] == 404": ["keys outcome"],
    "answer.get('outcome') == 404": ["keys outcome"],
    "answer['outcome'] = 404": ["keys outcome"],
    "{'outcome': 404, 'x': x}": ["keys outcome"],
    "match answer:\n    case {'outcome': 404}: ...": ["keys outcome"],
    "def test(post):\n    post('/', expect=404)": ["callables post:expect:", "attributes expect"],
    "self.fail_with(404)": ["callables .fail_with::0"],
    "from shop.errors import fail\nfail('gone', 404)": ["callables shop.errors.fail::1"],
    "from shop import errors\nerrors.fail(code=404)": [
        "callables shop.errors.fail:code:",
        "callables .fail:code:",
        "attributes code",
    ],
    "from .errors import fail\nfail(404)": ["callables fail::0"],
    "from shop.docs import answers\n@answers(404)\ndef view(): ...": ["callables shop.docs.answers::0"],
    "def fail(outcome): ...\nfail(404)": ["callables fail::0", "attributes outcome"],
    "class A:\n    def fail(self, outcome): ...\n    def go(self): self.fail_with(404)": [
        "callables .fail_with::0"
    ],
}


@pytest.mark.parametrize("source", REACHED)
def test_entries_that_reach_a_number(source: str) -> None:
    [number] = numbers(source)
    assert number.is_code
    assert said(number) == REACHED[source]


@pytest.mark.parametrize("source", REACHED)
def test_the_options_then_report_it(source: str) -> None:
    text = "import http.client\n" + source
    [number] = numbers(source)
    for entry in number.entries:
        found = find(ast.parse(text), text, NOWHERE, with_entry(entry))
        assert [finding.value for finding in found] == [404]


@pytest.mark.parametrize(
    "source",
    [
        "404",
        "print(404)",
        "codes.append(404)",
        "str(404)",
        "self.assertTrue(404)",
        "mock.assert_called_with(404)",
        "mock.return_value = 404",
        "Mock(side_effect=404)",
        "from http import HTTPStatus\nHTTPStatus(404)",
        "NOT_FOUND = 404",
        "class Code(IntEnum):\n    NOT_FOUND = 404",
        "Job.objects.filter(outcome=404)",
        "Job.objects.get(404)",
        "fail(*others, 404)",
        "rows = (('gone', 404), ('found', 302))",
        f"rows = {[404] * 100}",
        "import os\noutcome = os.system('x')\nif outcome == 404: ...",
        # cannot stand in an option
        "answer['HTTP status'] == 404",
        "answer['a,b'] == 404",
        "answer['#'] == 404",
        "answer[''] == 404",
        "getattr(answer, 'out-come') == 404",
        "échec(404)",
        # known by their names already: there is a reason for the silence
        "x = 1 if 418 == r.status_code else 2",
        # of a class, and nothing else
        "if outcome < 400 or outcome > 599: ...",
        "if outcome == 0: ...",
    ],
)
def test_no_entry(source: str) -> None:
    assert [number for number in numbers(source, settings_of("django-petra")) if number.is_code] == []


def test_what_is_found_does_not_count() -> None:
    assert numbers("r.status_code == 404") == []
    assert numbers("r.outcome == 404", settings_of(attributes="outcome")) == []
    assert numbers("fail(404)", settings_of(callables="fail::0")) == []


def test_a_callable_known_in_some_files_can_be_suggested() -> None:
    [number] = numbers("self.send_error(404)")
    assert said(number) == ["callables .send_error::0"]


def test_a_code_without_a_constant_does_not_count() -> None:
    assert numbers("answer.outcome == 418", settings_of("django-petra")) == []


@pytest.mark.parametrize("number", ["7", "1000", "-1", "404.5", "331", "110"])
def test_no_code_speaks_against_an_entry(number: str) -> None:
    [found] = numbers(f"answer.outcome == {number}")
    assert not found.is_code
    assert said(found) == ["attributes outcome"]


def test_other_limits_than_of_classes_speak_against_an_entry() -> None:
    [found] = numbers("answer.outcome > 1024")
    assert not found.is_code


def test_codes_of_servers_in_use_say_nothing() -> None:
    assert numbers("answer.outcome == 499 or answer.outcome == 100") == []


def test_other_protocols() -> None:
    text = "if reply.code == 331 or reply.code == 404: ..."
    file = File(ast.parse(text), text, NOWHERE, settings_of())
    file.scopes.complete()
    assert [number.is_code for number in unreported(file, ())] == [False]
