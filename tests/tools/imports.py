"""Import every module of whole projects, before the codemod and after: the same must import.

    python -m tests.tools.imports [--cache FOLDER] [--work FOLDER] [--environments FOLDER]
                                  [--jobs N] [--timeout SECONDS] [--every N] [PROJECT ...]

Each project stands in an environment of its own with nothing but what it declares. Its modules, tests
included, are imported from a copy of its sources, each in a fresh process; then `httpstatus-codemod` runs
over the copy with default settings, and they are imported again. A module that no longer imports, or only
now, is printed, and the exit code is 1. One that fails both times for another reason is printed too.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from tests.tools.copies import CODEMOD, copied, environment, run
from tests.tools.corpora import CACHE, unpacked
from tests.tools.results import project_name

_DJANGO: Final = """\
import django
from django.conf import settings
settings.configure(
    DATABASES={{"default": {{"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}}},
    INSTALLED_APPS="django.contrib.auth django.contrib.contenttypes rest_framework {}".split(),
    SECRET_KEY="secret",
)
django.setup()
"""
# Project → what its modules need to have run before
PROJECTS: Final = {
    "apprise-2.2.0": "",
    "barbican-23.0.0": "",
    "dj_rest_auth-7.2.0": _DJANGO.format("rest_framework.authtoken dj_rest_auth"),
    "djangorestframework-3.18.3": _DJANGO.format("rest_framework.authtoken"),
    "flask-restx-1.3.2": "",
    "jupyter_server-2.21.1": "",
    "moto-5.2.5": "",
}

# Threads that a module has started, and what it does at exit, are waited for by nobody
_PROGRAM: Final = """\
import importlib, os, sys
before, module, file = sys.argv[1:]
try:
    exec(before, {})
    found = importlib.import_module(module).__file__
    assert found == file, f"is {found}"
except BaseException as error:
    print(f"{type(error).__name__}: {error}".partition("\\n")[0], file=sys.stderr, flush=True)
    os._exit(1)
os._exit(0)
"""


def modules(folder: Path) -> Iterator[tuple[str, Path]]:
    """The names of the modules under a folder, without those that are made to be run, not imported."""
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder).with_suffix("").parts
        if parts[-1] == "__init__":
            parts = parts[:-1]
        name = ".".join(parts)
        if name and name != "setup" and parts[-1] != "__main__" and all(map(str.isidentifier, parts)):
            yield name, path


class Importing:
    """How to import modules: by which Python, with what on its path, for how long."""

    def __init__(self, python: Path, folder: Path, home: Path, before: str, timeout: float) -> None:
        """`folder` holds the modules; `home` stands in for the user's home folder, which some write into."""
        self.command = [str(python), "-P", "-c", _PROGRAM, before]
        self.folder = folder
        self.timeout = timeout
        self.variables = {
            "HOME": str(home),
            "PYTHONHASHSEED": "0",
            "PYTHONPATH": str(folder),
        }

    def __call__(self, module: tuple[str, Path]) -> str:
        """Import a module; gives the reason if that failed, else an empty text."""
        name, file = module
        with tempfile.TemporaryFile() as said:
            try:
                done = subprocess.run(
                    [*self.command, name, str(file)],
                    cwd=self.folder,
                    env={**os.environ, **self.variables},
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=said,
                    timeout=self.timeout,
                )
            except subprocess.TimeoutExpired:
                return "takes too long"
            said.seek(0)
            lines = said.read().decode(errors="replace").splitlines()
        return (lines[-1] if lines else f"exit code {done.returncode}") if done.returncode else ""


def compare(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """A line for each module that imports only before or only after, or that now fails for another reason."""
    lost, otherwise = [], []
    for name, reason in before.items():
        line = f"{name}: {reason or 'imported'}, now: {after[name] or 'imports'}"
        if bool(reason) != bool(after[name]):
            lost.append(line)
        elif reason != after[name]:
            otherwise.append(line)
    return lost, otherwise


def examine(corpus: str, options: argparse.Namespace, work: Path) -> bool:
    """Import, rewrite, import again; gives whether the same modules import."""
    name, _, release = corpus.rpartition("-")
    environments: Path = options.environments or work
    python = environment(environments / f"imports-{project_name(corpus)}", [f"{name}=={release}"])
    copy = copied(unpacked(corpus, options.cache), work / corpus)
    chosen = [*modules(copy)][:: options.every]

    home = work / "home"
    home.mkdir(exist_ok=True)
    importing = Importing(python, copy, home, PROJECTS[corpus], options.timeout)

    def outcomes() -> dict[str, str]:
        with ThreadPoolExecutor(options.jobs) as pool:
            return dict(zip((name for name, _ in chosen), pool.map(importing, chosen), strict=True))

    before = outcomes()
    # what an import leaves behind, bytecode as well, is no source of the project's
    run(["git", "checkout", "-q", "--", "."], copy, check=True)
    run(["git", "clean", "-qffdx"], copy, check=True)
    said = run([CODEMOD, "."], copy).stderr
    if not run(["git", "diff", "--name-only"], copy, check=True).stdout:
        print(f"{corpus}: nothing rewritten, so nothing shown\n  ! {said.strip()}", flush=True)
        return False
    after = outcomes()

    lost, otherwise = compare(before, after)
    print(f"{corpus}: {len(chosen)} modules; {_imported(before)} import before, {_imported(after)} after")
    print(f"  {said.splitlines()[-1]}")
    for mark, lines in ("!", lost), ("?", otherwise):
        for line in lines:
            print(f"  {mark} {line}")
    sys.stdout.flush()
    return not lost


def _imported(outcomes: Mapping[str, str]) -> int:
    return sum(not reason for reason in outcomes.values())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.tools.imports", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("projects", nargs="*", metavar="PROJECT", help=", ".join(PROJECTS))
    parser.add_argument("--cache", type=Path, default=CACHE, help=f"the unpacked archives (default: {CACHE})")
    parser.add_argument("--work", type=Path, help="where copies and environments stay")
    parser.add_argument("--environments", type=Path, help="where environments stay, if elsewhere")
    parser.add_argument("--jobs", type=int, default=2, help="number of processes (default: 2)")
    parser.add_argument("--timeout", type=float, default=120, help="seconds for a module (default: 120)")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="import only every Nth module")
    options = parser.parse_args(arguments)
    names = {project_name(corpus): corpus for corpus in PROJECTS}
    if unknown := {*options.projects} - {*names}:
        parser.error(f"unknown project {', '.join(sorted(unknown))}; choose from {', '.join(names)}")
    with tempfile.TemporaryDirectory(prefix="httpstatus-imports-") as temporary:
        work = (options.work or Path(temporary)).absolute()
        same = [examine(names[each], options, work) for each in options.projects or names]
    return int(not all(same))


if __name__ == "__main__":
    sys.exit(main())
