"""What the files of a folder declare."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flake8_httpstatus.libraries.releases import Bounds
from flake8_httpstatus.projects.declarations import Declarations, declarations
from flake8_httpstatus.projects.versions import bounds

DRF = "djangorestframework"
NOTHING = Bounds()


def declared(folder: Path, **files: str) -> Declarations:
    """What these files declare; `__` stands for a dot in their names, `_S_` for a hyphen."""
    for name, text in files.items():
        (folder / name.replace("__", ".").replace("_S_", "-")).write_text(text)
    return declarations(folder) or Declarations()


@pytest.mark.parametrize(
    ("specifiers", "floor", "below"),
    [
        (">=3.12", (3, 12), None),
        (">=3.12.0", (3, 12), None),
        ("==3.14.*", (3, 14), (3, 15)),
        ("==3.14.2", (3, 14, 2), (3, 14, 2, 1)),
        ("~=3.12.1", (3, 12, 1), (3, 13)),
        (">3.12", (3, 12), None),
        (">=3,>=3.12,<4", (3, 12), (4,)),
        ("<5,<=4.2", None, (4, 2, 1)),
        ("===3.12", (3, 12), (3, 12, 1)),
        ("===banana", None, None),
        (">=0.48rc1", (0, 48), None),
        ("<4", None, (4,)),
        ("!=3.12", None, None),
        ("", None, None),
    ],
)
def test_bounds(specifiers: str, floor: tuple[int, ...] | None, below: tuple[int, ...] | None) -> None:
    from packaging.specifiers import SpecifierSet

    assert bounds(SpecifierSet(specifiers)) == Bounds(floor, below)


def test_pep_621(tmp_path: Path) -> None:
    found = declared(
        tmp_path,
        pyproject__toml="[project]\nname = 'Some_Thing'\nrequires-python = '>=3.11'\n"
        "dependencies = ['DjangoRestFramework[x] >=3.12', 'Django', 'a b', 5]\n"
        "[project.optional-dependencies]\nx = ['starlette']\n"
        "[dependency-groups]\ndev = ['fastapi']\n",
    )
    expected = {DRF: Bounds((3, 12)), "django": NOTHING, "some-thing": NOTHING}
    assert found == Declarations(expected, (3, 11), readable=True)
    assert found.names == {"some-thing"}


@pytest.mark.parametrize(
    ("marker", "counts"),
    [
        ("python_version > '3'", True),
        ("python_version >= '3.11'", True),
        ("python_full_version >= '3.9.1' and python_version < '4'", True),
        ("python_version < '4' or python_version >= '3'", True),
        ("python_version < '3.13'", False),
        ("sys_platform == 'win32'", False),
        ("sys_platform == 'linux' or python_version > '3'", False),
        ("'linux' in sys_platform", False),
        ("platform_python_implementation != 'PyPy'", False),
        ("os_name == 'posix'", False),
        ("extra == 'x'", False),
    ],
)
def test_markers(tmp_path: Path, marker: str, counts: bool) -> None:
    assert (DRF in declared(tmp_path, requirements__txt=f"{DRF}; {marker}\n").dependencies) is counts


def test_markers_hold_for_every_python_of_the_project(tmp_path: Path) -> None:
    pyproject = (
        "[project]\nname = 'x'\nrequires-python = '{}'\ndependencies = [\"a; python_version >= '3.10'\"]"
    )
    assert "a" in declared(tmp_path, pyproject__toml=pyproject.format(">=3.10")).dependencies
    assert "a" not in declared(tmp_path, pyproject__toml=pyproject.format(">=3.9")).dependencies


def test_declared_once_per_python_the_lowest_holds(tmp_path: Path) -> None:
    found = declared(
        tmp_path,
        requirements__txt="starlette>=0.48; python_version>='3.13'\nstarlette>=0.27; python_version<'3.13'\n"
        "a; python_version<'3.13'\nfastapi\nfastapi>=0.110\nb<2\nb<3\n",
    )
    assert found.dependencies == {
        "starlette": Bounds((0, 27)),
        "fastapi": NOTHING,
        "b": Bounds(None, (3,)),
    }


def test_poetry(tmp_path: Path) -> None:
    found = declared(
        tmp_path,
        pyproject__toml="[tool.poetry]\nname = 'x'\n[tool.poetry.dependencies]\npython = '^3.11'\n"
        "a = '^1.2'\nb = '~1.2'\nc = '1.2'\nd = '*'\ne = {version = '>=1.2,<2', extras = ['y']}\n"
        "f = {git = 'https://example.org/f.git'}\ng = {version = '1', optional = true}\n"
        "h = '>=1.2 <2.0'\ni = '=1.2'\nj = '1.2.*'\nk = '^1.2 || ^2.0'\nl = '>= 1.2, < 2'\n"
        "m = [{version = '^1.4', python = '>=3.8'}, {version = '^1.2', python = '<3.8'}]\nn = '~=1.2'\n"
        "o = {version = '1', markers = 'x'}\np = {version = '1', platform = 'win32'}\nq = '^0.46.1'\n"
        "r = '~1'\ns = '^0.0.3'\n"
        "[tool.poetry.dev-dependencies]\ny = '*'\n[tool.poetry.group.dev.dependencies]\nz = '*'\n",
    )
    assert found.python == (3, 11)
    assert found.dependencies == {
        **dict.fromkeys("xdf", NOTHING),
        **dict.fromkeys("aehln", Bounds((1, 2), (2,))),
        **dict.fromkeys("bj", Bounds((1, 2), (1, 3))),
        **dict.fromkeys("ci", Bounds((1, 2), (1, 2, 1))),
        "k": Bounds((1, 2)),
        "q": Bounds((0, 46, 1), (0, 47)),
        "r": Bounds((1,), (2,)),
        "s": Bounds((0, 0, 3), (0, 0, 4)),
    }


def test_setup_cfg(tmp_path: Path) -> None:
    found = declared(
        tmp_path,
        setup__cfg="[metadata]\nname = x\n[options]\npython_requires = >=3.9\ninstall_requires =\n"
        "    djangorestframework>=3.12  # why\n    # starlette\n    100% wrong\n    django\n"
        "[options.extras_require]\nx = fastapi\n",
    )
    expected = {"x": NOTHING, DRF: Bounds((3, 12)), "django": NOTHING}
    assert found == Declarations(expected, (3, 9), readable=True)


def test_setup_py_is_read_not_run(tmp_path: Path) -> None:
    found = declared(
        tmp_path,
        setup__py="import setuptools\nraise SystemExit('run')\nNEEDS = ('attrs',)\n"
        "setuptools.setup(name='x', install_requires=['djangorestframework>=3.13', *more, 5],\n"
        "    extras_require={'y': ['starlette']}, python_requires='>=3.11', **rest)\n"
        "setup(install_requires=NEEDS)\n",
    )
    expected = {DRF: Bounds((3, 13)), "x": NOTHING, "attrs": NOTHING}
    assert found == Declarations(expected, (3, 11), readable=True)


@pytest.mark.parametrize("text", ["print 'Python 2'", "\0", "x = 1", "setup(install_requires=read('x'))"])
def test_setup_py_that_cannot_be_read(tmp_path: Path, text: str) -> None:
    assert declarations(tmp_path) is None
    (tmp_path / "setup.py").write_text(text)
    assert declarations(tmp_path) == Declarations()


def test_pipfile(tmp_path: Path) -> None:
    found = declared(
        tmp_path,
        Pipfile="[packages]\ndjangorestframework = '*'\nstarlette = '>=0.48'\n"
        "fastapi = {version = '==0.110'}\n"
        "a = {version = '*', sys_platform = \"== 'win32'\"}\nb = {version = '*', markers = \"x\"}\n"
        "c = {path = '.', editable = true}\n[dev-packages]\nd = '*'\n[requires]\npython_version = '3.12'\n",
    )
    assert found.dependencies == {
        DRF: NOTHING,
        "starlette": Bounds((0, 48)),
        "fastapi": Bounds((0, 110), (0, 110, 1)),
        "c": NOTHING,
    }
    assert found.python == (3, 12)


@pytest.mark.parametrize("name", ["environment__yml", "environment__yaml"])
def test_environment_of_conda(tmp_path: Path, name: str) -> None:
    (tmp_path / "more.txt").write_text("werkzeug\n")
    text = """\
name: shop
channels:
  - starlette
dependencies:
  - python=3.12
  - conda-forge::fastapi>=0.110
  - djangorestframework=3.15=py_0  # pinned
  - "django"
  - pip
  - pip:
      - httpx==0.27.*
      - -r more.txt
variables:
  - flask
"""
    found = declared(tmp_path, **{name: text})
    assert found.python == (3, 12)
    assert found.dependencies == {
        "fastapi": Bounds((0, 110)),
        DRF: Bounds((3, 15), (3, 16)),
        "django": NOTHING,
        "pip": NOTHING,
        "httpx": Bounds((0, 27), (0, 28)),
        "werkzeug": NOTHING,
    }


def test_requirements(tmp_path: Path) -> None:
    (tmp_path / "requirements").mkdir()
    for name, text in {"base.txt": "celery", "prod.in": "-r base.txt\nhttpx", "test.txt": "pytest"}.items():
        (tmp_path / "requirements" / name).write_text(text)
    (tmp_path / "common.txt").write_text("-r requirements.txt\nattrs\n")
    found = declared(
        tmp_path,
        requirements__txt="\ufeff# why\n--index-url x\n-e .\n-r common.txt\n-r missing.txt\n"
        "-c constraints.txt\n"
        "djangorestframework>=3.12 --hash=sha256:0 \\\ndjango==4.2  # pinned\nnot a requirement\n",
        requirements__in="flask",
        requirements_S_dev__txt="black",
        requirements_S_prod__txt="gunicorn",
        dev_S_requirements__txt="ruff",
        constraints__txt="starlette",
    )
    assert set(found.dependencies) == {
        *("attrs", "celery", "django", DRF, "flask", "gunicorn", "httpx"),
    }
    assert found.dependencies["django"] == Bounds((4, 2), (4, 2, 1))


SETUPTOOLS = "[tool.setuptools.dynamic]\n"
DYNAMIC = "[project]\nname = 'x'\ndynamic = ['dependencies']\n"


@pytest.mark.parametrize(
    ("pyproject", "setup_cfg", "names", "readable"),
    [
        (
            DYNAMIC + "[tool.setuptools.dynamic]\ndependencies = {file = ['needs.txt']}",
            "",
            {"flask", "x"},
            True,
        ),
        (
            DYNAMIC + "[tool.setuptools.dynamic]\ndependencies = {file = 'needs.txt'}",
            "",
            {"flask", "x"},
            True,
        ),
        (DYNAMIC, "[options]\ninstall_requires = file: needs.txt", {"flask", "x"}, True),
        (DYNAMIC, "", {"x"}, False),
        ("[project]\nname = 'x'\n", "", {"x"}, True),
    ],
)
def test_dynamic_dependencies(
    tmp_path: Path, pyproject: str, setup_cfg: str, names: set[str], readable: bool
) -> None:
    (tmp_path / "needs.txt").write_text("flask\n")
    found = declared(tmp_path, pyproject__toml=pyproject, setup__cfg=setup_cfg)
    assert (set(found.dependencies), found.readable) == (names, readable)


def test_metadata_say_more_than_pins_beside_them(tmp_path: Path) -> None:
    found = declared(
        tmp_path,
        pyproject__toml="[project]\nname = 'x'\ndependencies = ['djangorestframework>=3.2', 'starlette']\n",
        requirements__txt="djangorestframework==3.15\nstarlette==0.48\n",
    )
    assert found.dependencies == {DRF: Bounds((3, 2)), "starlette": Bounds((0, 48)), "x": NOTHING}


@pytest.mark.parametrize(
    "text",
    [
        "not toml",
        "\x00",
        "project = 5",
        "[project]\nname = 5\ndependencies = 'x y'\nrequires-python = 3",
        "[project]\ndependencies = 5\nname = ''",
        "[project]\nname = ''\nrequires-python = 'banana'",
        "[tool]\npoetry = []",
        "[tool.poetry]\ndependencies = 3\nname = ['x']",
        "[tool.poetry.dependencies]\nx = 5\npython = {y = 1}",
        "[tool.poetry.dependencies]\n'a b' = '^1'\npython = [1]",
        "a = " + "[" * 100_000,
        "[project]\ndependencies = ['django; " + "(" * 100_000 + "']",
        "[project]\ndependencies = ['django>=" + "9" * 100_000 + "']",
        "[project]\nname = 'x'\nrequires-python = '>=" + "9" * 100_000 + "'",
    ],
    ids=range(14),
)
def test_a_broken_pyproject_ends_nothing(tmp_path: Path, text: str) -> None:
    found = declared(tmp_path, pyproject__toml=text)
    assert "django" not in found.dependencies and found.python is None


@pytest.mark.parametrize(
    "text",
    ["no section", "[options\n", "[options]\ninstall_requires = \x00 %(x)s", "[" * 100_000],
    ids=range(4),
)
def test_a_broken_setup_cfg_ends_nothing(tmp_path: Path, text: str) -> None:
    assert declared(tmp_path, setup__cfg=text).python is None


def test_files_that_cannot_be_read_end_nothing(tmp_path: Path) -> None:
    for name in ("setup.cfg", "requirements.txt", "Pipfile", "environment.yml"):
        (tmp_path / name).write_bytes(b"\xff\xfe\x00")
    (tmp_path / "requirements-x.txt").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pyproject.toml")  # reading it would wait for a writer
        os.mkfifo(tmp_path / "setup.py")
    assert not declared(tmp_path).dependencies
