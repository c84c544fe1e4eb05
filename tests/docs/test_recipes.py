"""The commands and settings on the pages, tried exactly as they stand there."""

from __future__ import annotations

import json
import re
import shutil

import pytest
import yaml
from recipes import DOCS, recipe, run, shop

pytestmark = [
    pytest.mark.host,
    pytest.mark.skipif(not shutil.which("bash") or not shutil.which("git"), reason="needs bash and git"),
]


@pytest.fixture
def project(tmp_path):
    project = shop(tmp_path)
    assert run("git init -q -b main && git add . && git commit -qm Shop", project).returncode == 0
    return project


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("github", "::error file=shop/views.py,line=14,col=65::HSC101 "),
        (
            "azure",
            "##vso[task.logissue type=error;"
            "sourcepath=shop/views.py;linenumber=14;columnnumber=65;code=HSC101]",
        ),
    ],
)
def test_annotations(project, name, place):
    command = re.search(r"(flake8 .*--format=.*) src tests", recipe("ci.md", name))[1]
    result = run(f"{command} shop", project)
    assert result.returncode == 1
    lines = result.stdout.splitlines()
    assert f"{place}bare status code 404: use status.HTTP_404_NOT_FOUND" in lines
    start = place.partition(" ")[0]
    assert all(line.startswith(start) for line in lines)


def test_step_for_github(project):
    _install, *commands = yaml.safe_load(recipe("ci.md", "step"))[0]["run"].splitlines()
    result = run("export GITHUB_STEP_SUMMARY=summary.md\n" + "\n".join(commands), project)
    assert result.returncode == 1
    summary = (project / "summary.md").read_text().splitlines()
    assert (summary[0], summary[-1]) == ("```diff", "```")
    assert "+from rest_framework import status" in summary


@pytest.mark.parametrize("name", ["github", "step", "azure", "gitlab"])
def test_services_read_the_recipe(name):
    assert yaml.safe_load(recipe("ci.md", name))


OPTIONS = """\
from shop.errors import fail

fail(404)


def view(self, r):
    r.outcome_code = 404
    self.response(404, "gone")
    return {"outcomeCode": 404}
"""


@pytest.mark.parametrize(
    ("name", "file"),
    [("ini", ".flake8"), ("ini", "setup.cfg"), ("ini", "tox.ini"), ("toml", "pyproject.toml")],
)
def test_options_in_a_file(tmp_path, name, file):
    (tmp_path / file).write_text(recipe("options.md", name))
    (tmp_path / "views.py").write_text(OPTIONS)
    found = run("flake8 --select HSC .", tmp_path).stdout
    assert re.findall(r":(\d+):\d+: (HSC\d+)", found) == [
        ("3", "HSC101"),
        ("7", "HSC102"),
        ("8", "HSC101"),
        ("9", "HSC102"),
    ]
    result = run("httpstatus-codemod --check .", tmp_path)
    assert result.stdout.endswith("views.py: 4 literals\n")


def test_options_on_the_command_line(tmp_path):
    (tmp_path / "views.py").write_text("def view(r):\n    r.outcome_code = 422\n")
    found = run(recipe("options.md", "command line"), tmp_path).stdout
    assert "status.HTTP_422_UNPROCESSABLE_CONTENT" in found


def test_codemod_says_what_it_would_do(project):
    command, *said = recipe("codemod.md", "check").splitlines()
    result = run(command.removeprefix("$ "), project)
    assert (result.stdout + result.stderr).splitlines() == said


NOTEBOOK = {
    "cells": [
        {
            "cell_type": "code",
            "execution_count": 1,
            "id": "a",
            "metadata": {},
            "outputs": [],
            "source": [
                *("import requests\n", "\n", "r = requests.get('https://example.org/orders/1')\n"),
                "assert r.status_code == 404",
            ],
        },
    ],
    "metadata": {},
    "nbformat": 4,
    "nbformat_minor": 5,
}


def test_notebooks(tmp_path):
    notebook = tmp_path / "orders.ipynb"
    notebook.write_text(json.dumps(NOTEBOOK, indent=1))
    _install, report, diff = recipe("flake8.md", "notebooks").splitlines()
    said = run(report, tmp_path)
    page = (DOCS / "flake8.md").read_text(encoding="utf-8")
    assert said.returncode == 1
    assert f"```text\n{said.stdout}```" in page
    assert "+from http import HTTPStatus\n" in run(diff, tmp_path).stdout
    assert json.loads(notebook.read_text()) == NOTEBOOK
    assert run(diff.replace("--diff ", ""), tmp_path).returncode == 0
    [cell] = json.loads(notebook.read_text())["cells"]
    assert cell["source"][-1] == "assert r.status_code == HTTPStatus.NOT_FOUND"
    assert run(report, tmp_path).returncode == 0
