"""What a new name does to others: small projects, rewritten for real, and run before and after."""

from __future__ import annotations

import json
import os
import py_compile
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from project_files import imported, make

FUNCTION = "def is_missing(r):\n    return r.status_code == 404\n"
LIBRARY = "--httpstatus-library=djangorestframework"
# prints what the modules show to others, and what the function does
SHOWS = (
    "import sys; sys.path[:0] = ['src']; from types import SimpleNamespace as R; from {module} import *; "
    "print(sorted(name for name in globals() if name[0] != '_'), {what})"
)


def rewrite(project: Path, *files: str) -> str:
    """Rewrite these files only, as pre-commit does; what the run says."""
    command = [sys.executable, "-m", "httpstatus_codemod", LIBRARY, *files]
    return subprocess.run(command, cwd=project, capture_output=True, text=True).stderr


def check_same(project: Path, program: str, *files: str) -> None:
    """The program prints the same before and after."""
    before = imported(project, program)
    assert f"rewrote {len(files)} literal" in rewrite(project, *files)
    assert imported(project, program) == before


class TestStarImports:
    """A module that others star-import keeps the new name to itself."""

    MODELS = "from rest_framework.response import Response\n" + FUNCTION
    USER = (
        "from types import SimpleNamespace as R\n\nstatus = 'mine'\nfrom shop.models import *\n"
        "print(status, is_missing(R(status_code=404)))\n"
    )

    @pytest.mark.parametrize(
        "user",
        ["user.py", "tools/user.py", "build/user.py", "tests/user.py", ".hidden/user.py"],
    )
    def test_in_files_of_no_run(self, tmp_path: Path, user: str) -> None:
        """Whatever is given, and whatever flake8 excludes."""
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
            ("__all__ = ['is_missing']\n__all__ += ['MODELS']\nMODELS = []\n", "status"),
            ("MODELS = []\n__all__ = [n for n in dir() if n[0] != '_'] + ['is_missing']\n", "_status"),
        ],
    )
    def test_all(self, tmp_path: Path, declared: str, name: str) -> None:
        """Only where it is written out it keeps a name inside."""
        make(tmp_path, {"setup.py": "", "models.py": declared + FUNCTION, "x.py": "from models import *\n"})
        what = "is_missing(R(status_code=404))"
        if name == "status":
            check_same(tmp_path, SHOWS.format(module="models", what=what), "models.py")
            assert "import status\n" in (tmp_path / "models.py").read_text()
        else:  # which, besides, works on its own names
            assert "works on its own names" in rewrite(tmp_path, "models.py")

    def test_all_that_is_made_elsewhere(self, tmp_path: Path) -> None:
        make(
            tmp_path,
            {"setup.py": "", "names.py": "NAMES = ['is_missing']\n", "x.py": "from models import *\n"},
        )
        make(tmp_path, {"models.py": "from names import NAMES\n\n__all__ = NAMES\n" + FUNCTION})
        check_same(tmp_path, SHOWS.format(module="models", what="1"), "models.py")
        assert "import status as _status\n" in (tmp_path / "models.py").read_text()

    def test_constants_by_name(self, tmp_path: Path) -> None:
        models = "from rest_framework.status import HTTP_200_OK\n\nOK = HTTP_200_OK\n" + FUNCTION
        make(tmp_path, {"setup.py": "", "models.py": models, "x.py": "from models import *\n"})
        check_same(tmp_path, SHOWS.format(module="models", what="OK"), "models.py")
        assert "== _status.HTTP_404_NOT_FOUND" in (tmp_path / "models.py").read_text()

    def test_under_the_tool_of_libcst(self, tmp_path: Path) -> None:
        make(tmp_path, {"setup.py": "", "models.py": FUNCTION, "x.py": "from models import *\n"})
        name = "httpstatus_codemod.UseStatusConstants"
        command = [sys.executable, "-m", "libcst.tool", "codemod", "--no-format", "-x", name, LIBRARY]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        subprocess.run(
            [*command, "models.py"], cwd=tmp_path, check=True, env=environment, capture_output=True
        )
        assert "import status as _status\n" in (tmp_path / "models.py").read_text()

    def test_in_an_editor(self, tmp_path: Path) -> None:
        make(tmp_path, {"setup.py": "", "models.py": FUNCTION, "x.py": "from models import *\n"})
        request = {"arguments": [LIBRARY], "name": str(tmp_path / "models.py"), "text": FUNCTION}
        program = "from httpstatus_codemod.quick_fixes import main; raise SystemExit(main())"
        answer = subprocess.run(
            [sys.executable, "-c", program],
            cwd=tmp_path,
            input=json.dumps({**request, "first": 0, "last": 1}),
            capture_output=True,
            text=True,
            check=True,
        )
        assert "import status as _status" in answer.stdout


class TestUnknownStars:
    """What a star import in the file brings takes no new name away."""

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
    """A submodule of the name, in whatever shape, would be bound in the package in the constants' stead."""

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


class TestOwnNames:
    """A module that works on its own names gets no more of them."""

    PROGRAMS = (
        "names = sorted(n for n in globals() if n[0] != '_')\n",
        "def names():\n    return len(globals())\n",
        "names = [n for n in dir() if n[0] != '_']\n",
        "names = dict(vars())\n",
        "names = dict(locals())\n",
        "import sys\nnames = dir(sys.modules[__name__])\n",
        "import inspect, sys\nnames = inspect.getmembers(sys.modules[__name__])\n",
        "import importlib\nnames = dir(importlib.import_module(__name__))\n",
    )

    @pytest.mark.parametrize("program", PROGRAMS)
    def test_left_alone(self, tmp_path: Path, program: str) -> None:
        make(tmp_path, {"setup.py": "", "a.py": program + FUNCTION})
        said = rewrite(tmp_path, "a.py")
        assert said.startswith("a.py: works on its own names (`")
        assert "to go on\n" in said
        assert (tmp_path / "a.py").read_text() == program + FUNCTION

    def test_constants_by_name(self, tmp_path: Path) -> None:
        program = "from rest_framework.status import HTTP_200_OK\nnames = dir()\n" + FUNCTION
        make(tmp_path, {"setup.py": "", "a.py": program})
        assert "works on its own names (`dir()` in line 2)" in rewrite(tmp_path, "a.py")

    @pytest.mark.parametrize(
        "head",
        ["from rest_framework import status\n", "from rest_framework.status import HTTP_404_NOT_FOUND\n"],
    )
    def test_what_is_there_is_used(self, tmp_path: Path, head: str) -> None:
        make(tmp_path, {"setup.py": "", "a.py": head + self.PROGRAMS[0] + FUNCTION})
        check_same(tmp_path, "import a; print(a.names)", "a.py")


class TestShippedFunctions:
    """A function whose source runs elsewhere reads no name of its module."""

    TAKERS = (
        "from airflow.decorators import task\n\n\n@task.virtualenv(requirements=[])\n",
        "from airflow.sdk import task as t\n\n\n@t.external_python(python='x')\n",
        "from airflow import decorators\n\n\n@decorators.task.docker(image='x')\n",
        "from airflow.decorators import task\n\n\n@task.kubernetes\n",
        "from kfp import dsl\n\n\n@dsl.component\n",
        "import kfp\n\n\n@kfp.dsl.component(base_image='x')\n",
        "from kfp.dsl import component\n\n\n@component\n",
        "from clearml import PipelineDecorator\n\n\n@PipelineDecorator.component()\n",
    )

    @pytest.mark.parametrize("taker", TAKERS)
    @pytest.mark.parametrize("status", ["", "from rest_framework import status\n"])
    def test_left_alone(self, tmp_path: Path, taker: str, status: str) -> None:
        """Be the constants at hand in the module or not."""
        make(tmp_path, {"a.py": status + taker + FUNCTION})
        said = rewrite(tmp_path, "a.py")
        assert "elsewhere, without this module; import rest_framework.status inside the function" in said
        assert (tmp_path / "a.py").read_text() == status + taker + FUNCTION

    @pytest.mark.parametrize(
        "call",
        [
            "PythonVirtualenvOperator(task_id='x', python_callable=is_missing)",
            "components.create_component_from_func(is_missing)",
            "task.virtualenv(requirements=[])(is_missing)",
            "gateway.remote_exec(is_missing)",
        ],
    )
    def test_given_to_a_call(self, tmp_path: Path, call: str) -> None:
        make(tmp_path, {"a.py": f"{FUNCTION}\n\ndef use():\n    {call}\n"})
        taker = call.partition("(")[0]
        assert f"a.py: `{taker}` runs `is_missing` (line 1) elsewhere" in rewrite(tmp_path, "a.py")

    def test_what_the_function_imports_itself(self, tmp_path: Path) -> None:
        """With an inner function, in an outer one, and what is evaluated where the decorator stands."""
        kfp = (
            "import functools, inspect, textwrap\n\n"
            "def component(f=None, retry=()):\n"
            "    if f is None:\n        return functools.partial(component, retry=retry)\n"
            "    source = textwrap.dedent(inspect.getsource(f))\n"
            "    names = {}\n    exec(source[source.index('def '):], names)\n"
            "    return names[f.__name__]\n"
        )
        source = (
            "from kfp import dsl\nfrom rest_framework import status\n\nOK = status.HTTP_200_OK\n\n\n"
            "def pipeline():\n"
            "    @dsl.component(retry=[r.status_code == 500 for r in ()])\n"
            "    def is_missing(r):\n"
            "        from rest_framework import status as codes\n"
            "        return [one for one in [lambda: r.status_code == 404]][0]()\n\n"
            "    return is_missing\n"
        )
        make(tmp_path, {"kfp/__init__.py": "", "kfp/dsl.py": kfp, "a.py": source})
        program = (
            "from types import SimpleNamespace as R; import a; "
            "print([a.pipeline()(R(status_code=code)) for code in (404, 200)])"
        )
        before = imported(tmp_path, program)
        assert "rewrote 2 literals" in rewrite(tmp_path, "a.py")
        assert imported(tmp_path, program) == before == "[True, False]"
        after = (tmp_path / "a.py").read_text()
        assert "== codes.HTTP_404_NOT_FOUND" in after and "== status.HTTP_500_INTERNAL" in after

    def test_an_import_around_it_does_not_help(self, tmp_path: Path) -> None:
        source = (
            "from kfp import dsl\n\n\ndef pipeline():\n    from rest_framework import status\n\n"
            "    @dsl.component\n    def is_missing(r, code=status.HTTP_200_OK):\n"
            "        return r.status_code == 404\n\n    return is_missing\n"
        )
        make(tmp_path, {"a.py": source})
        assert "`dsl.component` runs `is_missing` (line 8) elsewhere" in rewrite(tmp_path, "a.py")

    def test_other_decorators(self, tmp_path: Path) -> None:
        source = "from shop import component, task\n\n\n@component\n@task.retry(3)\n" + FUNCTION
        make(tmp_path, {"a.py": source})
        assert "rewrote 1 literal" in rewrite(tmp_path, "a.py")


class TestPlace:
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
