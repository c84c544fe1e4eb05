"""Run flake8 in this process and print which share of its CPU time our plugin took.

    python -m tests.benchmarks.lint_share FOLDER

prints "plugin seconds, all seconds, findings". flake8 runs with `--jobs 1`, so that all is in one process.
"""

from __future__ import annotations

import contextlib
import io
import sys
import time
from collections.abc import Iterator
from typing import Any

from flake8.main import cli

from flake8_httpstatus.plugin import Plugin


def main(folder: str) -> None:
    spent, found = 0.0, 0
    run = Plugin.run

    def timed(self: Plugin) -> Iterator[tuple[int, int, str, type[Any]]]:
        nonlocal spent, found
        start = time.process_time()
        results = list(run(self))
        spent += time.process_time() - start
        found += len(results)
        yield from results

    Plugin.run = timed  # type: ignore[method-assign]
    start = time.process_time()
    with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())):  # flake8 writes to its buffer
        cli.main(["--isolated", "--jobs", "1", folder])
    print(spent, time.process_time() - start, found)


if __name__ == "__main__":
    main(sys.argv[1])
