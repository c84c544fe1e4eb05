"""The progress bar of a long run."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, Never, TypeVar

if TYPE_CHECKING:
    from tqdm import tqdm

Result = TypeVar("Result")

_DELAY: Final = 1  # seconds until it is shown
_ROOM: Final = 3  # columns for the `^C` that a terminal puts behind the bar, and for the cursor


class Progress:
    """How much of the source is searched: on a terminal, and after the first second."""

    def __init__(self, wanted: bool) -> None:
        """There is none where it is not wanted, or where nobody would see it."""
        self._wanted = wanted and sys.stderr.isatty() and not _is_pipe(sys.stdout.fileno())
        self._bar: tqdm[Never] | None = None
        self._width = 0

    def __call__(
        self, results: Iterable[tuple[str, Result]], sizes: Mapping[str, int]
    ) -> Iterator[tuple[str, Result]]:
        """The results again, each with its name; `sizes` are in bytes."""
        if not self._wanted:
            yield from results
            return
        from tqdm import tqdm

        tqdm.monitor_interval = 0  # no thread, as processes are forked later
        self._width = os.get_terminal_size(sys.stderr.fileno()).columns
        bar = tqdm(
            total=sum(sizes.values()),
            unit="B",
            unit_scale=True,
            smoothing=0,  # the average of the whole run: files are not alike
            delay=_DELAY,
            leave=False,
            ncols=max(self._width - _ROOM, 1),
        )
        self._bar = bar
        with bar:
            for name, result in results:
                yield name, result
                bar.update(sizes[name])
            self.aside()
        self._bar = None

    def aside(self) -> None:
        """Clear the bar's line, for other text; the next result draws it again."""
        # tqdm's own `clear` leaves a `^C` behind it, and its `external_write_mode` draws a bar in any case
        bar = self._bar
        if bar is not None and bar.last_print_t >= bar.start_t + _DELAY:
            print(f"\r{' ' * (self._width - 1)}\r", end="", file=sys.stderr, flush=True)


def _is_pipe(descriptor: int) -> bool:
    """Whether a program reads the output: a pager, say, has the terminal for itself."""
    return stat.S_ISFIFO(os.fstat(descriptor).st_mode)
