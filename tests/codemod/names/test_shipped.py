"""Functions whose source runs elsewhere: small projects, rewritten for real, and run before and after."""

from __future__ import annotations

from pathlib import Path

import pytest
from project_files import FUNCTION, imported, make, rewrite


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
