"""The distribution as a user gets it: built, installed in a fresh virtual environment and run."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.host

ROOT = Path(__file__).parent.parent
SOURCE = """\
from rest_framework.response import Response


def view(request):
    return Response({}, status=404)
"""
REWRITTEN = """\
from rest_framework import status
from rest_framework.response import Response


def view(request):
    return Response({}, status=status.HTTP_404_NOT_FOUND)
"""


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "PYTHONHOME"}}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel built from it."""
    folder = tmp_path_factory.mktemp("dist")
    result = run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    assert result.returncode == 0, result.stderr
    return folder


def environment(folder: Path, *requirements: str | Path) -> Path:
    """The folder of programs of a fresh virtual environment."""
    venv.create(folder)  # without a pip of its own, which takes longest
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = (sys.executable, "-m", "pip", "--python", programs / "python")
    result = run(*pip, "install", "--quiet", *requirements, cwd=folder)
    assert result.returncode == 0, result.stderr
    return programs


def test_wheel_and_sdist_hold_what_they_should(built: Path) -> None:
    [wheel], [sdist] = built.glob("*.whl"), built.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {"flake8_httpstatus/py.typed", "httpstatus_codemod/py.typed"} <= names
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {
        "flake8_httpstatus",
        "httpstatus_codemod",
    }
    with tarfile.open(sdist) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    assert {"README.md", "LICENSE", "pyproject.toml", "tests/test_packaging.py"} <= inside


def test_both_tools_from_the_wheel(built: Path, tmp_path: Path) -> None:
    [wheel] = built.glob("*.whl")
    programs = environment(tmp_path / "venv", f"{wheel}[codemod]")
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "views.py").write_text(SOURCE)

    reported = run(programs / "flake8", "--select", "HSC", ".", cwd=folder)
    assert reported.stdout == (
        "./views.py:5:32: HSC101 bare status code 404: use status.HTTP_404_NOT_FOUND\n"
    )
    assert reported.returncode == 1
    checked = run(programs / "httpstatus-codemod", "--check", ".", cwd=folder)
    assert checked.returncode == 1, checked.stderr
    rewritten = run(programs / "httpstatus-codemod", ".", cwd=folder)
    assert (rewritten.returncode, rewritten.stderr) == (
        0,
        "rewrote ./views.py (1)\nrewrote 1 literal in 1 file\n",
    )
    assert (folder / "views.py").read_text() == REWRITTEN
    assert run(programs / "flake8", "--select", "HSC", ".", cwd=folder).returncode == 0


def test_without_the_extra(built: Path, tmp_path: Path) -> None:
    [sdist] = built.glob("*.tar.gz")
    programs = environment(tmp_path / "venv", sdist)
    (tmp_path / "views.py").write_text(SOURCE)

    assert run(programs / "flake8", "--select", "HSC", "views.py", cwd=tmp_path).returncode == 1
    refused = run(programs / "httpstatus-codemod", "views.py", cwd=tmp_path)
    assert refused.returncode == 2
    assert refused.stdout == ""
    assert len(refused.stderr.splitlines()) == 1
    assert "pip install 'flake8-httpstatus[codemod]'" in refused.stderr
    refused = run(programs / "httpstatus-lsp", cwd=tmp_path)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "pip install 'flake8-httpstatus[lsp]'" in refused.stderr
    assert (tmp_path / "views.py").read_text() == SOURCE
