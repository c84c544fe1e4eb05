"""The libraries: data, a row each. Their code tables are in `constants.py`."""

from __future__ import annotations

from typing import Final

from .library import Library

DRF: Final = Library(
    key="djangorestframework",
    package="rest_framework",
    name="status",
    alias="http_status",
    by_name="rest_framework.status",
    helpers={
        "is_informational": (100, 199),
        "is_success": (200, 299),
        "is_redirect": (300, 399),
        "is_client_error": (400, 499),
        "is_server_error": (500, 599),
    },
    packages=("rest_framework",),
    declared_as=("djangorestframework",),
    works_with=("django",),
    table="djangorestframework",
    lowest="3.14",
    defined_in="rest_framework/status.py",
    first="2.2.0",  # pip cannot fetch earlier ones: their setup.py is Python 2
)
PETRA: Final = Library(
    key="django-petra",
    package="django_petra.petra_core",
    name="status",
    alias="http_status",
    packages=("django_petra",),
    declared_as=("django-petra",),
    works_with=("django",),
    table="django-petra",
    lowest="0.0.1",
    defined_in="django_petra/status.py",  # `petra_core.status` is a subclass of the class in there
)
STARLETTE: Final = Library(
    key="starlette",
    package="starlette",
    name="status",
    alias="http_status",
    by_name="starlette.status",
    packages=("starlette",),
    declared_as=("starlette", "fastapi"),  # every release of FastAPI needs Starlette
    table="starlette",
    lowest="0.27",
    defined_in="starlette/status.py",
    first="0.5.0",
)
FASTAPI: Final = Library(
    key="fastapi",
    package="fastapi",
    name="status",
    alias="http_status",
    packages=("fastapi",),
    declared_as=("fastapi",),
    table="starlette",  # `fastapi.status` is `starlette.status`
    lowest="0.27",  # of Starlette
)
LITESTAR: Final = Library(
    key="litestar",
    package="litestar",
    name="status_codes",
    alias="http_status_codes",
    by_name="litestar.status_codes",
    packages=("litestar",),
    declared_as=("litestar",),
    table="litestar",
    lowest="2.0",  # the first final release, and no later one has other names
    defined_in="litestar/status_codes.py",
)
HTTP: Final = Library(
    key="http",
    package="http",
    name="HTTPStatus",
    alias="HTTPStatusCode",
    comes_with_python=True,
    table="http",
    lowest="3.11",
)

# The order in which options, messages and pages name them
LIBRARIES: Final = {library.key: library for library in (DRF, PETRA, STARLETTE, FASTAPI, LITESTAR, HTTP)}

# For a file without evidence of another
ALWAYS_THERE: Final = next(library for library in LIBRARIES.values() if library.comes_with_python)
