"""The codemod's configuration against the real flake8."""

from __future__ import annotations

import ast
import pickle
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest
from httpstatus_codemod.configuration import Configuration, UsageError

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


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
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
    """What the codemod sees, in the same form."""
    configuration = Configuration(arguments)
    reports = []
    for name in configuration.files(paths, lambda folder: None):
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


@pytest.mark.parametrize("files", FILES.values(), ids=FILES.keys())
@pytest.mark.parametrize("arguments", [[], ["--select=HSC"], ["--isolated"]], ids=" ".join)
def test_files(tree: Path, files: dict[str, str], arguments: list[str]) -> None:
    write(tree, files)
    assert codemod_reports(arguments) == flake8_reports(arguments, tree)


@pytest.mark.skipif(find_spec("flake8p") is None, reason="Flake8-pyproject is not installed")
def test_pyproject_is_read(tree: Path) -> None:
    write(tree, FILES["pyproject"])
    reports = codemod_reports([])
    assert "./a.py:3:HSC101" in reports and not any("pkg" in report for report in reports)


def test_the_tree_tells_something(tree: Path) -> None:
    """The comparisons above compare more than two empty lists."""
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
    def files(*arguments: str) -> list[str]:
        return list(Configuration(arguments).files(["-"], lambda folder: None))

    assert files("--exclude=stdin,lib.py") == ["-"]
    assert files("--exclude=lib.py", "--stdin-display-name=a.py") == ["-"]
    assert files("--exclude=lib.py", "--stdin-display-name=build/lib.py") == []


def test_installed_packages_are_not_entered(tree: Path) -> None:
    write(tree, {"env/pyvenv.cfg": "", "env/x.py": BARE, "lib/site-packages/y.py": BARE})
    left_out: list[str] = []
    configuration = Configuration([])
    files = list(configuration.files(["."], left_out.append))
    assert left_out == ["./env", "./lib/site-packages"]
    assert not [file for file in files if "env" in file or "site-packages" in file]
    left_out.clear()
    assert list(configuration.files(["env", "lib/site-packages"], left_out.append)) == [
        "env/x.py",
        "lib/site-packages/y.py",
    ]
    assert not left_out


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
    ("arguments", "files", "said"),
    [
        (["--config=missing.cfg"], {}, "missing.cfg"),
        (["--httpstatus-library=django"], {}, "django"),
        ([], {".flake8": "[flake8]\nhttpstatus-library = nonsense>>1\n"}, "nonsense"),
        ([], {".flake8": "[flake8]\nper-file-ignores = a.py\n"}, "per-file-ignores"),
        ([], {".flake8": "[flake8]\nrequire-plugins = no-such-plugin\n"}, "no-such-plugin"),
        (["--config=bad.cfg"], {"bad.cfg": "flake8\n"}, "bad.cfg"),
    ],
)
def test_usage_errors(tree: Path, arguments: list[str], files: dict[str, str], said: str) -> None:
    write(tree, files)
    with pytest.raises(UsageError, match=said) as error:
        Configuration(arguments)
    assert "\n" not in str(error.value)
