"""A module of the project's own as a library: where it is found, which constants it has."""

from __future__ import annotations

from pathlib import Path

import pytest
from blocks import block
from cases import find, settings_of
from project_files import make

from flake8_httpstatus.libraries.library import OwnLibrary
from flake8_httpstatus.options import OptionError

PROJECT = {"pyproject.toml": "[project]\nname = 'shop'\n", "shop/__init__.py": ""}


def library(
    folder: Path, monkeypatch: pytest.MonkeyPatch, codes: str, name: str = "shop.codes", **files: str
) -> OwnLibrary:
    """The library of a project with this module."""
    make(folder, {**PROJECT, "shop/codes.py": codes, **files})
    monkeypatch.chdir(folder)
    found = settings_of(name).library
    assert isinstance(found, OwnLibrary)
    return found


def constants(found: OwnLibrary) -> dict[int, str]:
    """The name that is written for each code."""
    names: dict[int, str] = {}
    for row in found.constants:
        names.setdefault(row.code, row.name)
    return names


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ("NOT_FOUND = 404\nGONE = 410", {404: "NOT_FOUND", 410: "GONE"}),
        ("from typing import Final\nNOT_FOUND: Final = 404", {404: "NOT_FOUND"}),
        ("NOT_FOUND: Literal[404] = 404", {404: "NOT_FOUND"}),
        # several names for a code: the standard's, whatever its prefix; else the first
        ("MISSING = 404\nNOT_FOUND = 404", {404: "NOT_FOUND"}),
        ("MISSING = 404\nHTTP_404_NOT_FOUND = 404", {404: "HTTP_404_NOT_FOUND"}),
        ("MISSING = 404\nHTTP_NOT_FOUND = 404", {404: "HTTP_NOT_FOUND"}),
        ("MISSING = 404\nLOST = 404", {404: "MISSING"}),
        ("LOST = MISSING = 404", {404: "LOST"}),
        # a code that nobody registered, but that has a name here
        ("CLIENT_CLOSED_REQUEST = 499", {499: "CLIENT_CLOSED_REQUEST"}),
        # the rest is left out
        ("OK = 200\nnot_found = 404", {200: "OK"}),
        ("OK = 200\n_NOT_FOUND = 404", {200: "OK"}),
        ("OK = 200\nPORT = 8080\nRETRIES = 3", {200: "OK"}),
        ("OK = 200\nNOT_FOUND = 404\nNOT_FOUND = 405", {200: "OK"}),
        ("OK = 200\nif OK:\n    NOT_FOUND = 404", {200: "OK"}),
        ("OK = 200\nNOT_FOUND = 404\n\ndef f():\n    global NOT_FOUND\n    NOT_FOUND = 1", {200: "OK"}),
        ("OK = 200\nNOT_FOUND = '404'\nGONE = 410.0\nTEAPOT = True", {200: "OK"}),
        ("OK = 200\nNOT_FOUND = 404\ndel NOT_FOUND", {200: "OK"}),
        ("NOT_FOUND = 404\nfrom base import *\nOK = 200", {200: "OK"}),
        ("OK = 200\nclass Codes:\n    NOT_FOUND = 404", {200: "OK"}),
        ("OK = 200\nprint(NOT_FOUND := 404)\nNOT_FOUND = 404", {200: "OK"}),
    ],
)
def test_constants_of_a_module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, codes: str, expected: dict[int, str]
) -> None:
    assert constants(library(tmp_path, monkeypatch, f"{codes}\n")) == expected


HEAD = "import enum\nfrom enum import Enum, IntEnum, unique\n"
LIKE_HTTP = """
    class Codes(IntEnum):
        def __new__(cls, value, phrase):
            self = int.__new__(cls, value)
            self._value_ = value
            self.phrase = phrase
            return self

        NOT_FOUND = 404, "Not Found"
    """


@pytest.mark.parametrize(
    ("codes", "number_since"),
    [
        ("class Codes(IntEnum):\n    NOT_FOUND = 404", (3, 11)),
        ("class Codes(enum.IntEnum):\n    NOT_FOUND = 404", (3, 11)),
        ("@unique\nclass Codes(IntEnum):\n    NOT_FOUND = 404", (3, 11)),
        ("class Codes(IntEnum):\n    MISSING = 404\n    NOT_FOUND = 404", (3, 11)),
        (LIKE_HTTP, (3, 11)),
        # its text is never its number
        ("class Codes(int, Enum):\n    NOT_FOUND = 404", (99,)),
        ("class Codes(IntEnum):\n    NOT_FOUND = 404\n    def __str__(self): return self.name", (99,)),
        # attributes are plain integers
        ("class Codes:\n    NOT_FOUND = 404", ()),
    ],
)
def test_constants_of_a_class(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, codes: str, number_since: tuple[int, ...]
) -> None:
    found = library(tmp_path, monkeypatch, HEAD + block(codes), "shop.codes.Codes")
    assert constants(found) == {404: "NOT_FOUND"}
    assert found.number_since == number_since
    assert (found.import_line, found.spell("OK")) == ("from shop.codes import Codes", "Codes.OK")


@pytest.mark.parametrize(
    "codes",
    [
        "class Codes(Enum):\n    NOT_FOUND = 404",
        "class Codes(str, Enum):\n    NOT_FOUND = 404",
        "class Codes(Base):\n    NOT_FOUND = 404",
        "class Codes(metaclass=Meta):\n    NOT_FOUND = 404",
        "@wrapped\nclass Codes(IntEnum):\n    NOT_FOUND = 404",
        "class Codes(IntEnum):\n    NOT_FOUND = 404\n    def __eq__(self, other): return True",
        "class Codes(IntEnum):\n    NOT_FOUND = enum.auto()",
        "from .enums import IntEnum\nclass Codes(IntEnum):\n    NOT_FOUND = 404",
        LIKE_HTTP.replace("(cls, value)", "(cls, 200)"),
        LIKE_HTTP.replace("self = int", "value = 1; self = int"),
        LIKE_HTTP.replace("(IntEnum)", ""),
        "class Codes(IntEnum):\n    __new__ = make\n    NOT_FOUND = 404",
        "class Codes(IntEnum):\n    def __new__(*given): ...\n    NOT_FOUND = 404",
    ],
)
def test_classes_whose_constants_are_no_integers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, codes: str
) -> None:
    with pytest.raises(OptionError, match=r"^option --httpstatus-library: no constants in class Codes of "):
        library(tmp_path, monkeypatch, HEAD + block(codes), "shop.codes.Codes")


def test_a_number_in_an_enum_is_what_python_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = HEAD + block(LIKE_HTTP)
    namespace: dict[str, type] = {}
    exec(source, namespace)  # noqa: S102
    [row] = library(tmp_path, monkeypatch, source, "shop.codes.Codes").constants
    assert getattr(namespace["Codes"], row.name) == row.code


@pytest.mark.parametrize(
    ("place", "name", "below"),
    [
        ("shop/codes.py", "shop.codes", "."),
        ("src/shop/codes.py", "shop.codes", "."),
        ("shop/codes/__init__.py", "shop.codes", "."),
        ("shop/http/codes.py", "shop.http.codes", "."),
        # from a folder of the project as well, and beside the outermost package around it
        ("shop/codes.py", "shop.codes", "shop"),
        ("services/api/shop/codes.py", "shop.codes", "services/api/shop"),
    ],
)
def test_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, name: str, below: str) -> None:
    package = str(Path(place).parent / "__init__.py")
    make(tmp_path, {"pyproject.toml": PROJECT["pyproject.toml"], package: "", place: "NOT_FOUND = 404\n"})
    monkeypatch.chdir(tmp_path / below)
    found = settings_of(name).library
    assert isinstance(found, OwnLibrary)
    assert (found.path, found.import_line) == (
        (tmp_path / place).resolve(),
        f"from {name.rpartition('.')[0]} import codes",
    )


def test_a_folder_that_declares_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, {"shop/codes.py": "NOT_FOUND = 404\n", ".git/config": ""})
    monkeypatch.chdir(tmp_path)
    assert isinstance(settings_of("shop.codes").library, OwnLibrary)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("shop.nope", "no module shop.nope below {root}"),
        ("shops.codes", "no module shops.codes below {root}"),
        ("shop.codes.Nope", "no class Nope in {root}/shop/codes.py"),
        ("shop.codes>=1", "shop.codes is a module of the project and has no releases"),
        (
            "shop.views",
            "no constants in {root}/shop/views.py; write a line like NOT_FOUND = 404 for each",
        ),
        ("shop.enums", "no constants in {root}/shop/enums.py; those of its class Codes are shop.enums.Codes"),
        (
            "shop.enums.Words",
            "no constants in class Words of {root}/shop/enums.py; it must be an IntEnum or plain",
        ),
        ("shop.broken", "cannot parse {root}/shop/broken.py: '(' was never closed"),
        ("shop..codes", "unknown library 'shop..codes'"),
        ("rest_framework.statu", "no module rest_framework.statu below {root}; did you mean djangorest"),
    ],
)
def test_what_cannot_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, message: str
) -> None:
    files = {
        "shop/views.py": "x = 404\n",
        "shop/enums.py": "from enum import *\nimport enum\nclass Words(enum.Enum):\n    OK = 'ok'\n"
        "class Codes(enum.IntEnum):\n    OK = 200\n",
        "shop/broken.py": "OK = (\n",
    }
    with pytest.raises(OptionError) as caught:
        library(tmp_path, monkeypatch, "OK = 200\n", name, **files)
    expected = message.format(root=Path.cwd())
    assert str(caught.value).startswith(f"option --httpstatus-library: {expected}")
    assert "\n" not in str(caught.value)


def test_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OptionError, match=r"cannot read .*codes\.py: too large"):
        library(tmp_path, monkeypatch, f"OK = 200 {'#' * 20_000_000}\n")


def test_codes_without_a_constant_are_no_sites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library(tmp_path, monkeypatch, "NOT_FOUND = 404\nCLOSED = 499\n")
    source = "r.status_code in (200, 404, 499)\n"
    found = find(source, library="shop.codes", filename=str(tmp_path / "shop" / "views.py"))
    assert [finding.replacement for finding in found] == ["codes.NOT_FOUND", "codes.CLOSED"]


@pytest.mark.parametrize(
    ("source", "replacement"),
    [
        ("", "codes.NOT_FOUND"),
        ("from . import codes", "codes.NOT_FOUND"),
        ("import shop.codes", "shop.codes.NOT_FOUND"),
    ],
)
def test_messages_have_what_the_file_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, replacement: str
) -> None:
    library(tmp_path, monkeypatch, "NOT_FOUND = 404\n")
    [finding] = find(
        f"{source}\nf(status_code=404)\n", library="shop.codes", filename=str(tmp_path / "shop" / "v.py")
    )
    assert finding.replacement == replacement


@pytest.mark.parametrize(
    ("python", "codes", "why_not"),
    [
        (">=3.11", "class Codes(IntEnum):\n    NOT_FOUND = 404", ""),
        (
            ">=3.9",
            "class Codes(IntEnum):\n    NOT_FOUND = 404",
            "before Python 3.11, which the project admits",
        ),
        (">=3.12", "class Codes(int, Enum):\n    NOT_FOUND = 404", "its text is Codes.…, no number"),
        (">=3.9", "class Codes:\n    NOT_FOUND = 404", ""),
    ],
)
def test_the_text_of_an_enum(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, python: str, codes: str, why_not: str
) -> None:
    pyproject = f"[project]\nname = 'shop'\nrequires-python = '{python}'\n"
    library(tmp_path, monkeypatch, HEAD + codes, "shop.codes.Codes", **{"pyproject.toml": pyproject})
    stored, compared = find(
        "r.status_code = 404\nr.status_code == 404\n",
        library="shop.codes.Codes",
        filename=str(tmp_path / "shop" / "views.py"),
    )
    assert (stored.replacement is None, why_not in stored.message) == (bool(why_not), True)
    assert compared.replacement == "Codes.NOT_FOUND"
