"""Values put into a configuration file: all else stays as it is, byte for byte."""

from __future__ import annotations

import configparser
import tomllib

import pytest
from blocks import block
from httpstatus_codemod.suggest.writing import NotWritten, with_values

ATTRIBUTES, KEYS, CALLABLES = ("--httpstatus-attributes", "--httpstatus-keys", "--httpstatus-callables")
DEFAULTS = {ATTRIBUTES: ["status_code"], KEYS: [], CALLABLES: []}


def written(text: str, name: str = ".flake8", **new: list[str]) -> str:
    """The text with new values; `attributes=["code"]`."""
    values = {f"--httpstatus-{option}": given for option, given in new.items()}
    every = {option: [*DEFAULTS[option], *given] for option, given in values.items()}
    return with_values(name, block(text), values, every)


def test_new_options_behind_the_last_one() -> None:
    before = """
        # of all tools
        [flake8]
        ; as black has it
        max-line-length = 88


        # of another
        [isort]
        profile=black
        """
    assert written(before, attributes=["code"], callables=[".fail::0"]) == block("""
        # of all tools
        [flake8]
        ; as black has it
        max-line-length = 88
        httpstatus-attributes = status_code, code
        httpstatus-callables = .fail::0


        # of another
        [isort]
        profile=black
        """)


def test_behind_the_values_of_an_option() -> None:
    before = """
        [flake8]
        httpstatus_attributes=status_code,outcome
        httpstatus-callables =
          # of the shop
          shop.fail::0

          # of others
          .answer:code:
        exclude = build
        """
    assert written(before, attributes=["code"], callables=[".fail::0"]) == block("""
        [flake8]
        httpstatus_attributes = status_code,outcome, code
        httpstatus-callables =
          # of the shop
          shop.fail::0
          # of others
          .answer:code:
          .fail::0
        exclude = build
        """)


def test_a_line_that_would_become_too_long() -> None:
    long = [f"shop.errors.failure_number_{number}::0" for number in range(3)]
    assert written("[flake8]\nhttpstatus-callables = .answer::0, .fail::0\n", callables=long) == block("""
        [flake8]
        httpstatus-callables =
            .answer::0
            .fail::0
            shop.errors.failure_number_0::0
            shop.errors.failure_number_1::0
            shop.errors.failure_number_2::0
        """)
    assert written("[flake8]\n", callables=long) == block("""
        [flake8]
        httpstatus-callables =
            shop.errors.failure_number_0::0
            shop.errors.failure_number_1::0
            shop.errors.failure_number_2::0
        """)


def test_a_file_without_the_section() -> None:
    assert written("[metadata]\nname = shop\n", keys=["code"]) == block("""
        [metadata]
        name = shop
        [flake8]
        httpstatus-keys = code
        """)


@pytest.mark.parametrize("value", ["", " =", " =\n"])
def test_an_option_without_a_value(value: str) -> None:
    text = written(f"[flake8]\nhttpstatus-keys{value or ' ='}\n", keys=["code"])
    parser = configparser.RawConfigParser()
    parser.read_string(text)
    assert parser["flake8"]["httpstatus-keys"].split() == ["code"]


def test_line_ends_stay() -> None:
    text = written("[flake8]\r\nexclude = build\r\n", keys=["code"])
    assert text == "[flake8]\r\nexclude = build\r\nhttpstatus-keys = code\r\n"


def test_a_file_that_cannot_be_parsed() -> None:
    with pytest.raises(NotWritten, match="cannot be parsed"):
        written("[flake8]\n[flake8]\n", keys=["code"])


def test_toml() -> None:
    before = """
        # of the project
        [project]
        name = "shop"  # a shop

        [tool.flake8]
        httpstatus-attributes = [
            "status_code",
            "outcome",  # ours
        ]
        httpstatus-keys = "answer"

        [tool.other]
        x = 1
        """
    text = written(before, "pyproject.toml", attributes=["code"], keys=["c"], callables=[".fail::0"])
    for line in block(before).splitlines():
        assert line in text.splitlines() or line == 'httpstatus-keys = "answer"'
    assert tomllib.loads(text) == {
        "project": {"name": "shop"},
        "tool": {
            "flake8": {
                "httpstatus-attributes": ["status_code", "outcome", "code"],
                "httpstatus-keys": "answer, c",
                "httpstatus-callables": [".fail::0"],
            },
            "other": {"x": 1},
        },
    }
