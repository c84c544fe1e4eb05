"""`python -m flake8_httpstatus suggest`: what it prints, writes and brings about."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from project_files import make
from running import codemod, suggest

from flake8_httpstatus.__main__ import main

FILES = {
    "shop/__init__.py": "",
    "shop/errors.py": """
        from http.client import responses

        class ShopError(Exception):
            def __init__(self, number, text):
                self.reason = responses[number]
        """,
    "shop/orders.py": """
        from http import HTTPStatus

        from shop.errors import ShopError

        def find(key):
            if not key:
                raise ShopError(400, "no key")
            if key == "taken":
                raise ShopError(409, "taken")
            raise ShopError(404, "gone")
        """,
    "tests/conftest.py": "import pytest\n",
    "tests/test_orders.py": """
        import http.client

        def test_orders(post):
            post("/orders", expect=201)
            post("/orders", expect=409)
            post("/nothing", expect=404)
            answer = post("/orders", expect=201)
            assert answer.json()["outcome"] == 201
        """,
    "shop/pictures.py": """
        SIZES = {}

        def scaled(height=300):
            return SIZES.get(height)

        def large():
            return scaled(height=400), scaled(height=500)
        """,
    "build/orders.py": "post(expect=7)\n",
}
EXPECTED = """\
[flake8]
httpstatus-callables =
    # 4 × 201 404 409   tests/test_orders.py:4  tests/test_orders.py:5
    post:expect:
    # 3 × 400 404 409   shop/orders.py:7  shop/orders.py:9
    shop.errors.ShopError::0
"""
DOUBT = "not suggested: height 300 400 500: round numbers only\n"
CONFIGURATION = "# ours\n[flake8]\nexclude = build\n"


@pytest.fixture(autouse=True)
def width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


def process(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "flake8_httpstatus", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


def reported(folder: Path) -> list[str]:
    """What flake8 reports, in a process of its own."""
    command = [sys.executable, "-m", "flake8", "--select", "HSC"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True).stdout.splitlines()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    make(tmp_path, FILES)
    (tmp_path / ".flake8").write_text(CONFIGURATION)
    return tmp_path


def test_the_lines(project: Path) -> None:
    result = suggest(folder=project)
    assert (result.code, result.out, result.err) == (0, EXPECTED, DOUBT)
    assert (project / ".flake8").read_text() == CONFIGURATION


def test_the_whole_way(project: Path) -> None:
    assert reported(project) == []
    result = process("suggest", "--write", "--yes", folder=project)
    assert (result.returncode, result.stderr) == (0, f"{DOUBT}wrote .flake8\n")
    assert result.stdout.startswith(EXPECTED)
    assert "+httpstatus-callables = post:expect:, shop.errors.ShopError::0\n" in result.stdout
    assert (project / ".flake8").read_text() == (
        f"{CONFIGURATION}httpstatus-callables = post:expect:, shop.errors.ShopError::0\n"
    )
    assert len(reported(project)) == 7
    run = codemod(".", folder=project)
    assert run.code == 0 and "rewrote 7 literals in 2 files" in run.err
    assert reported(project) == []
    assert "raise ShopError(HTTPStatus.NOT_FOUND, " in (project / "shop/orders.py").read_text()
    assert "expect=http.HTTPStatus.CREATED)" in (project / "tests/test_orders.py").read_text()
    again = suggest(folder=project)
    assert (again.code, again.out, again.err) == (0, "", f"nothing to suggest\n{DOUBT}")


@pytest.mark.host
def test_the_whole_way_in_a_real_project(tmp_path: Path) -> None:
    """CherryPy's own tests ask `self.assertStatus(404)`, which nothing shows to be a status."""
    spec = find_spec("cherrypy")
    assert spec is not None and spec.submodule_search_locations
    shutil.copytree(spec.submodule_search_locations[0], tmp_path / "cherrypy")
    (tmp_path / ".flake8").write_text("[flake8]\n")
    before = len(reported(tmp_path))
    record = json.loads(suggest("--json", folder=tmp_path).out)
    assert {".assertStatus::0", ".assertErrorPage::0"} <= {each["value"] for each in record["suggestions"]}
    more = sum(number for each in record["suggestions"] for number in each["codes"].values())
    assert more >= 200
    assert suggest("--write", "--yes", folder=tmp_path).code == 0
    found = len(reported(tmp_path))
    assert found >= before + more
    codemod(".", folder=tmp_path)
    assert len(reported(tmp_path)) <= found - more  # the rest is in files that look at their own names


@pytest.mark.parametrize(
    ("answer", "agreed"), [(b"y\n", True), (b"YES\n", True), (b"n\n", False), (b"", False)]
)
def test_it_asks_before_it_writes(project: Path, answer: bytes, agreed: bool) -> None:
    result = suggest("--write", folder=project, stdin=answer)
    assert result.code == 0
    assert "+httpstatus-callables" in result.out
    assert ("wrote .flake8" in result.err) is agreed
    assert ("nothing written" in result.err) is not agreed
    assert ((project / ".flake8").read_text() != CONFIGURATION) is agreed


def test_no_configuration_file(project: Path) -> None:
    (project / ".flake8").unlink()
    result = suggest("--exclude=build", "--write", "--yes", folder=project)
    assert (result.code, result.out) == (2, EXPECTED)
    assert result.err.endswith("flake8 reads no configuration file here; put the lines into .flake8\n")


@pytest.mark.parametrize("option", ["--config=mine.ini", "--append-config=mine.ini"])
def test_a_configuration_file_that_is_named(project: Path, option: str) -> None:
    (project / "mine.ini").write_text(CONFIGURATION)
    assert suggest("--write", "--yes", option, folder=project).code == 0
    assert "post:expect:" in (project / "mine.ini").read_text()
    assert (project / ".flake8").read_text() == CONFIGURATION


def test_isolated(project: Path) -> None:
    assert suggest("--write", "--yes", "--isolated", folder=project).code == 2


def test_pyproject(project: Path) -> None:
    (project / "pyproject.toml").write_text('[tool.flake8]\nexclude = ["build"]\n')
    result = suggest("--write", "--yes", folder=project)
    assert result.code == 0
    assert result.out.startswith("[tool.flake8]\nhttpstatus-callables = [\n    # 4 × 201 404 409")
    assert '"post:expect:"' in (project / "pyproject.toml").read_text()
    assert len(reported(project)) == 7


def test_values_are_merged(project: Path) -> None:
    (project / ".flake8").write_text(f"{CONFIGURATION}httpstatus-callables = post:expect:\n")
    result = suggest(folder=project)
    assert "\nhttpstatus-callables = post:expect:, shop.errors.ShopError::0\n" in result.out


def test_a_file_that_cannot_be_written(project: Path) -> None:
    (project / ".flake8").chmod(0o444)
    result = suggest("--write", "--yes", folder=project)
    assert result.code == 2
    assert result.err.endswith(".flake8: is read-only; make it writable to have it rewritten\n")


def test_json(project: Path) -> None:
    record = json.loads(suggest("--json", folder=project).out)
    assert record["configuration"] == {"httpstatus-callables": ["post:expect:", "shop.errors.ShopError::0"]}
    assert [each["reason"] for each in record["passed_over"]] == ["round numbers only"]


def test_excluded_files_do_not_count(project: Path) -> None:
    (project / ".flake8").write_text("[flake8]\n")
    result = suggest("tests", "shop", "build", folder=project)
    assert "post:expect:" not in result.out
    assert "not suggested: expect 201 404 409: 7 is no code" in result.err


@pytest.mark.parametrize("line", ["per-file-ignores = tests/*:HSC", "extend-exclude = tests"])
def test_files_in_which_nothing_is_reported_do_not_count(project: Path, line: str) -> None:
    (project / ".flake8").write_text(f"{CONFIGURATION}{line}\n")
    assert "expect" not in suggest(folder=project).out


def test_a_file_that_turns_flake8_off_does_not_count(project: Path) -> None:
    path = project / "tests/test_orders.py"
    path.write_text(f"# flake8: noqa\n{path.read_text()}")
    assert "expect" not in suggest(folder=project).out


def test_files_that_cannot_be_read(project: Path) -> None:
    (project / "shop/broken.py").write_text("def (")
    result = suggest(folder=project)
    assert (result.code, result.out) == (0, EXPECTED)
    assert result.err.startswith("1 file not read; httpstatus-codemod --check says why\n")


def test_several_processes_say_the_same(project: Path) -> None:
    assert process("suggest", "-j2", folder=project).stdout == EXPECTED


def test_quiet(project: Path) -> None:
    assert suggest("-q", folder=project).err == ""


def test_nothing_there(tmp_path: Path) -> None:
    result = suggest(folder=tmp_path)
    assert (result.code, result.out, result.err) == (0, "", "nothing to suggest\n")


def test_colours(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[2m    # 4 × 201" in suggest(folder=project).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in suggest(folder=project).out


def test_many_that_are_passed_over(tmp_path: Path) -> None:
    words = ("height", "width", "depth", "length", "weight", "size", "limit")
    lines = [f"f({word}={number})\n" for word in words for number in (300, 400, 500)]
    (tmp_path / "sizes.py").write_text("".join(lines))
    assert suggest(folder=tmp_path).err.splitlines()[-1] == "and 2 more; --json names them"


def test_usage(project: Path) -> None:
    assert suggest("--no-such", folder=project).code == 2
    result = suggest("--httpstatus-library=nope", folder=project)
    assert result.code == 2
    assert result.err.startswith("python -m flake8_httpstatus suggest: error: option --httpstatus-library")


def test_without_the_codemods_libraries(project: Path) -> None:
    program = (
        "import sys; sys.modules['configupdater'] = None\n"
        "from flake8_httpstatus.__main__ import main; sys.exit(main(['suggest']))"
    )
    command = [sys.executable, "-c", program]
    result = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "it needs the codemod: pip install 'flake8-httpstatus[codemod]'" in result.stderr


def test_the_code_table_is_still_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["404"]) == 0
    assert capsys.readouterr().out.startswith("404 Not Found\n")


HINT = "12 more integers look like status codes: python -m flake8_httpstatus suggest\n"
MUCH = "r.status_code == 404\n" + "".join(
    f"post('/orders', expect={code})\n" for code in (201, 404, 409) for _ in range(4)
)


def test_a_run_hints_at_it(tmp_path: Path) -> None:
    (tmp_path / "test_a.py").write_text(f"import http.client\n{MUCH}")
    assert codemod("--isolated", ".", folder=tmp_path).err.endswith(HINT)


def test_a_run_hints_at_nothing(tmp_path: Path) -> None:
    (tmp_path / "test_a.py").write_text(f"import http.client\n{MUCH}")
    for quiet in ("-q", "--check", "--diff"):  # CI's daily run has no time for it
        assert "suggest" not in codemod("--isolated", quiet, ".", folder=tmp_path).err
    few = MUCH.replace("post('/orders', expect=201)\n", "", 3)
    (tmp_path / "test_a.py").write_text(f"import http.client\n{few}")
    assert "suggest" not in codemod("--isolated", ".", folder=tmp_path).err
    (tmp_path / "test_a.py").write_text(f"import http.client\n{MUCH}post('/7', expect=7, of=200)\n")
    assert "suggest" not in codemod("--isolated", ".", folder=tmp_path).err
