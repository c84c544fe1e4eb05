"""HSC103 in the rows of `@pytest.mark.parametrize`."""

from __future__ import annotations

import pytest
from cases import check_findings, check_noop, find


@pytest.mark.parametrize(
    "case",
    [
        ("'status_code', [200, 404]", "HSC103 200", "HSC103 404"),
        ("'status_code', (200, pytest.param(404, id='x'))", "HSC103 200", "HSC103 404"),
        ("'status_code', {200}", "HSC103 200"),
        ("'expected_status_code', [200]", "HSC103 200"),
        ("'status_code,', [200]", "HSC103 200"),
        ("'url, status_code', [('/', 200), ['/x', 404]]", "HSC103 200", "HSC103 404"),
        ("'status_code,number', [(200, 404)]", "HSC103 200"),
        ("('url', 'status_code'), [('/', 200 if x else 404)]", "HSC103 200", "HSC103 404"),
        ("['url', 'status_code'], [pytest.param('/', 200)]", "HSC103 200"),
        ("['status_code'], [(200,), (404,)]", "HSC103 200", "HSC103 404"),
        ("argnames='status_code', argvalues=[200]", "HSC103 200"),
        ("'status_code', argvalues=[200]", "HSC103 200"),
        ("'status_code', [200], ids=[404]", "HSC103 200"),
        ("'status_code', [100, 4040, 299, True, '200']",),
        ("'status', [200]",),
        ("'status_codes', [[200]]",),
        ("'url, status_code', [200, x(200), (*a, 200), ('/',)]",),
        ("'url, status_code', rows, ids=[404]",),
        ("names, [200], ids=['status_code']",),
        ("['url', names], [(200, 404)]",),
        ("'status_code'",),
        ("*args",),
        ("argvalues=[200]",),
    ],
)
def test_parametrize(case: tuple[str, ...]) -> None:
    source = f"""
        import pytest
        @pytest.mark.parametrize({case[0]})
        def test(): ...
        """
    check_findings(source, *case[1:])


def test_other_callees_are_none() -> None:
    check_noop("parametrize('status_code', [200])\npytest.mark.other('status_code', [200])")


def test_attributes_option() -> None:
    check_findings("pytest.mark.parametrize('code', [200])", "HSC103 200", attributes="code")


def test_http_before_python_3_11_is_report_only() -> None:
    source = "pytest.mark.parametrize('status_code', [200])"
    assert [each.name for each in find(source, library="http>=3.8")] == [None]
    assert [each.name for each in find(source, library="http")] == ["OK"]
