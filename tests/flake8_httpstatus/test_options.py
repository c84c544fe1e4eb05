"""The settings from the options."""

from __future__ import annotations

import argparse

import pytest
from cases import check_findings, check_noop, settings_of

from flake8_httpstatus import options
from flake8_httpstatus.callables import CALLABLES
from flake8_httpstatus.libraries.constants import NEWEST
from flake8_httpstatus.libraries.library import Library
from flake8_httpstatus.libraries.rows import (
    DRF,
    FASTAPI,
    FLASK_API,
    HTTP,
    HTTPX,
    LIBRARIES,
    PETRA,
    REQUESTS,
    STARLETTE,
)
from flake8_httpstatus.options import OptionError, Settings


@pytest.mark.parametrize(
    ("text", "library", "floor"),
    [
        ("auto", None, None),
        (" auto ", None, None),
        ("djangorestframework", DRF, None),
        ("DjangoRESTframework", DRF, None),
        ("django_petra", PETRA, None),
        ("http", HTTP, None),
        ("djangorestframework>=3.12", DRF, (3, 12)),
        ("djangorestframework >= 3.12.0", DRF, (3, 12)),
        ("starlette>=0.48,<1", STARLETTE, (0, 48)),
        ("starlette==0.48", STARLETTE, (0, 48)),
        ("fastapi~=0.110", FASTAPI, (0, 110)),
        ("http>=3.11", HTTP, (3, 11)),
        ("flask_api", FLASK_API, None),
        ("httpx.codes>=0.27", HTTPX, (0, 27)),
        ("requests.codes", REQUESTS, None),
        # what people call them
        ("drf>=3.12", DRF, (3, 12)),
        ("rest_framework", DRF, None),
        ("rest_framework.status", DRF, None),
        ("HTTPStatus", HTTP, None),
        ("http.HTTPStatus", HTTP, None),
        ("python>=3.11", HTTP, (3, 11)),
        ("django_petra.petra_core.status", PETRA, None),
        ("httpx", HTTPX, None),
        ("requests", REQUESTS, None),
        ("starlette.status", STARLETTE, None),
        ("fastapi.status", FASTAPI, None),
        # a release that has come out since the table was made
        ("djangorestframework>=3.99", DRF, (3, 99)),
        ("http>=3.99", HTTP, (3, 99)),
    ],
)
def test_library(text: str, library: Library | None, floor: tuple[int, ...] | None) -> None:
    found = settings_of(text)
    assert (found.library, found.bounds and found.bounds.floor) == (library, floor)


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        (
            {"library": "flask"},
            "option --httpstatus-library: unknown library 'flask'; choose from "
            f"{', '.join(('auto', *LIBRARIES))}",
        ),
        (
            {"library": "djangorestframework>="},
            "option --httpstatus-library: cannot read 'djangorestframework>='; write a library, or "
            "library>=release as in djangorestframework>=3.12",
        ),
        (
            {"library": ""},
            "option --httpstatus-library: cannot read ''; write a library, or library>=release as in "
            "djangorestframework>=3.12",
        ),
        (
            {"library": "starlette<0.48"},
            "option --httpstatus-library: 'starlette<0.48' has no lower bound; "
            "write it as starlette>=release",
        ),
        (
            {"library": "auto>=3"},
            "option --httpstatus-library: auto takes no release; name the library, as in "
            "djangorestframework>=3.12",
        ),
        (
            {"library": "django-rest-framework"},
            "option --httpstatus-library: unknown library 'django-rest-framework'; did you mean "
            "djangorestframework?",
        ),
        (
            {"library": "HTTPStatuses"},
            "option --httpstatus-library: unknown library 'HTTPStatuses'; did you mean http?",
        ),
        (
            {"library": "djangorestframework>=99"},
            "option --httpstatus-library: no release known reaches 'djangorestframework>=99'; the newest is "
            f"{NEWEST['djangorestframework']}",
        ),
        (
            {"library": "http>=4"},
            "option --httpstatus-library: no release known reaches 'http>=4'; the newest is "
            f"{NEWEST['http']}",
        ),
        (
            {"library": "fastapi>=9"},
            "option --httpstatus-library: no release known reaches 'fastapi>=9'; the newest is "
            f"{NEWEST['fastapi']}",
        ),
        ({"attributes": "a b-c"}, "option --httpstatus-attributes: 'b-c' is not a name"),
        (
            {"callables": "f"},
            "option --httpstatus-callables: cannot read 'f'; write dotted.name:keyword:index or "
            ".method:keyword:index with a keyword, an index or both",
        ),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(chosen: dict[str, str], message: str) -> None:
    with pytest.raises(OptionError) as caught:
        settings_of(**chosen)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "text",
    [
        "f::",
        "f:x",
        "f:x:y",
        "f:x:-1",
        ":x:1",
        "f..g:x:1",
        "f.:x:1",
        "..f:x:1",
        "1f:x:1",
        "f:1:x",
        "f:x:1:2",
        "é:x:1",
    ],
)
def test_callables_that_cannot_be_read(text: str) -> None:
    with pytest.raises(OptionError, match="cannot read"):
        settings_of(callables=text)


def test_defaults() -> None:
    """The registered defaults are those of `Settings()`."""
    parser = argparse.ArgumentParser()

    def add_option(*names: str, **given: object) -> None:
        given.pop("parse_from_config")
        given.pop("comma_separated_list", None)
        parser.add_argument(*names, **given)  # type: ignore[arg-type]

    options.register(add_option)
    namespace = parser.parse_args([])
    namespace.httpstatus_attributes = [namespace.httpstatus_attributes]
    namespace.httpstatus_callables = namespace.httpstatus_callables.split()
    assert vars(options.settings(namespace)) == vars(Settings())
    assert settings_of("auto").callables is CALLABLES


@pytest.mark.parametrize(
    ("callables", "source", "found"),
    [
        ("app.reply:code:1", "from app import reply\nreply('x', 404)", "404"),
        ("app.reply:code:1", "from app import reply\nreply('x', code=404)", "404"),
        ("app.reply:code:1", "import app as a\na.reply('x', 404)", "404"),
        ("app.reply:code:1", "from lib import reply\nreply('x', 404)", ""),
        ("app.reply:code:", "from app import reply\nreply(code=404)", "404"),
        ("app.reply:code:", "from app import reply\nreply(404, 404)", ""),
        ("app.reply::0", "from app import reply\nreply(404, code=404)", "404"),
        (".response::0", "self.response(404)", "404"),
        (".response::0", "response(404)", ""),
        (".reply:code:", "x().reply(code=404)", "404"),
        (".reply:code: .reply::0", "x.reply(200, code=404)", "200 404"),
        ("post:expect:", "def test(post):\n    post('/', expect=404)", "404"),
        ("post:expect:", "from .clients import post\npost('/', expect=404)", "404"),
        ("post:expect:", "from shop import post\npost('/', expect=404)", ""),
        ("post:expect:", "client.post('/', expect=404)", ""),
        ("app.answers::0", "from app import answers\n@answers(404)\ndef view(): ...", "404"),
        # a callable of the table keeps what the table says
        (
            "django.http.HttpResponse:code:",
            "from django.http import HttpResponse\nHttpResponse(code='404')",
            "'404'",
        ),
        (
            "rest_framework.response.Response::2",
            "from rest_framework.response import Response\nResponse(d, 404)",
            "404",
        ),
        (".errorhandler::0", "app.errorhandler(404)", "404"),
    ],
)
def test_callables(callables: str, source: str, found: str) -> None:
    check_findings(source, *(f"HSC101 {text}" for text in found.split()), callables=callables)


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ("", ""),
        ("http-code", "404"),
        ("http-code result", "404 410"),
        ("result", "410"),
        ("http_code", ""),
        ("http", ""),
    ],
)
def test_keys(keys: str, found: str) -> None:
    source = "x['http-code'] == 404\nx.get('result') == 410\nx['status_code'] == 500"
    check_findings(source, *(f"HSC103 {text}" for text in (*found.split(), "500")), keys=keys)


def test_no_attributes_at_all() -> None:
    check_noop("r.status_code == 404\nr.status_code = 404", attributes="")
    check_findings("f(status_code=404)", "HSC101 404", attributes="")


@pytest.mark.parametrize("text", ["http>=" + "9" * 5000, "http; " + "(" * 100_000], ids=["long", "deep"])
def test_a_library_beyond_reason(text: str) -> None:
    with pytest.raises(OptionError, match=r"cannot read 'http.*…; write a library") as raised:
        settings_of(text)
    assert len(str(raised.value)) < 500


@pytest.mark.parametrize(
    "source",
    [
        "def fail(outcome): ...\n\nfail(404)",
        "class Shop:\n    def fail(self, outcome): ...\n    def go(self): self.fail(404)",
    ],
)
def test_callables_that_the_file_defines(source: str) -> None:
    check_findings(source, "HSC101 404", callables="fail::0 .fail::0")
    check_noop(source)


def test_a_row_of_the_table_does_not_count_for_a_callable_that_the_file_defines() -> None:
    check_noop("""
        import flask_restx

        class Job:
            def abort(self, number): ...
            def stop(self): self.abort(404)
        """)
