"""The unreported numbers of all files, by all processes."""

from __future__ import annotations

from collections.abc import Sequence

from flake8_httpstatus.file import File
from flake8_httpstatus.finder import find_in
from flake8_httpstatus.source import ParseError, parse
from flake8_httpstatus.suggest.unreported import Unreported, unreported

from ..flake8_bridge import Configuration
from ..run import sharing
from ..run.discovery import discover
from ..run.files import FileContent, FileError
from ..run.job import collector_paused
from ..run.report import Report
from ..run.workers import Died, Workers

Numbers = dict[str, Sequence[Unreported]]  # by file


def search(configuration: Configuration, paths: Sequence[str], jobs: int, report: Report) -> Numbers:
    """The unreported numbers of each file that flake8 would check."""
    sizes = sharing.sizes(discover(configuration, paths, report.note).values())
    if not sizes:
        return {}
    count = sharing.processes(sizes, jobs)
    found: Numbers = dict.fromkeys(sizes, ())  # in this order, whichever process is first
    skipped = 0
    with Workers(count, configuration) as workers:
        results = workers.map(_of_file, sharing.chunks(sizes, count))
        for name, numbers in report.progress(results, sizes):
            if numbers is None or isinstance(numbers, Died):
                skipped += 1
            else:
                found[name] = numbers
    if skipped:
        files = "1 file" if skipped == 1 else f"{skipped} files"
        report.note(f"{files} not read; httpstatus-codemod --check says why")
    return found


def _of_file(configuration: Configuration, name: str) -> list[Unreported] | None:
    """The numbers of one file; None if it cannot be read."""
    try:
        text, _ = FileContent.read(name).decode()
        if not configuration.reports_in(name, text):
            return []
        with collector_paused():
            file = File(parse(text), text, name, configuration.settings)
            found = {finding.node for finding in find_in(file, configuration.prefilter(text, name))}
            file.scopes.complete()
            return [*unreported(file, found)]
    except (FileError, ParseError, RecursionError, MemoryError):
        return None
