"""Asks a process about a text.

A process of its own: a server keeps its current folder, and what it has once read, and a crash of LibCST's
parser would end it. This module imports nothing that a server has not loaded.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from threading import Lock, Timer
from typing import Any, Final

SECONDS: Final = 120  # until a question is given up; busy machines take long

# not `-m`: the current folder is the project's, and its modules must not hide ours
_PROGRAM: Final = (
    "import sys; sys.path[:] = filter(None, sys.path); "
    "from httpstatus_codemod.editor.answers import main; sys.exit(main())"
)


class Unanswered(Exception):
    """There is no answer; the message says why in one line."""


class Process:
    """A process that answers, in the folder whose flake8 configuration counts."""

    def __init__(self, folder: str | None) -> None:
        """Start it; None: in the current folder."""
        self._turn = Lock()
        self._timed_out = False
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _PROGRAM],
                cwd=folder,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise Unanswered(str(error)) from None

    def ask(self, question: str, **about: Any) -> Any:
        """The answer. Raises `Unanswered`."""
        with self._turn:
            line = self._exchanged(json.dumps({"question": question, **about}))
        if not line:
            raise Unanswered(self._ended())
        said = json.loads(line)
        if "error" in said:
            raise Unanswered(said["error"])
        return said["answer"]

    def _exchanged(self, line: str) -> str:
        assert self._process.stdin and self._process.stdout
        timer = Timer(SECONDS, self._give_up)
        timer.start()
        try:
            self._process.stdin.write(f"{line}\n")
            self._process.stdin.flush()
            return self._process.stdout.readline()
        except (OSError, ValueError):  # it has ended, or was closed
            return ""
        finally:
            timer.cancel()

    def _give_up(self) -> None:
        self._timed_out = True
        self._process.kill()

    def _ended(self) -> str:
        if self._timed_out:
            return f"timed out after {SECONDS} seconds"
        return f"the process that was asked ended with exit code {self._process.wait()}"

    @property
    def has_ended(self) -> bool:
        """Whether it can no longer be asked."""
        return self._process.poll() is not None

    def close(self) -> None:
        """Let it answer what it was asked, and end it."""
        with self._turn, contextlib.suppress(OSError):
            assert self._process.stdin and self._process.stdout
            self._process.stdin.close()
            self._process.stdout.close()
        self._process.wait()


def name_in(folder: str | None, uri: str, path: str) -> str:
    """What flake8, run in the folder, calls a file; `stdin` where it is not saved yet."""
    if not uri.startswith("file:"):
        return "stdin"
    if folder is None or not path.startswith(os.path.join(folder, "")):
        return path
    return os.path.relpath(path, folder)
