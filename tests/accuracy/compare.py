"""How well other tools do on the judged literals in `labels/`: prints the table of docs/comparison.md.

    python -m tests.accuracy.compare [--cache FOLDER] [--only TOOL]

Each tool is installed from PyPI, in the release named here, into a virtual environment of its own in the
cache. A literal counts as reported where the tool reports its line, and its column or value where the tool
names that.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
import venv
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.accuracy.measure import findings
from tests.accuracy.sample import LABELS, rows
from tests.tools.corpora import CACHE, unpacked

HERE = Path(__file__).parent
TRAPS = HERE / "look_alikes"
CORPORA = (
    "dj_rest_auth-7.2.0",
    "djangorestframework-3.18.3",
    "drf_spectacular-0.30.0",
    "label_studio-1.23.2",
    "starlette-1.10.0",
)


class Report(NamedTuple):
    """Where a tool reports something. A field is None if the tool does not say it."""

    file: str
    line: int
    column: int | None = None  # 0-based
    value: str | None = None


class Tool(NamedTuple):
    """A tool to compare with."""

    name: str
    requirements: tuple[str, ...]
    reports: Callable[[Path, Path], Iterator[Report]]  # folder with the executables, corpus


def output(corpus: Path, *command: str | Path) -> str:
    """What a tool prints; linters exit with 1 when they find something."""
    run = subprocess.run([*map(str, command)], cwd=corpus, capture_output=True, text=True)
    if run.returncode not in {0, 1} and not run.stdout:
        raise RuntimeError(f"{command}: {run.stderr}")
    return run.stdout


def flake8_drf(tools: Path, corpus: Path) -> Iterator[Report]:
    for line in output(corpus, tools / "flake8", "--isolated", "--disable-noqa", "--select=DRF").splitlines():
        if found := re.match(r"(?:\./)?(.+?):(\d+):(\d+): ", line):
            # at the keyword: `status=404` starts where `404` does not
            yield Report(found[1], int(found[2]))


def ruff(tools: Path, corpus: Path) -> Iterator[Report]:
    options = "--isolated", "--ignore-noqa", "--no-cache", "--select=PLR2004", "--output-format=json"
    for each in json.loads(output(corpus, tools / "ruff", "check", *options)):
        value = re.search(r"`(\d+)`", each["message"])
        if value:
            place = each["location"]
            file = Path(each["filename"]).relative_to(corpus.resolve()).as_posix()
            yield Report(file, place["row"], place["column"] - 1, value[1])


def pylint(tools: Path, corpus: Path) -> Iterator[Report]:
    options = (
        "--rcfile=/dev/null",
        "--disable=all",
        "--load-plugins=pylint.extensions.magic_value",
        "--enable=magic-value-comparison",
        "--output-format=json",
        "-j0",
    )
    files = [path.relative_to(corpus).as_posix() for path in sorted(corpus.rglob("*.py"))]
    for each in json.loads(output(corpus, tools / "pylint", *options, *files)):
        if value := re.search(r"instead of '?(\d+)", each["message"]):
            yield Report(each["path"], each["line"], None, value[1])


def ast_grep(tools: Path, corpus: Path) -> Iterator[Report]:
    rule = HERE / "ast_grep.yaml"
    for each in json.loads(
        output(corpus, tools / "ast-grep", "scan", "--rule", rule, "--json", "--no-ignore=vcs")
    ):
        start = each["range"]["start"]
        yield Report(each["file"], start["line"] + 1, start["column"])


def semgrep(tools: Path, corpus: Path) -> Iterator[Report]:
    options = "--metrics=off", "--disable-version-check", "--no-git-ignore", "--disable-nosem", "--json"
    command = tools / "semgrep", "scan", "--config", HERE / "semgrep.yaml", *options
    for each in json.loads(output(corpus, *command, "--x-ignore-semgrepignore-files", "."))["results"]:
        yield Report(each["path"], each["start"]["line"], each["start"]["col"] - 1)


def handwritten(tools: Path, corpus: Path) -> Iterator[Report]:
    for line in output(corpus, tools / "python", HERE / "handwritten.py", corpus.resolve()).splitlines():
        file, row, column = line.rsplit(":", 2)
        yield Report(file, int(row), int(column))


def ours(tools: Path, corpus: Path) -> Iterator[Report]:
    for spot, _ in findings(corpus):
        yield Report(spot.file, spot.line, spot.column)


TOOLS = (
    Tool("flake8-httpstatus", (), ours),
    Tool("flake8-drf DRF0", ("flake8-drf==0.1.0",), flake8_drf),
    Tool("ruff PLR2004", ("ruff==0.17.5",), ruff),
    Tool("pylint R2004", ("pylint==4.1.4",), pylint),
    Tool("ast-grep, own patterns", ("ast-grep-cli==0.51.1",), ast_grep),
    Tool("Semgrep, own patterns", ("semgrep==1.182.0",), semgrep),
    Tool("LibCST, own script", ("libcst==1.9.0",), handwritten),
)


def installed(tool: Tool, cache: Path) -> Path:
    """The folder with the tool's executables; the tool is installed there first if necessary."""
    folder = cache / "tools" / "-".join(tool.requirements or ("none",))
    tools = folder / ("Scripts" if sys.platform == "win32" else "bin")
    if tool.requirements and not folder.is_dir():
        venv.create(folder, with_pip=True)
        subprocess.run([tools / "python", "-m", "pip", "install", "-q", *tool.requirements], check=True)
    return tools


def labels(corpus: str) -> list[dict[str, str]]:
    """The judged literals of a corpus: the random sample and the extra ones."""
    return rows(LABELS / f"{corpus}.csv") + rows(LABELS / f"extra-{corpus}.csv")


def measure(tool: Tool, cache: Path) -> Counter[str]:
    """Count what the tool reports of the judged literals."""
    tools = installed(tool, cache)
    count: Counter[str] = Counter()
    reported = {(Path(report.file).name, report.line) for report in tool.reports(tools, TRAPS.resolve())}
    for path in sorted(TRAPS.glob("*.py")):
        for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            count["trap"] += "# trap" in text
            count["trap reported"] += "# trap" in text and (path.name, line) in reported
    for corpus in CORPORA:
        folder = unpacked(corpus, cache).resolve()
        begin = time.perf_counter()
        reports = {
            report._replace(file=report.file.removeprefix("./")) for report in tool.reports(tools, folder)
        }
        count["milliseconds"] += round(1000 * (time.perf_counter() - begin))
        for row in labels(corpus):
            file, line, column, value = row["file"], int(row["line"]), int(row["column"]), row["value"]
            as_told = {
                Report(file, line, *rest)
                for rest in ((None, None), (column, None), (None, value), (column, value))
            }
            kind = "site" if row["label"].startswith("HSC") else row["label"]
            count[kind] += 1
            count[f"{kind} reported"] += not reports.isdisjoint(as_told)
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cache", type=Path, default=CACHE, help="folder with the unpacked archives")
    parser.add_argument("--only", metavar="TOOL", help="part of a tool's name")
    options = parser.parse_args()

    print(
        "| tool | sites found | other status codes reported | other numbers reported "
        "| look-alikes reported | seconds |"
    )
    print("|---|--:|--:|--:|--:|--:|")
    for tool in TOOLS:
        if options.only and options.only not in tool.name:
            continue
        count = measure(tool, options.cache.resolve())
        release = f" ({tool.requirements[0].partition('==')[2]})" if tool.requirements else ""
        print(
            f"| {tool.name}{release} "
            f"| {count['site reported']} of {count['site']} "
            f"| {count['status reported']} of {count['status']} "
            f"| {count['no reported']} of {count['no']} "
            f"| {count['trap reported']} of {count['trap']} "
            f"| {count['milliseconds'] / 1000:.1f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
