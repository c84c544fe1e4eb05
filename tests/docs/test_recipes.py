"""The commands and settings on the pages, tried exactly as they stand there."""

from __future__ import annotations

import re
import shutil

import pytest
from recipes import recipe, run, shop

pytestmark = [
    pytest.mark.host,
    pytest.mark.skipif(not shutil.which("bash") or not shutil.which("git"), reason="needs bash and git"),
]


@pytest.fixture
def project(tmp_path):
    project = shop(tmp_path)
    assert run("git init -q -b main && git add . && git commit -qm Shop", project).returncode == 0
    return project


def test_annotations_for_github(project):
    command = re.search(r"run: \|\n(.*)", recipe("ci.md", "github"))[1]
    result = run(command.replace("src tests", "shop"), project)
    assert result.returncode == 1
    lines = result.stdout.splitlines()
    message = "HSC101 bare status code 404: use status.HTTP_404_NOT_FOUND"
    assert f"::error file=shop/views.py,line=14,col=65::{message}" in lines
    assert all(re.match(r"::error file=shop/\w+\.py,line=\d+,col=\d+::HSC\d{3} ", line) for line in lines)


def test_changed_files_only(project):
    script = recipe("ci.md", "changed")
    assert run("git update-ref refs/remotes/origin/main main && git switch -qc work", project).returncode == 0
    assert run(script, project).returncode == 0  # nothing changed: nothing to check
    assert run("echo '# touched' >> shop/views.py && git commit -qam Touch", project).returncode == 0
    result = run(script, project)
    assert (result.returncode, result.stdout) == (123, "shop/views.py: 4 literals\n")
    assert run("httpstatus-codemod shop/views.py && git commit -qam Name", project).returncode == 0
    assert run(script, project).returncode == 0
    assert run("git rm -q shop/views.py && git commit -qm Remove", project).returncode == 0
    assert run(script, project).returncode == 0  # a removed file is not looked for


def test_folder_by_folder(project):
    (project / ".flake8").write_text(recipe("ci.md", "per-file-ignores"))
    (project / "shop").rename(project / "legacy")
    assert run("flake8 --select HSC .", project).stdout == ""
    assert "nothing to rewrite" in run("httpstatus-codemod --check .", project).stderr
    (project / "legacy").rename(project / "tests")
    found = run("flake8 --select HSC .", project).stdout
    assert "HSC103" in found
    assert "HSC104" not in found


def test_blame_looks_through_the_commit(project):
    before = run("git rev-parse HEAD", project).stdout
    result = run(recipe("ci.md", "blame"), project)
    assert result.returncode == 0, result.stderr
    [line] = [
        line
        for line in run("git blame --porcelain shop/views.py", project).stdout.splitlines()
        if re.match(r"[0-9a-f]{40} \d+ 21\b", line)
    ]
    assert "HTTP_409_CONFLICT" in (project / "shop/views.py").read_text().splitlines()[20]
    assert line.startswith(before.strip())


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
