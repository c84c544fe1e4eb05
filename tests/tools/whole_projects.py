"""Run the codemod on whole projects and see that nothing breaks.

    python -m tests.tools.whole_projects [--cache FOLDER] [--work FOLDER] [--tests]
                                         [--markdown FILE] [PROJECT ...]

For each project, in a copy that is a git repository and under the project's own flake8 configuration:

* every changed file parses;
* a second run changes nothing, and `--check` exits with 0;
* flake8 then reports nothing that can be rewritten;
* `ruff check --select I,F,E7,E9` finds nothing new, with the project's own settings where it has some;
* LibCST's own tool leaves the same tree, byte for byte;
* with `--tests`: the project's tests have the outcomes that they had before, one by one.

Whatever is otherwise is printed, and the exit code is 1. Needs the `codemod` extra, the `test` dependency
group and git; with `--tests` also a gigabyte for the projects' environments. Copies, environments and
results stay in the `--work` folder, if one is given: `--markdown` writes the tables of all results there.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from tests.tools.corpora import CACHE, CORPORA, unpacked

# The corpora, and one whose tests run anywhere
PROJECTS: Final = (*CORPORA, "djangorestframework_jsonapi-8.1.0")
BIN: Final = Path(sys.executable).parent
CODEMOD: Final = str(BIN / "httpstatus-codemod")
COMMAND: Final = "httpstatus_codemod.UseStatusConstants"
RUFF_RULES: Final = "I,F,E7,E9"
_JUNIT: Final = "outcomes.xml"


@dataclass(frozen=True)
class Suite:
    """How to run a project's tests: pytest, with what it needs installed and the copy first on the path."""

    package: str  # must be imported from the copy, not from what is installed
    requirements: tuple[str, ...]
    arguments: tuple[str, ...] = ("tests",)
    folder: str = "."  # to run in
    path: tuple[str, ...] = (".",)  # PYTHONPATH, from the copy's root
    environment: Mapping[str, str] = field(default_factory=dict)
    failing: str = ""  # why some tests failed without the codemod, when somebody last looked


# The tests that run without a database server, a network or another machine's tools
SUITES: Final[Mapping[str, Suite]] = {
    "dj_rest_auth-7.2.0": Suite(
        package="dj_rest_auth",
        requirements=(
            "dj-rest-auth==7.2.0",
            "django>=5.2,<6.0",
            "django-allauth[mfa,socialaccount]~=65.14.1",
            "djangorestframework-simplejwt~=5.5.1",
            "pyotp~=2.9.0",
            "pytest>=9,<10",
            "pytest-django>=4.5.2,<5",
            "responses==0.12.1",
            "setuptools<81",
            "unittest-xml-reporting==3.2.0",
        ),
        arguments=("--ds=dj_rest_auth.tests.settings", "dj_rest_auth/tests"),
        path=(".", "dj_rest_auth"),
        failing="one asks graph.facebook.com, and there was no network",
    ),
    "djangorestframework-3.18.3": Suite(
        package="rest_framework",
        requirements=(
            "dj-database-url>=3.1.0",
            "django-filter",
            "django-guardian>=2.4.0,<3.6",
            "django>=5.2,<6.0",
            "djangorestframework==3.18.3",
            "importlib-metadata<10",
            "inflection==0.5.1",
            "markdown>=3.3.7",
            "pygments==2.21.*",
            "pytest-cov==7.*",
            "pytest-django>=4.5.2,<5",
            "pytest==9.*",
            "pyyaml>=5.3.1,<6.1",
            "requests",
            "uritemplate",
        ),
    ),
    "djangorestframework_jsonapi-8.1.0": Suite(
        package="rest_framework_json_api",
        requirements=(
            "django-debug-toolbar",
            "django-filter>=2.4",
            "django-polymorphic>=4.0.0",
            "django>=5.2,<6.0",
            "djangorestframework-jsonapi==8.1.0",
            "factory-boy",
            "faker",
            "pytest-cov",
            "pytest-django",
            "pytest-factoryboy",
            "pytest==9.*",
            "pyyaml",
            "syrupy",
            "uritemplate",
        ),
        arguments=("tests", "example"),
    ),
    "drf_spectacular-0.30.0": Suite(
        package="drf_spectacular",
        requirements=(
            "dj-rest-auth>=1.0.0",
            "django-allauth[socialaccount]",
            "django-filter>=2.3.0",
            "django-oauth-toolkit>=1.2.0",
            "django-polymorphic>=2.1",
            "django-rest-knox>=4.1",
            "django-rest-polymorphic>=0.1.8",
            "django==5.2.15",
            "djangorestframework-camel-case>=1.1.2",
            "djangorestframework-dataclasses>=1.0.0",
            "djangorestframework-recursive>=0.1.2",
            "djangorestframework-simplejwt>=4.4.0",
            "djangorestframework==3.17.1",
            "drf-jwt>=0.13.0",
            "drf-nested-routers>=0.93.3",
            "drf-spectacular-sidecar",
            "drf-spectacular==0.30.0",
            "pydantic>=2,<3",
            "pytest-cov>=2.8.1",
            "pytest-django>=3.8.0",
            "pytest>=5.3.5",
            "setuptools<81",
        ),
        arguments=("tests", "--allow-skip-extra-system-req"),
        failing="two expect older releases of pydantic and django-oauth-toolkit, one needs psycopg",
    ),
    "fastapi-0.165.0": Suite(
        package="fastapi",
        requirements=(
            "a2wsgi>=1.9.0,<=2.0.0",
            "anyio[trio]>=4.1.0,<5.0.0",
            "coverage[toml]>=7.13,<8.0",
            "dirty-equals>=0.9.0",
            "fastapi[all]==0.165.0",
            "flask>=3.0.0,<4.0.0",
            "httpx2>=2.0.0",
            "httpx>=0.23.0,<1.0.0",
            "inline-snapshot>=0.21.1",
            "logfire>=5.1.0",
            "mypy>=1.14.1",
            "opentelemetry-exporter-otlp-proto-http>=1.44.0",
            "opentelemetry-instrumentation-fastapi>=0.65b0",
            "opentelemetry-sdk>=1.44.0",
            "pwdlib[argon2]>=0.2.1",
            "pyjwt>=2.9.0",
            "pytest-codspeed>=4.3.0",
            "pytest-timeout>=2.4.0",
            "pytest-xdist[psutil]>=3.0.2",
            "pytest>=9.0.0,<9.2",
            "python-slugify>=8.0.4",
            "pyyaml>=5.3.1,<7.0.0",
            "ruff>=0.14.14,<0.17.0",
            "sentry-sdk>=2.70.0",
            "sqlmodel>=0.0.31",
            "strawberry-graphql>=0.200.0,<1.0.0",
            "ty>=0.0.25",
            "typer>=0.26.1",
        ),
        arguments=("--numprocesses=2", "--dist=loadgroup", "tests", "scripts/tests"),
        path=(".", "docs_src"),
    ),
    "label_studio-1.23.2": Suite(
        package="label_studio",
        requirements=(
            "factory-boy>=3.3.3,<4",
            "fakeredis~=2.26.1",
            "freezegun~=1.5.1",
            "label-studio==1.23.2",
            "mock>=5.1.0",
            "moto>=4.2.6,<5",
            "psutil",
            "pytest-cov",
            "pytest-django==4.9.0",
            "pytest-env==0.6.2",
            "pytest-mock==3.14.0",
            "pytest-xdist",
            "pytest==7.2.2",
            "requests-mock==1.12.1",
            "responses==0.13.0",
            "setuptools<84",
            "tavern==2.3.0",
        ),
        arguments=(
            "-p",
            "no:tavern",
            "data_export/tests",
            "fsm/tests/test_api.py",
            "organizations/tests",
            "tests/data_manager/test_views_api.py",
            "tests/test_annotations.py",
            "tests/test_exception.py",
        ),
        folder="label_studio",
        path=(".", "label_studio"),
        environment={"DJANGO_DB": "sqlite", "BASE_DATA_DIR": "data"},
    ),
    "starlette-1.10.0": Suite(
        package="starlette",
        requirements=(
            "httpx",
            "httpx2[zstd]>=2.0.0",
            "importlib-metadata>=9.0.1",
            "opentelemetry-sdk>=1.44.0",
            "pytest-codspeed>=4.1.1",
            "pytest>=9.1.1",
            "starlette[full]==1.10.0",
            "trio>=0.34.0",
            "typing_extensions",
        ),
        failing="they need a user whom file permissions stop, and it was root",
    ),
}

Outcomes = Counter[tuple[str, str]]  # (test, outcome): how often


@dataclass
class Result:
    """What one project showed."""

    corpus: str
    python: str
    files: int = 0
    lines: int = 0
    findings: dict[str, int] = field(default_factory=dict)  # by rule, as flake8 reports them before
    summary: str = ""  # the codemod's last line
    literals: int = 0
    changed: int = 0
    skipped: list[str] = field(default_factory=list)
    report_only: dict[str, int] = field(default_factory=dict)  # by rule, as flake8 reports them after
    left: int = 0  # that flake8 reports after and that could be rewritten
    ruff_new: int = 0
    problems: list[str] = field(default_factory=list)
    tests_before: dict[str, int] = field(default_factory=dict)  # by outcome
    tests_after: dict[str, int] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)
    seconds: float = 0


class Examination:
    """One project, from its archive to its result."""

    def __init__(self, corpus: str, cache: Path, work: Path, tests: bool) -> None:
        """`tests`: run the project's, where there is a way."""
        self.source = unpacked(corpus, cache)
        self.copy = _copied(self.source, work / "codemod" / corpus)
        self.other_copy = work / "libcst" / corpus
        self.suite = SUITES.get(corpus) if tests else None
        self.environment = work / "environments" / corpus
        self.result = Result(corpus, platform.python_version())

    def __call__(self) -> Result:
        """Do everything, in order."""
        start = time.monotonic()
        before = _python_files(self.copy)
        self.result.files = len(before)
        self.result.lines = sum(text.count(b"\n") for text in before.values())
        self.result.findings = dict(_by_rule(_flake8(self.copy)))
        # settings of a folder around the copy would count, too
        settings = () if self._configures_ruff() else ("--isolated",)
        ruff = _ruff(self.copy, *settings)
        tests = self._outcomes() if self.suite else None
        # some tests write into the sources
        _run(["git", "checkout", "-q", "--", "."], self.copy, check=True)

        self._rewrite()
        after = _python_files(self.copy)
        self._see_changes(before, after)
        self._see_second_run(after)
        self._see_flake8()
        self.result.ruff_new = self._gained("ruff", ruff, _ruff(self.copy, *settings))
        self._see_libcst_tool(after)
        if tests is not None:
            self._compare(tests, self._outcomes())
        self.result.seconds = round(time.monotonic() - start, 1)
        return self.result

    def _problem(self, text: str) -> None:
        self.result.problems.append(text)

    def _rewrite(self) -> None:
        done = _run([CODEMOD, "--statistics", "."], self.copy)
        *messages, summary = done.stderr.splitlines()
        self.result.summary = summary
        self.result.skipped = [line for line in messages if re.match(r"\S.*?\.pyi?(:\d+)*: ", line)]
        if counted := re.match(r"rewrote (\d+) literals? in (\d+) files?", summary):
            self.result.literals = int(counted[1])
        if any("select no HSC rule" in line for line in messages):
            self._problem("its flake8 configuration does not select HSC")
        if done.returncode != (2 if self.result.skipped else 0):
            self._problem(f"httpstatus-codemod: exit code {done.returncode}: {done.stderr}")

    def _see_changes(self, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
        changed = [name for name in before if before[name] != after.get(name)]
        self.result.changed = len(changed)
        for name in changed:
            if (reason := _why_unparsed(after[name])) is not None:
                self._problem(f"{name}: does not parse: {reason}")
        dirty = _run(["git", "status", "--porcelain", "--untracked-files=all"], self.copy, check=True).stdout
        if surplus := {line[3:].strip('"') for line in dirty.splitlines()} - set(changed):
            self._problem(f"other files changed: {sorted(surplus)}")

    def _see_second_run(self, after: Mapping[str, bytes]) -> None:
        done = _run([CODEMOD, "."], self.copy)
        if _python_files(self.copy) != after or "nothing to rewrite" not in done.stderr:
            self._problem(f"a second run rewrites again: {done.stderr}")
        check = _run([CODEMOD, "--check", "."], self.copy)
        if check.returncode != (2 if self.result.skipped else 0):
            self._problem(f"--check: exit code {check.returncode}: {check.stdout}{check.stderr}")

    def _see_flake8(self) -> None:
        lines = _flake8(self.copy)
        left = [line for line in lines if _can_be_rewritten(line)]
        self.result.left = len(left)
        self.result.report_only = dict(_by_rule(line for line in lines if line not in left))
        skipped = tuple(line.partition(".py:")[0] for line in self.result.skipped)
        for line in left:
            if not line.startswith(skipped or ("\0",)):
                self._problem(f"flake8 still reports: {line}")

    def _configures_ruff(self) -> bool:
        pyproject = self.copy / "pyproject.toml"
        text = pyproject.read_text(encoding="utf-8") if pyproject.exists() else ""
        return "[tool.ruff" in text or (self.copy / "ruff.toml").exists()

    def _gained(self, tool: str, before: Counter[tuple[str, str]], after: Counter[tuple[str, str]]) -> int:
        gained = after - before
        for (name, rule), number in sorted(gained.items()):
            self._problem(f"{tool}: {number} more {rule} in {name}")
        return gained.total()

    def _see_libcst_tool(self, after: Mapping[str, bytes]) -> None:
        copy = _copied(self.source, self.other_copy)
        arguments = ["codemod", "--no-format", "--include-generated", "--hide-progress", "-x", COMMAND, "."]
        done = _run([sys.executable, "-m", "libcst.tool", *arguments], copy)
        if done.returncode != (1 if self.result.skipped else 0):
            self._problem(f"libcst.tool: exit code {done.returncode}: {done.stderr[-2000:]}")
        others = _python_files(copy)
        for name in sorted(others.keys() | after.keys()):
            if others.get(name) != after.get(name):
                self._problem(f"{name}: LibCST's tool leaves another text")

    def _outcomes(self) -> Outcomes:
        suite = self.suite
        assert suite is not None
        python = _environment(self.environment, suite.requirements)
        folder = self.copy / suite.folder
        variables = {
            "PYTHONPATH": os.pathsep.join(str((self.copy / part).absolute()) for part in suite.path),
            "PYTHONDONTWRITEBYTECODE": "1",  # else a stale .pyc could stand in for what was rewritten
            "PYTHONHASHSEED": "0",
            **suite.environment,
        }
        where = f"import {suite.package}; print({suite.package}.__file__)"
        imported = _run([python, "-c", where], folder, variables, check=True).stdout.strip()
        if not Path(imported).is_relative_to(self.copy.absolute()):
            raise RuntimeError(f"the tests would import {imported}")
        junit = folder / _JUNIT
        junit.unlink(missing_ok=True)
        report = [f"--junit-xml={junit.absolute()}", "-o", "junit_family=xunit1", "-p", "no:cacheprovider"]
        done = _run([python, "-m", "pytest", "-q", *report, *suite.arguments], folder, variables)
        if not junit.exists():
            raise RuntimeError(f"pytest wrote no report: {done.stdout[-3000:]}{done.stderr[-3000:]}")
        outcomes = _read_junit(junit)
        junit.unlink()
        # what the tests leave behind is none of the codemod's doing
        _run(["git", "clean", "-qfdx"], self.copy, check=True)
        return outcomes

    def _compare(self, before: Outcomes, after: Outcomes) -> None:
        self.result.tests_before = _by_outcome(before)
        self.result.tests_after = _by_outcome(after)
        for sign, difference in ("-", before - after), ("+", after - before):
            self.result.differences += [f"{sign} {test}: {outcome}" for test, outcome in sorted(difference)]


def _run(
    command: Iterable[str | Path],
    folder: Path,
    variables: Mapping[str, str] | None = None,
    check: bool = False,
) -> subprocess.CompletedProcess[str]:
    # git, too, speaks English and takes nobody's configuration
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "GIT_CONFIG_GLOBAL": os.devnull, **(variables or {})}
    return subprocess.run(
        [*command], cwd=folder, env=environment, capture_output=True, text=True, errors="replace", check=check
    )


def _copied(source: Path, target: Path) -> Path:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, symlinks=True)
    identity = ["-c", "user.name=codemod", "-c", "user.email=codemod@example.org", "-c", "gc.auto=0"]
    _run(["git", "init", "-q"], target, check=True)
    _run(["git", "-c", "core.autocrlf=false", "add", "-Af"], target, check=True)
    _run(["git", *identity, "commit", "-qm", "As released"], target, check=True)
    return target


def _python_files(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*.py") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def _why_unparsed(source: bytes) -> str | None:
    try:
        ast.parse(source)
    except (SyntaxError, ValueError) as error:
        return str(error)
    return None


def _flake8(folder: Path) -> list[str]:
    """The plugin's reports, one line each."""
    done = _run([sys.executable, "-m", "flake8", "--select", "HSC", "."], folder)
    if done.returncode not in {0, 1} or done.stderr:
        raise RuntimeError(f"flake8 in {folder}: {done.stderr}")
    return [line.removeprefix("./") for line in done.stdout.splitlines()]


def _by_rule(lines: Iterable[str]) -> Counter[str]:
    return Counter(re.findall(r"^.*?:\d+:\d+: (HSC\d+)", "\n".join(lines), re.MULTILINE))


def _can_be_rewritten(line: str) -> bool:
    """Whether a report names what to write."""
    return re.search(r": use \S+\.", line) is not None


def _ruff(folder: Path, *options: str) -> Counter[tuple[str, str]]:
    """How often ruff reports what in which file."""
    arguments = ["--no-cache", "--exit-zero", "--select", RUFF_RULES, "--output-format", "json"]
    done = _run([BIN / "ruff", "check", *options, *arguments, "."], folder, check=True)
    return Counter(
        (os.path.relpath(each["filename"], folder), each["code"] or "syntax")
        for each in json.loads(done.stdout)
    )


def _environment(folder: Path, requirements: Sequence[str]) -> Path:
    """The Python of a virtual environment with the requirements, made unless it is there."""
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    made = folder / "requirements.json"
    if not (made.exists() and json.loads(made.read_text(encoding="utf-8")) == [*requirements]):
        venv.create(folder, clear=True, with_pip=True)
        install: list[str | Path] = [
            python,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            *requirements,
        ]
        _run(install, folder, check=True)
        made.write_text(json.dumps([*requirements]), encoding="utf-8")
    return python


def _read_junit(path: Path) -> Outcomes:
    """The outcome of each test; of two with one name, both."""
    outcomes: Outcomes = Counter()
    for case in ElementTree.parse(path).iter("testcase"):
        found = [each.tag for each in case if each.tag in {"error", "failure", "skipped"}]
        name = f"{case.get('classname')}::{case.get('name')}"
        outcomes[name, "+".join(sorted(found)) or "passed"] += 1
    return outcomes


def _by_outcome(outcomes: Outcomes) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for (_, outcome), number in outcomes.items():
        counts[outcome] += number
    return dict(sorted(counts.items(), key=lambda item: (item[0] != "passed", item[0])))


def markdown(results: Sequence[Result]) -> str:
    """The page of the documentation."""
    tools = ", ".join(f"{name} {version(name)}" for name in ("flake8", "libcst", "ruff"))
    tested = [result for result in results if result.tests_before]
    untested = [_name(result) for result in results if not result.tests_before]
    return _PAGE.format(
        version=version("flake8-httpstatus"),
        python=results[0].python,
        tools=tools.replace("libcst", "LibCST"),
        date=date.today(),
        rules=RUFF_RULES,
        found=_found(results),
        rewritten=_rewritten(results),
        tested=_tested(tested),
        untested=f"Not run: {', '.join(untested)}." if untested else "",
    )


_PAGE: Final = """\
# Whole projects

What the codemod does to real projects, whole: their releases from PyPI, unpacked, each under the flake8
configuration that it comes with. None of these mentions the plugin, and none deselects its rules.

Written by `python -m tests.tools.whole_projects --tests --markdown docs/projects.md` on {date}, with
flake8-httpstatus {version}, Python {python}, {tools}.

## Found

What flake8 reports, by [rule](rules/index.md).

{found}

## Rewritten

After it, every changed file parses, a second run changes nothing, `--check` exits with 0, and LibCST's own
tool has left the same files byte for byte; what is otherwise is a *problem*. *Left* is what flake8 still
reports and could be rewritten; *report only* is left to you. *ruff* is what
`ruff check --select {rules}` reports in addition, with the project's own settings where it has some.

{rewritten}

## Tested

The project's own tests before and after, compared one by one; each that came out otherwise makes two
*differences*. Expected failures count as skipped.

{tested}

{untested}
"""


Row = Sequence[str | int]


def _found(results: Sequence[Result]) -> str:
    rules = sorted({rule for result in results for rule in result.findings})
    rows: list[Row] = [
        [_link(result), result.files, result.lines, *(result.findings.get(rule, 0) for rule in rules)]
        for result in results
    ]
    return _table(["project", "files", "lines", *rules], rows)


def _rewritten(results: Sequence[Result]) -> str:
    rows: list[Row] = [
        [
            _name(result),
            result.literals,
            result.changed,
            len(result.skipped),
            sum(result.report_only.values()),
            result.left,
            result.ruff_new,
            len(result.problems),
        ]
        for result in results
    ]
    head = ["project", "literals", "files", "files left alone", "report only", "left", "ruff", "problems"]
    reasons = [f"- {_name(result)}: `{line}`" for result in results for line in result.skipped]
    return "\n".join([_table(head, rows), *(["", "Left alone:", "", *reasons] if reasons else [])])


def _tested(results: Sequence[Result]) -> str:
    rows: list[Row] = [
        [_name(result), _spelled(result.tests_before), _spelled(result.tests_after), len(result.differences)]
        for result in results
    ]
    reasons = [
        f"- {_name(result)}: {suite.failing}"
        for result in results
        if (suite := SUITES.get(result.corpus)) is not None and suite.failing
    ]
    table = _table(["project", "before", "after", "differences"], rows)
    return "\n".join([table, "", "Why some fail before, too:", "", *reasons] if reasons else [table])


def _name(result: Result) -> str:
    return result.corpus.rpartition("-")[0].replace("_", "-")


def _link(result: Result) -> str:
    release = result.corpus.rpartition("-")[2]
    return f"[{_name(result)} {release}](https://pypi.org/project/{_name(result)}/{release}/)"


def _spelled(counts: Mapping[str, int]) -> str:
    words = {"error": "errors", "failure": "failed"}
    return ", ".join(f"{number:,} {words.get(outcome, outcome)}" for outcome, number in counts.items())


def _table(head: Row, rows: Sequence[Row]) -> str:
    """Numbers to the right, with their sums below."""
    columns = list(zip(*rows, strict=True))
    sums = [sum(column) if all(isinstance(cell, int) for cell in column) else "" for column in columns]
    rule = ["---:" if isinstance(total, int) else "---" for total in sums]
    lines: list[Row] = [head, rule, *rows, ["**all**", *sums[1:]]]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(value: str | int) -> str:
    return f"{value:,}" if isinstance(value, int) else value


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.tools.whole_projects", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("projects", nargs="*", metavar="PROJECT", help=", ".join(PROJECTS))
    parser.add_argument("--cache", type=Path, default=CACHE, help=f"the unpacked archives (default: {CACHE})")
    parser.add_argument("--work", type=Path, help="where copies, environments and results stay")
    parser.add_argument("--tests", action="store_true", help="run the projects' own tests, before and after")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the page docs/projects.md")
    options = parser.parse_args()
    chosen = [
        corpus
        for corpus in PROJECTS
        if not options.projects or {corpus, corpus.rpartition("-")[0].replace("_", "-")} & {*options.projects}
    ]
    if len(chosen) < len(set(options.projects)):
        parser.error(f"unknown project; choose from {', '.join(PROJECTS)}")
    with tempfile.TemporaryDirectory(prefix="httpstatus-projects-") as temporary:
        work = (options.work or Path(temporary)).absolute()
        kept = work / "results"
        kept.mkdir(parents=True, exist_ok=True)
        for corpus in chosen:
            result = Examination(corpus, options.cache, work, options.tests)()
            (kept / f"{corpus}.json").write_text(json.dumps(asdict(result), indent=1), encoding="utf-8")
            _tell(result)
        results = [Result(**json.loads(path.read_text(encoding="utf-8"))) for path in sorted(kept.iterdir())]
        if options.markdown:
            options.markdown.write_text(markdown(results), encoding="utf-8")
    ran = [result for result in results if result.corpus in chosen]
    return int(any(result.problems or result.differences for result in ran))


def _tell(result: Result) -> None:
    print(f"{result.corpus}: {result.files} files, {result.lines} lines, {result.seconds} s")
    print(f"  findings {result.findings}, report only {result.report_only}, left {result.left}")
    print(f"  {result.summary}")
    print(f"  ruff gains {result.ruff_new}")
    if result.tests_before:
        print(f"  tests before: {_spelled(result.tests_before)}")
        print(f"  tests after:  {_spelled(result.tests_after)}; {len(result.differences)} differences")
    for line in (*result.skipped, *result.problems, *result.differences):
        print(f"  ! {line}")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
