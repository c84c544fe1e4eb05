"""Worker processes, started by fork and by spawn."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from httpstatus_codemod.run.workers import Died, Workers


@pytest.fixture(params=["fork", "spawn"])
def method(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    before = multiprocessing.get_start_method(allow_none=True)
    multiprocessing.set_start_method(request.param, force=True)
    yield request.param
    multiprocessing.set_start_method(before, force=True)


def add(context: int, item: int) -> int:
    return context + item


def where(context: int, item: int) -> int:
    time.sleep(0.01)
    return os.getpid()


def die(context: int, item: int) -> int:
    if item == 7:
        os._exit(3)
    if item == 9:
        os.kill(os.getpid(), signal.SIGKILL)
    return item


def note_and_die(context: Path, item: int) -> int:
    (context / f"{item:02}").touch(exist_ok=False)
    return die(0, item)


def slow(context: int, item: int) -> int:
    time.sleep(0.3)
    return item


def chunks(items: range, size: int) -> list[list[int]]:
    return [list(items[start : start + size]) for start in range(0, len(items), size)]


@pytest.mark.parametrize("count", [1, 2, 5])
def test_every_item_once(count: int) -> None:
    with Workers(count, 100) as workers:
        results = sorted(workers.map(add, chunks(range(50), 3)))
        again = sorted(workers.map(add, chunks(range(5), 1)))
    assert results == [(item, 100 + item) for item in range(50)]
    assert again == [(item, 100 + item) for item in range(5)]


def test_other_processes(method: str) -> None:
    with Workers(2, 0) as workers:
        processes = {process for _, process in workers.map(where, chunks(range(40), 2))}
    assert len(processes) == 2 and os.getpid() not in processes


def test_one_is_this_process() -> None:
    with Workers(1, 0) as workers:
        assert list(workers.map(where, [[1]])) == [(1, os.getpid())]


@pytest.mark.parametrize("size", [1, 4, 20])
def test_a_death_is_told_of_its_item_alone(method: str, size: int) -> None:
    with Workers(2, 0) as workers:
        results = dict(workers.map(die, chunks(range(20), size)))
    deaths = {item: result for item, result in results.items() if isinstance(result, Died)}
    assert sorted(results) == list(range(20))
    assert sorted(deaths) == [7, 9]
    assert "exit code 3" in str(deaths[7])
    assert "signal 9 (Killed)" in str(deaths[9])


def test_nothing_is_done_twice(method: str, tmp_path: Path) -> None:
    """What a worker finished before it died is not done again."""
    with Workers(2, tmp_path) as workers:
        results = dict(workers.map(note_and_die, chunks(range(20), 20)))
    assert sorted(results) == list(range(20))
    assert sorted(tmp_path.iterdir()) == [tmp_path / f"{item:02}" for item in range(20)]


def test_a_death_while_idle_is_nobody(method: str) -> None:
    with Workers(2, 0) as workers:
        processes = {process for _, process in workers.map(where, chunks(range(40), 2))}
        os.kill(min(processes), signal.SIGKILL)
        while min(processes) in {process.pid for process in multiprocessing.active_children()}:
            time.sleep(0.01)
        assert sorted(workers.map(add, chunks(range(9), 3))) == [(item, item) for item in range(9)]


def test_after_an_interruption_nothing_is_lost() -> None:
    """No result that a worker sent is dropped, whenever the reader stops."""
    with Workers(4, 0) as workers:
        results = workers.map(slow, chunks(range(100), 25))
        done = [next(results), *workers.finish()]
    assert 4 <= len(done) <= 8
    assert len({item for item, _ in done}) == len(done)


def test_finish_gives_what_is_in_hand() -> None:
    with Workers(2, 0) as workers:
        results = workers.map(slow, chunks(range(100), 1))
        first = next(results)
        rest = list(workers.finish())
    assert 1 <= len([first, *rest]) <= 4


def test_no_process_is_left() -> None:
    with pytest.raises(KeyboardInterrupt), Workers(2, 0) as workers:
        for _ in workers.map(slow, chunks(range(100), 1)):
            raise KeyboardInterrupt
    assert not multiprocessing.active_children()
