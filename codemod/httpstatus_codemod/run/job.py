"""What a run does with one file: read, find, rewrite, write."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from flake8_httpstatus.suggest.unreported import Unreported, unreported

from ..errors import NotRewritten
from ..fixes import TOO_DEEP, Fixes, find_fixes
from .diffs import unified
from .files import NO_PYTHON, FileContent, FileError

if TYPE_CHECKING:
    from ..flake8_bridge import Configuration


@dataclass(frozen=True)
class Job:
    """What is done to every file."""

    configuration: Configuration
    write: bool = False
    diff: bool = False
    hint: bool = False  # at the codes that options would reach


@dataclass(frozen=True)
class Outcome:
    """What became of a file."""

    name: str
    literals: tuple[
        tuple[str, str], ...
    ] = ()  # rule and constant of each literal that is rewritten, or would be
    left: tuple[str, ...] = ()  # the rule of each finding that is report only
    unreported: tuple[Unreported, ...] = ()  # for the hint
    reason: str | None = None  # why the file could not be processed
    place: str = ""  # where the reason is: ":line:column"
    diff: bytes = b""
    old: bytes = b""  # what was read, if the file is to be written
    content: bytes = b""  # the new content


def process(job: Job, name: str) -> Outcome:
    """Do everything but write the file."""
    return _attempt(name, lambda: _process(job, name))


def store(job: Job, outcome: Outcome) -> Outcome:
    """Write the new content of a file."""
    return _attempt(outcome.name, lambda: _store(outcome))


def process_text(job: Job, file: FileContent, path: Path | None) -> Outcome:
    """Rewrite standard input, which may stand for the file at `path`; the outcome has the new content."""
    return _attempt(file.path, lambda: _found(job, file, path))


def _process(job: Job, name: str) -> Outcome:
    file = FileContent.read(name)
    if not (file.is_python() or job.configuration.takes(name)):  # but it was given as a path
        raise FileError(NO_PYTHON)
    outcome = _found(job, file, Path(name))
    if outcome.literals:
        file.check_replaceable()
        if job.write:
            return replace(outcome, old=file.content)
    return replace(outcome, content=b"")  # not needed, and dear to send to another process


def _store(outcome: Outcome) -> Outcome:
    FileContent(outcome.name, outcome.old).replace(outcome.content)
    return replace(outcome, old=b"", content=b"")


def _found(job: Job, file: FileContent, path: Path | None) -> Outcome:
    text, encoding = file.decode()
    fixes = find_fixes(job.configuration, text, file.path, path)
    numbers = _unreported(fixes) if job.hint else ()
    if not fixes.findings:
        return Outcome(file.path, left=fixes.left, unreported=numbers, content=file.content)
    return replace(_rewrite(job, file, fixes, encoding), unreported=numbers)


def _unreported(fixes: Fixes) -> tuple[Unreported, ...]:
    """The numbers that are not reported, where the search has been; of a file with codes all."""
    if fixes.file is None:
        return ()
    found = {finding.node for finding in fixes.every}
    numbers = (*unreported(fixes.file, found),)
    if any(number.is_code for number in numbers):
        fixes.file.scopes.complete()
        numbers = (*unreported(fixes.file, found),)
    return numbers


def _rewrite(job: Job, file: FileContent, fixes: Fixes, encoding: str) -> Outcome:
    content = file.encode(fixes.applied(), encoding)
    return Outcome(
        file.path,
        literals=tuple((finding.code, finding.name or "") for finding in fixes.findings),
        left=fixes.left,
        diff=unified(file.path, file.content, content) if job.diff else b"",
        content=content,
    )


def _attempt(name: str, work: Callable[[], Outcome]) -> Outcome:
    try:
        with collector_paused():
            return work()
    except FileError as error:
        return Outcome(name, reason=str(error))
    except NotRewritten as error:
        place = f":{error.line}:{error.column}" if error.line else ""
        return Outcome(name, reason=error.reason, place=place)
    except (RecursionError, MemoryError):
        return Outcome(name, reason=TOO_DEEP)
    except Exception as error:
        # a bug, ours or a library's, must not end the run
        said = " ".join(f"{type(error).__name__}: {error}".split())
        return Outcome(name, reason=f"internal error, please report it: {said}")


@contextlib.contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the garbage collector: searching growing syntax trees takes a third of the parsing."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
