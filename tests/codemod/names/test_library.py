"""Which library a file gets, in whole projects: each still runs without any framework, and prints the same.

Each case is a project, the module to run in it, as it is and rewritten, and what is then written there.
`python -S` knows nothing that is installed; where a project needs a library, it brings a stand-in.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from blocks import block
from project_files import make
from running import codemod

STARLETTE: Final = {
    "starlette/__init__.py": "",
    "starlette/status.py": """
        HTTP_200_OK = 200
        HTTP_404_NOT_FOUND = 404
        HTTP_409_CONFLICT = 409
        """,
}
DRF: Final = {
    "rest_framework/__init__.py": "",
    "rest_framework/status.py": STARLETTE["starlette/status.py"],
}
CLIENT: Final = block("""
    def call(status_code=200):
        return status_code

    print(call(status_code=404) + 1)
    """)
NEIGHBOURS: Final = {
    **{f"shop/views_{number}.py": "from rest_framework import status\n" for number in range(5)},
    **{f"shop/codes_{number}.py": "from http import HTTPStatus\n" for number in range(3)},
    "shop/__init__.py": "",
}


class Case(NamedTuple):
    """A project, one of its modules, and the constant that is written there."""

    files: dict[str, str]
    module: str
    written: str
    installed: dict[str, str] = {}  # noqa: RUF012  # read only


def project(requirements: str = "", **pyproject: str) -> dict[str, str]:
    """The files that declare what a project needs."""
    lines = "".join(f"{key} = {value}\n" for key, value in pyproject.items())
    return {"pyproject.toml": f"[project]\nname = 'shop'\ndependencies = [{requirements}]\n{lines}"}


CASES: Final = {
    "nothing known": Case({"client.py": CLIENT}, "client", "HTTPStatus.NOT_FOUND"),
    "another SDK's client": Case(
        {**project("'azure-functions', 'boto3'"), "client.py": f"import json\n{CLIENT}"},
        "client",
        "HTTPStatus.NOT_FOUND",
    ),
    "a FastAPI project by its requirements": Case(
        {
            "requirements/base.txt": "fastapi\n",
            "shop/__init__.py": "",
            "shop/views.py": "from starlette import status\n",
            "shop/client.py": f"import shop\n{CLIENT}",
        },
        "shop.client",
        "status.HTTP_404_NOT_FOUND",
        STARLETTE,
    ),
    "only on Windows": Case(
        {
            **NEIGHBOURS,
            **project("\"djangorestframework; sys_platform == 'win32'\""),
            "shop/client.py": f"import shop\n{CLIENT}",
        },
        "shop.client",
        "HTTPStatus.NOT_FOUND",
    ),
    "an optional extra": Case(
        {
            **NEIGHBOURS,
            "pyproject.toml": """
                [project]
                name = 'shop'
                [project.optional-dependencies]
                api = ['djangorestframework']
                """,
            "shop/client.py": f"import shop\n{CLIENT}",
        },
        "shop.client",
        "HTTPStatus.NOT_FOUND",
    ),
    "a development group": Case(
        {
            **NEIGHBOURS,
            "pyproject.toml": """
                [project]
                name = 'shop'
                [dependency-groups]
                dev = ['djangorestframework']
                """,
            "shop/client.py": f"import shop\n{CLIENT}",
        },
        "shop.client",
        "HTTPStatus.NOT_FOUND",
    ),
    "in a function only": Case(
        {
            **NEIGHBOURS,
            **project("'djangorestframework'"),
            "shop/client.py": f"import shop\n\n\ndef lazy():\n    import rest_framework.views\n\n\n{CLIENT}",
        },
        "shop.client",
        "HTTPStatus.NOT_FOUND",
    ),
    "in try": Case(
        {
            **project("'djangorestframework'"),
            "client.py": "try:\n    from rest_framework import status\nexcept ImportError:\n"
            f"    status = None\n{CLIENT}",
        },
        "client",
        "HTTPStatus.NOT_FOUND",
    ),
    "for type checkers": Case(
        {
            **project("'fastapi'"),
            "client.py": "TYPE_CHECKING = False\nif TYPE_CHECKING:\n"
            f"    from fastapi import FastAPI, status\n{CLIENT}",
        },
        "client",
        "HTTPStatus.NOT_FOUND",
    ),
    "a test that is skipped without it": Case(
        {
            **project("'fastapi'"),
            "pytest.py": "def importorskip(name):\n    return None\n",
            "test_client.py": f"import pytest\n\npytest.importorskip('fastapi')\n{CLIENT}",
        },
        "test_client",
        "HTTPStatus.NOT_FOUND",
    ),
    "a script with metadata of its own": Case(
        {
            **NEIGHBOURS,
            **project("'djangorestframework'"),
            "script.py": f"# /// script\n# dependencies = []\n# ///\nimport shop\n{CLIENT}",
        },
        "script",
        "HTTPStatus.NOT_FOUND",
    ),
    "setup.py": Case(
        {**NEIGHBOURS, "setup.py": f"import shop\n{CLIENT}\ndef setup(**x): ...\nsetup()\n"},
        "setup",
        "HTTPStatus.NOT_FOUND",
    ),
    "a tool in a hidden folder": Case(
        {
            **NEIGHBOURS,
            **project("'djangorestframework'"),
            ".github/__init__.py": "",
            ".github/tool.py": f"import json\n{CLIENT}",
        },
        ".github/tool.py",
        "HTTPStatus.NOT_FOUND",
    ),
    "a folder with requirements of its own": Case(
        {
            **NEIGHBOURS,
            **project("'djangorestframework'"),
            "worker/requirements.txt": "celery\n",
            "worker/tests.py": CLIENT,
        },
        "worker.tests",
        "HTTPStatus.NOT_FOUND",
    ),
    "a module of the project re-exports": Case(
        {
            **project("'starlette'"),
            "shop/__init__.py": "",
            "shop/compat.py": "from starlette import status\n",
            "shop/client.py": f"from shop.compat import status\n{CLIENT}",
        },
        "shop.client",
        "status.HTTP_404_NOT_FOUND",
        STARLETTE,
    ),
    "re-exported by a relative import, where its name is taken": Case(
        {
            **project("'starlette'"),
            "shop/__init__.py": "",
            "shop/compat.py": "from starlette import status\n",
            "shop/client.py": """
                from .compat import status


                def f(status):
                    return g(status_code=404)


                def g(status_code):
                    return status_code


                print(f(1))
                """,
        },
        "shop.client",
        "from .compat import status as http_status",
        STARLETTE,
    ),
    "neighbours that need it": Case(
        {**NEIGHBOURS, **project("'djangorestframework'"), "shop/client.py": f"import shop\n{CLIENT}"},
        "shop.client",
        "status.HTTP_404_NOT_FOUND",
        DRF,
    ),
    "a script that does not need the project": Case(
        {**NEIGHBOURS, **project("'djangorestframework'"), "tool.py": f"import json\n{CLIENT}"},
        "tool",
        "HTTPStatus.NOT_FOUND",
    ),
    "app.http is not the standard library's": Case(
        {
            **project(),
            "app/__init__.py": "",
            "app/http/__init__.py": CLIENT,
            "app/client.py": """
                from app.http import call

                print(call(status_code=409))
                """,
        },
        "app.client",
        "HTTPStatus.CONFLICT",
    ),
    "app.http itself": Case(
        {**project(), "app/__init__.py": "", "app/http/__init__.py": CLIENT},
        "app.http",
        "HTTPStatus.NOT_FOUND",
    ),
    "HTTPStatus of app.http": Case(
        {
            **project(),
            "app/__init__.py": "",
            "app/http/__init__.py": "class HTTPStatus:\n    OK = 'fine'\n",
            "app/client.py": f"from app.http import HTTPStatus\n{CLIENT}print(HTTPStatus.OK)\n",
        },
        "app.client",
        "HTTPStatusCode.NOT_FOUND",
    ),
}


def run(folder: Path, module: str) -> str:
    """What a module prints under a Python that has nothing installed."""
    start = [module] if module.endswith(".py") else ["-c", f"import {module}"]
    done = subprocess.run(
        [sys.executable, "-S", *start],
        cwd=folder,
        env={"PYTHONPATH": f"{folder}:{folder.parent / 'installed'}", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_it_imports_and_does_the_same(tmp_path: Path, case: Case) -> None:
    folder = make(tmp_path / "project", case.files)
    make(tmp_path / "installed", case.installed)
    before = run(folder, case.module)
    done = codemod("--select=HSC", ".", folder=folder)
    assert done.code == 0, done.err
    assert run(folder, case.module) == before
    path = folder / (case.module if case.module.endswith(".py") else case.module.replace(".", "/") + ".py")
    source = (path if path.is_file() else path.with_suffix("") / "__init__.py").read_text()
    assert case.written in source
    assert source.count("import status") + source.count("import HTTPStatus") <= 2


def test_constants_of_a_framework_that_is_no_library_here_get_no_second_spelling(tmp_path: Path) -> None:
    source = f"from ninja_extra.status import HTTP_200_OK\n{CLIENT}"
    make(tmp_path, {"client.py": source})
    done = codemod("--select=HSC", ".", folder=tmp_path)
    said = "nothing to rewrite\n2 findings are left to you: HSC101 1, HSC102 1\n"
    assert (done.code, done.err) == (0, said)
    assert (tmp_path / "client.py").read_text() == source


@pytest.mark.parametrize(
    ("imported", "merged", "prefix"),
    [
        (
            "from litestar.status_codes import HTTP_200_OK",
            "from litestar.status_codes import HTTP_200_OK, HTTP_404_NOT_FOUND",
            "",
        ),
        ("from litestar import status_codes", "from litestar import status_codes", "status_codes."),
        ("from litestar import Litestar", "from litestar import Litestar, status_codes", "status_codes."),
    ],
    ids=["constants", "module", "framework"],
)
def test_litestar(tmp_path: Path, imported: str, merged: str, prefix: str) -> None:
    make(tmp_path, {"client.py": f"{imported}\n{CLIENT}"})
    assert codemod("--select=HSC", ".", folder=tmp_path).code == 0
    written = CLIENT.replace("200", f"{prefix}HTTP_200_OK").replace("404", f"{prefix}HTTP_404_NOT_FOUND")
    assert (tmp_path / "client.py").read_text() == f"{merged}\n{written}"
    pytest.importorskip("litestar")
    command = [sys.executable, str(tmp_path / "client.py")]
    assert subprocess.run(command, capture_output=True, check=True, text=True).stdout == "405\n"


FLASK_API: Final = {"flask_api/__init__.py": "", "flask_api/status.py": STARLETTE["starlette/status.py"]}


@pytest.mark.parametrize(
    ("imported", "merged", "prefix"),
    [
        (
            "from flask_api.status import HTTP_200_OK",
            "from flask_api.status import HTTP_200_OK, HTTP_404_NOT_FOUND",
            "",
        ),
        ("from flask_api import status", "from flask_api import status", "status."),
        ("import flask_api", "import flask_api\nfrom flask_api import status\n\n", "status."),
    ],
    ids=["constants", "module", "framework"],
)
def test_flask_api(tmp_path: Path, imported: str, merged: str, prefix: str) -> None:
    folder = make(tmp_path / "project", {"client.py": f"{imported}\n{CLIENT}"})
    make(tmp_path / "installed", FLASK_API)  # the real one needs an old Werkzeug
    assert codemod("--select=HSC", ".", folder=folder).code == 0
    written = CLIENT.replace("200", f"{prefix}HTTP_200_OK").replace("404", f"{prefix}HTTP_404_NOT_FOUND")
    assert (folder / "client.py").read_text() == f"{merged}\n{written}"
    assert run(folder, "client") == "405\n"


CLIENTS: Final = {
    "httpx.codes": ("httpx", "OK", "NOT_FOUND"),
    "requests.codes": ("requests", "ok", "not_found"),
}


@pytest.mark.parametrize("library", CLIENTS)
@pytest.mark.parametrize(
    ("imported", "merged", "reached"),
    [
        ("import {}", "import {}", "{}.codes"),
        ("import {} as client", "import {} as client", "client.codes"),
        ("from {} import codes", "from {} import codes", "codes"),
        ("from {} import codes as c", "from {} import codes as c", "c"),
        ("from {} import get", "from {} import codes, get", "codes"),
        ("import json", "import json\n\nimport {}\n\n", "{}.codes"),
        # its usual name is taken
        ("import {}\n{} = {}", "import {}\nfrom {} import codes\n\n{} = {}", "codes"),
        ("import json as {}", "import json as {}\n\nfrom {} import codes\n\n", "codes"),
        ("import json as codes", "import json as codes\n\nimport {}\n\n", "{}.codes"),
        (
            "from {} import get\ncodes = get",
            "from {} import codes as http_codes\nfrom {} import get\ncodes = get",
            "http_codes",
        ),
        # a star import could bind any name again
        ("from {} import *", "from {} import *\nfrom {} import codes as _http_codes\n\n", "_http_codes"),
    ],
)
def test_codes_of_a_client(tmp_path: Path, library: str, imported: str, merged: str, reached: str) -> None:
    package, ok, not_found = CLIENTS[library]
    source = f"{CLIENT}\n\n" + block("""
        def is_missing(reply):
            match reply.status_code:
                case 404:
                    return True
            return reply.status_code != 200
        """)
    path = make(tmp_path, {"client.py": f"{imported}\n{source}".replace("{}", package)}) / "client.py"
    done = codemod("--select=HSC", f"--httpstatus-library={library}", ".", folder=tmp_path)
    assert done.code == 0, done.err
    reached = reached.replace("{}", package)
    written = source.replace("404", f"{reached}.{not_found}").replace("200", f"{reached}.{ok}")
    assert path.read_text() == f"{merged}\n{written}".replace("{}", package)
    command = [sys.executable, str(path)]
    assert subprocess.run(command, capture_output=True, check=True, text=True).stdout == "405\n"
    assert (
        codemod("--check", "--select=HSC", f"--httpstatus-library={library}", ".", folder=tmp_path).code == 0
    )


@pytest.mark.parametrize("library", CLIENTS)
def test_a_client_that_may_be_missing(tmp_path: Path, library: str) -> None:
    package = CLIENTS[library][0]
    source = f"try:\n    import {package}\nexcept ImportError:\n    {package} = None\n{CLIENT}"
    make(tmp_path, {"client.py": source})
    done = codemod("--select=HSC", f"--httpstatus-library={library}", ".", folder=tmp_path)
    assert done.code == 2 and "only under a condition" in done.err
    assert (tmp_path / "client.py").read_text() == source


@pytest.mark.parametrize("library", [*CLIENTS, "shop.http_codes"])
def test_what_is_written_does_not_tell_of_http(tmp_path: Path, library: str) -> None:
    """100 is no finding in a file that does not speak of HTTP, before and after."""
    source = "def f(job, codes):\n    return job.status_code == 100 or job.status_code == 404\n"
    make(tmp_path, {"shop/job.py": source, "shop/http_codes.py": "CONTINUE = 100\nHTTP_NOT_FOUND = 404\n"})
    for _ in range(2):
        codemod("--select=HSC", f"--httpstatus-library={library}", "shop/job.py", folder=tmp_path)
    text = (tmp_path / "shop/job.py").read_text()
    assert "404" not in text and "== 100" in text


@pytest.mark.parametrize(("floor", "written"), [("0.19", "200 <= "), ("0.20", "httpx.codes.is_success(")])
def test_helpers_of_httpx_came_later(tmp_path: Path, floor: str, written: str) -> None:
    make(tmp_path, {"client.py": "import httpx\nfine = 200 <= reply.status_code <= 299\n"})
    codemod("--select=HSC", f"--httpstatus-library=httpx.codes>={floor}", ".", folder=tmp_path)
    assert f"fine = {written}" in (tmp_path / "client.py").read_text()


@pytest.mark.parametrize("library", CLIENTS)
def test_auto_does_not_choose_a_client(tmp_path: Path, library: str) -> None:
    package = CLIENTS[library][0]
    views = {f"shop/views_{number}.py": f"from {package} import codes\n{CLIENT}" for number in range(3)}
    make(tmp_path, {"shop/__init__.py": "", "requirements.txt": f"{package}\n", **views})
    assert codemod("--select=HSC", ".", folder=tmp_path).code == 0
    assert all("HTTPStatus.NOT_FOUND" in (tmp_path / name).read_text() for name in views)


def test_a_project_ends_with_one_spelling(tmp_path: Path) -> None:
    views = {
        f"shop/views_{number}.py": f"from rest_framework import status\n{CLIENT}" for number in range(100)
    }
    others = {f"shop/other_{number}.py": f"import shop\n{CLIENT}" for number in range(10)}
    declared = {"shop/__init__.py": "", "requirements.txt": "djangorestframework\n"}
    make(tmp_path, {**declared, **views, **others})
    done = codemod("--select=HSC", ".", folder=tmp_path)
    assert done.code == 0
    for name in (*views, *others):
        text = (tmp_path / name).read_text()
        assert "status_code=status.HTTP_404_NOT_FOUND" in text
        assert text.count("from rest_framework import status") == 1
