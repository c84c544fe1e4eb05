"""One run over files, folders and standard input."""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import TypeVar

from ..flake8_bridge import STDIN, Configuration
from . import files, sharing
from .discovery import discover
from .job import Job, Outcome, process, process_text, store
from .report import Report
from .workers import Died, Workers

Item = TypeVar("Item", str, Outcome)  # the name of a file, or its outcome so far


class Run:
    """One run, from the paths to the outcomes."""

    def __init__(self, configuration: Configuration, report: Report, jobs: int, stdin_name: str) -> None:
        """`jobs` is the number of processes; 0: as many as are worth it."""
        write = not (report.check or report.diff)
        self._job = Job(configuration, write=write, diff=report.diff, hint=write and not report.quiet)
        self._report = report
        self._jobs = jobs
        self._stdin_name = stdin_name
        self._interruption = _Interruption()

    def __call__(self, paths: Sequence[str]) -> bool:
        """Process the paths; False if interrupted."""
        names = [path for path in paths if path != STDIN]
        found = discover(self._job.configuration, names, self._report.note) if names else {}
        if self._job.write:
            files.clear({os.path.dirname(path) for path in found})
        with self._interruption:
            if found:
                self._process(found.values())
            if STDIN in paths and not self._interruption:
                self._process_stdin()
        return not self._interruption

    def _process(self, names: Collection[str]) -> None:
        sizes = sharing.sizes(names)
        count = sharing.processes(sizes, self._jobs)
        with Workers(count, self._job) as workers:
            results = self._until_interrupted(workers, process, sharing.chunks(sizes, count))
            to_be_written: list[Outcome] = []
            for outcome in _in_order(sizes, self._report.progress(results, sizes)):
                if self._job.write and outcome.literals:
                    to_be_written.append(outcome)
                else:
                    self._report.add(outcome)
            if self._interruption:
                return
            # which library a file gets depends on the others: none is written before all are read
            stored = self._until_interrupted(workers, store, [[outcome] for outcome in to_be_written])
            for outcome in _in_order([each.name for each in to_be_written], stored):
                self._report.add_written(outcome)

    def _until_interrupted(
        self, workers: Workers[Job], function: Callable[[Job, Item], Outcome], chunks: Iterable[list[Item]]
    ) -> Iterator[tuple[str, Outcome]]:
        for item, result in workers.map(function, chunks):
            name = item if isinstance(item, str) else item.name
            yield name, Outcome(name, reason=f"{result}; exclude it") if isinstance(result, Died) else result
            if self._interruption:
                for _, finished in workers.finish():
                    yield finished.name, finished
                return

    def _process_stdin(self) -> None:
        try:
            file = files.FileContent(self._stdin_name, sys.stdin.buffer.read())
        except OSError as error:
            self._report.add(Outcome(self._stdin_name, reason=f"cannot be read: {error.strerror}"))
            return
        if self._job.configuration.excludes(
            STDIN
        ):  # excluded by its name; an editor still wants its text back
            outcome = Outcome(file.path, content=file.content)
        else:
            path = None if self._stdin_name == "stdin" else Path(self._stdin_name)
            outcome = process_text(self._job, file, path)
        self._report.add(outcome)
        if self._job.write and outcome.reason is None:
            self._report.write(outcome.content)


class _Interruption:
    """Notes a Ctrl-C, so that begun files are finished. The second one ends the program as usual."""

    def __init__(self) -> None:
        self._noted = False

    def __bool__(self) -> bool:
        return self._noted

    def __enter__(self) -> None:
        self._usual = signal.getsignal(signal.SIGINT)
        if self._usual is not signal.SIG_IGN:  # ignored, as in a background job
            signal.signal(signal.SIGINT, self._note)

    def _note(self, number: int, frame: FrameType | None) -> None:
        self._noted = True
        signal.signal(signal.SIGINT, self._usual)

    def __exit__(self, *exception: object) -> None:
        signal.signal(signal.SIGINT, self._usual)


def _in_order(names: Iterable[str], results: Iterable[tuple[str, Outcome]]) -> Iterator[Outcome]:
    """The outcomes in the order of the names; after an interruption, the ones that are done."""
    ready: dict[str, Outcome] = {}
    waiting = deque(names)
    for name, outcome in results:
        ready[name] = outcome
        while waiting and waiting[0] in ready:
            yield ready.pop(waiting.popleft())
    yield from (ready[name] for name in waiting if name in ready)
