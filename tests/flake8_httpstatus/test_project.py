"""What the project around a file declares."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_httpstatus.project import Project, lower_bound, project_of

DRF = "djangorestframework"


def project(folder: Path, **files: str) -> Project:
    """The project of a file in a folder below these."""
    for name, text in files.items():
        path = folder / name.replace("__", ".").replace("_S_", "-")
        path.write_text(text)
    return project_of(str(folder / "package" / "module.py"))


@pytest.mark.parametrize(
    ("specifiers", "bound"),
    [
        (">=3.12", (3, 12)),
        (">=3.12.0", (3, 12)),
        ("==3.14.*", (3, 14)),
        ("==3.14.2", (3, 14, 2)),
        ("~=3.12.1", (3, 12, 1)),
        (">3.12", (3, 12)),
        (">=3,>=3.12,<4", (3, 12)),
        ("===3.12", (3, 12)),
        ("===banana", None),
        (">=0.48rc1", (0, 48)),
        ("<4", None),
        ("!=3.12", None),
        ("", None),
    ],
)
def test_lower_bound(specifiers: str, bound: tuple[int, ...] | None) -> None:
    from packaging.specifiers import SpecifierSet

    assert lower_bound(SpecifierSet(specifiers)) == bound


def test_pep_621(tmp_path: Path) -> None:
    found = project(
        tmp_path,
        pyproject__toml="[project]\nname = 'Some_Thing'\nrequires-python = '>=3.11'\n"
        "dependencies = ['DjangoRestFramework[x] >=3.12 ; python_version > \"3\"', 'Django', 'a b', 5]\n"
        "[project.optional-dependencies]\nx = ['starlette']\n"
        "[dependency-groups]\ndev = ['fastapi']\n",
    )
    assert found == Project({DRF: (3, 12), "django": None, "some-thing": None}, (3, 11))


def test_poetry(tmp_path: Path) -> None:
    found = project(
        tmp_path,
        pyproject__toml="[tool.poetry]\nname = 'x'\n[tool.poetry.dependencies]\npython = '^3.11'\n"
        "a = '^1.2'\nb = '~1.2'\nc = '1.2'\nd = '*'\ne = {version = '>=1.2,<2', extras = ['y']}\n"
        "f = {git = 'https://example.org/f.git'}\ng = {version = '1', optional = true}\n"
        "h = '>=1.2 <2.0'\ni = '=1.2'\nj = '1.2.*'\nk = '^1.2 || ^2.0'\nl = '>= 1.2, < 2'\n"
        "m = [{version = '^1.4', python = '>=3.8'}, {version = '^1.2', python = '<3.8'}]\nn = '~=1.2'\n"
        "[tool.poetry.dev-dependencies]\ny = '*'\n[tool.poetry.group.dev.dependencies]\nz = '*'\n",
    )
    unbounded, bounded = dict.fromkeys("xdf"), dict.fromkeys("abcehijklmn", (1, 2))
    assert found == Project({**unbounded, **bounded}, (3, 11))


def test_setup_cfg(tmp_path: Path) -> None:
    found = project(
        tmp_path,
        setup__cfg="[metadata]\nname = x\n[options]\npython_requires = >=3.9\ninstall_requires =\n"
        "    djangorestframework>=3.12  # why\n    # starlette\n    100% wrong\n    django\n"
        "[options.extras_require]\nx = fastapi\n",
    )
    assert found == Project({"x": None, DRF: (3, 12), "django": None}, (3, 9))


def test_requirements(tmp_path: Path) -> None:
    found = project(
        tmp_path,
        requirements__txt="\ufeffdjangorestframework==3.15.2 \\\n    --hash=sha256:abc\n# fastapi\n"
        "-r other.txt\n-e .\n--index-url x\ndjango  # web\nflask==2 --hash=sha256:abc\ngit+https://example.org/starlette\n",
        requirements_S_prod__txt="gunicorn\n",
        requirements_S_dev__txt="starlette\n",
        requirements_test__txt="starlette\n",
        dev_S_requirements__txt="starlette\n",
    )
    assert found == Project({DRF: (3, 15, 2), "django": None, "flask": (2,), "gunicorn": None})


def test_metadata_says_more_than_the_pinned_environment(tmp_path: Path) -> None:
    found = project(
        tmp_path,
        pyproject__toml="[project]\nname = 'x'\ndependencies = ['djangorestframework>=3.2', 'starlette']\n",
        requirements__txt="djangorestframework==3.15\nstarlette==0.48\n",
    )
    assert found.dependencies == {DRF: (3, 2), "starlette": (0, 48), "x": None}


def test_declared_once_per_python_the_lowest_holds(tmp_path: Path) -> None:
    found = project(
        tmp_path,
        requirements__txt="starlette>=0.48; python_version>='3.9'\nstarlette>=0.27; python_version<'3.9'\n"
        "starlette\nfastapi\nfastapi>=0.110\n",
    )
    assert found.dependencies == {"starlette": (0, 27), "fastapi": (0, 110)}


@pytest.mark.parametrize(
    "text",
    [
        "not toml",
        "\x00",
        "project = 5",
        "[project]\nname = 5\ndependencies = 'django'\nrequires-python = 3",
        "[project]\ndependencies = 5\nname = ''",
        "[project]\nname = ''\nrequires-python = 'banana'",
        "[tool]\npoetry = []",
        "[tool.poetry]\ndependencies = 3\nname = ['x']",
        "[tool.poetry.dependencies]\nx = 5\npython = {y = 1}",
        "[tool.poetry.dependencies]\n'a b' = '^1'\npython = [1]",
    ],
)
def test_a_broken_pyproject_ends_nothing(tmp_path: Path, text: str) -> None:
    assert "django" not in project(tmp_path, pyproject__toml=text).dependencies


@pytest.mark.parametrize("text", ["no section", "[options\n", "[options]\ninstall_requires = \x00 %(x)s"])
def test_a_broken_setup_cfg_ends_nothing(tmp_path: Path, text: str) -> None:
    assert project(tmp_path, setup__cfg=text).python is None


def test_files_that_cannot_be_read_end_nothing(tmp_path: Path) -> None:
    for name in ("pyproject.toml", "setup.cfg", "requirements.txt"):
        (tmp_path / name).write_bytes(b"\xff\xfe\x00")
    (tmp_path / "requirements-x.txt").mkdir()
    (tmp_path / ".git").mkdir()
    assert project(tmp_path) == Project()


def test_the_nearest_root_counts(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("flask\n")
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "pyproject.toml").write_text("[tool.black]\n")  # it only configures tools
    (inner / "setup.cfg").write_text("[flake8]\n")
    assert project(inner).dependencies == {"flask": None}


def test_setup_py_is_a_root(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("flask\n")
    inner = tmp_path / "inner"
    inner.mkdir()
    assert project(inner, setup__py="") == Project()


def test_the_repository_is_the_limit(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("flask\n")
    inner = tmp_path / "inner"
    (inner / ".git").mkdir(parents=True)
    assert project(inner) == Project()


def test_no_project() -> None:
    assert project_of("/nowhere/at/all.py") == Project()


def test_setup_py_is_read_not_run(tmp_path: Path) -> None:
    found = project(
        tmp_path,
        setup__py="import setuptools\nraise SystemExit('run')\n"
        "setuptools.setup(name='x', install_requires=['djangorestframework>=3.13', *more, 5],\n"
        "    extras_require={'y': ['starlette']}, python_requires='>=3.11', **rest)\n",
    )
    assert found == Project({DRF: (3, 13), "x": None}, (3, 11))


@pytest.mark.parametrize("text", ["print 'Python 2'", "\0", "x = 1"])
def test_setup_py_that_says_nothing_is_a_root_all_the_same(tmp_path: Path, text: str) -> None:
    (tmp_path / "requirements.txt").write_text("starlette")
    inner = tmp_path / "inner"
    inner.mkdir()
    assert project(inner, setup__py=text) == Project()
