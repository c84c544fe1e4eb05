"""Worker processes that survive the death of one of them."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

Context = TypeVar("Context")
Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Died:
    """What there is instead of a result: the process that worked on the item is gone."""

    exit_code: int | None

    def __str__(self) -> str:
        """In words."""
        if self.exit_code is not None and self.exit_code < 0:
            number = -self.exit_code
            return f"the process working on it was ended by signal {number} ({signal.strsignal(number)})"
        return f"the process working on it ended with exit code {self.exit_code}"


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection


class Workers(Generic[Context]):
    """Processes that apply functions to items; each function also gets the context.

    With a count of 1 there is no process but this one.
    """

    # Not concurrent.futures: when a worker dies, its pool is broken and does not tell on which item.

    def __init__(self, count: int, context: Context) -> None:
        """Start them."""
        self._context = context
        self._idle: list[_Worker] = [self._start() for _ in range(count)] if count > 1 else []
        self._busy: dict[Connection, tuple[_Worker, list[Any]]] = {}

    def _start(self) -> _Worker:
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.Process(target=_serve, args=(ours, theirs, self._context), daemon=True)
        process.start()
        theirs.close()  # held by the worker alone, so that its death is seen as the end of the pipe
        return _Worker(process, ours)

    def map(
        self, function: Callable[[Context, Item], Result], chunks: Iterable[list[Item]]
    ) -> Iterator[tuple[Item, Result | Died]]:
        """Apply a function to the items, chunk by chunk; results come as they are ready."""
        queue = deque(chunks)
        if not self._idle and not self._busy:
            for chunk in queue:
                for item in chunk:
                    yield item, function(self._context, item)
            return
        while queue or self._busy:
            while queue and self._idle:
                self._hand_out(self._idle.pop(), function, queue.popleft())
            for worker, chunk, results in self._collect():
                if results is not None:
                    self._idle.append(worker)
                    yield from zip(chunk, results, strict=True)
                    continue
                self._idle.append(self._start())
                if len(chunk) == 1:
                    yield chunk[0], Died(worker.process.exitcode)
                else:  # which of them it was shows when they are tried one by one
                    queue.extendleft([item] for item in chunk)

    def finish(self) -> Iterator[tuple[Any, Any]]:
        """After an interruption: the results of what is in hand; nothing more is begun."""
        while self._busy:
            for _, chunk, results in self._collect():
                if results is not None:
                    yield from zip(chunk, results, strict=True)

    def _hand_out(self, worker: _Worker, function: Callable[..., Any], chunk: list[Any]) -> None:
        self._busy[worker.pipe] = worker, chunk
        with contextlib.suppress(OSError):  # it died while it had nothing to do: `_collect` sees it
            worker.pipe.send((function, chunk))

    def _collect(self) -> Iterator[tuple[_Worker, list[Any], list[Any] | None]]:
        ready = wait([*self._busy])
        for pipe in [pipe for pipe in self._busy if pipe in ready]:
            worker, chunk = self._busy.pop(pipe)
            try:
                results = worker.pipe.recv()
            except (EOFError, OSError):
                worker.process.join()
                results = None
            yield worker, chunk, results

    def __enter__(self) -> Workers[Context]:
        """The block in which they live."""
        return self

    def __exit__(self, *exception: object) -> None:
        """End them; what they still have in hand is no longer wanted."""
        workers = [*self._idle, *(worker for worker, _ in self._busy.values())]
        for worker, _ in self._busy.values():
            worker.process.terminate()
        for worker in workers:
            worker.pipe.close()
        for worker in workers:
            worker.process.join()


def _serve(theirs: Connection, pipe: Connection, context: object) -> None:
    theirs.close()  # a forked process inherits it, and would wait for itself to end the pipe
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process; the first one decides
    while True:
        try:
            function, chunk = pipe.recv()
        except EOFError:
            return
        pipe.send([function(context, item) for item in chunk])
