"""Where a new import goes."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import isort
import pytest
from httpstatus_codemod.errors import NotRewritten
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from literals import check_rewritten, rewritten
from project_files import FUNCTION, make, rewrite

from flake8_httpstatus.libraries.library import Library
from flake8_httpstatus.libraries.rows import DRF, HTTP

PLACED = {
    "no imports": ("x = 404\n", "{}\n\nx = 404\n"),
    "before a function": ("def f():\n    return 404\n", "{}\n\n\ndef f():\n    return 404\n"),
    "before a decorated class": (
        "@dataclass\nclass A:\n    x = 404\n",
        "{}\n\n\n@dataclass\nclass A:\n    x = 404\n",
    ),
    "before a decorator with a break": (
        "@(\n    print\n)\ndef f(): 404\n",
        "{}\n\n\n@(\n    print\n)\ndef f(): 404\n",
    ),
    "docstring": ('"""Doc."""\n\nx = 404\n', '"""Doc."""\n\n{}\n\nx = 404\n'),
    "docstring, no blank line": ('"""Doc."""\nx = 404\n', '"""Doc."""\n\n{}\n\nx = 404\n'),
    "docstring and a class": (
        '"""Doc."""\n\n\nclass A:\n    x = 404\n',
        '"""Doc."""\n\n{}\n\n\nclass A:\n    x = 404\n',
    ),
    "docstring and a class, one blank line": (
        '"""Doc."""\n\nclass A:\n    x = 404\n',
        '"""Doc."""\n\n{}\n\n\nclass A:\n    x = 404\n',
    ),
    "docstring, three blank lines": ('"""Doc."""\n\n\n\nx = 404\n', '"""Doc."""\n\n\n{}\n\nx = 404\n'),
    "docstring and a comment on the class": (
        '"""Doc."""\n\n\n# about A\nclass A:\n    x = 404\n',
        '"""Doc."""\n\n{}\n\n\n# about A\nclass A:\n    x = 404\n',
    ),
    "shebang and coding line": (
        "#!/usr/bin/env python\n# -*- coding: utf-8 -*-\nx = 404\n",
        "#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n\n{}\n\nx = 404\n",
    ),
    "licence": ("# Copyright\n# Licence\n\nx = 404\n", "# Copyright\n# Licence\n\n{}\n\nx = 404\n"),
    "licence and a comment on the statement": (
        "# Copyright\n\n# about x\nx = 404\n",
        "# Copyright\n\n{}\n\n# about x\nx = 404\n",
    ),
    "blank lines first": ("\n\nx = 404\n", "\n{}\n\nx = 404\n"),
    "future": (
        '"""Doc."""\n\nfrom __future__ import annotations\n\nx = 404\n',
        '"""Doc."""\n\nfrom __future__ import annotations\n\n{}\n\nx = 404\n',
    ),
    "future, then code at once": (
        "from __future__ import annotations\nx = 404\n",
        "from __future__ import annotations\n\n{}\n\nx = 404\n",
    ),
    "behind the standard library": (
        "import os\nfrom re import match\n\nx = 404\n",
        "import os\nfrom re import match\n\n{}\n\nx = 404\n",
    ),
    "before local imports": ("from . import a\n\nx = 404\n", "{}\n\nfrom . import a\n\nx = 404\n"),
    "between": (
        "import os\n\nfrom . import a\n\nx = 404\n",
        "import os\n\n{}\n\nfrom . import a\n\nx = 404\n",
    ),
    "among others, sorted": (
        "import requests\nfrom django.http import Http404\nfrom rest_framework.views import APIView\n"
        "from zope import interface\n\nx = 404\n",
        "import requests\nfrom django.http import Http404\n{}\nfrom rest_framework.views import APIView\n"
        "from zope import interface\n\nx = 404\n",
    ),
    "first of its section": (
        "import os\n\nfrom zope import interface\n\nx = 404\n",
        "import os\n\n{}\nfrom zope import interface\n\nx = 404\n",
    ),
    "first of its section, with a heading": (
        "import os\n\n# Third party\nfrom zope import interface\n\nx = 404\n",
        "import os\n\n# Third party\n{}\nfrom zope import interface\n\nx = 404\n",
    ),
    "first of its section, with a comment": (
        "import os\n\n# for the registry\nfrom zope import interface\n\nx = 404\n",
        "import os\n\n{}\n\n# for the registry\nfrom zope import interface\n\nx = 404\n",
    ),
    "below the licence": (
        "# Copyright\nfrom zope import interface\n\nx = 404\n",
        "# Copyright\n{}\nfrom zope import interface\n\nx = 404\n",
    ),
    "below the licence, before another section": (
        "# Copyright\nfrom . import a\n\nx = 404\n",
        "# Copyright\n{}\n\nfrom . import a\n\nx = 404\n",
    ),
    "force-sort-within-sections": (
        "from django import http\nimport requests\nfrom zope import interface\n\nx = 404\n",
        "from django import http\nimport requests\n{}\nfrom zope import interface\n\nx = 404\n",
    ),
    "unsorted": (
        "import os\nfrom zope import a\nimport re\nfrom django import http\nfrom . import b\n\nx = 404\n",
        "import os\nfrom zope import a\nimport re\nfrom django import http\n{}\nfrom . import b\n\nx = 404\n",
    ),
    "behind a hack of sys.path": (
        "import sys\n\nsys.path.insert(0, '..')\n\nimport django\n\nx = 404\n",
        "import sys\n\nsys.path.insert(0, '..')\n\nimport django\n{}\n\nx = 404\n",
    ),
    "with the same package": (
        "import django\n\ndjango.setup()\n\nfrom rest_framework.views import V\n\nx = 404\n",
        "import django\n\ndjango.setup()\n\n{}\nfrom rest_framework.views import V\n\nx = 404\n",
    ),
    "before its first use": (
        "import django\n\nx = 404\n\nfrom rest_framework import views\n",
        "import django\n{}\n\nx = 404\n\nfrom rest_framework import views\n",
    ),
    "not under a condition": (
        "import os\n\nif os:\n    import django\n\ntry:\n"
        "    import json\nexcept ImportError:\n    pass\n\nx = 404\n",
        "import os\n\n{}\n\nif os:\n    import django\n\ntry:\n"
        "    import json\nexcept ImportError:\n    pass\n\nx = 404\n",
    ),
    "joined imports": ("import os; import re\n\nx = 404\n", "import os; import re\n\n{}\n\nx = 404\n"),
    "joined code": ("import os\nx = 1; y = 404\n", "import os\n\n{}\n\nx = 1; y = 404\n"),
    "no final newline": ("y = 1\nx = 404", "{}\n\ny = 1\nx = 404"),
    "a comment behind the imports": (
        "import django\n# about x\n\nx = 404\n",
        "import django\n{}\n\n# about x\n\nx = 404\n",
    ),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("before", "after"), PLACED.values(), ids=PLACED)
def test_a_new_import(before: str, after: str, newline: str) -> None:
    expected = after.format("from rest_framework import status")
    expected = re.sub(r"\b404\b", "status.HTTP_404_NOT_FOUND", expected)
    check_rewritten(before.replace("\n", newline), expected.replace("\n", newline))


def test_a_new_import_of_the_standard_library() -> None:
    check_rewritten(
        "import os\nfrom zlib import compress\n\nimport requests\n\nx = 404\n",
        "import os\nfrom http import HTTPStatus\nfrom zlib import compress\n\nimport requests\n\n"
        "x = HTTPStatus.NOT_FOUND\n",
        HTTP,
    )


@pytest.mark.parametrize(
    "source",
    ['"""Doc."""; x = 404\n', "from __future__ import annotations; x = 404\n"],
)
def test_no_line_for_an_import(source: str) -> None:
    with pytest.raises(NotRewritten, match="shares its line"):
        rewritten(source)


IMPORTS = [
    "import os",
    "import sys, json",
    "import xml.dom as d",
    "from re import match, search",
    "from typing import Any",
    "import django",
    "import requests as r",
    "import rest_framework.views",
    "from django.db import models  # why",
    "from rest_framework import generics",
    "from rest_framework import views",
    "from rest_framework import generics, views",
    "from rest_framework import (\n    generics,  # g\n    # above\n    views,\n)",
    "from rest_framework import filters as f",
    "from rest_framework.response import Response",
    "from rest_framework_other import thing",
    "from rest_framework import decorators, exceptions, generics, mixins, pagination, views",
    "from zope import x as y",
    "from . import a",
    "from ..b import c",
    "from .models import *",
]


BETWEEN = [
    "",
    "# comment",
    "",
    "\n# Third party",
    "sys.path.insert(0, 'x')",
    "if TYPE_CHECKING:\n    from rest_framework import status",
    "try:\n    import ujson\nexcept ImportError:\n    pass",
]


HEADS = [
    "",
    "#!/usr/bin/env python",
    "# Copyright\n",
    "# Copyright",
    '"""Doc."""',
    '"""Doc."""\n',
    '# C\n\n"""Doc."""\n',
]


TAILS = [
    "x = 404",
    "\n\n\nx = 404",
    "\n\ndef f(status):\n    return 404",
    "\n# about A\nclass A:\n    x = 404",
    "\n\n@d\nclass A:\n    status = 404",
    "# comment\n\nif x:\n    y = 404",
    "def status(): pass\nx = 404",
]


@st.composite
def programs(draw: st.DrawFn) -> str:
    future = draw(
        st.sampled_from(
            ["", "", "from __future__ import annotations", "from __future__ import annotations\n"]
        )
    )
    imports = draw(st.lists(st.sampled_from(IMPORTS), max_size=8, unique=True))
    body = "".join(f"{line}\n{draw(st.sampled_from(BETWEEN))}\n" for line in imports)
    if draw(st.booleans()):
        body = "".join(f"{line}\n" for line in imports)
    head, tail = draw(st.sampled_from(HEADS)), draw(st.sampled_from(TAILS))
    return "\n".join(part for part in (head, future, body, tail) if part) + draw(st.sampled_from(["", "\n"]))


@given(programs(), st.sampled_from(["\n", "\r\n"]), st.sampled_from([DRF, HTTP]))
def test_only_the_import_is_added(program: str, newline: str, library: Library) -> None:
    before = program.replace("\n", newline)
    after = rewritten(before, library)
    compile(after, "<after>", "exec")  # `from __future__` is still first
    assert ast.get_docstring(ast.parse(before)) == ast.get_docstring(ast.parse(after))
    # an import on one line may have got the new name, and be wrapped for it
    merged_into = f"from {library.package} import "
    remaining = iter(after.split(newline))
    for line in before.split(newline):
        if line.strip() and "404" not in line and not line.startswith(merged_into):
            assert line in remaining
    if newline in before:
        assert after.count("\r\n") == (0 if newline == "\n" else after.count("\n"))
    name, statement = binding(ast.parse(after), library)
    spot = next(node for node in ast.walk(ast.parse(after)) if isinstance(node, ast.Name) and node.id == name)
    assert statement.lineno < spot.lineno
    assert rewritten(after, library) == after


def binding(tree: ast.Module, library: Library) -> tuple[str, ast.stmt]:
    for statement in tree.body:
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            module = getattr(statement, "module", None)
            for alias in statement.names:
                if library.dotted in (alias.name, f"{module}.{alias.name}"):
                    return alias.asname or alias.name, statement
    raise AssertionError("no import at the module's level")


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(st.lists(programs(), min_size=30, max_size=40), st.sampled_from([DRF, HTTP]))
def test_what_ruff_finds_sorted_stays_sorted(some: list[str], library: Library) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"program_{number}.py") for number in range(len(some))]
        for file, program in zip(files, some, strict=True):
            file.write_text(program)
        ruff(folder, "--fix")
        for file in files:
            file.write_text(rewritten(file.read_text(), library))
        ruff(folder)


def ruff(folder: str, *options: str) -> None:
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--select=I", "--diff"]
    if options:
        command[-1:] = options
    result = subprocess.run([*command, "."], cwd=folder, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


@settings(deadline=None)
@given(programs().filter(lambda program: "# above" not in program), st.sampled_from([DRF, HTTP]))
def test_what_isort_finds_sorted_stays_sorted(program: str, library: Library) -> None:
    before = isort.code(program + "\n", profile="black")
    after = rewritten(before, library)
    assert isort.code(after, profile="black") == after


class TestEffects:
    """What has to come first comes first."""

    @pytest.mark.parametrize(
        "effect",
        [
            "sys.path.insert(0, 'vendored')",
            "sys.path += ['vendored']",
            "for place in ('vendored',):\n    sys.path.append(place)",
            "ready = sys.path.append('vendored')",
            "if sys.path:\n    sys.path.append('vendored')",
        ],
    )
    def test_the_path_to_the_library(self, tmp_path: Path, effect: str) -> None:
        """The library is only found once the path is set."""
        vendored = {"__init__.py": "", "status.py": "HTTP_404_NOT_FOUND = 404\n", "views.py": ""}
        make(tmp_path / "vendored/rest_framework", vendored)
        make(tmp_path, {"setup.py": "", "late.py": ""})
        source = f"import sys\n\n{effect}\n\nimport late\n\n\n{FUNCTION}"
        make(tmp_path, {"a.py": source})
        assert "rewrote 1 literal" in rewrite(tmp_path, "a.py")
        program = "from types import SimpleNamespace as R; import a; print(a.is_missing(R(status_code=404)))"
        isolated = [sys.executable, "-I", "-S", "-c", "import sys; sys.path.append('.'); " + program]
        done = subprocess.run(isolated, cwd=tmp_path, capture_output=True, text=True)
        assert done.stdout == "True\n", done.stderr

    def test_a_setting_that_an_import_reads(self, tmp_path: Path) -> None:
        source = (
            "import os\nfrom datetime import date\n\nTODAY = date\n"
            "os.environ['DJANGO_SETTINGS_MODULE'] = 'shop.settings'\n\n"
            "import json\n\nimport django\n\nONE = 1\n\nimport re\n\n\n" + FUNCTION
        )
        make(tmp_path, {"a.py": source})
        rewrite(tmp_path, "a.py")
        after = (tmp_path / "a.py").read_text()
        assert "import json\n\nimport django\nfrom rest_framework import status\n\nONE = 1\n" in after

    def test_without_an_effect_it_stands_where_isort_puts_it(self, tmp_path: Path) -> None:
        source = (
            "import os\n\nimport django\n\nTODAY = os.sep\nif TYPE_CHECKING:\n    import x\n\n"
            "import json\n\n\n" + FUNCTION
        )
        make(tmp_path, {"a.py": source})
        rewrite(tmp_path, "a.py")
        assert "import django\nfrom rest_framework import status\n" in (tmp_path / "a.py").read_text()
