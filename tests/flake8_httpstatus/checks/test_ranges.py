"""HSC104: a whole class tested; HSC107: a one-sided threshold."""

from __future__ import annotations

import pytest
from cases import check_findings, check_noop, check_transformed, find


@pytest.mark.parametrize(
    ("source", "replacement"),
    [
        ("200 <= r.status_code < 300", "status.is_success(r.status_code)"),
        ("200 <= r.status_code <= 299", "status.is_success(r.status_code)"),
        ("300 > r.status_code >= 200", "status.is_success(r.status_code)"),
        ("299 >= r.status_code >= 200", "status.is_success(r.status_code)"),
        ("199 < r.status_code < 300", "status.is_success(r.status_code)"),
        ("100 <= http.status_code < 200", "status.is_informational(http.status_code)"),
        ("300 <= r.status_code < 400", "status.is_redirect(r.status_code)"),
        ("400 <= self.r.status_code < 500", "status.is_client_error(self.r.status_code)"),
        ("500 <= status_code < 600", "status.is_server_error(status_code)"),
        ("r.status_code >= 200 and r.status_code <= 299", "status.is_success(r.status_code)"),
        ("r.status_code < 300 and 200 <= r.status_code", "status.is_success(r.status_code)"),
        ("r.status_code < 200 or r.status_code >= 300", "not status.is_success(r.status_code)"),
        ("r.status_code > 299 or 200 > r.status_code", "not status.is_success(r.status_code)"),
    ],
)
def test_helper(source: str, replacement: str) -> None:
    for each in (source, f"not ({source})", f"assert ({source}), x", f"if x and ({source}): ..."):
        [finding] = find(each)
        assert (finding.code, finding.replacement) == ("HSC104", replacement)
        assert finding.message.endswith(f": use {replacement}")
        assert finding.value is None


@pytest.mark.parametrize(
    ("source", "use"),
    [
        ("r.status_code in range(200, 300)", "status.is_success(r.status_code)"),
        ("r.status_code not in range(400, 500)", "not status.is_client_error(r.status_code)"),
        ("r.status_code // 100 == 2", "status.is_success(r.status_code)"),
        ("2 == r.status_code // 100", "status.is_success(r.status_code)"),
        ("r.status_code // 100 != 5", "not status.is_server_error(r.status_code)"),
        ("(200 <=  # why\nr.status_code < 300)", "status.is_success(r.status_code)"),
        ("(200 <= r.status_code\r\n# why\r\n< 300)", "status.is_success(r.status_code)"),
    ],
)
def test_report_only(source: str, use: str) -> None:
    [finding] = find(source)
    assert (finding.code, finding.replacement) == ("HSC104", None)
    assert f": use {use} (not rewritten: " in finding.message


def test_comments_outside_stay() -> None:
    check_transformed(
        """
        from rest_framework import status
        x = '#' in y and 200 <= r.status_code < 300
        """,
        """
        from rest_framework import status
        x = '#' in y and status.is_success(r.status_code)
        """,
    )
    check_transformed(
        """
        from rest_framework import status
        x = '#' in y and (200 <= r.status_code
           < 300), '#'
        """,
        """
        from rest_framework import status
        x = '#' in y and (status.is_success(r.status_code)), '#'
        """,
    )
    check_transformed(
        r"""
        x = (  # a
            # b
            200 <= \
            r.status_code < 300  # c
            # d
        )  # e
        """,
        """
        from rest_framework import status

        x = (  # a
            # b
            status.is_success(r.status_code)  # c
            # d
        )  # e
        """,
    )


@pytest.mark.parametrize(
    "source",
    [
        # not exactly a helper's class
        "400 <= r.status_code < 600",
        "200 <= r.status_code < 400",
        "200 < r.status_code < 300",
        "200 <= r.status_code <= 300",
        "200 <= r.status_code < 299",
        "r.status_code >= 400 and r.status_code < 600",
        "r.status_code < 200 or r.status_code > 400",
        "r.status_code < 200 and r.status_code >= 300",
        "r.status_code in range(200, 400)",
        "r.status_code in range(200, 300, 1)",
        "r.status_code in range(300)",
        "r.status_code in range(200, end)",
        "r.status_code in range(*x)",
        "r.status_code // 100 == 6",
        "r.status_code // 10 == 20",
        "r.status_code / 100 == 2",
        "r.status_code // 100 == x",
        "r.status_code // 100 in (4, 5)",
        # half of a range whose other half is no number
        "200 <= r.status_code < limit",
        "r.status_code >= 200 and r.status_code < limit",
        "limit > r.status_code and r.status_code >= 400",
        "r.status_code < status.HTTP_500_INTERNAL_SERVER_ERROR and r.status_code >= 400",
        "r.status_code >= 400 and not r.status_code >= 500",
        "not r.status_code < 400 and r.status_code < 500",
        "x and r.status_code >= 400 and r.status_code < 500",
        "r['status_code'] >= 400 and r['status_code'] < 600",
        # other operands than a name or an attribute chain, written the same both times
        "200 <= f().status_code < 300",
        "200 <= r[0].status_code < 300",
        "200 <= r['status_code'] < 300",
        "200 <= (x := r.status_code) < 300",
        "f().status_code >= 200 and f().status_code < 300",
        "200 <= getattr(r, 'status_code') < 300",
        "f().status_code in range(200, 300)",
        "f().status_code // 100 == 2",
        # nothing that holds a status
        "200 <= x < 300",
        "200 <= r.status < 300",
        "x >= 200 and x < 300",
        "len(x) // 100 == 2",
        "x in range(200, 300)",
        # bare names hold other codes below 200
        "100 <= status_code < 200",
        "100 <= r.status_code < 200",
        "status_code // 100 == 1",
        # chains of other shapes
        "200 <= r.status_code < 300 == x",
        "200 <= r.status_code >= 300",
        "200 <= x < r.status_code",
        "200.0 <= r.status_code < 300.0",
        "True <= r.status_code < 300",
    ],
)
def test_never_sites(source: str) -> None:
    check_noop(source)


@pytest.mark.parametrize("library", ["starlette", "fastapi", "http", "django-petra"])
@pytest.mark.parametrize(
    "source",
    [
        "200 <= r.status_code < 300",
        "r.status_code >= 200 and r.status_code <= 299",
        "r.status_code < 200 or r.status_code >= 300",
        "r.status_code in range(200, 300)",
        "r.status_code // 100 == 2",
        "400 <= r.status_code < 600",
    ],
)
def test_no_two_sided_range_where_the_library_has_no_helper(library: str, source: str) -> None:
    check_noop(source, library=library)


@pytest.mark.parametrize(
    "case",
    [
        ("r.status_code >= 400", "HSC107 400"),
        ("400 <= r.status_code", "HSC107 400"),
        ("r.status_code < 300", "HSC107 300"),
        ("r.status_code > 400", "HSC107 400"),
        ("r.status_code <= 400", "HSC107 400"),
        ("status_code >= 400", "HSC107 400"),
        ("r['status_code'] >= 400", "HSC107 400"),
        ("f().status_code >= 400", "HSC107 400"),
        ("http.status_code >= 100", "HSC107 100"),
        ("r.status_code >= 100",),
        ("status_code >= 100",),
        ("r.status_code > 399",),
        ("r.status_code < 600",),
        ("r.status_code >= -400",),
        ("r.status_code >= 400.0",),
        ("r.status_code >= (400 if a else 500)",),
        ("r.status_code > 4040",),
        ("x >= 400",),
        ("r.status_code >= 400 and x < 500", "HSC107 400"),
        ("r.status_code >= 400 or r.status_code >= 500", "HSC107 400", "HSC107 500"),
        ("r.status_code >= 400 and q.status_code < 500", "HSC107 400", "HSC107 500"),
        ("r.status_code >= 400 and x", "HSC107 400"),
        ("r.status_code >= 400 and not x", "HSC107 400"),
        ("r.status_code != 200 and r.status_code < 400", "HSC103 200", "HSC107 400"),
        ("not r.status_code >= 400", "HSC107 400"),
    ],
)
def test_thresholds(case: tuple[str, ...]) -> None:
    check_findings(*case)
