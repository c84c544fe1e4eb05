"""README's snippets, one after the other as they stand there: with a checkout today, and after a release."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from checkout import ROOT, copy_checkout
from recipes import recipe, shop

from flake8_httpstatus import __version__

RELEASE = "99.0"  # above whatever a package index has
# what README says of the first release, but for the address on GitHub
CHANGES = {
    "pip install ../": "pip install ",
    "pip install '../": "pip install '",
    "--find-links vendor ": "",
    "rev: main": f"rev: v{RELEASE}",
}

pytestmark = [
    pytest.mark.host,
    pytest.mark.skipif(
        not shutil.which("bash") or not shutil.which("git") or not (ROOT / ".git").exists(),
        reason="needs bash, git and a checkout",
    ),
]


class Place:
    """A folder with a checkout, a project beside it, and the project's virtual environment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.checkout = folder / "flake8-httpstatus"
        copy_checkout(self.checkout)
        self.project = shop(folder)
        venv.create(folder / "venv", with_pip=True)
        programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
        path = os.pathsep.join((str(programs), str(Path(sys.executable).parent), os.environ["PATH"]))
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHON"))}
        self.environment = {
            **kept,
            **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "A"),
            **dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "a@example.org"),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "PRE_COMMIT_HOME": str(folder / "pre-commit"),
            "PATH": path,
        }

    def run(self, script: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-c", script],
            cwd=folder or self.project,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def run_well(self, script: str, folder: Path | None = None) -> str:
        done = self.run(script, folder)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def commit(self, folder: Path) -> None:
        self.run_well("git init -q -b main && git add --all && git commit -qm All", folder)

    def release(self) -> None:
        """Release the checkout, in a folder that is as good as a package index."""
        module = self.checkout / "flake8_httpstatus/__init__.py"
        module.write_text(module.read_text().replace(f'"{__version__}"', f'"{RELEASE}"'))
        self.commit(self.checkout)
        self.run_well(f"git tag v{RELEASE}", self.checkout)
        self.run_well(f"'{sys.executable}' -m build --no-isolation --outdir ../index", self.checkout)
        self.environment["PIP_FIND_LINKS"] = str(self.folder / "index")

    def was_rewritten(self) -> bool:
        """Whether the project was; it is as it was at first then."""
        text = (self.project / "shop/views.py").read_text()
        self.run_well("git reset -q --hard")
        return "status=status.HTTP_404_NOT_FOUND" in text


@pytest.mark.parametrize("released", [False, True], ids=["today", "released"])
def test_all_snippets(tmp_path: Path, released: bool) -> None:
    place = Place(tmp_path)
    if released:
        place.release()
    else:
        place.commit(place.checkout)
    place.commit(place.project)

    def snippet(name: str) -> str:
        text = recipe("../README.md", name)
        for old, new in CHANGES.items() if released else ():
            text = text.replace(old, new)
        return text

    found = place.run_well(snippet("use"))
    assert "shop/views.py:14:65: HSC101 bare status code 404" in found
    assert place.was_rewritten()
    installed = place.run_well("pip list --format freeze")
    assert f"flake8-httpstatus=={RELEASE if released else __version__}\n" in installed

    place.run_well(snippet("libcst"))
    assert place.was_rewritten()

    (place.project / ".pre-commit-config.yaml").write_text(snippet("pre-commit"))
    place.commit(place.project)
    assert "files were modified by this hook" in place.run("pre-commit run --all-files").stdout
    assert place.was_rewritten()

    if not released:
        place.run_well(snippet("vendor"))
    place.run_well("pip uninstall -qy flake8-httpstatus")
    found = place.run(snippet("ci"))
    assert found.returncode == 1
    assert "shop/views.py:14:65: HSC101 bare status code 404" in found.stdout


def test_links_on_an_index(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, ROOT]
    subprocess.run(command, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        metadata = archive.read(f"flake8_httpstatus-{__version__}.dist-info/METADATA").decode()
    pages = f"https://github.com/flake8-httpstatus/flake8-httpstatus/blob/v{__version__}/docs"
    files = f"https://raw.githubusercontent.com/flake8-httpstatus/flake8-httpstatus/v{__version__}/docs"
    assert f"]({pages}/rules/index.md)" in metadata
    assert f"]({pages}/options.md#httpstatus-library)" in metadata
    assert f"({files}/_static/terminal.svg)" in metadata
    assert "](docs" not in metadata


def test_the_release_that_it_names_is_the_next() -> None:
    assert f"`rev: v{__version__}`" in (ROOT / "README.md").read_text(encoding="utf-8")
