"""The benchmarks: ratios between runs that alternate on one machine, medians over the rounds.

    python -m tests.benchmarks [--cache FOLDER] [--rounds 5] [lint check rewrite growth across start]

Needs the `codemod` extra, the `test` dependency group and the corpora (downloaded once into the cache).
Machines are noisy: read the ratios, not the seconds.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.benchmarks import large_project
from tests.benchmarks.measuring import Contender, alternate, measure, ratio
from tests.tools.corpora import CACHE, CORPORA, unpacked

BIN = Path(sys.executable).parent
CODEMOD = (BIN / "httpstatus-codemod", "--isolated", "--select", "HSC")
ROOT = Path(__file__).parents[2]


class Bench:
    """The corpora and how often to run."""

    def __init__(self, cache: Path, rounds: int, scratch: Path) -> None:
        """`scratch` is a folder for copies that may be rewritten."""
        self.corpora = [unpacked(corpus, cache) for corpus in CORPORA]
        self.rounds = rounds
        self.scratch = scratch

    def python_files(self) -> list[Path]:
        """Every Python file of the corpora."""
        return sorted(path for corpus in self.corpora for path in corpus.rglob("*.py") if path.is_file())

    def copy(self, files: Sequence[Path], name: str, times: int = 1) -> Path:
        """A folder with copies of files, several times over."""
        target = self.scratch / name
        shutil.rmtree(target, ignore_errors=True)
        base = self.corpora[0].parent
        for turn in range(times):
            for path in files:
                copied = target / str(turn) / path.relative_to(base)
                copied.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copied)
        return target


def lint(bench: Bench) -> None:
    """What the plugin adds to flake8."""
    for name, kind in (("apache_superset-6.1.0", "few"), ("fastapi-0.165.0", "many")):
        folder = next(corpus for corpus in bench.corpora if corpus.name == name)
        shares = []
        for _ in range(bench.rounds):
            command = [sys.executable, "-m", "tests.benchmarks.lint_share", str(folder)]
            output = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
            spent, everything, found = output.split()
            shares.append(100 * float(spent) / float(everything))
        print(f"  `python -m tests.benchmarks.lint_share {name}`")
        low, high = min(shares), max(shares)
        middle = statistics.median(shares)
        print(f"lint overhead, {kind} findings ({found}): {middle:.2f} % (from {low:.2f} to {high:.2f})")
        with_it, without = _flake8_contenders("--jobs", "1", folder)
        alternate([with_it, without], bench.rounds)
        print(f"flake8 with the plugin / without, CPU: {ratio(with_it, without, 'cpu'):.3f}")


def _flake8_contenders(*arguments: str | Path) -> tuple[Contender, Contender]:
    """flake8 with the plugin, and without."""
    return (
        Contender("flake8", [BIN / "flake8", "--isolated", *arguments]),
        Contender("flake8 without the plugin", [sys.executable, "-c", _WITHOUT, "--isolated", *arguments]),
    )


def check(bench: Bench) -> None:
    """`--check`, compared with ruff, a linter in Rust that looks for magic numbers."""
    folder = bench.copy(bench.python_files(), "check")
    ours = Contender("httpstatus-codemod", [*CODEMOD, "--check", folder])
    ruff = Contender(
        "ruff", [BIN / "ruff", "check", "--isolated", "--no-cache", "--select", "PLR2004", folder]
    )
    alternate([ours, ruff], bench.rounds)
    print(f"check / ruff, wall: {ratio(ours, ruff, 'wall'):.2f} ({ours.median('wall'):.2f} s)")
    print(f"check, peak memory of a process: {ours.median('memory'):.0f} MB")


def rewrite(bench: Bench) -> None:
    """Rewriting, compared with the least that LibCST needs and with LibCST's own runner."""
    files = bench.python_files()
    original = bench.copy(files, "original")
    working = bench.scratch / "working"

    def restore() -> None:
        shutil.copytree(original, working, dirs_exist_ok=True)

    restore()
    measure([*CODEMOD, "-q", working])
    changed = [
        path
        for path in sorted(original.rglob("*.py"))
        if path.read_bytes() != (working / path.relative_to(original)).read_bytes()
    ]
    listed = bench.scratch / "changed"
    listed.write_text("\n".join(map(str, changed)))

    ours = Contender("httpstatus-codemod", [*CODEMOD, "-q", "-j1", working], before=restore)
    floor = Contender(
        "LibCST parse and print of the changed files",
        [sys.executable, "-m", "tests.benchmarks.libcst_floor", listed],
        cwd=ROOT,
    )
    alternate([ours, floor], bench.rounds)
    print(f"rewrite / LibCST parse and print of {len(changed)} files, CPU: {ratio(ours, floor, 'cpu'):.2f}")

    parallel = Contender("httpstatus-codemod", [*CODEMOD, "-q", working], before=restore)
    tool = Contender(
        "libcst.tool",
        [
            *(sys.executable, "-m", "libcst.tool", "codemod", "--no-format", "--include-generated"),
            *("-x", "httpstatus_codemod.UseStatusConstants", working),
        ],
        cwd=bench.scratch,
        before=restore,
    )
    alternate([parallel, tool], max(1, bench.rounds // 2))
    print(f"libcst.tool / rewrite, wall: {ratio(tool, parallel, 'wall'):.1f} times as long")
    print(f"rewrite, peak memory of a process: {parallel.median('memory'):.0f} MB")


def growth(bench: Bench) -> None:
    """Time per file and memory as the tree grows; one long file; one file full of findings."""
    files = bench.python_files()
    sizes: list[tuple[str, Sequence[Path], int]] = [
        ("1/8", files[::8], 1),
        ("1/4", files[::4], 1),
        ("1/2", files[::2], 1),
        ("1", files, 1),
        ("4", files, 4),
    ]
    one = bench.scratch / "growth-start"
    one.mkdir()
    (one / "one.py").write_text("import requests\n\nassert requests.get('x').status_code == 404\n")
    start = Contender("one short file", [*CODEMOD, "--check", "-j1", one])
    contenders = []
    for name, chosen, times in sizes:
        folder = bench.copy(chosen, f"growth-{name.replace('/', '-')}", times)
        contenders.append(Contender(name, [*CODEMOD, "--check", "-j1", folder]))
    alternate([start, *contenders], max(3, bench.rounds // 2))
    print(f"start-up: {start.median('cpu'):.2f} s CPU, {start.median('memory'):.0f} MB")
    for (name, chosen, times), contender in zip(sizes, contenders, strict=True):
        per_file = 1e6 * (contender.median("cpu") - start.median("cpu")) / (len(chosen) * times)
        print(
            f"{name:>4} of the corpora: {per_file:.0f} µs CPU a file beyond start-up, "
            f"{contender.median('memory'):.0f} MB"
        )

    lines = "def test_{0}(client):\n    r = client.get('/{0}')\n    assert r.json()['n'] == [{0}]\n\n"
    long_file = "".join(lines.format(number) for number in range(12_500))
    long_file += "def test_last(client):\n    assert client.get('/').status_code == 404\n"
    full_file = "def test(r):\n" + "    assert r.status_code == 404\n" * 20_000
    for name, text in (("50,000 lines, one finding", long_file), ("20,000 findings", full_file)):
        path = bench.scratch / "one.py"
        path.write_text(text)
        usage = measure([*CODEMOD, "-q", path])
        holding = "import ast,sys; t = open(sys.argv[1]).read(); a = ast.parse(t); b = ast.parse(t)"
        path.write_text(text)
        trees = measure([sys.executable, "-c", holding, path])
        print(
            f"{name}: {usage.cpu:.2f} s CPU, {usage.memory:.0f} MB; "
            f"holding its tree twice needs {trees.cpu:.2f} s, {trees.memory:.0f} MB"
        )


def across(bench: Bench) -> None:
    """Time per file and memory as a project grows whose files import from each other."""
    sizes = 500, 1_000, 2_500, 5_000
    empty = bench.scratch / "empty.py"
    empty.write_text("")
    contenders = [Contender("one empty file", [*CODEMOD, "--check", "-j1", empty])]
    for files in sizes:
        folder = large_project.write(bench.scratch / f"across-{files}", files)
        contenders.append(Contender(f"{files} files", [*CODEMOD, "--check", "-j1", folder]))
    alternate(contenders, bench.rounds)
    start, *others = contenders
    for files, contender in zip(sizes, others, strict=True):
        per_file = 1e6 * (contender.median("cpu") - start.median("cpu")) / files
        share = contender.median("memory") - start.median("memory")
        print(
            f"{contender.name}: {per_file:.0f} µs CPU a file beyond start-up, "
            f"{contender.median('memory'):.0f} MB, {1000 * share / files:.0f} kB a file"
        )


def start(bench: Bench) -> None:
    """How long the command and the plugin take to start."""
    empty = bench.scratch / "empty.py"
    empty.write_text("")
    version = Contender("httpstatus-codemod --version", [BIN / "httpstatus-codemod", "--version"])
    nothing = Contender("python", [sys.executable, "-c", "pass"])
    flake8, without = _flake8_contenders(empty)
    alternate([version, nothing, flake8, without], max(bench.rounds, 9))
    for one, other in ((version, nothing), (flake8, without)):
        beyond = 1000 * (one.median("wall") - other.median("wall"))
        print(f"{one.name}: {beyond:.0f} ms beyond {other.name}")


_WITHOUT = """
import sys
from flake8.plugins import finder
found = finder._find_importlib_plugins
finder._find_importlib_plugins = lambda: (p for p in found() if p.package != "flake8-httpstatus")
from flake8.main.cli import main
sys.exit(main(sys.argv[1:]))
"""

SECTIONS: dict[str, Callable[[Bench], None]] = {
    section.__name__: section for section in (lint, check, rewrite, growth, across, start)
}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cache", type=Path, default=CACHE, help="folder with the unpacked archives")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("sections", nargs="*", choices=[*SECTIONS, []], help="all, where none is named")
    options = parser.parse_args()
    machine = f"{platform.system()} {platform.machine()}"
    print(f"Python {platform.python_version()}, {machine}, {options.rounds} rounds")
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(options.cache, options.rounds, Path(scratch))
        for name in options.sections or SECTIONS:
            print(f"\n{name}")
            SECTIONS[name](bench)


if __name__ == "__main__":
    main()
