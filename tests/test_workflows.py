"""The workflows of GitHub Actions: valid, complete, and with no more rights than they need."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))

pytestmark = [pytest.mark.host, pytest.mark.skipif(not WORKFLOWS, reason="not a checkout")]


def load(name: str) -> dict[str, Any]:
    workflow: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows" / name).read_text("utf-8"))
    return workflow


def test_against_the_schema() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    done = subprocess.run([*command, *WORKFLOWS], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_python_on_every_system() -> None:
    matrix = load("ci.yml")["jobs"]["tests"]["strategy"]["matrix"]
    assert matrix["os"] == ["ubuntu-latest", "macos-latest", "windows-latest"]
    tox = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["tox"]
    assert matrix["python"] == [name for name in tox["env_list"] if name[0].isdigit()]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_what_is_needed_is_there(path: Path) -> None:
    jobs = load(path.name)["jobs"]
    for job in jobs.values():
        needs = job.get("needs", [])
        assert set([needs] if isinstance(needs, str) else needs) <= set(jobs)
        for key in re.findall(r"matrix\.(\w+)", str(job)):
            assert key in job["strategy"]["matrix"]
        for action in (step["uses"] for step in job["steps"] if "uses" in step):
            assert re.fullmatch(r"[\w-]+/[\w-]+@(v\d+|release/v\d+)", action)


def test_checks_are_environments_of_tox() -> None:
    project = (ROOT / "pyproject.toml").read_text()
    for check in load("ci.yml")["jobs"]["checks"]["strategy"]["matrix"]["check"]:
        assert f"[tool.tox.env.{check}]" in project


def test_one_job_may_publish_and_does_nothing_else() -> None:
    assert load("ci.yml")["permissions"] == load("release.yml")["permissions"] == {"contents": "read"}
    jobs = load("release.yml")["jobs"]
    assert [name for name, job in jobs.items() if "permissions" in job] == ["publish"]
    publish = jobs["publish"]
    assert publish["permissions"] == {"id-token": "write"}
    assert publish["if"] == "github.event_name == 'push'"
    assert set(publish["needs"]) == {"build", "test"}
    assert [step["uses"].partition("@")[0] for step in publish["steps"]] == [
        "actions/download-artifact",
        "pypa/gh-action-pypi-publish",
    ]
    assert all("run" not in step for step in publish["steps"])
