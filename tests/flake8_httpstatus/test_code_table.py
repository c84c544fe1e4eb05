"""`python -m flake8_httpstatus`: its output, tried in this process, and its start and end, in a new one."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from flake8_httpstatus.code_table import CLASSES, find, main
from flake8_httpstatus.libraries.constants import CONSTANTS
from flake8_httpstatus.libraries.meanings import MEANINGS
from flake8_httpstatus.libraries.rows import LIBRARIES
from flake8_httpstatus.rules import BY_CODE, RULES, Rule

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "flake8_httpstatus"]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    return capsys.readouterr().out


def columns(line: str) -> list[str]:
    """The columns of a line of a table."""
    return re.split(" {2,}", line)


def test_one_code_as_a_process() -> None:
    result = run("409")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("409 Conflict\n")


def test_one_code(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "404").splitlines()
    assert lines[0] == "404 Not Found"
    assert "  GET       the resource does not exist" in lines
    assert "Reference: RFC 9110, Section 15.5.5" in lines
    assert ["http (Python 3.5)", "HTTPStatus.NOT_FOUND"] in map(columns, lines)
    assert sum(line.endswith("  status.HTTP_404_NOT_FOUND") for line in lines) == 5


def test_both_names_where_one_is_deprecated(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "422").splitlines()
    for library in ("starlette 0.48.0", "fastapi (starlette 0.48.0)"):
        new = [*map(columns, lines)].index([library, "status.HTTP_422_UNPROCESSABLE_CONTENT"])
        assert lines[new - 2].endswith("  status.HTTP_422_UNPROCESSABLE_ENTITY")
        assert lines[new - 1].strip() == "deprecated since 0.48.0"


def test_a_library_without_the_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert ["django-petra", "none"] in map(columns, printed(capsys, "418").splitlines())


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["conflict"], 409),
        (["TEAPOT"], 418),
        (["unprocessable", "entity"], 422),
        (["HTTP_416_RANGE_NOT_SATISFIABLE"], 416),
        (["rate limiting"], 429),
        (["207"], 207),
    ],
)
def test_search_finds_one(capsys: pytest.CaptureFixture[str], words: list[str], code: int) -> None:
    assert printed(capsys, *words).startswith(f"{code} {MEANINGS[code].phrase}\n")


def test_search_finds_several(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "too", "large")
    assert [line.split()[0] for line in out.splitlines() if line.startswith("  ")] == ["413", "414", "431"]


def found(capsys: pytest.CaptureFixture[str], *words: str) -> list[int]:
    return [int(line.split()[0]) for line in printed(capsys, *words).splitlines() if line.startswith("  ")]


def test_several_codes_and_classes(capsys: pytest.CaptureFixture[str]) -> None:
    assert found(capsys, "404", "201") == [201, 404]
    assert found(capsys, "5XX") == [code for code in MEANINGS if code >= 500]
    assert found(capsys, "1xx", "404", "405") == [100, 101, 102, 103, 404, 405]
    assert found(capsys, "4xx", "too", "large") == [413, 414, 431]


def test_methods_and_references(capsys: pytest.CaptureFixture[str]) -> None:
    with_methods = [code for code, about in MEANINGS.items() if "PUT/POST" in about.methods]
    assert found(capsys, "PUT/POST") == with_methods
    assert {code for code in with_methods if "GET" in MEANINGS[code].methods} <= {*found(capsys, "get")}
    assert found(capsys, "rfc", "6585") == [428, 429, 431, 511]
    assert {code for code in MEANINGS if 400 <= code < 500} <= {*found(capsys, "client", "error")}


QUERIES = ("", "404 201", "4xx", "1xx 503", "POST", "get", "delete 4xx", "HTTP_422", "not found", "rfc 6585")
QUERIES += (
    "client error",
    "teapot",
    "starlette",
    "0.48",
    "40",
    "299",
    "404 conflict",
    "Loop Detected",
    "httpx",
)


@pytest.mark.host
@pytest.mark.skipif(not shutil.which("node"), reason="needs Node.js")
@pytest.mark.parametrize("query", QUERIES)
def test_the_filter_of_the_site_finds_the_same(query: str) -> None:
    page = (ROOT / "docs/code-table.md").read_text(encoding="utf-8").partition("\n## ")[2]
    sections = []
    for group in page.split("\n## "):
        title, *codes = group.split("\n### ")
        for section in codes:
            shown = re.sub(r"\[(.*?)\]\(.*?\)", r"\1", section).replace("`", "")
            sections.append([section[:3], f"{title} {shown}".lower()])
    script = (
        f"const {{isShown}} = require({json.dumps(str(ROOT / 'docs/_static/code-table.js'))});"
        "const [words, sections] = JSON.parse(require('fs').readFileSync(0));"
        "console.log(JSON.stringify(sections.filter(([code, text]) => isShown(words, code, text))))"
    )
    words = query.lower().split()
    asked = json.dumps([words, sections])
    done = subprocess.run(["node", "-e", script], input=asked, capture_output=True, text=True, check=True)
    assert [int(code) for code, _ in json.loads(done.stdout)] == find(words)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule(capsys: pytest.CaptureFixture[str], rule: Rule) -> None:
    lines = printed(capsys, "--explain", rule.code.lower()).splitlines()
    assert lines[0] == f"{rule.code}: {rule.summary}"
    assert f"More: {rule.address}" in lines
    assert f"Ignore one line: # noqa: {rule.code}" in lines
    assert (ROOT / rule.address.partition("/main/")[2]).is_file()
    said = " ".join(" ".join(lines).split())
    assert "](" not in said
    for text in (rule.rationale, rule.rewritten, *rule.evidence):
        assert " ".join(re.sub(r"\[(.*?)\]\(.*?\)", r"\1", text).split()) in said
    assert all(len(line) <= 80 for line in lines if "://" not in line and not line.startswith("    "))


def test_a_rule_with_its_rewrite_and_one_without(capsys: pytest.CaptureFixture[str]) -> None:
    rewritten = printed(capsys, "--explain", "HSC103")
    assert re.search(r"^    - .*404", rewritten, re.MULTILINE)
    assert re.search(r"^    \+ .*HTTP_404_NOT_FOUND", rewritten, re.MULTILINE)
    assert "Reported is, for example:\n" in printed(capsys, "--explain", "HSC202")


def test_no_such_rule() -> None:
    result = run("--explain", "HSC201")
    assert result.returncode == 2
    assert result.stderr.endswith("error: there is no rule HSC201; there are " + ", ".join(BY_CODE) + "\n")


def test_a_terminal_without_an_ellipsis() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [*COMMAND, "--explain", "HSC104"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert r"`in range(\u2026)`" in done.stdout


def test_the_whole_table(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys).splitlines()
    assert [line for line in lines if line in CLASSES.values()] == list(CLASSES.values())
    assert [int(line.split()[0]) for line in lines if line.startswith("  ")] == list(MEANINGS)


@pytest.mark.parametrize("arguments", [[], *([str(code)] for code in MEANINGS)], ids=" ".join)
def test_output_is_plain_and_narrow(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    out = printed(capsys, *arguments)
    assert out.isascii()
    assert max(map(len, out.splitlines())) <= 80


def test_json_has_one_shape(capsys: pytest.CaptureFixture[str]) -> None:
    records = json.loads(printed(capsys, "--json"))
    assert [record["code"] for record in records] == list(MEANINGS)
    assert {tuple(record) for record in records} == {
        ("code", "class", "phrase", "meaning", "methods", "reference", "constants")
    }
    constants = [constant for record in records for constant in record["constants"]]
    assert {tuple(constant) for constant in constants} == {
        ("library", "import", "constant", "releases_of", "added", "deprecated")
    }
    assert len(constants) == sum(len(CONSTANTS[library.table]) for library in LIBRARIES.values())


def test_json_of_one_code(capsys: pytest.CaptureFixture[str]) -> None:
    [record] = json.loads(printed(capsys, "410", "--json"))
    assert (record["class"], record["phrase"]) == ("Client Error - 4xx", "Gone")
    assert record["methods"]["GET"] == "the resource no longer exists"
    assert record["constants"][-1] == {
        "library": "http",
        "import": "from http import HTTPStatus",
        "constant": "HTTPStatus.GONE",
        "releases_of": "Python",
        "added": "3.5",
        "deprecated": None,
    }


@pytest.mark.parametrize(
    "arguments", [["foo"], ["299"], ["404", "conflict"], ["--json", "foo"]], ids=" ".join
)
def test_nothing_matches(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert main(arguments) == 1
    captured = capsys.readouterr()
    words = " ".join(word for word in arguments if word != "--json")
    assert (captured.out, captured.err) == ("", f"no status code matches '{words}'\n")


def test_usage_error() -> None:
    result = run("--no-such-option")
    assert result.returncode == 2
    assert "usage: python -m flake8_httpstatus" in result.stderr


def test_a_closed_pipe_is_no_error() -> None:
    process = subprocess.Popen([*COMMAND, "--json"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()  # before anything is written, as `| head -0` would
    _, errors = process.communicate()
    assert (process.returncode, errors) == (0, b"")


def test_a_closed_pipe_ends_main_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w", encoding="ascii") as stdout:
        monkeypatch.setattr(sys, "stdout", stdout)
        assert main([]) == 0
