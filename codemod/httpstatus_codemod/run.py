"""One run over files, folders and standard input."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import FrameType

from . import files
from .configuration import STDIN, Configuration
from .discovery import discover
from .job import Job, Outcome, Task, find, rewrite, rewrite_text
from .report import Report
from .stars import is_star_imported
from .workers import Died, Workers

_WORTH_A_PROCESS = 200_000  # bytes of source: about what is searched while a process starts
_CHUNKS_PER_PROCESS = 16  # so many that no process is done long before the others


class Run:
    """One run, from the paths to the outcomes."""

    def __init__(self, configuration: Configuration, report: Report, jobs: int, stdin_name: str) -> None:
        """`jobs` is the number of processes; 0: as many as are of use."""
        self._job = Job(configuration, write=not (report.check or report.diff), diff=report.diff)
        self._report = report
        self._jobs = jobs
        self._stdin_name = stdin_name
        self._interruption = _Interruption()

    def __call__(self, paths: Sequence[str]) -> bool:
        """Process the paths; False: it was interrupted."""
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

    def _process(self, names: Iterable[str]) -> None:
        sizes = {Task(name): _size(name) for name in names}
        count = self._jobs or min(os.cpu_count() or 1, 1 + sum(sizes.values()) // _WORTH_A_PROCESS)
        count = min(count, len(sizes))
        with Workers(count, self._job) as workers:
            # who star-imports what must be known before the first file is rewritten: two rounds
            stars: frozenset[str] = frozenset()
            found: list[str] = []
            for outcome in self._apply(workers, find, [*sizes], _chunks(sizes, count)):
                stars |= outcome.star_imports
                if outcome.reason is not None or not (self._job.write or self._job.diff):
                    self._report.add(outcome)
                elif outcome.literals:
                    found.append(outcome.name)
            if self._interruption:
                return
            tasks = [Task(name, is_star_imported(name, stars)) for name in found]
            largest_first = sorted(tasks, key=lambda task: -sizes[Task(task.name)])
            for outcome in self._apply(workers, rewrite, tasks, [[task] for task in largest_first]):
                self._report.add(outcome)

    def _apply(
        self,
        workers: Workers[Job],
        function: Callable[[Job, Task], Outcome],
        tasks: Sequence[Task],
        chunks: Iterable[list[Task]],
    ) -> Iterator[Outcome]:
        """The outcomes, in the order of the tasks."""
        ready: dict[Task, Outcome] = {}
        turn = 0
        for task, result in self._report.progress(
            self._until_interrupted(workers, function, chunks), len(tasks)
        ):
            ready[task] = (
                Outcome(task.name, reason=f"{result}; exclude it") if isinstance(result, Died) else result
            )
            while turn < len(tasks) and tasks[turn] in ready:
                yield ready.pop(tasks[turn])
                turn += 1
        yield from ready.values()  # after an interruption: those before them are not done

    def _until_interrupted(
        self, workers: Workers[Job], function: Callable[[Job, Task], Outcome], chunks: Iterable[list[Task]]
    ) -> Iterator[tuple[Task, Outcome | Died]]:
        for result in workers.map(function, chunks):
            yield result
            if self._interruption:
                yield from workers.finish()
                return

    def _process_stdin(self) -> None:
        file = files.FileContent(self._stdin_name, sys.stdin.buffer.read())
        if list(self._job.configuration.files([STDIN], self._report.note)):
            path = None if self._stdin_name == "stdin" else Path(self._stdin_name)
            outcome = rewrite_text(Job(self._job.configuration, diff=self._job.diff), file, path)
        else:  # excluded by its name: an editor still wants its text back
            outcome = Outcome(file.path, content=file.content)
        self._report.add(outcome)
        if self._job.write and outcome.reason is None:
            self._report.write(outcome.content)


class _Interruption:
    """Ctrl-C, noted: what is in hand is finished. A second one acts as ever."""

    def __init__(self) -> None:
        self._noted = False

    def __bool__(self) -> bool:
        return self._noted

    def __enter__(self) -> None:
        self._usual = signal.getsignal(signal.SIGINT)
        if self._usual is not signal.SIG_IGN:  # as in a background job
            signal.signal(signal.SIGINT, self._note)

    def _note(self, number: int, frame: FrameType | None) -> None:
        self._noted = True
        signal.signal(signal.SIGINT, self._usual)

    def __exit__(self, *exception: object) -> None:
        signal.signal(signal.SIGINT, self._usual)


def _chunks(sizes: dict[Task, int], count: int) -> list[list[Task]]:
    """Largest files first, in chunks of about the same size."""
    limit = sum(sizes.values()) // (count * _CHUNKS_PER_PROCESS)
    chunks: list[list[Task]] = []
    room = 0
    for task in sorted(sizes, key=lambda task: -sizes[task]):
        if room <= 0:
            chunks.append([])
            room = limit
        chunks[-1].append(task)
        room -= sizes[task]
    return chunks


def _size(name: str) -> int:
    try:
        return os.stat(name).st_size
    except OSError:
        return 0  # reading it will tell the reason
