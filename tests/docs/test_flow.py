"""The examples on the page of flow: what is rewritten, and what is not even reported."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cases import check_noop, check_transformed

pytestmark = pytest.mark.host

PAGE = (Path(__file__).parents[2] / "docs" / "flow.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The blocks of a language."""
    found = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert found
    return found


def side(diff: str, other: str) -> str:
    """One side of a diff that shows the whole file: without the lines of the other."""
    return "".join(line[1:] or "\n" for line in diff.splitlines(keepends=True) if not line.startswith(other))


@pytest.mark.parametrize("diff", blocks("diff"))
def test_what_is_rewritten(diff: str) -> None:
    check_transformed(side(diff, "+"), side(diff, "-"), library="auto")


@pytest.mark.parametrize("code", blocks("python"))
def test_what_is_not_reported(code: str) -> None:
    check_noop(code, library="auto")
