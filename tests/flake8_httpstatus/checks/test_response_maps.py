"""HSC105: keys of a response map."""

from __future__ import annotations

import pytest
from cases import check_findings, find

SPECTACULAR = "from drf_spectacular.utils import extend_schema\n"
YASG = "from drf_yasg.utils import swagger_auto_schema\n"
FASTAPI = "from fastapi import APIRouter, FastAPI\n"
NINJA = "from ninja import NinjaAPI\n"
RESTX = "from flask_restx import Api\n"
LITESTAR = "from litestar import get\n"


@pytest.mark.parametrize(
    "case",
    [
        (
            SPECTACULAR + "@extend_schema(responses={200: A, 404: B})\ndef f(): ...",
            "HSC105 200",
            "HSC105 404",
        ),
        (SPECTACULAR + "extend_schema(responses={(200, 'application/json'): A})", "HSC105 200"),
        (SPECTACULAR + "extend_schema(responses={**common, 404: B, (): C})", "HSC105 404"),
        (
            "from drf_spectacular.utils import extend_schema as schema\nschema(responses={404: B})",
            "HSC105 404",
        ),
        ("import drf_spectacular\nutils.extend_schema(responses={404: B})", "HSC105 404"),
        (SPECTACULAR + "extend_schema(responses=A)",),
        (SPECTACULAR + "extend_schema(responses=[404])",),
        (SPECTACULAR + "extend_schema(request={404: B})",),
        (SPECTACULAR + "extend_schema(responses={'404': B, 299: C, x: D, True: E, 4040: F})",),
        (SPECTACULAR + "other(responses={404: B})",),
        ("extend_schema(responses={404: B})",),  # no framework in sight
        (YASG + "@swagger_auto_schema(responses={404: 'x'})\ndef f(): ...", "HSC105 404"),
        (FASTAPI + "@app.get('/', responses={404: B})\ndef f(): ...", "HSC105 404"),
        (FASTAPI + "APIRouter(responses={404: B})", "HSC105 404"),
        (FASTAPI + "FastAPI(responses={100: B})", "HSC105 100"),
        (FASTAPI + "app.include_router(r, responses={404: B})", "HSC105 404"),
        (FASTAPI + "app.add_api_route('/', f, responses={404: B})", "HSC105 404"),
        (FASTAPI + "f(responses={404: B})",),
        (FASTAPI + "@app.get('/', response={404: B})\ndef f(): ...",),
        (
            NINJA + "@api.get('/', response={200: A, frozenset({401, 403}): B})\ndef f(r): ...",
            "HSC105 200",
            "HSC105 401",
            "HSC105 403",
        ),
        (NINJA + "@api.api_operation(['GET'], '/', response={404: B})\ndef f(r): ...", "HSC105 404"),
        (NINJA + "@api.get('/', response={f({401}): B, x.frozenset({401}): C})\ndef f(r): ...",),
        (NINJA + "@api.get('/', response=[200])\ndef f(r): ...",),
        (RESTX + "@api.doc(responses={200: 'x', 404: ('x', m)})\ndef f(): ...", "HSC105 200", "HSC105 404"),
        (RESTX + "@api.doc(params={404: 'x'})\ndef f(): ...",),
        ("@api.doc(responses={404: 'x'})\ndef f(): ...",),
        ("import flask_restplus\n@api.doc(responses={404: 'x'})\ndef f(): ...", "HSC105 404"),
        (LITESTAR + "@get('/', responses={404: ResponseSpec(M)})\ndef f(): ...", "HSC105 404"),
        (LITESTAR + "@get('/', response={404: ResponseSpec(M)})\ndef f(): ...",),
        (
            """
            from ninja_extra import api_controller
            @route.get('/', response={404: B})
            def f(): ...
            """,
            "HSC105 404",
        ),
    ],
)
def test_response_maps(case: tuple[str, ...]) -> None:
    check_findings(*case)


def test_http_before_python_3_11_is_report_only() -> None:
    source = NINJA + "@api.get('/', response={404: B})\ndef f(r): ..."
    assert [each.name for each in find(source, library="http")] == ["NOT_FOUND"]
    [finding] = find(source, library="http>=3.10")
    assert finding.name is None and "before Python 3.11" in finding.message
