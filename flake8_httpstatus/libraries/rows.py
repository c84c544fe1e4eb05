"""The libraries: data, a row each. Their code tables are in `constants.py`."""

from __future__ import annotations

from typing import Final

from .library import Library

_HELPERS: Final = {
    "is_informational": (100, 199),
    "is_success": (200, 299),
    "is_redirect": (300, 399),
    "is_client_error": (400, 499),
    "is_server_error": (500, 599),
}

DRF: Final = Library(
    key="djangorestframework",
    aliases=("drf",),
    package="rest_framework",
    name="status",
    alias="http_status",
    by_name="rest_framework.status",
    helpers=_HELPERS,
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
FLASK_API: Final = Library(
    key="flask-api",
    package="flask_api",
    name="status",
    alias="http_status",
    by_name="flask_api.status",
    helpers=_HELPERS,
    packages=("flask_api",),
    declared_as=("flask-api",),
    works_with=("flask",),
    table="flask-api",
    lowest="1.0",
    defined_in="flask_api/status.py",
    first="0.6",  # earlier ones are not on PyPI
)
HTTPX: Final = Library(
    key="httpx.codes",
    by_option_only=True,
    package="httpx",
    name="codes",
    alias="http_codes",
    by_package=True,
    helpers=_HELPERS,
    helpers_since="0.20",
    declared_as=("httpx",),
    table="httpx",
    lowest="0.23",
    defined_in="httpx/_status_codes.py",
    first="0.13.0",  # before, the file had another name
)
REQUESTS: Final = Library(
    key="requests.codes",
    by_option_only=True,
    package="requests",
    name="codes",
    alias="http_codes",
    by_package=True,
    declared_as=("requests",),
    table="requests",
    lowest="2.28",
    defined_in="requests/status_codes.py",
    first="2.0.0",  # pip cannot fetch the first ones: their setup.py is Python 2
)
HTTP: Final = Library(
    key="http",
    aliases=("HTTPStatus", "python"),
    package="http",
    name="HTTPStatus",
    alias="HTTPStatusCode",
    number_since=(3, 11),
    comes_with_python=True,
    table="http",
    lowest="3.11",
)

# The order in which options, messages and pages name them
LIBRARIES: Final = {
    library.key: library
    for library in (DRF, PETRA, STARLETTE, FASTAPI, LITESTAR, FLASK_API, HTTPX, REQUESTS, HTTP)
}
# Those that `auto` chooses among
AUTOMATIC: Final = tuple(library for library in LIBRARIES.values() if not library.by_option_only)

# For a file without evidence of another
ALWAYS_THERE: Final = next(library for library in LIBRARIES.values() if library.comes_with_python)
