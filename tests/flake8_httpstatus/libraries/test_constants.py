"""The code table against the libraries that are installed, and against the facts of the design."""

from __future__ import annotations

import http
import importlib.metadata
import itertools
import keyword
import runpy
import sys
import warnings
from collections.abc import Iterable
from types import SimpleNamespace

import pytest

from flake8_httpstatus.libraries.constants import ADMITTED, CONSTANTS, Constant
from flake8_httpstatus.libraries.library import Library
from flake8_httpstatus.libraries.meanings import MEANINGS
from flake8_httpstatus.libraries.rows import FLASK_API, HTTPX, LIBRARIES, REQUESTS
from flake8_httpstatus.libraries.standard import is_standard

packaging_version = pytest.importorskip("packaging.version")

DRF = CONSTANTS["djangorestframework"]
STARLETTE = CONSTANTS["starlette"]
HTTP = CONSTANTS["http"]
# of requests, which has no other names at all, or had none for long
LIKE_THE_STANDARD = {"request_uri_too_large", "header_fields_too_large"}

ROWS = [
    pytest.param(library, row, id=f"{library}-{row.name}")
    for library in CONSTANTS
    for row in CONSTANTS[library]
]


def at(rows: Iterable[Constant], release: str) -> dict[str, int]:
    """Name to code of the rows that a release has."""
    version = packaging_version.Version
    return {row.name: row.code for row in rows if version(row.added) <= version(release)}


def codes_added(rows: Iterable[Constant], release: str) -> set[int]:
    """The codes of the rows that appeared with a release."""
    return {row.code for row in rows if row.added == release}


def constants_of(library: Library) -> object:
    """The installed library's module or class; the test is skipped where there is none."""
    if library is FLASK_API:  # with the newest Werkzeug its package cannot be imported, but the module can
        pytest.importorskip("flask")
        path = importlib.metadata.distribution("flask-api").locate_file("flask_api/status.py")
        return SimpleNamespace(**runpy.run_path(str(path)))
    pytest.importorskip(library.package.partition(".")[0])
    settings = importlib.import_module("django.conf").settings if "django" in library.works_with else None
    if settings is not None and not settings.configured:
        settings.configure()
    if library.by_name:
        return importlib.import_module(library.by_name)
    return getattr(importlib.import_module(library.package), library.name)


def rows_at(library: Library) -> dict[str, Constant]:
    """The rows of the release that is installed, by name."""
    rows = CONSTANTS[library.table]
    names = at(rows, importlib.metadata.version(library.table))
    return {row.name: row for row in rows if row.name in names}


INSTALLABLE = pytest.mark.parametrize(
    "library",
    [pytest.param(each, id=each.key) for each in LIBRARIES.values() if not each.comes_with_python],
)


@INSTALLABLE
def test_library_is_as_installed(library: Library) -> None:
    constants = constants_of(library)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        values = {name: getattr(constants, name) for name in dir(constants)}
    installed = {name: code for name, code in values.items() if isinstance(code, int) and code in MEANINGS}
    table = {row.name: row.code for row in rows_at(library).values()}
    if library is REQUESTS:  # it has many names for a code, in lower and in upper case
        assert table.items() <= installed.items()
        standard = {name for name, code in installed.items() if is_standard(name, code)}
        assert {name for name in standard if name.islower() and name != "continue"} <= table.keys()
    else:
        assert installed == table
    assert {str(code) for code in installed.values()} == {str(int(code)) for code in installed.values()}
    assert library is HTTPX or {type(code) for code in installed.values()} == {int}


@INSTALLABLE
def test_helpers_are_as_installed(library: Library) -> None:
    constants = constants_of(library)
    for name, (low, high) in library.helpers.items():
        accepted = [code for code in range(700) if getattr(constants, name)(code)]
        assert accepted == list(range(low, high + 1))


@INSTALLABLE
def test_library_warns_where_the_table_says_so(library: Library) -> None:
    constants = constants_of(library)
    version = packaging_version.Version
    for row in rows_at(library).values():
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            assert getattr(constants, row.name) == row.code
        installed = version(importlib.metadata.version(library.table))
        assert bool(caught) == (row.deprecated is not None and version(row.deprecated) <= installed), row


@INSTALLABLE
def test_usual_import_gives_the_same_constants(library: Library) -> None:
    constants = constants_of(library)
    if library is not FLASK_API:
        assert getattr(importlib.import_module(library.package), library.name) is constants


def test_fastapi_has_starlettes() -> None:
    fastapi = pytest.importorskip("fastapi")
    assert fastapi.status is importlib.import_module("starlette.status")


def test_http_is_as_in_this_python() -> None:
    members = {name: int(member) for name, member in http.HTTPStatus.__members__.items()}
    assert members == at(HTTP, "{}.{}".format(*sys.version_info))


@pytest.mark.parametrize(("library", "row"), ROWS)
def test_row(library: str, row: Constant) -> None:
    assert row.code in MEANINGS
    assert is_standard(row.name, row.code) or row.name in LIKE_THE_STANDARD
    assert not keyword.iskeyword(row.name)
    if row.deprecated:
        replacement = [
            other for other in CONSTANTS[library] if other.code == row.code and not other.deprecated
        ]
        assert [other.added for other in replacement] == [row.deprecated]


@pytest.mark.parametrize("library", CONSTANTS)
def test_rows_are_sorted_and_unique(library: str) -> None:
    rows = CONSTANTS[library]
    order = [(row.code, packaging_version.Version(row.added)) for row in rows]
    assert order == sorted(order)
    names = [row.name for row in rows]
    assert len(names) == len(set(names))


def test_every_meaning_has_a_constant() -> None:
    assert {row.code for row in DRF} == set(MEANINGS)
    assert list(MEANINGS) == sorted(MEANINGS)


def test_django_rest_framework_releases() -> None:
    assert len(at(DRF, "3.3.2")) == 45
    assert codes_added(DRF, "3.3.3") == {451}
    assert codes_added(DRF, "3.4.1") == {207, 422, 423, 424, 507}
    assert codes_added(DRF, "3.10.0") == {208, 226, 308, 426, 506, 508, 509, 510}
    assert codes_added(DRF, "3.11.0") == {418}
    assert codes_added(DRF, "3.14.0") == {102, 103, 421, 425}
    assert len(at(DRF, "3.14.0")) == len(DRF) == 64
    assert not any(row.deprecated for row in DRF)


def test_django_petra_has_the_rest_framework_names_without_the_teapot() -> None:
    petra = {row.name for row in CONSTANTS["django-petra"]}
    assert petra == {row.name for row in DRF} - {"HTTP_418_IM_A_TEAPOT"}
    assert {row.added for row in CONSTANTS["django-petra"]} == {"0.0.1"}


def test_starlette_renamed_four_codes() -> None:
    assert codes_added(STARLETTE, "0.48.0") == {413, 414, 416, 422}
    assert {row.code for row in STARLETTE if row.deprecated == "0.48.0"} == {413, 414, 416, 422}
    assert sum(row.deprecated is not None for row in STARLETTE) == 4
    assert 509 not in {row.code for row in STARLETTE}


def test_python_releases() -> None:
    assert codes_added(HTTP, "3.7") == {421}
    assert codes_added(HTTP, "3.8") == {451}
    assert codes_added(HTTP, "3.9") == {103, 418, 425}
    assert codes_added(HTTP, "3.13") == {413, 414, 416, 422}
    assert {row.added for row in HTTP} == {"3.5", "3.7", "3.8", "3.9", "3.13"}
    assert not any(row.deprecated for row in HTTP)


@pytest.mark.parametrize("library", ADMITTED)
def test_admitted_releases_ascend_with_a_row_per_change(library: str) -> None:
    releases = [packaging_version.Version(own) for own, _ in ADMITTED[library]]
    assert releases == sorted(set(releases))
    lowest = [other for _, other in ADMITTED[library]]
    assert all(before != after for before, after in itertools.pairwise(lowest))
