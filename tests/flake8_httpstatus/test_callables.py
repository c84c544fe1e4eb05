"""The callable table against the installed libraries: each parameter is where the table says."""

from __future__ import annotations

import importlib
import inspect
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from flake8_httpstatus.callables import CALLABLES
from flake8_httpstatus.callables import CallableRow as Row

# Where the table names a method of any receiver
RECEIVERS = {
    ".assertContains": ["django.test.SimpleTestCase.assertContains"],
    ".assertNotContains": ["django.test.SimpleTestCase.assertNotContains"],
    ".assertRedirects": ["django.test.SimpleTestCase.assertRedirects"],
    ".errorhandler": ["flask.Flask.errorhandler", "flask.Blueprint.errorhandler"],
    ".app_errorhandler": ["flask.Blueprint.app_errorhandler"],
    ".register_error_handler": ["flask.Flask.register_error_handler"],
    ".exception_handler": ["fastapi.FastAPI.exception_handler"],
    ".add_exception_handler": [
        "fastapi.FastAPI.add_exception_handler",
        "starlette.applications.Starlette.add_exception_handler",
    ],
}
# In the table for the releases that had them
GONE = {"starlette.responses.UJSONResponse", "starlette.responses.ORJSONResponse"}


def existing(dotted: str) -> Any:
    """What a dotted name stands for in the installed library."""
    if dotted.startswith(("ninja", "django")):
        settings = pytest.importorskip("django.conf").settings
        if not settings.configured:
            settings.configure()
    pytest.importorskip(dotted.partition(".")[0])
    parts = dotted.split(".")
    importlib.import_module(parts[0])
    for length in range(len(parts) - 1, 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            found = getattr(found, part)
        return found
    raise AssertionError(dotted)


def signatures(function: Any) -> Iterator[inspect.Signature]:
    """The signature, then those of the constructors to which `*args` and `**kwargs` are handed on."""
    if not inspect.isclass(function):
        yield inspect.signature(function)
        return
    for ancestor in function.__mro__:
        if "__init__" in vars(ancestor) and ancestor is not object:
            signature = inspect.signature(ancestor.__init__)
            yield signature.replace(parameters=list(signature.parameters.values())[1:])


def accepts(function: Any, keyword: str) -> bool:
    """Whether an argument of that keyword reaches a parameter of its name."""
    for signature in signatures(function):
        parameter = signature.parameters.get(keyword)
        if parameter is not None:
            return parameter.kind in {parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY}
        if not any(each.kind is each.VAR_KEYWORD for each in signature.parameters.values()):
            return False
    return False


def positions(function: Any, *, bound: bool) -> list[str]:
    """The parameters that take a position, in order."""
    names: list[str] = []
    for signature in signatures(function):
        parameters = list(signature.parameters.values())
        names += [each.name for each in parameters if each.kind <= each.POSITIONAL_OR_KEYWORD]
        if not any(each.kind is each.VAR_POSITIONAL for each in parameters):
            break
    return names[1:] if bound else names


def is_method(dotted: str) -> bool:
    return dotted.rpartition(".")[0].rpartition(".")[2][:1].isupper()


ROWS = [
    pytest.param(row, dotted, id=dotted)
    for row in CALLABLES.values()
    for dotted in RECEIVERS.get(row.name, [row.name])
    if dotted not in GONE
]
# `*args, **kwargs`: what they do with them is tried below
OPAQUE = {"flask.make_response"}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("row", "dotted"), ROWS)
def test_row(row: Row, dotted: str) -> None:
    function = existing(dotted)
    if dotted in OPAQUE:
        assert not row.keywords
        return
    assert row.keywords
    named = positions(function, bound=is_method(dotted))
    if dotted.startswith("responses."):  # its `**kwargs` go to the constructor of the response
        function = existing("responses.Response")
    assert [keyword for keyword in row.keywords if accepts(function, keyword)] == list(row.keywords)
    for index in row.indexes:
        assert named[index] in row.keywords


def test_rows() -> None:
    assert all(name == row.name for name, row in CALLABLES.items())
    assert all(row.keywords or row.indexes for row in CALLABLES.values())
    assert all(name.startswith(".") for name, row in CALLABLES.items() if row.where)
    assert {name for name in CALLABLES if name.startswith(".")} == set(RECEIVERS)


def try_flask() -> int:
    flask = pytest.importorskip("flask")
    with flask.Flask("x").test_request_context():
        return int(flask.make_response("x", 404).status_code)


def try_django_positional() -> int:
    existing("django.http.HttpResponse")
    http = importlib.import_module("django.http")
    return int(http.FileResponse([b"x"], "text/plain", 404).status_code)


def try_django_quoted() -> int:
    return int(existing("django.http.HttpResponse")(status="404").status_code)


def try_responses() -> int:
    responses = pytest.importorskip("responses")
    requests = pytest.importorskip("requests")
    with responses.RequestsMock() as mock:
        mock.get("http://x/", status=404)
        return int(requests.get("http://x/", timeout=1).status_code)


@pytest.mark.parametrize("attempt", [try_flask, try_django_positional, try_django_quoted, try_responses])
def test_tried(attempt: Callable[[], int]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert attempt() == 404
