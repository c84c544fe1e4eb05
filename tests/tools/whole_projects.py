"""Run the codemod on whole projects and see that nothing breaks.

    python -m tests.tools.whole_projects [--cache FOLDER] [--work FOLDER] [--tests]
                                         [--markdown FILE] [--group GROUP] [PROJECT ...]

For each project, in a copy that is a git repository and under the project's own flake8 configuration:

* every changed file parses;
* a second run changes nothing, and `--check` exits with 0;
* flake8 then reports nothing that can be rewritten;
* `ruff check --select I,F,E7,E9` finds nothing new, with the project's own settings where it has some;
* LibCST's own tool leaves the same tree, byte for byte;
* no file gained an import of a package that it and its project may not have (see `foreign_imports`);
* with `--tests`: the project's tests have the outcomes that they had before, one by one.

Whatever does not hold is printed, and the exit code is then 1. Needs the `codemod` extra, the `test`
dependency group and git; with `--tests` also a gigabyte for the projects' environments. Copies, environments
and results stay in the `--work` folder, if one is given: `--markdown` writes the tables of all results there.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import json
import os
import platform
import re
import sys
import tempfile
import time
import tokenize
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from flake8_httpstatus.file import File
from flake8_httpstatus.options import Settings
from flake8_httpstatus.selection import Selection
from tests.tools.copies import BIN, CODEMOD, copied, environment, python_files, run
from tests.tools.corpora import CACHE, GROUPS, unpacked
from tests.tools.foreign_imports import foreign_imports
from tests.tools.page import RUFF_RULES, markdown
from tests.tools.results import Result, project_name, spelled
from tests.tools.suites import SUITES

# The corpora, and one whose tests run anywhere
GROUP_OF: Final = {
    **{corpus: group for group, corpora in GROUPS.items() for corpus in corpora},
    "djangorestframework_jsonapi-8.1.0": "status_code",
}
COMMAND: Final = "httpstatus_codemod.UseStatusConstants"
_JUNIT: Final = "outcomes.xml"


Outcomes = Counter[tuple[str, str]]  # (test, outcome): how often


class Examination:
    """One project, from its archive to its result."""

    def __init__(self, corpus: str, cache: Path, work: Path, tests: bool) -> None:
        """`tests`: whether to run the project's own tests, if `SUITES` says how."""
        self.source = unpacked(corpus, cache)
        self.copy = copied(self.source, work / "codemod" / corpus)
        self.other_copy = work / "libcst" / corpus
        self.suite = SUITES.get(corpus) if tests else None
        self.environment = work / "environments" / corpus
        self.result = Result(corpus, platform.python_version())

    def __call__(self) -> Result:
        """Do everything, in order."""
        start = time.monotonic()
        before = python_files(self.copy)
        self.result.files = len(before)
        self.result.lines = sum(text.count(b"\n") for text in before.values())
        found = _flake8(self.copy)
        self.result.findings = dict(_by_rule(found))
        # asked now: a rewritten file has the vote of what was written into it
        selections = self._selections(found)
        # settings of a folder around the copy would count, too
        settings = () if self._configures_ruff() else ("--isolated",)
        ruff = _ruff(self.copy, *settings)
        tests = self._outcomes() if self.suite else None
        # some tests write into the sources
        run(["git", "checkout", "-q", "--", "."], self.copy, check=True)

        self._rewrite()
        after = python_files(self.copy)
        changed = self._see_changes(before, after)
        self._see_imports(changed, selections, before, after)
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
        done = run([CODEMOD, "--statistics", "."], self.copy)
        messages = done.stderr.splitlines()
        self.result.skipped = [line for line in messages if re.match(r"\S.*?\.pyi?(:\d+)*: ", line)]
        for line in messages:
            if counted := re.match(r"nothing to rewrite|rewrote (\d+) literals? in (\d+) files?", line):
                self.result.summary = line
                self.result.literals = int(counted[1] or 0)
        if any("select no HSC rule" in line for line in messages):
            self._problem("its flake8 configuration does not select HSC")
        if done.returncode != (2 if self.result.skipped else 0):
            self._problem(f"httpstatus-codemod: exit code {done.returncode}: {done.stderr}")

    def _selections(self, found: Iterable[str]) -> dict[str, Selection]:
        """The library for each file that flake8 would have changed."""
        files = {line.partition(".py:")[0] + ".py" for line in found if _can_be_rewritten(line)}
        return {file: _selection(self.copy / file) for file in sorted(files)}

    def _see_changes(self, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[str]:
        changed = [file for file in before if before[file] != after.get(file)]
        self.result.changed = len(changed)
        for file in changed:
            if (reason := _why_unparsed(after[file])) is not None:
                self._problem(f"{file}: does not parse: {reason}")
        dirty = run(["git", "status", "--porcelain", "--untracked-files=all"], self.copy, check=True).stdout
        if surplus := {line[3:].strip('"') for line in dirty.splitlines()} - set(changed):
            self._problem(f"other files changed: {sorted(surplus)}")
        return changed

    def _see_imports(
        self,
        changed: Iterable[str],
        selections: Mapping[str, Selection],
        before: Mapping[str, bytes],
        after: Mapping[str, bytes],
    ) -> None:
        chosen = [selections[file] for file in changed if file in selections]
        self.result.libraries = _counted(selection.names.library.key for selection in chosen)
        self.result.steps = _counted(step_of(selection) for selection in chosen)
        for file in changed:
            if _why_unparsed(after[file]) is None:
                for package in sorted(foreign_imports(self.source, file, before[file], after[file])):
                    self.result.foreign.append(f"{file}: {package}")
                    self._problem(f"{file}: imports {package}, which may not be there")

    def _see_second_run(self, after: Mapping[str, bytes]) -> None:
        done = run([CODEMOD, "."], self.copy)
        if python_files(self.copy) != after or "nothing to rewrite" not in done.stderr:
            self._problem(f"a second run rewrites again: {done.stderr}")
        check = run([CODEMOD, "--check", "."], self.copy)
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
        copy = copied(self.source, self.other_copy)
        arguments = ["codemod", "--no-format", "--include-generated", "--hide-progress", "-x", COMMAND, "."]
        done = run([sys.executable, "-m", "libcst.tool", *arguments], copy)
        # a file in Python 2, say: the codemod passes over it, LibCST's tool counts it as failed
        broken = any(map(_why_unparsed, after.values()))
        if done.returncode != int(broken or bool(self.result.skipped)):
            self._problem(f"libcst.tool: exit code {done.returncode}: {done.stderr[-2000:]}")
        others = python_files(copy)
        for name in sorted(others.keys() | after.keys()):
            if others.get(name) != after.get(name):
                self._problem(f"{name}: LibCST's tool leaves another text")

    def _outcomes(self) -> Outcomes:
        suite = self.suite
        assert suite is not None
        python = environment(self.environment, suite.requirements)
        folder = self.copy / suite.folder
        variables = {
            "PYTHONPATH": os.pathsep.join(str((self.copy / part).absolute()) for part in suite.path),
            "PYTHONDONTWRITEBYTECODE": "1",  # else a stale .pyc could stand in for what was rewritten
            "PYTHONHASHSEED": "0",
            **suite.environment,
        }
        where = f"import {suite.package}; print({suite.package}.__file__)"
        imported = run([python, "-c", where], folder, variables, check=True).stdout.strip()
        if not Path(imported).is_relative_to(self.copy.absolute()):
            raise RuntimeError(f"the tests would import {imported}")
        junit = folder / _JUNIT
        junit.unlink(missing_ok=True)
        report = [f"--junit-xml={junit.absolute()}", "-o", "junit_family=xunit1", "-p", "no:cacheprovider"]
        done = run([python, "-m", "pytest", "-q", *report, *suite.arguments], folder, variables)
        if not junit.exists():
            raise RuntimeError(f"pytest wrote no report: {done.stdout[-3000:]}{done.stderr[-3000:]}")
        outcomes = _read_junit(junit)
        junit.unlink()
        # what the tests leave behind is none of the codemod's doing
        run(["git", "clean", "-qfdx"], self.copy, check=True)
        return outcomes

    def _compare(self, before: Outcomes, after: Outcomes) -> None:
        self.result.tests_before = _by_outcome(before)
        self.result.tests_after = _by_outcome(after)
        for sign, difference in ("-", before - after), ("+", after - before):
            self.result.differences += [f"{sign} {test}: {outcome}" for test, outcome in sorted(difference)]


def _selection(path: Path) -> Selection:
    with tokenize.open(path) as stream:
        text = stream.read()
    return File(ast.parse(text), text, str(path), Settings()).selection


def step_of(selection: Selection) -> str:
    """The step of `auto` that gave a file its library; empty if an option gave it."""
    return str(getattr(selection, "step", ""))


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _why_unparsed(source: bytes) -> str | None:
    try:
        ast.parse(source)
    except (SyntaxError, ValueError) as error:
        return str(error)
    return None


def _flake8(folder: Path) -> list[str]:
    """The plugin's reports, one line each."""
    # one line for each report, whatever format the project has set
    command = [sys.executable, "-m", "flake8", "--select", "HSC", "--format", "default", "--no-show-source"]
    with _without_local_plugins(folder) as options:
        done = run([*command, *options, "."], folder)
    if done.returncode not in {0, 1} or done.stderr:
        raise RuntimeError(f"flake8 in {folder}: {done.stderr}")
    return [line.removeprefix("./") for line in done.stdout.splitlines()]


@contextlib.contextmanager
def _without_local_plugins(folder: Path) -> Iterator[list[str]]:
    """flake8's options for a project whose configuration needs plugins that are not installed here."""
    section = "[flake8:local-plugins]"
    for file in (folder / name for name in ("setup.cfg", "tox.ini", ".flake8")):
        if file.exists() and section in (text := file.read_text(encoding="utf-8")):
            copy = folder / ".flake8-without-plugins"  # in the same folder: paths in it are relative to that
            copy.write_text(text.replace(section, "[not-loaded]"), encoding="utf-8")
            yield ["--config", copy.name]
            copy.unlink()
            return
    yield []


def _by_rule(lines: Iterable[str]) -> Counter[str]:
    return Counter(re.findall(r"^.*?:\d+:\d+: (HSC\d+)", "\n".join(lines), re.MULTILINE))


def _can_be_rewritten(line: str) -> bool:
    """Whether a report names what to write."""
    return re.search(r": use \S+\.", line) is not None and "(not rewritten" not in line


def _ruff(folder: Path, *options: str) -> Counter[tuple[str, str]]:
    """How often ruff reports each rule in each file."""
    arguments = ["--no-cache", "--exit-zero", "--select", RUFF_RULES, "--output-format", "json"]
    done = run([BIN / "ruff", "check", *options, *arguments, "."], folder, check=True)
    return Counter(
        (os.path.relpath(each["filename"], folder), each["code"] or "syntax")
        for each in json.loads(done.stdout)
    )


def _read_junit(path: Path) -> Outcomes:
    """The outcome of each test; both outcomes if two tests have the same name."""
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


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.tools.whole_projects", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("projects", nargs="*", metavar="PROJECT", help=", ".join(GROUP_OF))
    parser.add_argument("--group", choices=GROUPS, help="only the projects of one group (default: all)")
    parser.add_argument("--cache", type=Path, default=CACHE, help=f"the unpacked archives (default: {CACHE})")
    parser.add_argument("--work", type=Path, help="where copies, environments and results stay")
    parser.add_argument("--tests", action="store_true", help="run the projects' own tests, before and after")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the page docs/projects.md")
    options = parser.parse_args()
    wanted = {*options.projects}
    chosen = [
        corpus
        for corpus, group in GROUP_OF.items()
        if options.group in {None, group} and (not wanted or {corpus, project_name(corpus)} & wanted)
    ]
    if unknown := wanted - {*chosen, *map(project_name, chosen)}:
        parser.error(f"unknown project {', '.join(sorted(unknown))}; choose from {', '.join(GROUP_OF)}")
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
    print(f"  libraries {result.libraries}, by step {result.steps}")
    print(f"  ruff gains {result.ruff_new}, foreign imports {len(result.foreign)}")
    if result.tests_before:
        print(f"  tests before: {spelled(result.tests_before)}")
        print(f"  tests after:  {spelled(result.tests_after)}; {len(result.differences)} differences")
    for line in (*result.skipped, *result.problems, *result.differences):
        print(f"  ! {line}")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
