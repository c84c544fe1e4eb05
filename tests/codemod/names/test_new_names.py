"""New names must not disturb other files: small projects, run before and after a rewrite."""

from __future__ import annotations

import os
import py_compile
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from blocks import block
from httpstatus_codemod.editor.process import Process
from project_files import DRF, FUNCTION, check_same, make, rewrite

# prints what the modules show to others, and what the function does
SHOWS = (
    "import sys; sys.path[:0] = ['src']; from types import SimpleNamespace as R; from {module} import *; "
    "print(sorted(name for name in globals() if name[0] != '_'), {what})"
)


class TestStarImports:
    """A module that others star-import keeps the new name to itself."""

    MODELS = "import json\n" + FUNCTION
    USER = block("""
        from types import SimpleNamespace as R

        status = 'mine'
        from shop.models import *
        print(status, is_missing(R(status_code=404)))
        """)

    @pytest.mark.parametrize(
        "user",
        ["user.py", "tools/user.py", "build/user.py", "tests/user.py", ".hidden/user.py"],
    )
    def test_in_files_of_no_run(self, tmp_path: Path, user: str) -> None:
        """Also in files that are not rewritten or that flake8 excludes."""
        make(tmp_path, {"setup.cfg": "[flake8]\nexclude = tools\n", "shop/models.py": self.MODELS})
        make(tmp_path, {user: self.USER, "shop/__init__.py": ""})
        program = f"import runpy, sys; sys.path.append('.'); runpy.run_path({user!r})"
        check_same(tmp_path, program, "shop/models.py")
        assert "import status as _status\n" in (tmp_path / "shop/models.py").read_text()

    @pytest.mark.parametrize("star", ["from .models import *", "from shop.models import *"])
    def test_what_a_package_hands_on(self, tmp_path: Path, star: str) -> None:
        make(
            tmp_path, {"pyproject.toml": "", "src/shop/__init__.py": star, "src/shop/models.py": self.MODELS}
        )
        what = "is_missing(R(status_code=404))"
        check_same(tmp_path, SHOWS.format(module="shop", what=what), "src/shop/models.py")

    @pytest.mark.parametrize(
        ("declared", "name"),
        [
            ("__all__ = ['is_missing']\n", "status"),
            (
                """
                __all__ = ['is_missing']
                __all__ += ['MODELS']
                MODELS = []
                """,
                "status",
            ),
            ("MODELS = []\n__all__ = [n for n in dir() if n[0] != '_'] + ['is_missing']\n", "_status"),
        ],
    )
    def test_all(self, tmp_path: Path, declared: str, name: str) -> None:
        """Only a literal `__all__` keeps a new name private."""
        make(
            tmp_path,
            {"setup.py": "", "models.py": block(declared) + FUNCTION, "x.py": "from models import *\n"},
        )
        what = "is_missing(R(status_code=404))"
        if name == "status":
            check_same(tmp_path, SHOWS.format(module="models", what=what), "models.py")
            assert "import status\n" in (tmp_path / "models.py").read_text()
        else:  # which, besides, looks at its own names
            assert "looks at its own names" in rewrite(tmp_path, "models.py")

    def test_all_that_is_made_elsewhere(self, tmp_path: Path) -> None:
        make(
            tmp_path,
            {"setup.py": "", "names.py": "NAMES = ['is_missing']\n", "x.py": "from models import *\n"},
        )
        make(
            tmp_path,
            {
                "models.py": block("""
            from names import NAMES

            __all__ = NAMES
            """)
                + FUNCTION
            },
        )
        check_same(tmp_path, SHOWS.format(module="models", what="1"), "models.py")
        assert "import status as _status\n" in (tmp_path / "models.py").read_text()

    def test_constants_by_name(self, tmp_path: Path) -> None:
        models = (
            block("""
            from rest_framework.status import HTTP_200_OK

            OK = HTTP_200_OK
            """)
            + FUNCTION
        )
        make(tmp_path, {"setup.py": "", "models.py": models, "x.py": "from models import *\n"})
        check_same(tmp_path, SHOWS.format(module="models", what="OK"), "models.py")
        assert "== _status.HTTP_404_NOT_FOUND" in (tmp_path / "models.py").read_text()

    def test_under_the_tool_of_libcst(self, tmp_path: Path) -> None:
        make(tmp_path, {"setup.py": "", "models.py": FUNCTION, "x.py": "from models import *\n"})
        name = "httpstatus_codemod.UseStatusConstants"
        command = [sys.executable, "-m", "libcst.tool", "codemod", "--no-format", "-x", name, DRF]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        subprocess.run(
            [*command, "models.py"], cwd=tmp_path, check=True, env=environment, capture_output=True
        )
        assert "import status as _status\n" in (tmp_path / "models.py").read_text()

    def test_in_an_editor(self, tmp_path: Path) -> None:
        make(tmp_path, {"setup.py": "", "models.py": FUNCTION, "x.py": "from models import *\n"})
        process = Process(str(tmp_path))
        about = {"arguments": [DRF], "name": str(tmp_path / "models.py"), "text": FUNCTION}
        [fix] = process.ask("fix_all", encoding="utf-16", **about)
        process.close()
        assert "import status as _status" in fix["edits"][0]["newText"]


class TestUnknownStars:
    """A star import in the file cannot overwrite a new name."""

    @pytest.mark.parametrize(
        "common",
        [
            "http_status = status = 'theirs'\n",
            "_http_status = http_status = status = 'theirs'\n",
            "_http_status = 'theirs'\n__all__ = ['_http_status']\n",
        ],
    )
    @pytest.mark.parametrize("package", ["", "shop/"])
    def test_the_names_of_another_module(self, tmp_path: Path, common: str, package: str) -> None:
        dot = "." if package else ""
        views = f"import os\n\nfrom {dot}common import *\n\n\n{FUNCTION}"
        files = {"setup.py": "", f"{package}common.py": common, f"{package}views.py": views}
        make(tmp_path, files | ({"shop/__init__.py": ""} if package else {}))
        module = "shop.views" if package else "views"
        what = "is_missing(R(status_code=404)), is_missing(R(status_code=200))"
        check_same(tmp_path, SHOWS.format(module=module, what=what), f"{package}views.py")
        listed = "__all__" in common
        expected = "_http_status_2" if listed else "_http_status"
        after = (tmp_path / package / "views.py").read_text()
        assert f"import status as {expected}\n" in after
        rewrite(tmp_path, f"{package}views.py")
        assert (tmp_path / package / "views.py").read_text() == after


class TestSiblings:
    """Importing a submodule called `status` would overwrite the package's name `status`."""

    PROGRAM = (
        "from types import SimpleNamespace as R; import shop, shop.status; "
        "print(shop.status.__name__, shop.is_missing(R(status_code=404)))"
    )

    @pytest.mark.parametrize("kind", ["py", "pyc", "folder", "extension"])
    def test_each_kind(self, tmp_path: Path, kind: str) -> None:
        shop = make(tmp_path / "shop", {"__init__.py": FUNCTION})
        make(tmp_path, {"setup.py": ""})
        if kind == "folder":
            (shop / "status").mkdir()
        elif kind == "extension":
            (shop / f"status{sysconfig.get_config_var('EXT_SUFFIX')}").write_bytes(b"")
        else:
            (shop / "status.py").write_text("x = 1\n")
        if kind == "pyc":
            py_compile.compile(str(shop / "status.py"), cfile=str(shop / "status.pyc"), doraise=True)
            (shop / "status.py").unlink()
        if kind == "extension":  # an empty one cannot be imported
            assert "rewrote 1" in rewrite(tmp_path, "shop/__init__.py")
        else:
            check_same(tmp_path, self.PROGRAM, "shop/__init__.py")
        assert "import status as _status\n" in (shop / "__init__.py").read_text()

    def test_a_function_that_provides_names(self, tmp_path: Path) -> None:
        provides = "def __getattr__(name):\n    return f'lazy {name}'\n\n\n" + FUNCTION
        make(tmp_path, {"setup.py": "", "shop/__init__.py": provides})
        program = (
            "from types import SimpleNamespace as R; import shop; "
            "print(shop.status, shop.is_missing(R(status_code=404)))"
        )
        check_same(tmp_path, program, "shop/__init__.py")
        assert "import status as _status\n" in (tmp_path / "shop/__init__.py").read_text()
