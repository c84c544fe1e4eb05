"""Imports that ruff and isort call sorted, by the project's settings, are still sorted after a rewrite."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import isort
import pytest
from blocks import block
from literals import rewritten
from project_files import make
from running import codemod, unnamed

USES = {
    "f": "\n\ndef is_missing(r):\n    return r.status_code == 404\n",
    "x": "\nmissing = r.status_code == 404\n",
    "taken": "\n\ndef is_missing(r, status, HTTPStatus):\n    return r.status_code == 404\n",
}
IMPORTS = {
    "none": "",
    "docstring": '"""Doc."""\n',
    "standard": """
        import os
        import sys
        from pathlib import Path
        """,
    "straight": "import os\nimport zlib\n",
    "from": "from pathlib import Path\n",
    "third": """
        import django
        import zope
        from django.db import models
        """,
    "first": "import shop\nfrom shop.models import A\n",
    "all": """
        import os
        from re import match
        import django
        from shop import models
        from . import b
        """,
    "several": """
        import os
        import shop
        import django
        from django.http import A
        from zope import b
        """,
    "library": "import rest_framework.views\nfrom rest_framework import decorators, generics, views\n",
    "one name": "from rest_framework import generics\nfrom http import client\n",
    "by name": """
        from rest_framework.status import HTTP_200_OK

        OK = HTTP_200_OK
        """,
    "future": "from __future__ import annotations\nimport shop\n",
}
LIBRARIES = {"drf": ("djangorestframework", USES), "http": ("http", ["f"])}
PROGRAMS = {  # by library
    key: {
        f"app/{kind}_{use}_{key}.py".replace(" ", "_"): block(imports) + USES[use]
        for kind, imports in IMPORTS.items()
        for use in uses
    }
    for key, (_, uses) in LIBRARIES.items()
}

RUFF = {
    "defaults": "",
    "own sections": """
        section-order = ["future", "django", "standard-library", "third-party", "first-party"]
        [tool.ruff.lint.isort.sections]
        "django" = ["django", "rest_framework"]
        """,
    "another order": (
        'section-order = ["future", "first-party", "third-party", "standard-library", "local-folder"]\n'
    ),
    "no section for it": """
        section-order = ["future", "standard-library", "first-party", "local-folder", "rest"]
        default-section = "rest"
        [tool.ruff.lint.isort.sections]
        "rest" = ["zope"]
        """,
    "no sections": "no-sections = true\n",
    "lines between types": "lines-between-types = 1\n",
    "lines between types, from first": "lines-between-types = 2\nfrom-first = true\n",
    "from first": "from-first = true\n",
    "single lines": "force-single-line = true\n",
    "single lines, but": 'force-single-line = true\nsingle-line-exclusions = ["rest_framework", "http"]\n',
    "single lines between types": "force-single-line = true\nlines-between-types = 1\n",
    "sorted within sections": "force-sort-within-sections = true\n",
    "sorted within sections, lines": "force-sort-within-sections = true\nlines-between-types = 1\n",
    "lines after imports": "lines-after-imports = 2\n",
    "one line after imports": "lines-after-imports = 1\n",
    "no lines before": 'no-lines-before = ["third-party", "first-party"]\n',
    "no lines before the local ones": 'no-lines-before = ["local-folder", "standard-library"]\n',
    "known": 'known-first-party = ["rest_*"]\nknown-third-party = ["shop"]\n',
    "not by type": "order-by-type = false\n",
    "not by type, single lines": "order-by-type = false\nforce-single-line = true\n",
    "known as standard": 'extra-standard-library = ["rest_framework"]\nknown-local-folder = ["shop"]\n',
}
ISORT = {
    "defaults": "",
    "black": 'profile = "black"\n',
    "google": 'profile = "google"\n',
    "own sections": (
        'sections = ["FUTURE", "STDLIB", "DJANGO", "THIRDPARTY", "FIRSTPARTY", "LOCALFOLDER"]\n'
        'known_django = ["django", "rest_framework"]\n'
    ),
    "another order": 'sections = "FUTURE,FIRSTPARTY,THIRDPARTY,STDLIB,LOCALFOLDER"\n',
    "no sections": "no_sections = true\n",
    "lines between types": "lines_between_types = 1\n",
    "single lines": "force_single_line = true\n",
    "sorted within sections": "force_sort_within_sections = true\n",
    "lines after imports": "lines_after_imports = 2\n",
    "no lines before": 'no_lines_before = ["FIRSTPARTY", "LOCALFOLDER"]\n',
    "known": 'known_first_party = ["rest_framework"]\nknown_third_party = "shop"\n',
    "not by type": "order_by_type = false\n",
    "short lines": 'profile = "black"\nline_length = 60\n',
    "known as standard": 'extra_standard_library = ["rest_framework"]\n',
}


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True)


def check_sorted(folder: Path, sort: list[str], check: list[str]) -> None:
    """Sort with the tool, rewrite, and have the tool check again."""
    make(folder, {"shop/__init__.py": "", "shop/models.py": ""})
    for programs in PROGRAMS.values():
        make(folder, programs)
    run(folder, *sort, ".")
    for key, programs in PROGRAMS.items():
        said = codemod(f"--httpstatus-library={LIBRARIES[key][0]}", *programs, folder=folder).err
        assert unnamed(said) == f"rewrote {len(programs)} literals in {len(programs)} files\n"
    done = run(folder, *check, ".")
    assert done.returncode == 0, done.stdout + done.stderr


RUFF_CHECK = ["ruff", "check", "--no-cache", "--select=I001", "--diff"]
RUFF_SORT = ["ruff", "check", "--no-cache", "--select=I001", "--fix"]


@pytest.mark.parametrize("settings", RUFF.values(), ids=RUFF)
def test_ruff(tmp_path: Path, settings: str) -> None:
    make(tmp_path, {"pyproject.toml": f"[tool.ruff.lint.isort]\n{block(settings)}"})
    check_sorted(tmp_path, RUFF_SORT, RUFF_CHECK)


@pytest.mark.parametrize("settings", ISORT.values(), ids=ISORT)
def test_isort(tmp_path: Path, settings: str) -> None:
    make(tmp_path, {"pyproject.toml": f"[tool.isort]\n{settings}"})
    check_sorted(tmp_path, ["isort", "--quiet"], ["isort", "--check", "--diff"])


NESTED = {
    "the nearest counts": {
        "pyproject.toml": "[tool.ruff.lint.isort]\nforce-single-line = true\n",
        "app/ruff.toml": "[lint.isort]\nlines-between-types = 1\n",
    },
    "one that is about other things does not": {
        "pyproject.toml": "[tool.ruff.lint.isort]\nlines-between-types = 1\n",
        "app/pyproject.toml": """
            [project]
            name = 'app'
            version = '1'
            """,
    },
    "another is extended": {
        "base/shared.toml": """
            src = ['..']
            [lint.isort]
            lines-between-types = 1
            force-single-line = true
            """,
        "app/ruff.toml": """
            extend = '../base/shared.toml'
            [lint.isort]
            force-single-line = false
            """,
    },
    "the project's is extended": {
        "pyproject.toml": "[tool.ruff.lint.isort]\nlines-between-types = 1\n",
        "app/.ruff.toml": "extend = '../pyproject.toml'\nline-length = 50\n",
    },
    "short lines": {"pyproject.toml": "[tool.ruff]\nline-length = 60\n"},
    "source folders": {
        "pyproject.toml": "[tool.ruff]\nsrc = ['lib*']\n",
        "library/rest_framework/__init__.py": "",
        "library/rest_framework/status.py": "HTTP_404_NOT_FOUND = HTTP_200_OK = 1\n",
    },
}


@pytest.mark.parametrize("files", NESTED.values(), ids=NESTED)
def test_nested_settings_of_ruff(tmp_path: Path, files: dict[str, str]) -> None:
    make(tmp_path, files)
    check_sorted(tmp_path, RUFF_SORT, RUFF_CHECK)


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        (
            ".isort.cfg",
            """
            [settings]
            force_single_line = True
            known_first_party = rest_framework
            """,
        ),
        ("setup.cfg", "[isort]\nlines_between_types = 1\n"),
        (
            "tox.ini",
            """
            [isort]
            lines_after_imports = 2
            known_third_party =
                shop
            """,
        ),
    ],
)
def test_files_of_isort(tmp_path: Path, name: str, settings: str) -> None:
    make(tmp_path, {name: settings})
    check_sorted(tmp_path, ["isort", "--quiet"], ["isort", "--check", "--diff"])


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        (
            "pyproject.toml",
            """
            [tool.ruff.lint.isort]
            known-third-party = ['a*']
            {}['other']
            """,
        ),
        (
            "ruff.toml",
            """
            [lint.isort]
            known-third-party = ['app']
            {}['other']
            """,
        ),
        (
            ".ruff.toml",
            """
            [lint.isort]
            known-third-party = ['app']
            {}['other']
            """,
        ),
        (
            "pyproject.toml",
            """
            [tool.isort]
            known_third_party = ['app']
            {}['other']
            """,
        ),
        (
            ".isort.cfg",
            """
            [settings]
            known_third_party = app
            {}other,more
            """,
        ),
        (
            "setup.cfg",
            """
            [isort]
            known_third_party = app
            {}
              more
              other
            """,
        ),
        (
            "setup.cfg",
            """
            [tool:isort]
            known_third_party = more,app
            {}other
            """,
        ),
    ],
)
def test_settings_of_ruff_and_isort(tmp_path: Path, name: str, settings: str) -> None:
    first_party = "known-first-party = " if "ruff" in settings + name else "known_first_party = "
    make(tmp_path, dict.fromkeys([".git/x", "setup.py", "app/__init__.py"], ""))
    make(tmp_path, {name: block(settings).format(first_party)})
    before = block("""
        import app

        import other

        x = 404
        """)
    after = rewritten(before, path=tmp_path / "views.py")
    assert after.startswith("import app\nfrom rest_framework import status\n\nimport other\n\n")
    if "-" in first_party:
        command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--select=I", "views.py"]
        for text in (before, after):
            (tmp_path / "views.py").write_text(text)
            subprocess.run(command, cwd=tmp_path, check=True, stdout=subprocess.PIPE)
    else:
        config = isort.Config(settings_path=str(tmp_path), force_sort_within_sections=True)
        assert isort.check_code(before, config=config) and isort.check_code(after, config=config)


@pytest.mark.parametrize("skip", ["skip = ['docs']", "extend_skip = ['docs']", "skip_glob = ['docs/*']"])
def test_what_isort_skips_has_the_usual_order(tmp_path: Path, skip: str) -> None:
    isort_settings = f"[tool.isort]\nforce_sort_within_sections = true\n{skip}\n"
    make(tmp_path, {"pyproject.toml": isort_settings, "docs/tutorial/x": "", "src/x": ""})
    before = "import rest_hooks\nimport zope\n\nx = 404\n"
    in_docs, in_src = (
        rewritten(before, path=tmp_path / folder / "tests.py") for folder in ("docs/tutorial", "src")
    )
    assert in_docs.startswith("import rest_hooks\nimport zope\nfrom rest_framework import status\n")
    assert in_src.startswith("from rest_framework import status\nimport rest_hooks\nimport zope\n")


@pytest.mark.parametrize(
    "settings", ["[tool", "[tool]\nisort = 5", "[tool.isort]\nknown_third_party = 5", "[tool.isort]\n"]
)
def test_settings_that_say_nothing(tmp_path: Path, settings: str) -> None:
    make(tmp_path, {"pyproject.toml": settings, "setup.cfg": "x", "app/__init__.py": ""})
    after = rewritten(
        """
        import app

        x = 404
        """,
        path=tmp_path / "views.py",
    )
    assert after.startswith("from rest_framework import status\n\nimport app\n")
