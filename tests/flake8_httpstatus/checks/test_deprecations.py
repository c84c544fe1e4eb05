"""HSC203: a constant that the library has deprecated at the floor."""

from __future__ import annotations

import pytest
from cases import check_findings, check_messages, check_noop, find

OLD = "HTTP_422_UNPROCESSABLE_ENTITY"
NEW = "HTTP_422_UNPROCESSABLE_CONTENT"


@pytest.mark.parametrize(
    "case",
    [
        (f"from starlette import status\nx = status.{OLD}", f"HSC203 status.{OLD}"),
        (f"from starlette import status as s\nf(s.{OLD})", f"HSC203 s.{OLD}"),
        (f"import starlette.status\nx = starlette.status.{OLD}", f"HSC203 starlette.status.{OLD}"),
        (f"from starlette.status import {OLD}\nx = {OLD}", f"HSC203 {OLD}"),
        (f"from starlette.status import {OLD} as old\nx = old",),
        (f"from starlette import status\nx = status.{NEW}",),
        ("from starlette import status\nx = status.HTTP_404_NOT_FOUND",),
        (f"from starlette import status\nstatus.{OLD} = 422",),
        (f"from other import status\nx = status.{OLD}",),
        (f"x = status.{OLD}",),
        (f"class C:\n    {OLD} = 422\nx = C.{OLD}",),
        (f"from starlette import status\nx = '{OLD}'",),
    ],
)
def test_deprecated(case: tuple[str, ...]) -> None:
    check_findings(*case, library="starlette>=0.48")
    check_noop(case[0], library="starlette>=0.47.3")
    check_noop(case[0], library="starlette")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("HTTP_413_REQUEST_ENTITY_TOO_LARGE", "HTTP_413_CONTENT_TOO_LARGE"),
        ("HTTP_414_REQUEST_URI_TOO_LONG", "HTTP_414_URI_TOO_LONG"),
        ("HTTP_416_REQUESTED_RANGE_NOT_SATISFIABLE", "HTTP_416_RANGE_NOT_SATISFIABLE"),
        (OLD, NEW),
    ],
)
def test_replacement(old: str, new: str) -> None:
    [finding] = find(f"from starlette import status\nx = status.{old}", library="starlette>=0.48")
    assert finding.replacement == f"status.{new}"
    assert finding.message == f"{old} is deprecated: use status.{new}"


def test_imported_by_name_is_reported_only() -> None:
    why = "not rewritten: rename it in the import too"
    check_messages(
        f"""
        from starlette.status import {OLD}
        x = {OLD}
            {"^" * len(OLD)} HSC203 {OLD} is deprecated: import {NEW} ({why})
        """,
        library="starlette>=0.48",
    )


def test_fastapi_and_its_status_module() -> None:
    source = f"from fastapi import status\nx = status.{OLD}"
    check_noop(source, library="fastapi")
    check_noop(source, library="fastapi>=0.110")
    check_noop(f"from starlette import status\nx = status.{OLD}", library="djangorestframework")


def test_patterns_are_marked() -> None:
    source = f"""
        from starlette import status
        match r.status_code:
            case status.{OLD}: ...
        """
    [finding] = find(source, library="starlette>=0.48")
    assert finding.in_pattern


@pytest.mark.parametrize("library", ["djangorestframework", "http>=3.13"])
def test_the_other_libraries_deprecate_nothing(library: str) -> None:
    check_noop(
        f"""
        from rest_framework import status
        from http import HTTPStatus
        x = status.{OLD}, HTTPStatus.UNPROCESSABLE_ENTITY
        """,
        library=library,
    )
