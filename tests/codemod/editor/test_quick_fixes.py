"""Quick fixes, and the edits that turn one text into another."""

from __future__ import annotations

import pytest
from httpstatus_codemod.editor.edits import Edit, Position, Units, edits, position
from httpstatus_codemod.editor.quick_fixes import ALL, QuickFix, fix_all, quick_fixes
from httpstatus_codemod.editor.text import EditedText
from httpstatus_codemod.flake8_bridge import Configuration
from hypothesis import given
from hypothesis import strategies as st

from flake8_httpstatus.source import Text

SOURCE = "from rest_framework.response import Response\n\n"
LINE = "Response(status=404)\n"


def applied(text: str, changes: list[Edit]) -> str:
    places = {position(Text(text), offset): offset for offset in range(len(text) + 1)}
    pieces, done = [], 0
    for change in changes:
        assert done <= places[change.start] <= places[change.end]
        pieces += text[done : places[change.start]], change.text
        done = places[change.end]
    return "".join([*pieces, text[done:]])


LINES = st.lists(
    st.sampled_from(["a = 404\n", "a = 😀 404 é\n", "a = b\r\n", "\n", "\r\n", "x\n", "xy\n", "    é\n"]),
    max_size=8,
).map("".join)


@given(LINES, LINES, st.sampled_from(["", "x", "xy"]), st.sampled_from(["", "x", "é"]))
def test_edits_make_the_new_text(old: str, new: str, old_end: str, new_end: str) -> None:
    assert applied(old + old_end, list(edits(old + old_end, new + new_end))) == new + new_end


def test_edits_are_small() -> None:
    old = "import a\n\nf('😀', 404); g(500)\n"
    new = "import a\nimport b\n\nf('😀', b.X); g(500)\n"
    assert list(edits(old, new)) == [
        Edit(Position(1, 0), Position(1, 0), "import b\n"),
        Edit(Position(2, 7), Position(2, 10), "b.X"),
    ]


def test_equal_texts_have_no_edits() -> None:
    assert list(edits("a\nb", "a\nb")) == []


@pytest.mark.parametrize(("encoding", "character"), [("utf-8", 13), ("utf-16", 10), ("utf-32", 9)])
def test_units_of_a_client(encoding: str, character: int) -> None:
    units = Units("x\nf('😀', 'é404')\n", encoding)
    assert units.position(Position(1, 9)) == {"line": 1, "character": character}
    assert units.position(Position(2, 0)) == {"line": 2, "character": 0}  # behind the last line


def offered(text: str, first: int, last: int) -> list[QuickFix]:
    return quick_fixes(edited(text), first, last)


def edited(text: str) -> EditedText:
    return EditedText(Configuration(["--isolated"]), text, "views.py")


def test_many_at_once_are_offered_as_one() -> None:
    def titles(number: int) -> list[str]:
        return [fix.title for fix in offered(SOURCE + number * LINE, 0, number + 5)]

    assert len(titles(20)) == 21
    assert titles(21) == [ALL]


@pytest.mark.parametrize("text", ["", "x = 1\n", SOURCE + "x = 1\n" + LINE, "\0" + SOURCE + LINE])
def test_nothing_to_offer(text: str) -> None:
    assert offered(text, 0, 2) == []


@pytest.mark.parametrize("text", ["", "x = 1\n", "\0" + SOURCE + LINE, "N = globals()\n" + SOURCE + LINE])
def test_no_fix_for_all(text: str) -> None:
    assert fix_all(edited(text)) == []


def test_long_titles_are_cut() -> None:
    name = "response_of_the_service" * 3
    text = SOURCE + f"assert 200 <= {name}.status_code < 300\n"
    [single, _] = offered(text, 2, 2)
    assert single.title.startswith(f"Replace 200 <= {name[:20]}")
    assert "… with status.is_success(" in single.title
    assert len(single.title) < 140
