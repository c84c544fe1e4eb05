"""One file's way: read, find, rewrite, write."""

from __future__ import annotations

import ast
import contextlib
import gc
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from .diffs import unified
from .errors import NotRewritten
from .files import FileContent, FileError
from .parsing import parse

if TYPE_CHECKING:
    from flake8_httpstatus.findings import Finding
    from flake8_httpstatus.prefilter import Prefilter

    from .configuration import Configuration


@dataclass(frozen=True)
class Job:
    """What is done to every file."""

    configuration: Configuration
    write: bool = False
    diff: bool = False


@dataclass(frozen=True)
class Outcome:
    """What became of a file."""

    name: str
    literals: tuple[tuple[str, str], ...] = ()  # rule and constant of each that is, or would be, rewritten
    reason: str | None = None  # why the file could not be processed
    place: str = ""  # of the reason: ":line:column"
    diff: bytes = b""
    content: bytes = b""  # of standard input, rewritten


def find(job: Job, name: str) -> Outcome:
    """Tell what there is to rewrite in a file."""
    return _attempt(name, lambda: _find(job, FileContent.read(name)))


def rewrite(job: Job, name: str) -> Outcome:
    """Rewrite a file, as far as the job says so."""
    return _attempt(name, lambda: _rewrite(job, FileContent.read(name), Path(name)))


def rewrite_text(job: Job, file: FileContent, path: Path | None) -> Outcome:
    """Rewrite what is on no disk, though it may stand for a file: the outcome holds the new content."""
    return _attempt(file.path, lambda: _rewrite(job, file, path))


def _find(job: Job, file: FileContent) -> Outcome:
    text, _ = file.decode()
    prefilter = job.configuration.prefilter(text)
    if not prefilter.may_be_rewritten():
        return Outcome(file.path)
    return _found(file.path, _findings(job, text, _parse(text), file.path, prefilter))


def _rewrite(job: Job, file: FileContent, path: Path | None) -> Outcome:
    text, encoding = file.decode()
    tree = _parse(text)
    findings = _findings(job, text, tree, file.path)
    if not findings:
        return Outcome(file.path, content=file.content)

    # only here: LibCST is slow to import
    from .rewrite import rewrite

    rewritten = rewrite(text, findings, path, tree=tree)
    content = file.encode(rewritten, encoding)
    if job.write:
        file.replace(content)
    diff = unified(file.path, file.content, content) if job.diff else b""
    return replace(_found(file.path, findings), diff=diff, content=content)


def _findings(
    job: Job, text: str, tree: ast.Module, name: str, prefilter: Prefilter | None = None
) -> list[Finding]:
    findings = job.configuration.findings(tree, text, name, prefilter)
    return [finding for finding in findings if finding.name is not None]


def _found(name: str, findings: list[Finding]) -> Outcome:
    return Outcome(name, tuple((finding.code, finding.name or "") for finding in findings))


def _parse(text: str) -> ast.Module:
    if "\0" in text:  # for which each Python has another error
        raise FileError("cannot be parsed: it contains null bytes; exclude it")
    return parse(text)


def _attempt(name: str, work: Callable[[], Outcome]) -> Outcome:
    try:
        with _collector_paused():
            return work()
    except FileError as error:
        return Outcome(name, reason=str(error))
    except NotRewritten as error:
        return Outcome(name, reason=error.reason)
    except SyntaxError as error:
        place = f":{error.lineno}:{error.offset or 0}" if error.lineno else ""
        return Outcome(name, reason=f"{error.msg} ({_OTHER_PYTHON})", place=place)
    except (RecursionError, MemoryError):
        return Outcome(name, reason="nested too deeply; exclude it")
    except Exception as error:
        # a bug of ours, or of a library, must not end the run
        said = " ".join(f"{type(error).__name__}: {error}".split())
        return Outcome(name, reason=f"internal error, please report it: {said}")


@contextlib.contextmanager
def _collector_paused() -> Iterator[None]:
    """Trees hold no garbage; looking for it while they grow takes a third of the parsing."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


_OTHER_PYTHON = (
    f"to Python {sys.version_info.major}.{sys.version_info.minor}; exclude it, "
    "or run under the Python that it is written for"
)
