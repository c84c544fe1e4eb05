"""What must be true of every package that Hypothesis writes."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import ModuleType

import libcst as cst
from httpstatus_codemod import UseStatusConstants
from httpstatus_codemod.run.job import Job, Outcome, process, store
from libcst.codemod import CodemodContext, SkipFile

from flake8_httpstatus.flow import others
from flake8_httpstatus.projects import classes, project

from .checking import REASONS, job_for
from .packages import MAIN, Package
from .running import run_package

_READERS: tuple[ModuleType, ...] = (others, classes, project)


def check_package(package: Package) -> str:
    """Raise `AssertionError` if a promise is broken; gives what happened to the package."""
    job = job_for(package.library)
    with tempfile.TemporaryDirectory() as scratch:
        before, after = Path(scratch, "before"), Path(scratch, "after")
        for folder in (before, after):
            for path, source in package.sources.items():
                file = folder / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(source, encoding="utf-8")
        names = [path for path in package.sources if path.endswith(".py")]

        told = _outcomes(job, before, names)
        for reason in {outcome.reason for outcome in told.values()} - {None}:
            assert any(re.match(each, reason or "") for each in REASONS), reason
        assert _outcomes(job, before, reversed(names)) == told, "what is found depends on the order of files"

        for path in names:
            forget((others,))  # but for the project's vote, which a run counts once
            outcome = process(replace(job, write=True), str(after / path))
            same = (outcome.literals, outcome.reason) == (told[path].literals, told[path].reason)
            assert same, "what is found depends on whether other files were rewritten"
            if outcome.literals:
                assert store(job, outcome).reason is None
        for path, outcome in _outcomes(job, after, names).items():
            assert not outcome.literals, "not stable"
            assert outcome.reason == told[path].reason
        for path in names:
            _check_command(before / path, (after / path).read_text(encoding="utf-8"), package.library)
        assert run_package(before, MAIN) == run_package(after, MAIN), "the rewritten one does something else"
    forget()
    return "rewritten" if any(outcome.literals for outcome in told.values()) else "nothing to rewrite"


def forget(readers: Iterable[ModuleType] = _READERS) -> None:
    """Forget what was read: a process reads each file once."""
    for module in readers:
        for each in vars(module).values():
            if isinstance(each, _CACHE):
                each.cache_clear()


_CACHE = type(lru_cache(abs))


def _outcomes(job: Job, folder: Path, paths: Iterable[str]) -> dict[str, Outcome]:
    """What would become of each file, by its path, if they are asked about in this order."""
    forget()
    return {path: replace(process(job, str(folder / path)), name=path) for path in paths}


def _check_command(path: Path, written: str, library: str) -> None:
    """LibCST's tool writes the same text; it rewrites the whole module at once."""
    command = UseStatusConstants(CodemodContext(filename=str(path)), httpstatus_library=library)
    try:
        code = command.transform_module(cst.parse_module(path.read_bytes())).code
    except (SkipFile, cst.ParserSyntaxError, cst.CSTValidationError):
        return
    assert code == written, "libcst.tool would write something else"
