"""A module of the project's own as a library: how its constants are imported and spelled."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from blocks import block
from httpstatus_codemod.editor.process import Process, Unanswered
from project_files import imported, make
from running import codemod

LIBRARY: Final = "--httpstatus-library=shop.codes"
CODES: Final = "from typing import Final\n\nOK = 200\nNOT_FOUND: Final = 404\n"
PROJECT: Final = {
    "pyproject.toml": "[project]\nname = 'shop'\n",
    "shop/__init__.py": "",
    "shop/codes.py": CODES,
}
VIEW: Final = "\n\n" + block("""
    def view(reply):
        return reply.status_code == 404
    """)
ANSWER: Final = "types.SimpleNamespace(status_code=404)"


@pytest.mark.parametrize(
    ("before", "after", "written"),
    [
        ("import json", "import json\n\nfrom shop import codes", "codes.NOT_FOUND"),
        ("import shop.codes", "import shop.codes", "shop.codes.NOT_FOUND"),
        ("from shop import codes as c", "from shop import codes as c", "c.NOT_FOUND"),
        ("from shop.codes import OK", "from shop.codes import NOT_FOUND, OK", "NOT_FOUND"),
        ("from shop import other", "from shop import codes, other", "codes.NOT_FOUND"),
        ("codes = {}", "from shop import codes as http_codes\n\ncodes = {}", "http_codes.NOT_FOUND"),
        # what is there already, relative as well
        ("from . import codes", "from . import codes", "codes.NOT_FOUND"),
        ("from .codes import OK", "from .codes import NOT_FOUND, OK", "NOT_FOUND"),
        ("from ..shop import codes", "from ..shop import codes", "codes.NOT_FOUND"),
        (
            "from .other import *",
            "from shop import codes as _http_codes\n\nfrom .other import *",
            "_http_codes.NOT_FOUND",
        ),
    ],
)
def test_imports(tmp_path: Path, before: str, after: str, written: str) -> None:
    files = {"shop/other.py": "", "shop/views.py": f"{before}\n{VIEW}", "outer/__init__.py": ""}
    place, package = tmp_path, ""
    if ".." in before:
        place, package = tmp_path / "outer", "outer."
    project = make(tmp_path, {"outer/__init__.py": ""}) and make(place, {**PROJECT, **files})
    library = f"--httpstatus-library={package}shop.codes"
    program = f"import types, {package}shop.views as v; print(v.view({ANSWER}))"
    if package:
        make(tmp_path, {"pyproject.toml": PROJECT["pyproject.toml"]})
        (place / "pyproject.toml").unlink()
    assert imported(tmp_path, program) == "True"
    done = codemod("--select=HSC", library, "--exclude=codes.py", ".", folder=tmp_path)
    assert done.code == 0, done.err
    assert (project / "shop/views.py").read_text() == f"{after}\n{VIEW.replace('404', written)}"
    assert imported(tmp_path, program) == "True"


PATTERN: Final = "\n\n" + block("""
    def view(reply):
        match reply.status_code:
            case 404:
                return True
    """)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # names that are imported alone do not work in a pattern
        ("from .codes import OK", "from . import codes\nfrom .codes import OK"),
        ("from ..codes import OK", "from .. import codes\nfrom ..codes import OK"),
        ("from ..api.codes import OK", "from ..api import codes\nfrom ..api.codes import OK"),
        ("from shop.codes import OK", "from shop import codes\nfrom shop.codes import OK"),
    ],
)
def test_where_its_module_is_imported_from(tmp_path: Path, before: str, after: str) -> None:
    name = "shop.api.codes" if before.startswith(("from .codes", "from ..api")) else "shop.codes"
    files = {**PROJECT, "shop/api/__init__.py": "", f"{name.replace('.', '/')}.py": CODES}
    make(tmp_path, {**files, "shop/api/views.py": f"{before}\n{PATTERN}"})
    done = codemod("--select=HSC", f"--httpstatus-library={name}", ".", folder=tmp_path)
    assert done.code == 0, done.err
    expected = f"{after}\n{PATTERN.replace('404', 'codes.NOT_FOUND')}"
    assert (tmp_path / "shop/api/views.py").read_text() == expected
    assert imported(tmp_path, f"import types, shop.api.views as v; print(v.view({ANSWER}))") == "True"


def test_a_class(tmp_path: Path) -> None:
    codes = "from enum import IntEnum\n\n\nclass Codes(IntEnum):\n    NOT_FOUND = 404\n"
    views = {
        "shop/new.py": VIEW.lstrip(),
        "shop/module.py": f"from shop import codes\n{VIEW}",
        "shop/relative.py": f"from . import codes\n{VIEW}",
        "shop/by_class.py": f"from .codes import Codes\n{VIEW}",
        "shop/pattern.py": """
            def view(reply):
                match reply.status_code:
                    case 404:
                        return True
            """,
    }
    make(tmp_path, {**PROJECT, "shop/codes.py": codes, **views})
    done = codemod("--select=HSC", "--httpstatus-library=shop.codes.Codes", ".", folder=tmp_path)
    assert (done.code, done.err.splitlines()[-1]) == (0, "rewrote 5 literals in 5 files"), done.err
    texts = {name: (tmp_path / name).read_text() for name in views}
    assert texts["shop/new.py"].startswith("from shop.codes import Codes\n\n\ndef view")
    assert "case Codes.NOT_FOUND:" in texts["shop/pattern.py"]
    for name in ("module", "relative"):
        assert "== codes.Codes.NOT_FOUND" in texts[f"shop/{name}.py"]
        assert texts[f"shop/{name}.py"].count("import") == 1
    assert texts["shop/by_class.py"] == f"from .codes import Codes\n{VIEW.replace('404', 'Codes.NOT_FOUND')}"
    for name in views:
        module = name.removesuffix(".py").replace("/", ".")
        assert imported(tmp_path, f"import types, {module} as v; print(v.view({ANSWER}))") == "True"


def test_sorted_as_the_projects_own(tmp_path: Path) -> None:
    """isort and ruff find nothing to change."""
    source = f"import json\n\nimport libcst\n\nfrom shop import other\n{VIEW}\n\njson, libcst, other\n"
    make(tmp_path, {**PROJECT, "shop/other.py": "", "shop/views.py": source, "tests/test_views.py": source})
    assert codemod("--select=HSC", LIBRARY, ".", folder=tmp_path).code == 0
    for command in (["isort", "--check", "--profile=black", "."], ["ruff", "check", "--select=I", "."]):
        done = subprocess.run([sys.executable, "-m", *command], cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout


# A message is the same wherever the option is read

BAD: Final = {
    "shop.nope": "no module shop.nope below {root}",
    "shop.views": "no constants in {root}/shop/views.py; write a line like NOT_FOUND = 404 for each",
    "shop.broken": "cannot parse {root}/shop/broken.py: ",
}


@pytest.mark.parametrize("name", BAD)
def test_every_tool_says_the_same(tmp_path: Path, name: str) -> None:
    make(tmp_path, {**PROJECT, "shop/views.py": VIEW, "shop/broken.py": "x = (\n"})
    make(tmp_path, {".flake8": f"[flake8]\nselect = HSC\nhttpstatus-library = {name}\n"})
    message = f"option --httpstatus-library: {BAD[name].format(root=tmp_path)}"
    tool = "libcst.tool codemod --no-format -x httpstatus_codemod.UseStatusConstants".split()
    for command in (
        ["-m", "flake8", "shop/views.py"],
        ["-m", "httpstatus_codemod", "shop/views.py"],
        ["-m", *tool, "shop/views.py"],
    ):
        done = subprocess.run(
            [sys.executable, *command],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
        )
        [line] = [line for line in done.stderr.splitlines() if message in line]
        assert done.returncode != 0, line
    process = Process(str(tmp_path))
    with pytest.raises(Unanswered, match=re.escape(message)):
        process.ask("diagnostics", arguments=[], name="shop/views.py", text="", encoding="utf-16")
    process.close()
    assert (tmp_path / "shop/views.py").read_text() == VIEW
