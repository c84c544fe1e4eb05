"""`foreign_imports` finds imports of packages that may be missing, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools.foreign_imports import foreign_imports

pytestmark = pytest.mark.host

METADATA = """\
Metadata-Version: 2.4
Name: shop
Requires-Dist: djangorestframework>=3.14
Requires-Dist: fastapi; extra == "api"
Requires-Dist: starlette; sys_platform == "win32"

Starlette and FastAPI, too.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "PKG-INFO").write_text(METADATA)
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "__init__.py").touch()
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "requirements.txt").touch()
    return tmp_path


@pytest.mark.parametrize(
    ("gained", "expected"),
    [
        ("from http import HTTPStatus", set()),
        ("from rest_framework import status", set()),
        ("from shop.codes import NOT_FOUND", set()),
        ("from fastapi import status", {"fastapi"}),
        ("from starlette import status", {"starlette"}),
        ("def f():\n    import django_petra.petra_core", {"django_petra"}),
        ("from .status import HTTP_200_OK", {"."}),
    ],
)
def test_imports_of_packages_that_may_be_missing_are_foreign(
    project: Path, gained: str, expected: set[str]
) -> None:
    after = f"import shop\n{gained}\n".encode()
    assert foreign_imports(project, "shop/views.py", b"import shop\n", after) == expected


@pytest.mark.parametrize(
    "before",
    [
        "def f():\n    import starlette\n",
        "try:\n    import starlette\nexcept ImportError:\n    pass\n",
        "if TYPE_CHECKING:\n    import starlette\n",
        "import pytest\npytest.importorskip('starlette.status')\n",
        "import importlib\nimportlib.import_module('starlette')\n",
    ],
)
def test_what_was_imported_lazily_or_optionally_may_be_missing(project: Path, before: str) -> None:
    assert foreign_imports(project, "a.py", before.encode(), before.encode()) == set()
    after = f"from starlette import status\n{before}"
    assert foreign_imports(project, "a.py", before.encode(), after.encode()) == {"starlette"}


def test_what_was_imported_already_is_not_foreign(project: Path) -> None:
    after = b"import starlette\nfrom starlette import status\n"
    assert foreign_imports(project, "a.py", b"import starlette\n", after) == set()


def test_a_nested_project_needs_to_import_the_outer_one_to_share_its_packages(project: Path) -> None:
    gained = b"from rest_framework import status\n"
    assert foreign_imports(project, "examples/a.py", b"", gained) == {"rest_framework"}
    assert foreign_imports(project, "examples/a.py", b"import shop\n", b"import shop\n" + gained) == set()
