"""How to run the projects' own tests with pytest, and what must be installed for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True)
class Suite:
    """How to run a project's tests: pytest, with what it needs installed and the copy first on the path."""

    package: str  # must be imported from the copy, not from what is installed
    requirements: tuple[str, ...]
    arguments: tuple[str, ...] = ("tests",)
    folder: str = "."  # to run in
    path: tuple[str, ...] = (".",)  # PYTHONPATH, from the copy's root
    environment: Mapping[str, str] = field(default_factory=dict)
    failing: str = ""  # why some tests failed without the codemod, when somebody last looked


# The tests that run without a database server, a network or another machine's tools
SUITES: Final[Mapping[str, Suite]] = {
    "dj_rest_auth-7.2.0": Suite(
        package="dj_rest_auth",
        requirements=(
            "dj-rest-auth==7.2.0",
            "django>=5.2,<6.0",
            "django-allauth[mfa,socialaccount]~=65.14.1",
            "djangorestframework-simplejwt~=5.5.1",
            "pyotp~=2.9.0",
            "pytest>=9,<10",
            "pytest-django>=4.5.2,<5",
            "responses==0.12.1",
            "setuptools<81",
            "unittest-xml-reporting==3.2.0",
        ),
        arguments=("--ds=dj_rest_auth.tests.settings", "dj_rest_auth/tests"),
        path=(".", "dj_rest_auth"),
        failing="one asks graph.facebook.com, and there was no network",
    ),
    "djangorestframework-3.18.3": Suite(
        package="rest_framework",
        requirements=(
            "dj-database-url>=3.1.0",
            "django-filter",
            "django-guardian>=2.4.0,<3.6",
            "django>=5.2,<6.0",
            "djangorestframework==3.18.3",
            "importlib-metadata<10",
            "inflection==0.5.1",
            "markdown>=3.3.7",
            "pygments==2.21.*",
            "pytest-cov==7.*",
            "pytest-django>=4.5.2,<5",
            "pytest==9.*",
            "pyyaml>=5.3.1,<6.1",
            "requests",
            "uritemplate",
        ),
    ),
    "djangorestframework_jsonapi-8.1.0": Suite(
        package="rest_framework_json_api",
        requirements=(
            "django-debug-toolbar",
            "django-filter>=2.4",
            "django-polymorphic>=4.0.0",
            "django>=5.2,<6.0",
            "djangorestframework-jsonapi==8.1.0",
            "factory-boy",
            "faker",
            "pytest-cov",
            "pytest-django",
            "pytest-factoryboy",
            "pytest==9.*",
            "pyyaml",
            "syrupy",
            "uritemplate",
        ),
        arguments=("tests", "example"),
    ),
    "drf_spectacular-0.30.0": Suite(
        package="drf_spectacular",
        requirements=(
            "dj-rest-auth>=1.0.0",
            "django-allauth[socialaccount]",
            "django-filter>=2.3.0",
            "django-oauth-toolkit>=1.2.0",
            "django-polymorphic>=2.1",
            "django-rest-knox>=4.1",
            "django-rest-polymorphic>=0.1.8",
            "django==5.2.15",
            "djangorestframework-camel-case>=1.1.2",
            "djangorestframework-dataclasses>=1.0.0",
            "djangorestframework-recursive>=0.1.2",
            "djangorestframework-simplejwt>=4.4.0",
            "djangorestframework==3.17.1",
            "drf-jwt>=0.13.0",
            "drf-nested-routers>=0.93.3",
            "drf-spectacular-sidecar",
            "drf-spectacular==0.30.0",
            "pydantic>=2,<3",
            "pytest-cov>=2.8.1",
            "pytest-django>=3.8.0",
            "pytest>=5.3.5",
            "setuptools<81",
        ),
        arguments=("tests", "--allow-skip-extra-system-req"),
        failing="two expect older releases of pydantic and django-oauth-toolkit, one needs psycopg",
    ),
    "fastapi-0.165.0": Suite(
        package="fastapi",
        requirements=(
            "a2wsgi>=1.9.0,<=2.0.0",
            "anyio[trio]>=4.1.0,<5.0.0",
            "coverage[toml]>=7.13,<8.0",
            "dirty-equals>=0.9.0",
            "fastapi[all]==0.165.0",
            "flask>=3.0.0,<4.0.0",
            "httpx2>=2.0.0",
            "httpx>=0.23.0,<1.0.0",
            "inline-snapshot>=0.21.1",
            "logfire>=5.1.0",
            "mypy>=1.14.1",
            "opentelemetry-exporter-otlp-proto-http>=1.44.0",
            "opentelemetry-instrumentation-fastapi>=0.65b0",
            "opentelemetry-sdk>=1.44.0",
            "pwdlib[argon2]>=0.2.1",
            "pyjwt>=2.9.0",
            "pytest-codspeed>=4.3.0",
            "pytest-timeout>=2.4.0",
            "pytest-xdist[psutil]>=3.0.2",
            "pytest>=9.0.0,<9.2",
            "python-slugify>=8.0.4",
            "pyyaml>=5.3.1,<7.0.0",
            "ruff>=0.14.14,<0.17.0",
            "sentry-sdk>=2.70.0",
            "sqlmodel>=0.0.31",
            "strawberry-graphql>=0.200.0,<1.0.0",
            "ty>=0.0.25",
            "typer>=0.26.1",
        ),
        arguments=("--numprocesses=2", "--dist=loadgroup", "tests", "scripts/tests"),
        path=(".", "docs_src"),
    ),
    "label_studio-1.23.2": Suite(
        package="label_studio",
        requirements=(
            "factory-boy>=3.3.3,<4",
            "fakeredis~=2.26.1",
            "freezegun~=1.5.1",
            "label-studio==1.23.2",
            "mock>=5.1.0",
            "moto>=4.2.6,<5",
            "psutil",
            "pytest-cov",
            "pytest-django==4.9.0",
            "pytest-env==0.6.2",
            "pytest-mock==3.14.0",
            "pytest-xdist",
            "pytest==7.2.2",
            "requests-mock==1.12.1",
            "responses==0.13.0",
            "setuptools<84",
            "tavern==2.3.0",
        ),
        arguments=(
            "-p",
            "no:tavern",
            "data_export/tests",
            "fsm/tests/test_api.py",
            "organizations/tests",
            "tests/data_manager/test_views_api.py",
            "tests/test_annotations.py",
            "tests/test_exception.py",
        ),
        folder="label_studio",
        path=(".", "label_studio"),
        environment={"DJANGO_DB": "sqlite", "BASE_DATA_DIR": "data"},
    ),
    "starlette-1.10.0": Suite(
        package="starlette",
        requirements=(
            "httpx",
            "httpx2[zstd]>=2.0.0",
            "importlib-metadata>=9.0.1",
            "opentelemetry-sdk>=1.44.0",
            "pytest-codspeed>=4.1.1",
            "pytest>=9.1.1",
            "starlette[full]==1.10.0",
            "trio>=0.34.0",
            "typing_extensions",
        ),
        failing="they need a user whom file permissions stop, and it was root",
    ),
}
