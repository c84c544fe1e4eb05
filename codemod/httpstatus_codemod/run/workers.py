"""Worker processes; when one of them dies, the others go on."""

from __future__ import annotations

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
    """Stands for a result: the process that worked on the item has died."""

    exit_code: int | None

    def __str__(self) -> str:
        """What happened, for a message."""
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

    # Not concurrent.futures: when a worker dies, the whole pool is broken, and does not say on which item.

    def __init__(self, count: int, context: Context) -> None:
        """Start them."""
        self._context = context
        # without a lock: a process killed while it has one would stop all others
        self._stop = multiprocessing.RawValue("b", False)
        self._idle: list[_Worker] = [self._start() for _ in range(count)] if count > 1 else []
        self._busy: dict[
            Connection, tuple[_Worker, deque[Any]]
        ] = {}  # with the items it has not sent a result for
        self._queue: deque[deque[Any]] = deque()
        self._ready: deque[tuple[Any, Any]] = deque()  # items and their results

    def _start(self) -> _Worker:
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.Process(
            target=_serve, args=(ours, theirs, self._context, self._stop), daemon=True
        )
        process.start()
        theirs.close()  # only the worker has it now, so its death ends the pipe
        return _Worker(process, ours)

    def map(
        self, function: Callable[[Context, Item], Result], chunks: Iterable[list[Item]]
    ) -> Iterator[tuple[Item, Result | Died]]:
        """Apply a function to the items, chunk by chunk; results come as they are ready."""
        self._queue.extend(map(deque, chunks))
        if not self._idle and not self._busy:
            while self._queue:
                for item in self._queue.popleft():
                    yield item, function(self._context, item)
        while self._queue or self._busy:
            while self._queue and self._idle:
                self._hand_out(self._idle.pop(), function, self._queue.popleft())
            yield from self._collect()

    def finish(self) -> Iterator[tuple[Any, Any]]:
        """After an interruption: the results of what has begun; nothing else is begun."""
        self._stop.value = True
        while self._ready or self._busy:
            yield from (pair for pair in self._collect() if not isinstance(pair[1], Died))

    def _hand_out(self, worker: _Worker, function: Callable[..., Any], chunk: deque[Any]) -> None:
        self._busy[worker.pipe] = worker, chunk
        try:
            worker.pipe.send((function, chunk))
        except OSError:  # it died while it was idle
            del self._busy[worker.pipe]
            worker.process.join()
            self._hand_out(self._start(), function, chunk)

    def _collect(self) -> Iterator[tuple[Any, Any]]:
        if not self._ready:
            pipes = wait([*self._busy])
            self._ready.extend([self._receive(pipe) for pipe in [*self._busy] if pipe in pipes])
        while self._ready:  # a caller that stops here, after an interruption, gets the rest the next time
            yield self._ready.popleft()

    def _receive(self, pipe: Connection) -> tuple[Any, Any]:
        worker, chunk = self._busy[pipe]
        item = chunk.popleft()
        try:
            result = pipe.recv()
            if not chunk:
                self._idle.append(self._busy.pop(pipe)[0])
        except (EOFError, OSError):
            del self._busy[pipe]
            worker.process.join()
            result = Died(worker.process.exitcode)
            if chunk:
                self._queue.appendleft(chunk)
            if not self._stop.value:
                self._idle.append(self._start())
        return item, result

    def __enter__(self) -> Workers[Context]:
        """They live until the block ends."""
        return self

    def __exit__(self, *exception: object) -> None:
        """End them, whatever they are working on."""
        workers = [*self._idle, *(worker for worker, _ in self._busy.values())]
        for worker, _ in self._busy.values():
            worker.process.terminate()
        for worker in workers:
            worker.pipe.close()
        for worker in workers:
            worker.process.join()


def _serve(theirs: Connection, pipe: Connection, context: object, stop: Any) -> None:
    theirs.close()  # inherited by fork: with it open, this process would never see the pipe end
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process; the parent decides
    while True:
        try:
            function, chunk = pipe.recv()
        except EOFError:
            return
        for item in chunk:
            # one by one: if this process dies, the parent knows on which item
            pipe.send(function(context, item))
            if stop.value:
                return
