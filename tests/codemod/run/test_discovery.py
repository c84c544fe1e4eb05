"""Which files a run takes; test_flake8_bridge.py shows that flake8 takes the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from httpstatus_codemod.flake8_bridge import Configuration
from httpstatus_codemod.run.discovery import discover


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("")


def found(*paths: str, exclude: str = "vendored") -> tuple[list[str], list[str]]:
    """The names of the files, and the notes."""
    notes: list[str] = []
    configuration = Configuration(["--isolated", f"--exclude={exclude}"])
    return [*discover(configuration, paths, notes.append).values()], notes


def test_installed_packages_are_not_entered(root: Path) -> None:
    write("env/pyvenv.cfg", "env/x.py", "lib/site-packages/y.py", "a.py")
    reason = "installed packages, not entered; give it as a path to have it rewritten"
    assert found(".") == (["./a.py"], [f"./env: {reason}", f"./lib/site-packages: {reason}"])
    assert found("env", "lib/site-packages") == (["env/x.py", "lib/site-packages/y.py"], [])


def test_a_link_counts_by_what_it_leads_to(root: Path) -> None:
    write("src/a.py", "src/vendored/x.py", "env/lib/site-packages/y.py", "other/z.py")
    links = {
        "src/again.py": "a.py",
        "src/excluded.py": "vendored/x.py",
        "src/installed.py": "../env/lib/site-packages/y.py",
        "src/outside.py": "../other/z.py",
    }
    for name, target in links.items():
        Path(name).symlink_to(target)
    give = "not followed; give {} to have it rewritten"
    installed = f"a link into installed packages, {give.format(root / 'env/lib/site-packages/y.py')}"
    outside = f"a link out of the given paths, {give.format(root / 'other/z.py')}"
    excluded = "a link to an excluded file, not followed"
    names, notes = found(".")
    assert names == ["./other/z.py", "./src/a.py"]
    assert sorted(notes) == [
        "./env/lib/site-packages: installed packages, not entered; give it as a path to have it rewritten",
        f"./src/excluded.py: {excluded}",
        f"./src/installed.py: {installed}",
    ]
    assert found("src") == (
        ["src/a.py"],
        [
            f"src/excluded.py: {excluded}",
            f"src/installed.py: {installed.replace('into installed packages', 'out of the given paths')}",
            f"src/outside.py: {outside}",
        ],
    )
    assert found("src", "env/lib/site-packages", "other")[1] == [f"src/excluded.py: {excluded}"]


def test_a_link_given_as_a_path(root: Path) -> None:
    """As pre-commit does; flake8 then asks its patterns about the file alone."""
    write("vendored.py", "vendored/x.py", "a.py", "env/site-packages/y.py")
    for name, target in {"l.py": "a.py", "x.py": "vendored.py", "y.py": "env/site-packages/y.py"}.items():
        Path(name).symlink_to(target)
    names, notes = found("l.py", "x.py", "y.py", exclude="vendored*")
    assert names == ["l.py", "y.py"]
    assert notes == ["x.py: a link to an excluded file, not followed"]


def test_a_root_behind_a_link(root: Path) -> None:
    write("real/a.py", "real/vendored/x.py")
    Path("real/x.py").symlink_to("vendored/x.py")
    Path("link").symlink_to("real")
    assert found("link") == (["link/a.py"], ["link/x.py: a link to an excluded file, not followed"])
    assert found("link", exclude="link/vendored")[0] == ["link/a.py"]
