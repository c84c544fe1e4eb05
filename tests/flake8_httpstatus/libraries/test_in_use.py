"""Codes that nobody registered: HTTP's by use, or another protocol's."""

from __future__ import annotations

import pytest

from flake8_httpstatus.libraries.constants import CONSTANTS
from flake8_httpstatus.libraries.in_use import IN_USE, has_another_protocols, is_another_protocols


def test_no_library_names_a_code_in_use() -> None:
    named = {constant.code for constants in CONSTANTS.values() for constant in constants}
    assert named.isdisjoint(frozenset().union(*IN_USE.values()))


def test_codes_of_the_design_are_in_use() -> None:
    codes = {419, 430, 440, 444, 449, 460, 463, *range(494, 500), *range(520, 531), 561, 598, 599}
    assert codes <= frozenset().union(*IN_USE.values())


@pytest.mark.parametrize(
    "replies",
    [
        # RFC 3977 and 4643: NNTP
        [211, 215, 220, 221, 222, 223, 224, 230, 231, 235, 239, 240, 281, 335, 340, 381],
        [435, 436, 437, 438, 441, 480, 481, 482, 483],
        # RFC 959: FTP
        [211, 212, 213, 214, 215, 220, 221, 225, 227, 230, 250, 257, 331, 332, 350, 450, 452, 532, 550, 553],
        # RFC 5321 and 4954: SMTP
        [211, 214, 220, 221, 235, 250, 251, 252, 334, 354, 432, 450, 452, 455, 534, 550, 554, 555],
    ],
)
def test_replies_of_other_protocols(replies: list[int]) -> None:
    assert [number for number in replies if not is_another_protocols(number)] == []


@pytest.mark.parametrize("number", [0, 100, 199, 200, 226, 306, 404, 418, 499, 509, 520, 599, 600, 2200])
def test_others(number: int) -> None:
    assert not is_another_protocols(number)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x == 281", True),
        ("[200,281]", True),
        ("x == 499", False),
        ("x == 2810 or x1281 or 281.0 or 1.281 or x.f281", False),
        ("timeout=250", True),
        ("", False),
    ],
)
def test_text(text: str, expected: bool) -> None:
    assert has_another_protocols(text) is expected
