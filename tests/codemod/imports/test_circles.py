"""Files that the module of the constants loads get no import of it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from project_files import imported, make
from running import codemod, unnamed

CODES: Final = "NOT_FOUND = 404\n"
SITE: Final = "def is_missing(r, status_code=404):\n    return status_code == 404\n"
PROJECT: Final = {"pyproject.toml": "[project]\nname = 'shop'\n", "shop/__init__.py": ""}


def rewritten(folder: Path, **files: str) -> dict[str, str]:
    """What the codemod says of each file that it leaves alone."""
    make(folder, {**PROJECT, **files})
    done = codemod("--select=HSC", "--httpstatus-library=shop.codes", ".", folder=folder)
    said = (line.partition(": ") for line in unnamed(done.err).splitlines()[:-1])
    return {name.removeprefix("./"): reason for name, _, reason in said}


CIRCULAR: Final = "is loaded by shop.codes, and an import the other way would be circular"


@pytest.mark.parametrize(
    ("codes", "others"),
    [
        ("from shop.util import is_missing", {}),
        ("import shop.util", {}),
        ("from . import util", {}),
        ("from .util import *", {}),
        ("try:\n    from .util import is_missing\nexcept ImportError: ...", {}),
        ("class Codes:\n    from .util import is_missing", {}),
        ("from shop.base import x", {"shop/base.py": "from .util import is_missing as x\n"}),
        ("from lib import x", {"lib/__init__.py": "from shop.util import is_missing as x\n"}),
        ("if 0:\n    import shop.broken\nimport shop.util", {"shop/broken.py": "x = (\n"}),
        ("from shop import is_missing", {"shop/__init__.py": "from .util import is_missing\n"}),
    ],
)
def test_loaded_by_the_module(tmp_path: Path, codes: str, others: dict[str, str]) -> None:
    files = {"shop/util.py": SITE, "shop/codes.py": f"{codes}\n{CODES}", **others}
    said = rewritten(tmp_path, **files)
    assert said.pop("shop/util.py") == CIRCULAR
    assert all("cannot parse" in reason for reason in said.values())
    assert (tmp_path / "shop/util.py").read_text() == SITE
    assert imported(tmp_path, "import shop.util, shop.codes; print(shop.codes.NOT_FOUND)") == "404"


@pytest.mark.parametrize(
    ("codes", "others"),
    [
        ("", {}),
        ("def f():\n    from shop.util import is_missing", {}),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from shop.util import is_missing", {}),
        ("import json", {}),
        # a package around both is there already when the file runs
        ("", {"shop/__init__.py": "from .util import is_missing\n"}),
        ("from . import base", {"shop/__init__.py": "from .util import is_missing\n", "shop/base.py": ""}),
    ],
)
def test_not_loaded_by_it(tmp_path: Path, codes: str, others: dict[str, str]) -> None:
    files = {"shop/util.py": SITE, "shop/codes.py": f"{CODES}{codes}\n", **others}
    assert rewritten(tmp_path, **files) == {}
    assert (tmp_path / "shop/util.py").read_text().count("codes.NOT_FOUND") == 2
    for first, second in (("shop.util", "shop.codes"), ("shop.codes", "shop.util")):
        assert imported(tmp_path, f"import {first}, {second}; print(shop.codes.NOT_FOUND)") == "404"


def test_an_outer_file_that_the_package_loads(tmp_path: Path) -> None:
    files = {"shop/codes.py": CODES, "shop/__init__.py": "from outer import is_missing\n", "outer.py": SITE}
    assert rewritten(tmp_path, **files) == {"outer.py": CIRCULAR}


def test_the_package_itself(tmp_path: Path) -> None:
    assert rewritten(tmp_path, **{"shop/__init__.py": SITE, "shop/codes.py": CODES}) == {}
    program = "import shop; print(shop.is_missing.__defaults__, shop.codes.NOT_FOUND)"
    assert imported(tmp_path, program) == "(404,) 404"


def test_a_package_whose_names_the_module_takes(tmp_path: Path) -> None:
    files = {"shop/__init__.py": f"x = 1\n{SITE}", "shop/codes.py": f"from shop import x\n{CODES}"}
    assert rewritten(tmp_path, **files) == {"shop/__init__.py": CIRCULAR}


def test_the_module_itself(tmp_path: Path) -> None:
    said = rewritten(tmp_path, **{"shop/codes.py": CODES + SITE})
    assert said == {"shop/codes.py": "is the module of the constants; write their names"}


def test_one_that_imports_it_already(tmp_path: Path) -> None:
    """The circle is there, and works: no import is added."""
    files = {
        "shop/util.py": "import shop.codes\n" + SITE.replace("=404", ""),
        "shop/codes.py": f"{CODES}import shop.util\n",
    }
    assert rewritten(tmp_path, **files) == {}
    assert "== shop.codes.NOT_FOUND" in (tmp_path / "shop/util.py").read_text()
