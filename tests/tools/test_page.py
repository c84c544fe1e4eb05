"""The page docs/projects.md, made from results that are written by hand."""

from __future__ import annotations

import pytest

from tests.tools.page import markdown
from tests.tools.results import Result

pytestmark = pytest.mark.host


def test_each_project_has_its_rows() -> None:
    shop = Result(
        "the_shop-1.2.0",
        python="3.13.0",
        files=1200,
        findings={"HSC101": 7},
        literals=7,
        changed=5,
        libraries={"http": 4, "starlette": 1},
        steps={"1": 1, "4": 4},
        foreign=["a.py: starlette"],
    )
    page = markdown([shop])
    assert "| [the-shop 1.2.0](https://pypi.org/project/the-shop/1.2.0/) | 1,200 | 0 | 7 |" in page
    assert "| the-shop | 5 | 7 | 1 | 0 | 0 | 4 | 1 | http 4, starlette 1 |" in page
    assert "Not run: the-shop." in page
