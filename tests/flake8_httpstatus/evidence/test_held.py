"""Which expressions hold a status; those of objects are in test_responses.py, of names in test_names.py."""

from __future__ import annotations

import pytest
from cases import check_findings, check_noop


@pytest.mark.parametrize(
    "operand",
    [
        "urlopen(url).getcode()",
        "response.getcode()",
        "self.response.getcode()",
        "int(response.getcode())",
        "(x := response.getcode())",
    ],
)
def test_getcode(operand: str) -> None:
    for source in (f"import urllib.request\n{operand} == 404", f"{operand} == 404  # HTTP"):
        check_findings(source, "HSC103 404")
    check_noop(f"{operand} is 404")


@pytest.mark.parametrize(
    "source",
    [
        "currency.getcode() == 404",  # the Kenyan shilling; no web in sight
        "import urllib.request\nresponse.getcode == 404",
        "import urllib.request\nresponse.getcode().x == 404",
        "import urllib.request\ngetcode(response) == 404",
        "import urllib.request\ngetcode() == 404",
        "import urllib.request\nresponse.get_code() == 404",
        "import urllib.request\nresponse.getcode() == 100",
    ],
)
def test_look_alikes_of_getcode(source: str) -> None:
    check_noop(source)


@pytest.mark.parametrize(
    "operand",
    [
        "getattr(error, 'status_code', None)",
        "getattr(error, 'status_code')",
        "getattr(error, 'http_status', 500)",
        "getattr(response, 'status', None)",
        "getattr(self.resp, 'status')",
        "getattr(response,'status')",
        "getattr(\nresponse,\n'status'\n)",
        "int(getattr(error, 'status_code', 0))",
        "int(response.status)",
        "int(answer['status_code'])",
        "int(int(answer['status_code']))",
        "(x := response.status)",
        "(status_code := f())",
        "(x := int(response.status))",
        "answer.get('status_code', None)",
        "answer.json().get('status_code')",
    ],
)
def test_through_functions(operand: str) -> None:
    check_findings(f"{operand} == 404", "HSC103 404")


@pytest.mark.parametrize(
    "operand",
    [
        "getattr(booking, 'status', None)",
        "getattr(error, 'code', None)",
        "getattr(error, status_code)",
        "getattr(error, b'status_code')",
        "getattr(error, 404)",
        "getattr(error)",
        "hasattr(error, 'status_code')",
        "self.getattr(error, 'status_code')",
        "int()",
        "int(error.status_code, 16)",
        "int(booking.status)",
        "int(x)",
        "str(error.status_code)",
        "self.int(error.status_code)",
        "f(error.status_code)",
        "(lambda: 0)(error.status_code)",
        "(x := booking.status)",
        "answer.get('status')",
        "answer.get(0)",
        "answer.getlist('status_code')",
        "get('status_code')",
    ],
)
def test_through_others(operand: str) -> None:
    check_noop(f"{operand} == 404")


def test_codes_below_200_count_only_with_attributes() -> None:
    check_findings("import http.client\nr.status_code == 102", "HSC103 102")
    check_noop("""
        import http.client
        resp.status == 102
        resp.getcode() == 102
        answer.get("status_code") == 102
        getattr(booking, "status", None) == 102
        """)
