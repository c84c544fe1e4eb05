"""Functions whose source is sent elsewhere to run: the module's names do not exist there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final, NamedTuple

from flake8_httpstatus.imports import Import, import_target
from flake8_httpstatus.scopes import Scopes
from flake8_httpstatus.statements import Function

# What sends a function's source elsewhere, as a decorator or called with the function: how its full name ends
_TAKERS: Final = (
    # https://airflow.apache.org/docs/apache-airflow-providers-standard/stable/operators/python.html
    "task.virtualenv",
    "task.branch_virtualenv",
    "task.external_python",
    "task.branch_external_python",
    "virtualenv_task",
    "branch_virtualenv_task",
    "external_python_task",
    "branch_external_python_task",
    "PythonVirtualenvOperator",
    "BranchPythonVirtualenvOperator",
    "ExternalPythonOperator",
    "BranchExternalPythonOperator",
    # https://airflow.apache.org/docs/apache-airflow-providers-docker/stable/decorators/docker.html
    "task.docker",
    "docker_task",
    # https://airflow.apache.org/docs/apache-airflow-providers-cncf-kubernetes/stable/operators.html
    "task.kubernetes",
    "kubernetes_task",
    # https://www.kubeflow.org/docs/components/pipelines/user-guides/components/lightweight-python-components/
    "dsl.component",
    "dsl.python_component",
    "components.create_component_from_func",
    "components.func_to_container_op",
    # https://clear.ml/docs/latest/docs/pipelines/pipelines_sdk_function_decorators
    "PipelineDecorator.component",
    ".add_function_step",
    # https://execnet.readthedocs.io/en/latest/basics.html
    ".remote_exec",
)


class Shipped(NamedTuple):
    """A function, and what sends its source elsewhere."""

    function: Function
    taker: str  # as written


class Shipping:
    """The shipped functions of one module."""

    def __init__(self, scopes: Scopes) -> None:
        """Find them, by their decorators and by the calls that they are passed to."""
        self._scopes = scopes
        self._targets = dict(_imported(scopes))
        functions = [node for node in scopes.parents if isinstance(node, Function)]
        passed = dict(self._passed({function.name for function in functions}))
        self._shipped: dict[ast.AST, Shipped] = {}
        for function in functions:
            takers = [taker for each in function.decorator_list if (taker := self._taker(each))]
            if takers or function.name in passed:
                self._shipped[function] = Shipped(function, takers[0] if takers else passed[function.name])

    def around(self, spot: ast.AST) -> Shipped | None:
        """The outermost shipped function around a spot; decorators are not shipped."""
        found = None
        while self._shipped and (parent := self._scopes.parents.get(spot)) is not None:
            if parent in self._shipped and spot not in getattr(parent, "decorator_list", ()):
                found = self._shipped[parent]
            spot = parent
        return found

    def _passed(self, names: set[str]) -> Iterator[tuple[str, str]]:
        for name in names:
            for read in self._scopes.reads.get(name, ()):
                call = self._scopes.parents[read]
                if isinstance(call, ast.keyword):
                    call = self._scopes.parents[call]
                if isinstance(call, ast.Call) and call.func is not read and (taker := self._taker(call)):
                    yield name, taker

    def _taker(self, node: ast.expr) -> str | None:
        """The name in `@taker`, `@taker(…)`, `taker(f)` and `taker(…)(f)`, if it is one of the table."""
        while isinstance(node, ast.Call):
            node = node.func
        written = ast.unparse(node)
        first, dot, others = written.partition(".")
        full = f".{self._targets.get(first, first)}{dot}{others}"
        is_taker = any(full.endswith(f".{taker.removeprefix('.')}") for taker in _TAKERS)
        return written if is_taker else None


def _imported(scopes: Scopes) -> Iterator[tuple[str, str]]:
    """The names that imports bind anywhere in the module, each with what it stands for."""
    for node, statement in scopes.parents.items():
        if isinstance(node, ast.alias) and isinstance(statement, Import):
            yield node.asname or node.name.partition(".")[0], import_target(node, statement)
