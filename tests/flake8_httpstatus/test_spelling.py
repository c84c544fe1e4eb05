"""The advice names what the file has: the constant as it is reached there, and as the codemod writes it."""

from __future__ import annotations

import pytest
from blocks import block
from cases import find, rewritten

IN_A_FUNCTION = """

def is_missing(r{parameter}):
{body}    return r.status_code == 404
"""
PLAIN = IN_A_FUNCTION.format(parameter="", body="")
FILES = {
    "nothing yet": (PLAIN, "status.HTTP_404_NOT_FOUND"),
    "the module": (f"from rest_framework import status\n{PLAIN}", "status.HTTP_404_NOT_FOUND"),
    "an alias": (f"from rest_framework import status as st\n{PLAIN}", "st.HTTP_404_NOT_FOUND"),
    "its full name": (f"import rest_framework.status\n{PLAIN}", "rest_framework.status.HTTP_404_NOT_FOUND"),
    "two names": (
        f"from rest_framework import status as st\nfrom rest_framework import status\n{PLAIN}",
        "status.HTTP_404_NOT_FOUND",
    ),
    "this constant by name": (
        f"from rest_framework.status import HTTP_404_NOT_FOUND\n{PLAIN}",
        "HTTP_404_NOT_FOUND",
    ),
    "this constant by another name": (
        f"from rest_framework.status import HTTP_404_NOT_FOUND as missing\n{PLAIN}",
        "missing",
    ),
    "others by name": (f"from rest_framework.status import HTTP_200_OK\n{PLAIN}", "HTTP_404_NOT_FOUND"),
    "a parameter of that name": (
        IN_A_FUNCTION.format(parameter=", status", body=""),
        "http_status.HTTP_404_NOT_FOUND",
    ),
    "a parameter hides the import": (
        "from rest_framework import status\n" + IN_A_FUNCTION.format(parameter=", status", body=""),
        "http_status.HTTP_404_NOT_FOUND",
    ),
    "a parameter hides the constant": (
        "from rest_framework.status import HTTP_200_OK\n"
        + IN_A_FUNCTION.format(parameter=", HTTP_404_NOT_FOUND", body=""),
        "status.HTTP_404_NOT_FOUND",
    ),
    "a variable of the module": (f"status = object()\n{PLAIN}", "http_status.HTTP_404_NOT_FOUND"),
    "bound twice": (
        f"from rest_framework import status\nstatus = object()\n{PLAIN}",
        "http_status.HTTP_404_NOT_FOUND",
    ),
    "the function's own import": (
        IN_A_FUNCTION.format(parameter="", body="    from rest_framework import status as own\n\n"),
        "own.HTTP_404_NOT_FOUND",
    ),
    "a keyword hides nothing": (f"call(status=5)\n{PLAIN}", "status.HTTP_404_NOT_FOUND"),
    "a case": (
        "from rest_framework.status import HTTP_200_OK\n\n\n"
        "def is_missing(r):\n    match r.status_code:\n        case 404:\n            return True\n",
        "status.HTTP_404_NOT_FOUND",
    ),
    "a helper": (
        "from rest_framework import status as st\n\nassert 200 <= response.status_code < 300\n",
        "st.is_success(response.status_code)",
    ),
    "a helper by name": (
        "from rest_framework.status import HTTP_200_OK\n\nassert 200 <= response.status_code < 300\n",
        "is_success(response.status_code)",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_the_advice_is_what_the_codemod_writes(name: str) -> None:
    source, spelling = FILES[name]
    [finding] = find(source)
    assert finding.message.endswith(f"use {spelling}")
    assert finding.replacement == spelling
    assert spelling in rewritten(source)
    assert "404:" not in rewritten(source)


@pytest.mark.parametrize(
    ("imports", "spelling"),
    [
        ("from http import HTTPStatus as Status\n", "Status.NOT_FOUND"),
        ("import http\n", "http.HTTPStatus.NOT_FOUND"),
        ("HTTPStatus = None\n", "HTTPStatusCode.NOT_FOUND"),
    ],
)
def test_of_the_standard_library(imports: str, spelling: str) -> None:
    [finding] = find(imports + PLAIN, library="http")
    assert finding.replacement == spelling
    assert finding.message.endswith(f"use {spelling}")
    assert f"== {spelling}\n" in rewritten(imports + PLAIN, library="http")


def test_a_deprecated_constant_keeps_what_is_before_it() -> None:
    source = block("""
        from starlette import status as st

        ERROR = st.HTTP_422_UNPROCESSABLE_ENTITY
        """)
    [finding] = find(source, library="starlette>=0.48")
    assert finding.message.endswith("use st.HTTP_422_UNPROCESSABLE_CONTENT")
    assert finding.replacement == "st.HTTP_422_UNPROCESSABLE_CONTENT"


def test_both_names_of_a_renamed_code() -> None:
    source = "from starlette import status as st\n\nassert r.status_code == 422\n"
    [finding] = find(source, library="starlette")
    assert (
        "use st.HTTP_422_UNPROCESSABLE_ENTITY, or st.HTTP_422_UNPROCESSABLE_CONTENT from" in finding.message
    )


def test_a_text_that_does_not_compile_has_the_usual_name() -> None:
    [finding] = find("def f(r, status, status):\n    return r.status_code == 404\n")
    assert finding.replacement == "status.HTTP_404_NOT_FOUND"
