"""The commands on the pages for old code and for large repositories, tried exactly as they stand there."""

from __future__ import annotations

import re
import shutil

import pytest
from recipes import recipe, run, shop

pytestmark = [
    pytest.mark.host,
    pytest.mark.skipif(not shutil.which("bash") or not shutil.which("git"), reason="needs bash and git"),
]

NEW_METHOD = """
    def delete(self, request, pk):
        return Response(status=204)
"""


def tried(name: str) -> str:
    """A recipe without the command that installs, which the tests' environment has done."""
    return re.sub(r"^pip install .*\n", "", recipe("adopting.md", name))


@pytest.fixture
def project(tmp_path):
    """A branch without changes."""
    project = shop(tmp_path)
    run_well("git init -q -b main && git add . && git commit -qm Shop", project)
    run_well("git update-ref refs/remotes/origin/main main && git switch -qc work", project)
    return project


def run_well(script, project):
    result = run(script, project)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def add_a_method(project):
    with (project / "shop/views.py").open("a") as views:
        views.write(NEW_METHOD)
    run_well("git commit -qam Delete", project)


def test_count(project):
    result = run(recipe("adopting.md", "count").splitlines()[0], project)
    assert "4     HSC101 bare status code 404" in result.stdout
    result = run(recipe("adopting.md", "count").splitlines()[1], project)
    assert re.search(r"^ *4 +HSC101$", result.stdout, re.MULTILINE)
    assert re.search(r"^ *2 +HTTP_404_NOT_FOUND$", result.stdout, re.MULTILINE)


@pytest.mark.parametrize("name", ["diff-quality", "graylint"])
def test_only_changed_lines(project, name):
    assert run(tried(name), project).returncode == 0
    add_a_method(project)
    result = run(tried(name), project)
    assert result.returncode == 1
    assert re.findall(r"shop/\w+\.py:\d+", result.stdout) == ["shop/views.py:25"]


def test_changed_files_only(project):
    script = recipe("adopting.md", "changed")
    assert run(script, project).returncode == 0  # nothing changed: nothing to check
    run_well("echo '# touched' >> shop/views.py && git commit -qam Touch", project)
    result = run(script, project)
    assert (result.returncode, result.stdout) == (123, "shop/views.py: 4 literals\n")
    run_well("httpstatus-codemod shop/views.py && git commit -qam Name", project)
    assert run(script, project).returncode == 0
    run_well("git rm -q shop/views.py && git commit -qm Remove", project)
    assert run(script, project).returncode == 0  # a removed file is not looked for


def test_new_files_only(project):
    script = recipe("adopting.md", "new")
    add_a_method(project)
    assert run(script, project).returncode == 0
    run_well("cp shop/views.py shop/more.py && git add . && git commit -qm More", project)
    result = run(script, project)
    assert result.returncode == 123
    assert {line.partition(":")[0] for line in result.stdout.splitlines()} == {"shop/more.py"}


def test_a_baseline(project):
    run_well(recipe("adopting.md", "baseline"), project)
    check = recipe("adopting.md", "beyond")
    assert run_well(check, project) == ""
    run_well("sed -i -e '1i # moved' -e '/status=404/d' shop/views.py", project)
    assert run_well(check, project) == ""  # lines moved, and there are fewer
    run_well("git checkout -q .", project)
    add_a_method(project)
    result = run(check, project)
    assert (result.returncode, result.stdout) == (1, "./shop/views.py HSC101\n")


def test_folder_by_folder(project):
    (project / ".flake8").write_text(recipe("adopting.md", "per-file-ignores"))
    (project / "shop").rename(project / "legacy")
    assert run("flake8 --select HSC .", project).stdout == ""
    assert "nothing to rewrite" in run("httpstatus-codemod --check .", project).stderr
    (project / "legacy").rename(project / "tests")
    found = run("flake8 --select HSC .", project).stdout
    assert "HSC103" in found
    assert "HSC104" not in found


def test_rule_by_rule(project):
    (project / ".flake8").write_text(recipe("adopting.md", "rules"))
    assert {*re.findall(r"HSC\d+", run("flake8 .", project).stdout)} == {"HSC103", "HSC202"}
    (project / ".flake8").unlink()
    run_well(recipe("adopting.md", "rule"), project)
    assert run("git diff --name-only", project).stdout == "shop/tests.py\n"
    assert "HSC103" not in run("flake8 --select HSC .", project).stdout


def test_blame_looks_through_the_commit(project):
    before = run("git rev-parse HEAD", project).stdout
    run_well(recipe("adopting.md", "blame"), project)
    [line] = [
        line
        for line in run("git blame --porcelain shop/views.py", project).stdout.splitlines()
        if re.match(r"[0-9a-f]{40} \d+ 21\b", line)
    ]
    assert "HTTP_409_CONFLICT" in (project / "shop/views.py").read_text().splitlines()[20]
    assert line.startswith(before.strip())


def test_review(project):
    run_well("httpstatus-codemod .", project)
    listed = run_well(recipe("adopting.md", "review"), project)
    assert re.findall(r"(\d) \[-(\w+)-\]\{\+([\w.]+)\+\}", listed) == [
        ("2", "200", "status.HTTP_200_OK"),
        ("2", "201", "status.HTTP_201_CREATED"),
        ("2", "404", "status.HTTP_404_NOT_FOUND"),
        ("1", "409", "status.HTTP_409_CONFLICT"),
    ]
    assert "2 +from rest_framework import status\n" in listed


def test_lines_that_got_too_long(project):
    assert "E501" not in run_well(recipe("adopting.md", "too-long"), project)
    run_well("httpstatus-codemod .", project)
    found = run(recipe("adopting.md", "too-long"), project).stdout
    assert re.findall(r"(shop/\w+\.py):\d+: E501", found) == ["shop/tests.py", *["shop/views.py"] * 3]


def test_lists_of_files(project):
    run_well(recipe("large.md", "xargs"), project)
    assert run("httpstatus-codemod --check .", project).returncode == 0


@pytest.mark.skipif(not shutil.which("split"), reason="needs GNU's split")
def test_shards(project):
    script = recipe("large.md", "shard")
    assert script.strip() in recipe("large.md", "matrix")
    said = [run(f"export SHARD={number}\n{script}", project).stdout for number in (1, 2, 3, 4)]
    assert sorted("".join(said).splitlines()) == ["shop/tests.py: 4 literals", "shop/views.py: 4 literals"]
