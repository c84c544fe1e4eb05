"""What docs/ruff.md says, tried with the real ruff, and with isort and black if they are installed."""

from __future__ import annotations

import importlib.util
import shutil

import pytest
from recipes import recipe, run

pytestmark = [
    pytest.mark.host,
    pytest.mark.skipif(not importlib.util.find_spec("ruff"), reason="needs ruff"),
    pytest.mark.skipif(not shutil.which("bash"), reason="needs bash"),
]

VIEWS = """\
from rest_framework.views import APIView
from rest_framework.response import Response
import os


class View(APIView):
    def get(self, request):
        if request.GET.get("old"):
            return Response({"detail": "the order that you asked for is closed"}, status=409)
        return Response(dict(os.environ), status=404)  # noqa: HSC101
"""
REMOVES = "ruff check --preview --select RUF100,RUF102 --fix ."


def test_without_the_setting_ruff_removes_our_comment(tmp_path):
    (tmp_path / "views.py").write_text(VIEWS)
    run(REMOVES, tmp_path)
    assert "noqa" not in (tmp_path / "views.py").read_text()


def test_with_the_setting_ruff_keeps_our_comment(tmp_path):
    (tmp_path / "views.py").write_text(VIEWS)
    (tmp_path / "pyproject.toml").write_text(recipe("ruff.md", "external"))
    result = run(REMOVES, tmp_path)
    assert result.returncode == 0, result.stdout
    assert (tmp_path / "views.py").read_text() == VIEWS


@pytest.mark.parametrize(
    "formatters",
    [
        pytest.param(None, id="ruff"),
        pytest.param("isort -q --profile black . && black -q .", id="isort, black"),
    ],
)
def test_one_pass_is_enough(tmp_path, formatters):
    if formatters:
        pytest.importorskip("black")
    script = recipe("ruff.md", "order")
    if formatters:
        script = f"{script.splitlines()[0]}\n{formatters}\n"
    (tmp_path / "views.py").write_text(VIEWS)
    assert run(script, tmp_path).returncode == 0
    once = (tmp_path / "views.py").read_text()
    assert once.count("status.HTTP_409_CONFLICT") == 1
    assert "status=404)  # noqa: HSC101" in once
    assert run(f"{script}httpstatus-codemod --check .", tmp_path).returncode == 0
    assert (tmp_path / "views.py").read_text() == once


def test_sorted_imports_stay_sorted(tmp_path):
    (tmp_path / "views.py").write_text(VIEWS)
    assert run("ruff check -q --select I --fix . && ruff format -q .", tmp_path).returncode == 0
    assert run("httpstatus-codemod .", tmp_path).returncode == 0
    result = run("ruff check --select I .", tmp_path)
    assert result.returncode == 0, result.stdout
