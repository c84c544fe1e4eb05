"""Replies of other protocols: what a function compares with a number that HTTP does not have."""

from __future__ import annotations

from textwrap import indent

import pytest
from blocks import block
from cases import check_findings, check_noop


@pytest.mark.parametrize(
    "other",
    [
        "r.status_code == 281",
        "281 != r.status_code",
        "assert r.status_code in (223, 411)",
        "if r.status_code not in {281}: ...",
        "x = 200 if r.status_code == (281 if x else 502) else 1",
        "self.assertEqual(r.status_code, 281)",
        "self.assertNotEqual(281, r.status_code)",
        "self.assertIn(member=r.status_code, container=[281])",
        "match r.status_code:\n    case 281: ...",
        """
        match r.status_code:
            case x: ...
            case 411 | (281 as x): ...
        """,
        "[x for x in y if r.status_code == 281]",
        "key = lambda: r.status_code == 281",
    ],
)
@pytest.mark.parametrize(
    "site",
    [
        "r.status_code == 411",
        "r.status_code in (411, 423)",
        "r.status_code >= 400",
        "200 <= r.status_code < 300",
        "r.status_code // 100 == 2",
        "self.assertEqual(r.status_code, 500)",
        "self.assertLess(r.status_code, 400)",
        "match r.status_code:\n    case 411 | 423: ...",
    ],
)
def test_silent_beside_another_protocols_number(other: str, site: str) -> None:
    other, site = indent(block(other), "    "), indent(block(site), "    ")
    check_noop(f"def f(r):\n{other}\n{site}")
    check_noop(f"async def f(r):\n{site}\n{other}")
    check_noop(f"if x:\n{site}\n{other}")


@pytest.mark.parametrize(
    "other",
    [
        # sent by servers and proxies in use
        "r.status_code == 499",
        "r.status_code in (419, 430, 520, 599)",
        # bounds
        "r.status_code < 281",
        "r.status_code <= 299",
        "200 <= r.status_code <= 399",
        "r.status_code in range(200, 299)",
        "self.assertLessEqual(r.status_code, 299)",
        # of other operands
        "other.status_code == 281",
        "r.reply == 281",
        "status_code == 281",
        # no comparison of equality
        "r.status_code is 281",
        "r.status_code = 281",
        "f(r.status_code, 281)",
        "self.assertIs(r.status_code, 281)",
        "match x:\n    case Reply(status_code=281): ...",
        "match r.status_code:\n    case (281, 200): ...",
        # not the same function
        "def g(): return r.status_code == 281",
        "class C:\n    def g(self): return r.status_code == 281",
        # other numbers
        "r.status_code == 28",
        "r.status_code == 612",
        "r.status_code == 2810",
        "r.status_code == 281.0",
        "r.status_code == '281'",
    ],
)
@pytest.mark.filterwarnings("ignore::SyntaxWarning")
def test_reported_beside_anything_else(other: str) -> None:
    for before in ("def f(r):", "if x:"):
        inside = indent(f"r.status_code == 411\n{other}", "    ")
        check_findings(f"{before}\n{inside}", "HSC103 411", library="http")


def test_only_comparisons_of_that_operand() -> None:
    check_findings(
        """
        def f(self):
            if self.status_code == 220 or self.status_code == 411: ...
            self.status_code = 500
            return self.response.status_code == 404
        """,
        "HSC102 500",
        "HSC103 404",
    )


def test_functions_inside_are_on_their_own() -> None:
    check_findings(
        """
        assert r.status_code == 500
        def f(r):
            r.status_code == 220
            r.status_code == 411
            def g(r): return r.status_code == 404
        """,
        "HSC103 500",
        "HSC103 404",
    )
