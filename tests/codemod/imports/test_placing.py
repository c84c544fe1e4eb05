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
from blocks import block
from httpstatus_codemod.errors import NotRewritten
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from literals import check_rewritten, rewritten
from project_files import FUNCTION, make, rewrite

from flake8_httpstatus.libraries.library import Library
from flake8_httpstatus.libraries.rows import DRF, HTTP

PLACED = {
    "no imports": (
        "x = 404\n",
        """
        {}

        x = 404
        """,
    ),
    "before a function": (
        "def f():\n    return 404\n",
        """
        {}


        def f():
            return 404
        """,
    ),
    "before a decorated class": (
        """
        @dataclass
        class A:
            x = 404
        """,
        """
        {}


        @dataclass
        class A:
            x = 404
        """,
    ),
    "before a decorator with a break": (
        """
        @(
            print
        )
        def f(): 404
        """,
        """
        {}


        @(
            print
        )
        def f(): 404
        """,
    ),
    "docstring": (
        '''
        """Doc."""

        x = 404
        ''',
        '''
        """Doc."""

        {}

        x = 404
        ''',
    ),
    "docstring, no blank line": (
        '"""Doc."""\nx = 404\n',
        '''
        """Doc."""

        {}

        x = 404
        ''',
    ),
    "docstring and a class": (
        '''
        """Doc."""


        class A:
            x = 404
        ''',
        '''
        """Doc."""

        {}


        class A:
            x = 404
        ''',
    ),
    "docstring and a class, one blank line": (
        '''
        """Doc."""

        class A:
            x = 404
        ''',
        '''
        """Doc."""

        {}


        class A:
            x = 404
        ''',
    ),
    "docstring, three blank lines": (
        '''
        """Doc."""



        x = 404
        ''',
        '''
        """Doc."""


        {}

        x = 404
        ''',
    ),
    "docstring and a comment on the class": (
        '''
        """Doc."""


        # about A
        class A:
            x = 404
        ''',
        '''
        """Doc."""

        {}


        # about A
        class A:
            x = 404
        ''',
    ),
    "shebang and coding line": (
        """
        #!/usr/bin/env python
        # -*- coding: utf-8 -*-
        x = 404
        """,
        """
        #!/usr/bin/env python
        # -*- coding: utf-8 -*-

        {}

        x = 404
        """,
    ),
    "licence": (
        """
        # Copyright
        # Licence

        x = 404
        """,
        """
        # Copyright
        # Licence

        {}

        x = 404
        """,
    ),
    "licence and a comment on the statement": (
        """
        # Copyright

        # about x
        x = 404
        """,
        """
        # Copyright

        {}

        # about x
        x = 404
        """,
    ),
    "blank lines first": ("\n\nx = 404\n", "\n{}\n\nx = 404\n"),
    "future": (
        '''
        """Doc."""

        from __future__ import annotations

        x = 404
        ''',
        '''
        """Doc."""

        from __future__ import annotations

        {}

        x = 404
        ''',
    ),
    "future, then code at once": (
        "from __future__ import annotations\nx = 404\n",
        """
        from __future__ import annotations

        {}

        x = 404
        """,
    ),
    "behind the standard library": (
        """
        import os
        from re import match

        x = 404
        """,
        """
        import os
        from re import match

        {}

        x = 404
        """,
    ),
    "before local imports": (
        """
        from . import a

        x = 404
        """,
        """
        {}

        from . import a

        x = 404
        """,
    ),
    "between": (
        """
        import os

        from . import a

        x = 404
        """,
        """
        import os

        {}

        from . import a

        x = 404
        """,
    ),
    "among others, sorted": (
        """
        import requests
        from django.http import Http404
        from rest_framework.views import APIView
        from zope import interface

        x = 404
        """,
        """
        import requests
        from django.http import Http404
        {}
        from rest_framework.views import APIView
        from zope import interface

        x = 404
        """,
    ),
    "first of its section": (
        """
        import os

        from zope import interface

        x = 404
        """,
        """
        import os

        {}
        from zope import interface

        x = 404
        """,
    ),
    "first of its section, with a heading": (
        """
        import os

        # Third party
        from zope import interface

        x = 404
        """,
        """
        import os

        # Third party
        {}
        from zope import interface

        x = 404
        """,
    ),
    "first of its section, with a comment": (
        """
        import os

        # for the registry
        from zope import interface

        x = 404
        """,
        """
        import os

        {}

        # for the registry
        from zope import interface

        x = 404
        """,
    ),
    "below the licence": (
        """
        # Copyright
        from zope import interface

        x = 404
        """,
        """
        # Copyright
        {}
        from zope import interface

        x = 404
        """,
    ),
    "below the licence, before another section": (
        """
        # Copyright
        from . import a

        x = 404
        """,
        """
        # Copyright
        {}

        from . import a

        x = 404
        """,
    ),
    "force-sort-within-sections": (
        """
        from django import http
        import requests
        from zope import interface

        x = 404
        """,
        """
        from django import http
        import requests
        {}
        from zope import interface

        x = 404
        """,
    ),
    "force-sort-within-sections, as another section shows": (
        """
        from abc import ABC
        import os

        import requests
        import zope

        x = 404
        """,
        """
        from abc import ABC
        import os

        import requests
        {}
        import zope

        x = 404
        """,
    ),
    "unsorted": (
        """
        import os
        from zope import a
        import re
        from django import http
        from . import b

        x = 404
        """,
        """
        import os
        from zope import a
        import re
        from django import http
        {}
        from . import b

        x = 404
        """,
    ),
    "behind a hack of sys.path": (
        """
        import sys

        sys.path.insert(0, '..')

        import django

        x = 404
        """,
        """
        import sys

        sys.path.insert(0, '..')

        import django
        {}

        x = 404
        """,
    ),
    "with the same package": (
        """
        import django

        django.setup()

        from rest_framework.views import V

        x = 404
        """,
        """
        import django

        django.setup()

        {}
        from rest_framework.views import V

        x = 404
        """,
    ),
    "before its first use": (
        """
        import django

        x = 404

        from rest_framework import views
        """,
        """
        import django
        {}

        x = 404

        from rest_framework import views
        """,
    ),
    "not under a condition": (
        """
        import os

        if os:
            import django

        try:
            import json
        except ImportError:
            pass

        x = 404
        """,
        """
        import os

        {}

        if os:
            import django

        try:
            import json
        except ImportError:
            pass

        x = 404
        """,
    ),
    "joined imports": (
        """
        import os; import re

        x = 404
        """,
        """
        import os; import re

        {}

        x = 404
        """,
    ),
    "joined code": (
        "import os\nx = 1; y = 404\n",
        """
        import os

        {}

        x = 1; y = 404
        """,
    ),
    "no final newline": ("y = 1\nx = 404", "{}\n\ny = 1\nx = 404"),
    "a comment behind the imports": (
        """
        import django
        # about x

        x = 404
        """,
        """
        import django
        {}

        # about x

        x = 404
        """,
    ),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("before", "after"), PLACED.values(), ids=PLACED)
def test_a_new_import(before: str, after: str, newline: str) -> None:
    before, expected = block(before), block(after).format("from rest_framework import status")
    expected = re.sub(r"\b404\b", "status.HTTP_404_NOT_FOUND", expected)
    check_rewritten(before.replace("\n", newline), expected.replace("\n", newline))


def test_a_new_import_of_the_standard_library() -> None:
    check_rewritten(
        """
        import os
        from zlib import compress

        import requests

        x = 404
        """,
        """
        import os
        from http import HTTPStatus
        from zlib import compress

        import requests

        x = HTTPStatus.NOT_FOUND
        """,
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
    block("""
    from rest_framework import (
        generics,  # g
        # above
        views,
    )
    """).rstrip(),
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
    block("""
    try:
        import ujson
    except ImportError:
        pass
    """).rstrip(),
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
    block("""
    # comment

    if x:
        y = 404
    """).rstrip(),
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
    """A new import stays below statements that it may depend on."""

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
        """The library is found only after `sys.path` is set."""
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
        source = block("""
            import os
            from datetime import date

            TODAY = date
            os.environ['DJANGO_SETTINGS_MODULE'] = 'shop.settings'

            import json

            import django

            ONE = 1

            import re


            """)
        make(tmp_path, {"a.py": source + FUNCTION})
        rewrite(tmp_path, "a.py")
        expected = source.replace("import django\n", "import django\nfrom rest_framework import status\n")
        assert (tmp_path / "a.py").read_text().startswith(expected)

    def test_without_an_effect_it_stands_where_isort_puts_it(self, tmp_path: Path) -> None:
        source = block("""
            import os

            import django

            TODAY = os.sep
            if TYPE_CHECKING:
                import x

            import json


            """)
        make(tmp_path, {"a.py": source + FUNCTION})
        rewrite(tmp_path, "a.py")
        expected = source.replace("import django\n", "import django\nfrom rest_framework import status\n")
        assert (tmp_path / "a.py").read_text().startswith(expected)
