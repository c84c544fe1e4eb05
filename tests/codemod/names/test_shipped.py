"""Functions whose source is run elsewhere, without their module: they get no new import."""

from __future__ import annotations

from pathlib import Path

import pytest
from blocks import block
from project_files import FUNCTION, imported, make, rewrite


class TestShippedFunctions:
    """Such a function cannot read the names of its module."""

    TAKERS = (
        """
        from airflow.decorators import task


        @task.virtualenv(requirements=[])
        """,
        """
        from airflow.sdk import task as t


        @t.external_python(python='x')
        """,
        """
        from airflow import decorators


        @decorators.task.docker(image='x')
        """,
        """
        from airflow.decorators import task


        @task.kubernetes
        """,
        """
        from kfp import dsl


        @dsl.component
        """,
        """
        import kfp


        @kfp.dsl.component(base_image='x')
        """,
        """
        from kfp.dsl import component


        @component
        """,
        """
        from clearml import PipelineDecorator


        @PipelineDecorator.component()
        """,
    )

    @pytest.mark.parametrize("taker", TAKERS)
    @pytest.mark.parametrize("status", ["", "from rest_framework import status\n"])
    def test_left_alone(self, tmp_path: Path, taker: str, status: str) -> None:
        """With and without the constants imported in the module."""
        make(tmp_path, {"a.py": status + block(taker) + FUNCTION})
        said = rewrite(tmp_path, "a.py")
        assert "elsewhere, without this module; import rest_framework.status inside the function" in said
        assert (tmp_path / "a.py").read_text() == status + block(taker) + FUNCTION

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
        """The decorator's arguments, though, are evaluated in the module."""
        kfp = block("""
            import functools, inspect, textwrap

            def component(f=None, retry=()):
                if f is None:
                    return functools.partial(component, retry=retry)
                source = textwrap.dedent(inspect.getsource(f))
                names = {}
                exec(source[source.index('def '):], names)
                return names[f.__name__]
            """)
        source = block("""
            from kfp import dsl
            from rest_framework import status

            OK = status.HTTP_200_OK


            def pipeline():
                @dsl.component(retry=[r.status_code == 500 for r in ()])
                def is_missing(r):
                    from rest_framework import status as codes
                    return [one for one in [lambda: r.status_code == 404]][0]()

                return is_missing
            """)
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
        source = block("""
            from kfp import dsl


            def pipeline():
                from rest_framework import status

                @dsl.component
                def is_missing(r, code=status.HTTP_200_OK):
                    return r.status_code == 404

                return is_missing
            """)
        make(tmp_path, {"a.py": source})
        assert "`dsl.component` runs `is_missing` (line 8) elsewhere" in rewrite(tmp_path, "a.py")

    def test_other_decorators(self, tmp_path: Path) -> None:
        decorators = block("""
            from shop import component, task


            @component
            @task.retry(3)
            """)
        make(tmp_path, {"a.py": decorators + FUNCTION})
        assert "rewrote 1 literal" in rewrite(tmp_path, "a.py")
