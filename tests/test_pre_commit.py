"""The three hooks, run by the real pre-commit in real git repositories."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from checkout import copy_checkout
from filelock import FileLock

ROOT = Path(__file__).parent.parent

pytestmark = [
    pytest.mark.host,
    pytest.mark.skipif(
        not shutil.which("git") or not (ROOT / ".git").exists(), reason="needs git and a checkout"
    ),
]

REPORTS, REWRITES, CHECKS = "flake8-httpstatus", "httpstatus-codemod", "httpstatus-codemod-check"
HOOKS = CHECKS, REPORTS, REWRITES  # the one that rewrites last
ALL_PASS, NONE_PASSES = ["Passed"] * 3, ["Failed"] * 3

# an unused import, too: other rules of flake8 are none of the hooks' business
BAD = """\
import os
from rest_framework.response import Response

NOT_FOUND = Response({}, status=404)
"""
GOOD = """\
import os
from rest_framework import status
from rest_framework.response import Response

NOT_FOUND = Response({}, status=status.HTTP_404_NOT_FOUND)
"""


def run(*command: str | Path, cwd: Path, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command without the user's settings; standard error goes to standard output.

    `home` is pre-commit's folder, without which it fails: it shall write nowhere else.
    """
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GIT_", "PRE_COMMIT", "SKIP", "COVERAGE"))
        and name not in {"PYTHONPATH", "PYTHONHOME"}
    }
    environment |= {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.org",
        "PRE_COMMIT_COLOR": "never",
        "PRE_COMMIT_HOME": str(home or os.devnull),
        "PYTHONIOENCODING": "utf-8",
    }
    return subprocess.run(
        command,
        cwd=cwd,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


def run_well(*command: str | Path, cwd: Path, home: Path | None = None) -> str:
    done = run(*command, cwd=cwd, home=home)
    assert done.returncode == 0, done.stdout
    return done.stdout.strip()


class Shared:
    """The repository, the wheel and pre-commit's environments: made once for all test processes."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"  # of pre-commit: the environments
        self.repository = folder / "flake8-httpstatus"
        self.wheels = folder / "wheels"

    def make(self) -> None:
        copy_checkout(self.repository)
        run_well("git", "init", "--quiet", cwd=self.repository)
        run_well("git", "add", "--all", cwd=self.repository)
        run_well("git", "commit", "--quiet", "--message=All", cwd=self.repository)
        build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", self.wheels)
        run_well(*build, self.repository, cwd=self.repository)

    @property
    def revision(self) -> str:
        return run_well("git", "rev-parse", "HEAD", cwd=self.repository)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    shared = Shared(folder / "pre-commit")
    with FileLock(folder / "pre-commit.lock"):
        if not shared.repository.exists():
            shared.make()
    return shared


class Project:
    """A fresh git repository that uses pre-commit."""

    def __init__(self, folder: Path, shared: Shared) -> None:
        self.folder = folder
        self.shared = shared
        run_well("git", "init", "--quiet", cwd=folder)

    def use(self, *hooks: str, **settings: Any) -> None:
        """Use hooks, as a user does: repository, revision, ids."""
        repository = {"repo": str(self.shared.repository), "rev": self.shared.revision}
        self.configure({**repository, "hooks": [{"id": hook, **settings} for hook in hooks]})

    def configure(self, *repositories: dict[str, Any]) -> None:
        self.write(".pre-commit-config.yaml", yaml.safe_dump({"repos": repositories}))

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def read(self, name: str) -> str:
        return (self.folder / name).read_text()

    def run(self) -> subprocess.CompletedProcess[str]:
        """Stage everything and run the hooks."""
        run_well("git", "add", "--all", cwd=self.folder)
        return self.pre_commit("run")

    def pre_commit(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = sys.executable, "-m", "pre_commit", *arguments
        return run(*command, cwd=self.folder, home=self.shared.home)

    def passed(self) -> list[str]:
        """The result of each hook, in order."""
        done = self.run()
        results = re.findall(r"(Passed|Failed|Skipped)$", done.stdout, re.MULTILINE)
        assert (done.returncode == 0) is ("Failed" not in results), done.stdout
        return results


@pytest.fixture
def project(tmp_path: Path, shared: Shared) -> Project:
    return Project(tmp_path, shared)


@pytest.mark.parametrize(
    ("command", "name"),
    [("validate-manifest", ".pre-commit-hooks.yaml"), ("validate-config", ".pre-commit-config.yaml")],
)
def test_files_are_valid(tmp_path: Path, command: str, name: str) -> None:
    assert run_well(sys.executable, "-m", "pre_commit", command, name, cwd=ROOT, home=tmp_path) == ""


def test_reports(project: Project) -> None:
    project.use(REPORTS)
    project.write("views.py", BAD)
    done = project.run()
    assert done.returncode == 1
    assert [line for line in done.stdout.splitlines() if line.startswith("views.py")] == [
        "views.py:4:33: HSC101 bare status code 404: use status.HTTP_404_NOT_FOUND"
    ]
    project.write("views.py", GOOD)
    assert project.passed() == ["Passed"]


def test_one_changed_file_whose_helper_is_in_another(project: Project) -> None:
    project.use(REPORTS, CHECKS)
    project.write("pyproject.toml", "")
    project.write("shop/errors.py", "def error(code):\n    return JsonResponse(status=code)\n")
    assert project.passed() == ["Passed"] * 2
    run_well("git", "commit", "--quiet", "--message=Helper", cwd=project.folder)
    project.write("shop/views.py", "from .errors import error\n\nerror(404)\n")
    done = project.run()
    assert done.returncode == 1
    assert "shop/views.py:3:7: HSC101 bare status code 404 (status of JsonResponse, shop/errors.py:2)" in (
        done.stdout
    )
    assert "shop/views.py: 1 literal\n" in done.stdout


def test_rewrites_at_a_commit(project: Project) -> None:
    project.use(REWRITES)
    project.write("views.py", BAD)
    assert project.pre_commit("install").returncode == 0

    def commit() -> subprocess.CompletedProcess[str]:
        run_well("git", "add", "--all", cwd=project.folder)
        return run("git", "commit", "--message=Views", cwd=project.folder, home=project.shared.home)

    refused = commit()
    assert refused.returncode == 1
    assert "- files were modified by this hook" in refused.stdout
    assert "rewrote 1 literal in 1 file" in refused.stdout
    assert "- exit code:" not in refused.stdout  # that of the command is 0: it did what it was asked to
    assert project.read("views.py") == GOOD
    done = commit()
    assert done.returncode == 0, done.stdout
    assert "Passed" in done.stdout
    assert run_well("git", "show", "HEAD:views.py", cwd=project.folder) == GOOD.strip()


def test_checks(project: Project) -> None:
    project.use(CHECKS)
    project.write("views.py", BAD)
    done = project.run()
    assert done.returncode == 1
    assert "- exit code: 1" in done.stdout
    assert "files were modified" not in done.stdout
    assert "views.py: 1 literal\n" in done.stdout
    assert project.read("views.py") == BAD
    project.write("views.py", GOOD)
    assert project.passed() == ["Passed"]


@pytest.mark.parametrize(
    ("name", "configuration", "source"),
    [
        ("views.py", "", BAD.replace("404)", "404)  # noqa: HSC101")),
        ("legacy/views.py", "per-file-ignores = legacy/*: HSC", BAD),
        ("generated/views.py", "exclude = generated/*", BAD),
        ("generated/views.py", "extend-exclude = generated/*", BAD),
        ("views.py", "extend-ignore = E203, HSC101", BAD),
        ("views.py", "ignore = HSC", BAD),
    ],
    ids=["noqa", "per-file-ignores", "exclude", "extend-exclude", "extend-ignore", "ignore"],
)
def test_leaves_out_what_the_project_leaves_out(
    project: Project, name: str, configuration: str, source: str
) -> None:
    project.use(*HOOKS)
    project.write(".flake8", f"[flake8]\n{configuration}\n")
    project.write(name, source)
    assert project.passed() == ALL_PASS


def test_whatever_the_project_selects(project: Project) -> None:
    project.use(*HOOKS)
    project.write(".flake8", "[flake8]\nselect = E,F,W\nextend-select = F401\nmax-complexity = 1\n")
    project.write("views.py", BAD)
    assert project.passed() == NONE_PASSES
    project.write("views.py", GOOD)
    assert project.passed() == ALL_PASS


def test_configuration_in_pyproject(project: Project) -> None:
    project.use(*HOOKS)
    project.write("pyproject.toml", "[tool.flake8]\nper-file-ignores = ['legacy/*: HSC']\n")
    project.write("legacy/views.py", BAD)
    assert project.passed() == ALL_PASS


@pytest.mark.parametrize("arguments", [[], ["--httpstatus-library", "http"]])
def test_library_from_configuration_or_arguments(project: Project, arguments: Sequence[str]) -> None:
    project.use(REWRITES, args=arguments)
    if not arguments:
        project.write("setup.cfg", "[flake8]\nhttpstatus-library = http\n")
    project.write("views.py", BAD)
    assert project.passed() == ["Failed"]
    assert "from http import HTTPStatus\n" in project.read("views.py")
    assert "status=HTTPStatus.NOT_FOUND" in project.read("views.py")


def test_fewer_rules_by_arguments(project: Project) -> None:
    project.use(*HOOKS, args=["--select=HSC103"])
    project.write("views.py", BAD)
    assert project.passed() == ALL_PASS


def test_plugins_that_the_project_requires(project: Project) -> None:
    project.use(REPORTS)
    project.write(".flake8", "[flake8]\nrequire-plugins = flake8-bugbear\n")
    project.write("views.py", GOOD)
    assert project.passed() == ["Passed"]


@pytest.mark.parametrize("hook", [REWRITES, CHECKS])
def test_a_file_that_cannot_be_processed(project: Project, hook: str) -> None:
    project.use(hook)
    project.write("broken.py", BAD + "def\n")
    done = project.run()
    assert done.returncode == 1
    assert "- exit code: 2" in done.stdout
    assert "broken.py:5:" in done.stdout


def test_stubs_and_other_files_are_not_looked_at(project: Project) -> None:
    project.use(*HOOKS)
    project.write("views.pyi", BAD)
    project.write("views.txt", BAD)
    assert project.passed() == ["Skipped"] * 3


def test_plugin_in_the_flake8_hook(project: Project) -> None:
    # the flake8 hook itself is on GitHub; this is its manifest
    flake8 = {"id": "flake8", "name": "flake8", "entry": "flake8", "language": "python"}
    [wheel] = project.shared.wheels.glob("*.whl")
    hook = {**flake8, "types": ["python"], "additional_dependencies": ["flake8", str(wheel)]}
    project.configure({"repo": "local", "hooks": [hook]})
    project.write("views.py", BAD)
    done = project.run()
    assert done.returncode == 1
    reported = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("views.py")]
    assert reported == ["F401", "HSC101"]
    project.write("views.py", GOOD.replace("import os\n", ""))
    assert project.passed() == ["Passed"]
