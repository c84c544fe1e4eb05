"""The command httpstatus-codemod on a terminal that has a size: what stands on the screen in the end."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pyte
import pytest
from blocks import block
from patched import before_rewriting, before_writing

BARE = block("""
    from rest_framework.response import Response

    r = Response(status=404)
    """)
COMMAND = ("-m", "httpstatus_codemod")
WIDTHS = pytest.mark.parametrize("width", [100, 60])


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Eight files; one cannot be parsed, and one has something that is left to people."""
    monkeypatch.chdir(tmp_path)
    for number in range(8):
        Path(f"f{number}.py").write_text(BARE)
    Path("f5.py").write_text("Response(status=404\n")
    Path("f6.py").write_text(BARE + "assert r.status_code, 200\n")
    return tmp_path


def printed(*arguments: str, width: int = 80, keys: bytes = b"", **environment: str) -> Iterator[bytes]:
    """What a command prints on a terminal, piece by piece; the keys are typed as soon as there is a bar."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    ignored = ("NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS", "LINES")
    variables = {name: value for name, value in os.environ.items() if name not in ignored}
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**variables, "TERM": "xterm", **environment},
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # its Ctrl-C comes from this terminal
    )
    os.close(theirs)
    try:
        while piece := os.read(ours, 65536):
            yield piece
            if keys and b"B/s" in piece:
                os.write(ours, keys)
                keys = b""
    except OSError:  # the other end is closed
        process.wait()
    finally:
        os.close(ours)


def screens(pieces: Iterator[bytes], width: int) -> list[list[str]]:
    """What stands on the screen after each piece, without the empty lines at the end."""
    screen = pyte.Screen(width, 24)
    stream = pyte.ByteStream(screen)
    shown = []
    for piece in pieces:
        stream.feed(piece)
        shown.append("\n".join(line.rstrip() for line in screen.display).rstrip().splitlines())
    return shown


CHECKED = [
    *(f"./f{number}.py: 1 literal" for number in range(5)),
    "./f5.py:1:9: Python",
    "./f6.py: 1 literal",
    "./f7.py: 1 literal",
    "would rewrite 7 literals in 7 files; 1 file skipped",
    "1 finding is left to you: HSC202 1",
]


def unfolded(lines: list[str]) -> list[str]:
    """The lines on a screen, where the long one about the file that cannot be parsed is cut short."""
    text = "\n".join(lines)
    begin, end = text.index("f5.py:1:9: Python") + len("f5.py:1:9: Python"), text.index("it is for")
    return (text[:begin] + text[end + len("it is for") :]).splitlines()


@WIDTHS
def test_a_short_run(project: Path, width: int) -> None:
    """It takes less than a second, so there is never a bar; also where a terminal is slow to read."""
    *_, last = screens(printed(*COMMAND, "--check", "-j1", ".", width=width), width)
    assert unfolded(last) == CHECKED


@WIDTHS
def test_a_long_run(project: Path, width: int) -> None:
    """The bar is redrawn on the line below the last message, and is gone at the end."""
    slow = before_rewriting("time.sleep(0.3)")
    *shown, last = screens(printed("-c", slow, "--check", "-j1", ".", width=width), width)
    assert unfolded(last) == CHECKED
    bars = [line for lines in shown for line in lines if "B/s" in line]
    assert bars
    assert all(len(line) <= width and "%|" in line for line in bars)
    for lines in shown:
        assert not any("B/s" in line for line in lines[:-1])


@WIDTHS
def test_files_that_are_written_are_named(project: Path, width: int) -> None:
    slow = before_writing("time.sleep(0.2)")
    *_, last = screens(printed("-c", slow, "-j1", ".", width=width), width)
    written = [f"rewrote ./f{number}.py (1)" for number in (0, 1, 2, 3, 4, 6, 7)]
    assert unfolded(last) == [
        "./f5.py:1:9: Python",
        *written,
        "rewrote 7 literals in 7 files; 1 file skipped",
        "1 finding is left to you: HSC202 1",
    ]


@WIDTHS
def test_interrupted_while_the_bar_is_shown(project: Path, width: int) -> None:
    slow = before_rewriting("time.sleep(0.4)")
    *_, last = screens(printed("-c", slow, "--check", "-j1", ".", width=width, keys=b"\x03"), width)
    assert any(line.startswith("interrupted: would rewrite ") for line in last[-2:])
    assert not any("B/s" in line or "^C" in line for line in last)


def test_no_bar_where_a_program_reads_the_output(project: Path) -> None:
    """A pager has the screen for itself."""
    script = f'{sys.executable} -c "$PROGRAM" --diff -j1 . | cat'
    shell = "import os; os.execvp('sh', ['sh', '-c', os.environ['SCRIPT']])"
    slow = before_rewriting("time.sleep(0.3)")
    said = b"".join(printed("-c", shell, SCRIPT=script, PROGRAM=slow))
    assert b"would rewrite 7 literals" in said
    assert b"B/s" not in said


RED = b"\x1b[31m-r = Response(status=404)\x1b[0m"


def test_colours(project: Path) -> None:
    def diff(**environment: str) -> bytes:
        return b"".join(printed(*COMMAND, "--diff", "f0.py", **environment))

    assert RED in diff()
    assert RED in diff(TERM="dumb", FORCE_COLOR="1")
    for environment in ({"TERM": "dumb"}, {"NO_COLOR": "1"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}):
        assert b"\x1b" not in diff(**environment)


def test_colours_for_a_program_that_reads_the_output(project: Path) -> None:
    def diff(**environment: str) -> bytes:
        command = [sys.executable, *COMMAND, "--diff", "f0.py"]
        environment = {**os.environ, **environment}
        return subprocess.run(command, env=environment, capture_output=True, check=True).stdout

    assert RED in diff(FORCE_COLOR="1", NO_COLOR="")
    assert b"\x1b" not in diff(FORCE_COLOR="", NO_COLOR="")
