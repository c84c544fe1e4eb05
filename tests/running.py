"""The commands, run in the tests' own process.

A new process costs half a second: only tests of processes, signals, streams and start-up pay for one.
"""

from __future__ import annotations

import contextlib
import io
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from httpstatus_codemod import cli
from httpstatus_codemod.suggest import cli as suggest_cli


class Ran(NamedTuple):
    """The exit code and the output of a run."""

    code: int
    out: str
    err: str


def codemod(*arguments: str, folder: Path | None = None, stdin: bytes = b"") -> Ran:
    """Run httpstatus-codemod in a folder, by default the current one, with these bytes on standard input."""
    return _ran(cli.main, arguments, folder, stdin)


def suggest(*arguments: str, folder: Path, stdin: bytes = b"") -> Ran:
    """Run `python -m flake8_httpstatus suggest`."""
    return _ran(suggest_cli.main, arguments, folder, stdin)


def _ran(
    main: Callable[[Sequence[str]], int], arguments: Sequence[str], folder: Path | None, stdin: bytes
) -> Ran:
    forget()
    streams = {name: io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for name in ("stdout", "stderr")}
    given = io.TextIOWrapper(io.BytesIO(stdin))
    with contextlib.chdir(folder or Path()), patch.multiple(sys, stdin=given, **streams):
        try:
            # one process: forked ones may hang where pytest-xdist has threads
            code = main(["-j1", *arguments])
        except SystemExit as exit:  # of argparse
            code = int(exit.code or 0)
    out, err = map(_text, streams.values())
    return Ran(code, out, err)


def unnamed(messages: str) -> str:
    """The messages of a run without those that name a rewritten file."""
    return re.sub(r"^rewrote .+ \(\d+\)\n", "", messages, flags=re.MULTILINE)


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.detach()
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()


def forget() -> None:
    """Clear all caches, as if the process were new: the files of a project may have changed."""
    for name, module in [*sys.modules.items()]:
        if name.partition(".")[0] in ("flake8_httpstatus", "httpstatus_codemod"):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
