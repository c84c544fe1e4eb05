"""Runs a program and records what it does, to compare that before and after a rewrite."""

from __future__ import annotations

import builtins
import contextlib
import enum
import importlib
import sys
import types
import unittest.mock
import warnings
from collections.abc import Callable, Generator, Iterator, Mapping
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from flake8_httpstatus.libraries.constants import CONSTANTS


def run(content: bytes) -> list[object]:
    """What a program records, with plain integers in place of constants, and the exception that ends it."""
    recorded: list[object] = []
    with warnings.catch_warnings(), unittest.mock.patch.dict(sys.modules, _modules()):
        warnings.simplefilter("ignore")
        try:
            exec(compile(content, "<program>", "exec", dont_inherit=True), _namespace(recorded))  # noqa: S102
        except Exception as error:
            recorded.append(type(error).__name__)
    return recorded


def run_package(folder: Path, main: str) -> list[object]:
    """What a package records when its main module is imported, by that or by any other of its modules."""
    recorded: list[object] = []
    given = {name: value for name, value in _namespace(recorded).items() if name != "__name__"}
    places = [str(folder), str(folder / "src"), *sys.path]
    with (
        warnings.catch_warnings(),
        unittest.mock.patch.dict(sys.modules, _modules()),
        unittest.mock.patch.dict(vars(builtins), given),
        unittest.mock.patch.object(sys, "path", places),
        unittest.mock.patch.object(sys, "dont_write_bytecode", True),
    ):
        warnings.simplefilter("ignore")
        importlib.invalidate_caches()
        try:
            importlib.import_module(main.removesuffix(".py"))
        except Exception as error:
            recorded.append(type(error).__name__)
    return recorded


def plain(value: object) -> object:
    """A value made comparable: a constant and its number come out the same."""
    if value is None or isinstance(value, (bool, float, str)):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, (tuple, list)):
        return [type(value).__name__, *map(plain, value)]
    if isinstance(value, (set, frozenset)):
        return ["set", *sorted(map(repr, map(plain, value)))]
    if isinstance(value, Mapping):
        return ["dict", *([plain(key), plain(each)] for key, each in value.items())]
    if isinstance(value, types.ModuleType):
        return value.__name__
    if isinstance(value, enum.EnumMeta):
        return value.__qualname__
    if isinstance(value, Answer):
        return [type(value).__name__, plain(value.status_code)]
    return type(value).__name__


class Answer:
    """Stands in for the responses of all frameworks."""

    def __init__(self, data: object = None, status: Any = 200, **more: Any) -> None:
        self.data = data
        self.status_code = int(more.get("status_code", status) or 0)

    ok = True
    size = 404

    @property
    def response(self) -> Answer:
        return self

    @property
    def history(self) -> list[Answer]:
        return [self]

    def get(self) -> Answer:
        return self

    def __getitem__(self, key: str) -> int:
        return self.status_code


class Reply(Answer):
    """Stands in for the responses of clients, which can be awaited and entered as well."""

    def __init__(self) -> None:
        super().__init__(status=HTTPStatus.NOT_FOUND)
        self.status = self.code = self.status_int = self.status_code

    def __enter__(self) -> Reply:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __await__(self) -> Generator[None, None, Reply]:
        return self
        yield

    async def __aenter__(self) -> Reply:
        return self

    async def __aexit__(self, *_: object) -> None:
        pass


class Client:
    """Stands in for clients: every method gives a response."""

    def __init__(self, *_: object) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Client() if name == "objects" else lambda *_, **__: Reply()


class DjangoAnswer(Answer):
    def __init__(self, content: object = b"", content_type: object = None, status: Any = 200) -> None:
        super().__init__(content, status)


class Error(Exception):
    """Stands in for the exceptions of all frameworks."""


class HTTPError(Exception):
    """Stands in for the exceptions that hold a status."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.status = self.code = arguments[0] if arguments else None


@contextlib.contextmanager
def raises(expected: type[Exception]) -> Iterator[types.SimpleNamespace]:
    """Stands in for `pytest.raises`."""
    caught = types.SimpleNamespace(value=None)
    try:
        yield caught
    except expected as error:
        caught.value = error


def parametrize(names: Any, table: Any) -> Callable[[Any], Any]:
    """Stands in for `pytest.mark.parametrize`: calling the test runs it with each row."""
    parameters = [name.strip() for name in names.split(",")] if isinstance(names, str) else names

    def decorated(function: Any) -> Any:
        def test(*arguments: object, **keywords: object) -> object:
            values = [row if len(parameters) > 1 else (row,) for row in table]
            rows = [dict(zip(parameters, row, strict=True)) for row in values]
            return [function(*arguments, **row, **keywords) for row in rows]

        return test

    return decorated


class Case:
    """Stands in for `unittest.TestCase`."""

    def assertEqual(self, first: object, second: object) -> bool:
        return first == second

    def assertIn(self, member: object, container: Any) -> bool:
        return member in container

    def assertContains(
        self, response: object, text: str, *codes: int, status_code: int = HTTPStatus.OK
    ) -> object:
        return text, codes, status_code


class Call:
    """Takes any arguments and returns them."""

    def __call__(self, *arguments: object, **keywords: object) -> object:
        return arguments, keywords

    objects = property(lambda self: self)
    filter = set_status = setResponseCode = add = get = __call__


class App:
    """Stands in for an application or router that decorates routes."""

    def __init__(self, *_: object) -> None:
        pass

    def route(self, *_: object, **__: object) -> Callable[[Any], Any]:
        return lambda function: function

    get = route


@contextlib.contextmanager
def context(value: object) -> Iterator[object]:
    yield value


def decorator(*arguments: Any, **keywords: Any) -> Any:
    return arguments[0] if arguments and callable(arguments[0]) else lambda function: function


def drive(coroutine: Any) -> object:
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value
    raise AssertionError("awaits nothing")


def _namespace(recorded: list[object]) -> dict[str, Any]:
    def out(*values: Any) -> Any:
        recorded.append([plain(value) for value in values])
        return values[-1]

    def peek(function: Callable[[], Any]) -> None:
        try:
            recorded.append(plain(function()))
        except Exception as error:
            recorded.append(type(error).__name__)

    return {
        "__name__": "program",
        "out": out,
        "peek": peek,
        "r": Answer(status=404),
        "status_code": int(HTTPStatus.INTERNAL_SERVER_ERROR),
        "case": Case(),
        "call": Call(),
        "app": App(),
        "client": Client(),
        "url": "/x",
        "resp": Reply(),
        "mock_response": Reply(),
        "booking": Reply(),
        "answer": {"statusCode": HTTPStatus.OK, "ResponseMetadata": {"HTTPStatusCode": HTTPStatus.NOT_FOUND}},
        "ShopHTTPError": HTTPError,
        "api": App(),
        "context": context,
        "decorator": decorator,
        "extend_schema": decorator,
        "drive": drive,
        "Error": Error,
        "Answer": Answer,
        "Response": Answer,
        "HttpResponse": DjangoAnswer,
        "JsonResponse": DjangoAnswer,
        "OwnResponse": Answer,
        "make": Call(),
        "Fields": Answer,
    }


def _attributes(table: str) -> type:
    """A class with the constants of a code table."""
    return type(table, (), {row.name: row.code for row in CONSTANTS[table]})


@cache
def _modules() -> dict[str, types.ModuleType]:
    """The modules that are stand-ins: the real ones need a configuration, or are not installed."""
    for real in (
        "rest_framework.status",
        "starlette.status",
        "fastapi",
        "django",
        "http.client",
        "httpx",
        "urllib.error",
        "smtplib",
        "dataclasses",
    ):
        importlib.import_module(real)  # outside of the patch, which would forget them
    contents: dict[str, dict[str, Any]] = {
        "rest_framework.response": {"Response": Answer},
        "django_petra": {},
        "django_petra.petra_core": {
            "Response": Answer,
            "ViewSet": object,
            "status": _attributes("django-petra"),
        },
        "django.http": {"HttpResponse": DjangoAnswer, "JsonResponse": DjangoAnswer},
        "flask": {"Flask": App, "abort": Call(), "redirect": Call()},
        "ninja": {"NinjaAPI": App},
        "drf_spectacular": {},
        "drf_spectacular.utils": {"extend_schema": decorator},
        "pytest": {
            "raises": raises,
            "mark": types.SimpleNamespace(parametrize=parametrize),
            "param": lambda *values, **_: values,
        },
        "webtest": {"TestApp": lambda _: types.SimpleNamespace(get=Call(), post_json=Call())},
        "werkzeug": {},
        "werkzeug.exceptions": {"HTTPException": HTTPError},
        "tornado": {},
        "tornado.web": {"HTTPError": HTTPError},
        "falcon": {"HTTPError": HTTPError},
        "sanic": {},
        "sanic.response": {"json": Call()},
        "aiohttp": {"web": types.SimpleNamespace(Response=Call(), json_response=Call())},
        "urllib3": {"Retry": Call()},
        "responses": {"add": Call(), "get": Call()},
        "requests": {"codes": _attributes("requests")},
    }
    modules = {}
    for name, content in contents.items():
        module = types.ModuleType(name)
        module.__dict__.update(content)
        modules[name] = module
    return modules
