"""How the files of a run are shared out among its processes."""

from __future__ import annotations

import os
from collections.abc import Iterable

_WORTH_A_PROCESS = 200_000  # bytes of source: searched in about the time that a process takes to start
_CHUNKS_PER_PROCESS = 16  # enough for all processes to end at about the same time


def sizes(names: Iterable[str]) -> dict[str, int]:
    """The files' sizes in bytes."""
    return {name: _size(name) for name in names}


def processes(sizes: dict[str, int], jobs: int) -> int:
    """How many processes to use; `jobs` is what the user wants, 0: as many as are worth it."""
    wanted = jobs or min(os.cpu_count() or 1, 1 + sum(sizes.values()) // _WORTH_A_PROCESS)
    return min(wanted, len(sizes))


def chunks(sizes: dict[str, int], count: int) -> list[list[str]]:
    """Chunks of about the same size, the largest files first."""
    limit = sum(sizes.values()) // (count * _CHUNKS_PER_PROCESS)
    found: list[list[str]] = []
    room = 0
    for name in sorted(sizes, key=sizes.__getitem__, reverse=True):
        if room <= 0:
            found.append([])
            room = limit
        found[-1].append(name)
        room -= sizes[name]
    return found


def _size(name: str) -> int:
    try:
        return os.stat(name).st_size
    except OSError:
        return 0  # reading it will give the reason
