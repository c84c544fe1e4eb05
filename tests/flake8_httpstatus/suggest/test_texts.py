"""Suggestions as lines of a configuration file and as JSON."""

from __future__ import annotations

import configparser
import json
import tomllib

from blocks import block

from flake8_httpstatus.suggest.entries import Entry
from flake8_httpstatus.suggest.groups import Group, Spot
from flake8_httpstatus.suggest.lines import lines, merged
from flake8_httpstatus.suggest.texts import as_json, ini, passed_over, toml
from flake8_httpstatus.suggest.unreported import Unreported

ATTRIBUTES, KEYS, CALLABLES = ("--httpstatus-attributes", "--httpstatus-keys", "--httpstatus-callables")
CURRENT = {ATTRIBUTES: ["status_code"], KEYS: [], CALLABLES: [".old::0"]}
MANY = (200, 201, 202, 204, 400, 401, 403, 404, 405, 409, 410, 412, 415, 422, 429, 500, 502, 503)


def group(entry: Entry, *codes: int, files: tuple[str, ...] = ("./tests/api.py", "tests/users.py")) -> Group:
    spots = [
        Spot(files[index % len(files)], Unreported(code, 10 + index, is_code=True, entries=(entry,)))
        for index, code in enumerate(codes)
    ]
    return Group(entry, spots, ())


CODE = group(Entry(ATTRIBUTES, "code"), 404, 200, 409, 404)
OUTCOME = group(Entry(ATTRIBUTES, "outcome"), 404, 200, 409)
KEYWORD = group(Entry(CALLABLES, "shop.fail", keyword="code"), 400, 404, 409)
POSITION = group(Entry(CALLABLES, "shop.fail", position="1"), 401, 402, 403, files=("shop/a.py",))


def text_of(*groups: Group, width: int = 100) -> str:
    new = lines(groups)
    return "\n".join(ini(new, merged(CURRENT, new), width)) + "\n"


def test_one_value() -> None:
    assert text_of(CODE) == block("""
        [flake8]
        # 4 × 200 404 409   tests/api.py:10  tests/users.py:11
        httpstatus-attributes = status_code, code
        """)


def test_several_values_and_a_callable_by_keyword_and_position() -> None:
    expected = block("""
        [flake8]
        httpstatus-attributes =
            status_code
            # 4 × 200 404 409   tests/api.py:10  tests/users.py:11
            code
            # 3 × 200 404 409   tests/api.py:10  tests/users.py:11
            outcome
        # 6 × 400 401 402 403 404 409   tests/api.py:10  shop/a.py:10
        httpstatus-callables = .old::0, shop.fail:code:1
        """)
    assert text_of(KEYWORD, CODE, POSITION, OUTCOME) == expected
    parser = configparser.RawConfigParser()
    parser.read_string(expected)
    assert parser["flake8"]["httpstatus-attributes"].split() == ["status_code", "code", "outcome"]


def test_a_line_that_would_be_too_long() -> None:
    assert text_of(KEYWORD, width=40).endswith("\nhttpstatus-callables =\n    .old::0\n    shop.fail:code:\n")


def test_many_codes_take_the_room_that_there_is() -> None:
    many = group(Entry(ATTRIBUTES, "code"), *MANY)
    for width in (50, 60, 80, 100, 110):
        comment = text_of(many, width=width).splitlines()[1]
        assert len(comment) <= width
        assert "tests/api.py:10" in comment and "200 201" in comment and "…" in comment
    assert "…" not in text_of(many, width=130)


def test_examples_in_one_file() -> None:
    one = group(Entry(KEYS, "code"), 404, 409, 410, files=("a.py",))
    assert "a.py:10  a.py:11" in text_of(one)


def test_toml() -> None:
    new = lines([CODE, KEYWORD])
    text = "\n".join(toml(new, merged(CURRENT, new), 80))
    assert "    # 4 × 200 404 409   tests/api.py:10  tests/users.py:11\n" in text
    assert tomllib.loads(text) == {
        "tool": {
            "flake8": {
                "httpstatus-attributes": ["status_code", "code"],
                "httpstatus-callables": [".old::0", "shop.fail:code:"],
            }
        }
    }


def test_what_is_passed_over() -> None:
    sizes = group(Entry(ATTRIBUTES, "height"), 500, 300, 400)
    assert passed_over(sizes) == "height 300 400 500: round numbers only"


def test_json() -> None:
    new = lines([CODE])
    sizes = group(Entry(ATTRIBUTES, "height"), 500, 300, 400)
    assert json.loads(as_json(new, merged(CURRENT, new), [sizes])) == {
        "configuration": {"httpstatus-attributes": ["status_code", "code"]},
        "suggestions": [
            {
                "option": "httpstatus-attributes",
                "value": "code",
                "codes": {"200": 1, "404": 2, "409": 1},
                "places": ["tests/api.py:10", "tests/api.py:12", "tests/users.py:11", "tests/users.py:13"],
            }
        ],
        "passed_over": [
            {
                "option": "httpstatus-attributes",
                "value": "height",
                "codes": {"300": 1, "400": 1, "500": 1},
                "reason": "round numbers only",
            }
        ],
    }
