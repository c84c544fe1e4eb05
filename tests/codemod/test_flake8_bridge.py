"""The codemod's reading of flake8's configuration, compared with the real flake8."""

from __future__ import annotations

import ast
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest
from httpstatus_codemod.flake8_bridge import Configuration, UsageError
from httpstatus_codemod.run.discovery import files

BARE = "from rest_framework.response import Response\n\nResponse(status=404)\n"

TREE = {
    "a.py": BARE,
    "b.py": BARE + "assert r.status_code == 200\n",
    "pkg/__init__.py": "",
    "pkg/a.py": BARE,
    "pkg/tests/test_a.py": BARE,
    "pkg/migrations/0001.py": BARE,
    "build/lib.py": BARE,
    ".tox/py/x.py": BARE,
    "script": BARE,
    "stub.pyi": BARE,
    "noqa.py": (
        "from rest_framework.response import Response\n"
        "Response(status=404)  # noqa\n"
        "Response(status=404)  # NoQA:HSC101\n"
        "Response(status=404)  # noqa: HSC101,E501\n"
        "Response(status=404)  # noqa: E501 HSC\n"
        "Response(status=404)  # noqa: HSC103\n"
        "Response(status=404)  # noqa : HSC101\n"
        "Response(status=404)  # not noqa\n"
        "assert r.status_code == 404  # noqa: HSC101\n"
    ),
    "noqa_lines.py": (
        "from rest_framework.response import Response\n"
        "Response(\n"
        "    status=404,\n"
        ")  # noqa: HSC101\n"
        "Response('''\n"
        "\f\n"
        "''', status=404)  # noqa\n"
        "x = 1 + \\\n"
        "    Response(status=404)  # noqa\n"
        "if r.status_code == 404:  # noqa\n"
        "    Response(status=500)\n"
        "Response('# noqa', status=404)\n"
        "Response('''\n"
        "# noqa: HSC101\n"
        "''', status=404)\n"
        "a = '''\n# noqa\n'''; Response(status=404)\n"
        "a = '''\n# noqa\n'''; b = '''\n'''; Response(status=404)\n"
        "Response(status=404); c = '''\n'''  # noqa\n"
        "Response(status=404); c = (\n1)  # noqa\n"
        "@app.get(status_code=201)  # noqa\n"
        "@app.get(status_code=404)\n"
        "def f(status_code=404):  # noqa\n"
        "    Response(status=404)\n"
        "    '''\n    # noqa\n    '''; x = Response(status=404)\n"
        "    if x: Response(status=404)  # noqa\n"
        "    match r.status_code:\n"
        "        case 404: pass\n"
        "        case 500: pass  # noqa\n"
        "    try: x\n"
        "    except (Response(status=404)): x  # noqa\n"
        "    else:  # noqa\n"
        "        Response(status=404)\n"
    ),
    "noqa_file.py": "# flake8: noqa\n" + BARE,
    "noqa_file_rule.py": BARE + "# flake8: noqa: HSC101\n",
    "noqa_file_late.py": BARE + "x = 1  # flake8: noqa\n",
    "crlf.py": BARE.replace("\n", "\r\n") + "Response(status=500)  # noqa\r\n",
    "bom.py": "\ufeff" + BARE + "# noqa\n",
    "form_feed.py": BARE + "\f\nResponse(status=500)  # noqa\nResponse(status=500)\n",
    "unicode.py": BARE + "x = 'é\u2028ß'; Response(status=500)  # noqa\nResponse(status=500)\n",
}

COMMAND_LINES: list[list[str]] = [
    [],
    ["--isolated"],
    ["--select=HSC"],
    ["--select=HSC101"],
    ["--select=E,F,W"],
    ["--select=HSC", "--ignore=HSC103"],
    ["--select=HSC103", "--ignore=HSC"],
    ["--ignore=HSC1"],
    ["--ignore=E501"],
    ["--extend-ignore=HSC101"],
    ["--extend-select=HSC101", "--ignore=HSC"],
    ["--per-file-ignores=a.py:HSC101"],
    ["--per-file-ignores=pkg/*:HSC101 b.py:HSC"],
    ["--exclude=pkg"],
    ["--exclude=build,./pkg/tests"],
    ["--extend-exclude=*/migrations/*,noqa*"],
    ["--filename=*.pyi,script"],
    ["--disable-noqa"],
    ["--config=other.cfg"],
    ["--append-config=other.cfg"],
    ["--append-config=other.cfg", "--append-config=more.cfg"],
    ["--httpstatus-attributes=code"],
]

FILES = {
    "none": {},
    ".flake8": {".flake8": "[flake8]\nper-file-ignores =\n    pkg/tests/*:HSC101\n    b.py: HSC103, E1\n"},
    "setup.cfg": {"setup.cfg": "[flake8]\nextend-ignore = HSC103\nextend_exclude = build\n"},
    "tox.ini": {"tox.ini": "[flake8]\nselect = E,F,W\nmax-line-length = 100\nsome-plugins-option = 1\n"},
    "disable_noqa": {".flake8": "[flake8]\ndisable_noqa = true\nexclude = pkg\nselect = HSC10,E\n"},
    "pyproject": {
        ".flake8": "[flake8]\nextend-ignore = HSC101\n",
        "pyproject.toml": '[tool.flake8]\nextend-exclude = ["pkg", "noqa.py"]\nignore = "HSC103"\n',
    },
}

OTHER = {
    "other.cfg": "[flake8]\nignore = HSC101\nhttpstatus-attributes = code\n",
    "more.cfg": "[flake8]\nignore = HSC103\n",
}


def write(folder: Path, written: dict[str, str]) -> None:
    for name, text in written.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def flake8_reports(arguments: Sequence[str], cwd: Path, paths: Sequence[str] = (".",)) -> list[str]:
    """What flake8 says, as path:line:rule."""
    command = [
        sys.executable,
        "-m",
        "flake8",
        "-j1",
        "--format=%(path)s:%(row)d:%(code)s",
        *arguments,
        *paths,
    ]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert not done.stderr
    return sorted(line for line in done.stdout.splitlines() if ":HSC" in line)


def codemod_reports(arguments: Sequence[str], paths: Sequence[str] = (".",)) -> list[str]:
    """What the codemod finds, in the same form."""
    configuration = Configuration(arguments)
    reports = []
    for name in files(configuration, paths, lambda note: None):
        text = Path(name).read_bytes().decode("utf-8-sig")
        findings = configuration.findings(ast.parse(text), text, name)
        reports += [f"{name}:{finding.span.line}:{finding.code}" for finding in findings]
    return sorted(reports)


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path, TREE | OTHER)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("arguments", COMMAND_LINES, ids=" ".join)
def test_command_line(tree: Path, arguments: list[str]) -> None:
    assert codemod_reports(arguments) == flake8_reports(arguments, tree)


@pytest.mark.parametrize("written", FILES.values(), ids=FILES.keys())
@pytest.mark.parametrize("arguments", [[], ["--select=HSC"], ["--isolated"]], ids=" ".join)
def test_files(tree: Path, written: dict[str, str], arguments: list[str]) -> None:
    write(tree, written)
    assert codemod_reports(arguments) == flake8_reports(arguments, tree)


@pytest.mark.skipif(find_spec("flake8p") is None, reason="Flake8-pyproject is not installed")
def test_pyproject_is_read(tree: Path) -> None:
    write(tree, FILES["pyproject"])
    reports = codemod_reports([])
    assert "./a.py:3:HSC101" in reports and not any("pkg" in report for report in reports)


def test_the_tree_tells_something(tree: Path) -> None:
    """The tests above do not just compare empty lists."""
    reports = codemod_reports([])
    assert "./a.py:3:HSC101" in reports
    assert "./noqa.py:6:HSC101" in reports
    assert "./noqa.py:2:HSC101" not in reports


@pytest.mark.parametrize(
    "paths", [["pkg", "a.py"], ["script"], ["build/lib.py", ".tox/py/x.py"], ["./pkg/../pkg"], ["stub.pyi"]]
)
def test_paths(tree: Path, paths: list[str]) -> None:
    arguments = ["--select=HSC", "--exclude=build"]
    assert codemod_reports(arguments, paths) == flake8_reports(arguments, tree, paths)


def test_excluded_standard_input(tree: Path) -> None:
    def excluded(*arguments: str) -> bool:
        return Configuration(arguments).excludes("-")

    assert not excluded("--exclude=stdin,lib.py")
    assert not excluded("--exclude=lib.py", "--stdin-display-name=a.py")
    assert excluded("--exclude=lib.py", "--stdin-display-name=build/lib.py")


def test_selects(tree: Path) -> None:
    rules = ["HSC101", "HSC103"]
    assert Configuration([]).selects(rules)
    assert Configuration(["--select=E,HSC103"]).selects(rules)
    assert not Configuration(["--select=E,F,W"]).selects(rules)
    assert not Configuration(["--ignore=HSC"]).selects(rules)


def test_settings(tree: Path) -> None:
    write(tree, {".flake8": "[flake8]\nhttpstatus-attributes = code, status\n"})
    assert Configuration([]).settings.attributes == {"code", "status"}
    assert Configuration(["--httpstatus-attributes=x"]).settings.attributes == {"x"}
    assert Configuration(["--isolated"]).settings.attributes == {"status_code"}


def test_pickling_reads_it_again(tree: Path) -> None:
    configuration = Configuration(["--httpstatus-attributes=x"])
    assert vars(pickle.loads(pickle.dumps(configuration)).settings) == vars(configuration.settings)


@pytest.mark.parametrize(
    ("arguments", "written", "said"),
    [
        (["--config=missing.cfg"], {}, "missing.cfg"),
        (["--httpstatus-library=django"], {}, "django"),
        ([], {".flake8": "[flake8]\nhttpstatus-library = nonsense>>1\n"}, "nonsense"),
        ([], {".flake8": "[flake8]\nper-file-ignores = a.py\n"}, "per-file-ignores"),
        ([], {"pyproject.toml": "[tool.flake8]\nignore = HSC\n"}, "pyproject.toml: Invalid value"),
        ([], {"pyproject.toml": "[tool.flake8]\nselect = [1]\n"}, "select: neither a text nor"),
        ([], {"pyproject.toml": "[tool.flake8.per-file-ignores]\na = 'HSC'\n"}, "per-file-ignores: neither"),
        ([], {"pyproject.toml": "a = " + "[" * 10_000}, "pyproject.toml: nested too deeply"),
        (["--config=bad.cfg"], {"bad.cfg": "flake8\n"}, "bad.cfg"),
    ],
)
def test_usage_errors(tree: Path, arguments: list[str], written: dict[str, str], said: str) -> None:
    write(tree, written)
    with pytest.raises(UsageError, match=said) as error:
        Configuration(arguments)
    assert "\n" not in str(error.value)


SPY = (
    "import pathlib\n\npathlib.Path(__file__).with_suffix('.imported').touch()\n\n\n"
    "def plugin(tree):\n    yield from ()\n"
)
REQUEST = {
    "question": "quick_fixes",
    "arguments": [],
    "name": "a.py",
    "text": BARE,
    "encoding": "utf-16",
    "first": 0,
    "last": 9,
}
ENTRIES = {
    "httpstatus-codemod": (["-m", "httpstatus_codemod", "."], "HTTP_404_NOT_FOUND"),
    "libcst.tool": (
        ["-m", "libcst.tool", "codemod", "--no-format", "-x", "httpstatus_codemod.UseStatusConstants", "."],
        "HTTP_404_NOT_FOUND",
    ),
    "quick fix": (
        ["-c", "from httpstatus_codemod.editor.answers import main; main()"],
        "Replace 404 with status.HTTP_404_NOT_FOUND",
    ),
}


@pytest.mark.parametrize(("command", "done"), ENTRIES.values(), ids=ENTRIES.keys())
@pytest.mark.parametrize(
    "configured",
    [
        "[flake8:local-plugins]\nextension = SPY = spy:plugin\npaths = .\n",
        "[flake8:local-plugins]\nextension = SPY = spy:missing\npaths = .\n",
        "[flake8:local-plugins]\nextension = SPY = not_there.at_all:plugin\nreport = spy = spy:plugin\n",
        "[flake8]\nrequire-plugins = no-such-plugin\nmax-complexity = many\ndocstring-convention = google\n",
    ],
    ids=["local", "broken", "missing", "required"],
)
def test_no_plugin_is_loaded(tmp_path: Path, command: list[str], done: str, configured: str) -> None:
    write(tmp_path, {"a.py": BARE, "spy.py": SPY, ".flake8": configured})
    ran = subprocess.run(
        [sys.executable, *command],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([*sys.path, str(tmp_path)])},
        input=json.dumps(REQUEST),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert done in ran.stdout + (tmp_path / "a.py").read_text()
    assert not (tmp_path / "spy.imported").exists()


def test_the_spy_is_one(tmp_path: Path) -> None:
    """flake8 does load the plugin."""
    write(
        tmp_path,
        {"spy.py": SPY, ".flake8": "[flake8:local-plugins]\nextension = SPY = spy:plugin\npaths = .\n"},
    )
    subprocess.run([sys.executable, "-m", "flake8", "spy.py"], cwd=tmp_path, check=False)
    assert (tmp_path / "spy.imported").exists()


def test_options_of_other_plugins_and_of_none(tree: Path) -> None:
    write(
        tree, {".flake8": "[flake8]\nmax-complexity = 3\napplication-import-names = pkg\nignore = HSC101\n"}
    )
    assert codemod_reports([]) == flake8_reports([], tree)
    assert "./b.py:4:HSC103" in codemod_reports([])


@pytest.mark.parametrize("name", ["setup.cfg", "tox.ini", ".flake8", "../tox.ini"])
def test_a_pipe_where_flake8_looks(tree: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir("pkg")
    os.mkfifo(name)
    with pytest.raises(UsageError, match=f"{Path(name).name}: not a regular file"):
        Configuration([])
    Configuration(["--isolated"])


def test_a_pipe_given_as_configuration(tree: Path) -> None:
    """As `--config <(…)` is in shells."""
    command = (
        f"{sys.executable} -m httpstatus_codemod --check a.py --config <(printf '[flake8]\\nignore = HSC\\n')"
    )
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
