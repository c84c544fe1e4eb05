"""Tables whose keys are statuses, and what only looks like one."""

from __future__ import annotations

import pydoc
import sys

import pytest
from cases import check_findings, check_noop, check_transformed

from flake8_httpstatus.evidence.tables import TABLES


@pytest.mark.host
@pytest.mark.parametrize("name", sorted(TABLES))
def test_libraries_have_them(name: str) -> None:
    if sys.version_info >= (3, 14):
        pytest.skip("the frameworks are not there")
    table = pydoc.locate(name)
    assert isinstance(table, dict)
    assert {404, 500} <= {int(key) for key in table}


def test_frameworks() -> None:
    check_transformed(
        """
        from http import client
        from rest_framework import status
        from webob.exc import status_map
        print(client.responses[404], client.responses.get(410))
        raise status_map[409 if closed else 410]()
        """,
        """
        from http import client
        from rest_framework import status
        from webob.exc import status_map
        print(client.responses[status.HTTP_404_NOT_FOUND], client.responses.get(status.HTTP_410_GONE))
        raise status_map[status.HTTP_409_CONFLICT if closed else status.HTTP_410_GONE]()
        """,
    )


@pytest.mark.parametrize(
    "source",
    [
        "responses = {}\nresponses[404]",  # the file's own
        "import responses\nresponses[404]",  # the mock of that name is no table
        "from shop import status_map\nstatus_map[404]",  # another package's
        "from http.client import responses\nresponses[404:500]",
        "from http.client import responses\nresponses.pop(code)[404]",
        "from webob.exc import status_map\ndef f(status_map): return status_map[404]",
    ],
)
def test_others(source: str) -> None:
    check_noop(source)


CODES = "{400: A, 401: B, 404: C, 409: D}"


@pytest.mark.parametrize("read", [f"{CODES}[error.status]", f"{CODES}.get(error.code, E)"])
def test_a_dict_of_nothing_but_codes(read: str) -> None:
    check_findings(f"raise {read}", "HSC103 400", "HSC103 401", "HSC103 404", "HSC103 409")


@pytest.mark.parametrize(
    "read",
    [
        "{400: A, 404: B, 409: C}[error.status]",  # too few
        "{400: A, 401: B, 404: C, 486: D}[error.status]",  # SIP has 486, HTTP has not
        "{200: A, 301: B, 400: C, 500: D}[error.status]",  # sizes, perhaps: without 404
        "{400: A, 401: B, 404: C, 'x': D}[error.status]",
        "{400: A, 401: B, 404: C, **others}[error.status]",
        f"{CODES}[error.number]",  # no word for a status
        f"{CODES}[status]",  # whose?
        "{400: 'a', 401: 'b', 404: 'c', 409: 'd'}[error.status]",  # says what the codes mean
    ],
)
def test_other_dicts(read: str) -> None:
    check_noop(f"raise {read}")


def test_what_tornado_read() -> None:
    check_findings("import tornado.web\nassert handler.get_status() == 200", "HSC103 200")
    check_noop("assert order.get_status() == 200")  # anybody's


def test_classes_under_another_name() -> None:
    check_findings("from tornado import web\ndef f(): raise Error(404)\nError = web.HTTPError", "HSC101 404")
    check_noop("from tornado import web\ndef f(): raise Error(404)\nError = web.HTTPError\nError = x.Error")
    check_noop("from tornado import web\ndef f(): return size(404)\nsize = web.SIZE")
