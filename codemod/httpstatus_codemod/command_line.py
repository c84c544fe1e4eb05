"""What the command lines of all commands share: flake8's options, streams, how they end."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from flake8_httpstatus import options as httpstatus_options

from .run.printing import printable

INTERRUPTED = 130  # as shells have it: 128 and the signal's number
_PIPE_CLOSED = 141

# flake8's options that decide on files and findings, each with its metavar (None: takes no value) and help
_FLAKE8_OPTIONS = {
    "--select": ("RULES", "rewrite what these rules report, and nothing else: HSC, HSC101,HSC103"),
    "--extend-select": ("RULES", "rewrite what these rules report, too"),
    "--ignore": ("RULES", "do not rewrite what these rules report"),
    "--extend-ignore": ("RULES", "the same, besides what the configuration ignores"),
    "--per-file-ignores": ("FILES:RULES", "ignore rules in some files: tests/*:HSC103"),
    "--exclude": ("PATTERNS", "leave these files and folders out, in place of flake8's list (.git, .tox, …)"),
    "--extend-exclude": ("PATTERNS", "leave these out, too"),
    "--filename": ("PATTERNS", "which files of a folder to take (default: *.py)"),
    "--config": ("FILE", "read this configuration, in place of setup.cfg, tox.ini or .flake8"),
    "--append-config": ("FILE", "read this configuration after the others"),
    "--isolated": (None, "read no configuration"),
    "--disable-noqa": (None, "rewrite lines with a `# noqa` comment, too"),
}


class _Forward(argparse.Action):
    """An option that is passed on to flake8's own parser."""

    def __call__(
        self, parser: object, namespace: argparse.Namespace, values: Any, option: str | None = None
    ) -> None:
        forwarded = [option] if self.nargs == 0 else [f"{option}={values}"]
        namespace.flake8 = [*namespace.flake8, *forwarded]


class Parser(argparse.ArgumentParser):
    """A parser whose messages can be printed, whatever is in the arguments."""

    def error(self, message: str) -> NoReturn:
        """Exit with a message."""
        super().error(printable(message))


def jobs(text: str) -> int:
    """The number of processes that a user wants; 0: as many as are worth it."""
    if text == "auto":
        return 0
    if not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is neither a number of processes nor 'auto'")
    return int(text)


def add_options_of_flake8(parser: argparse.ArgumentParser) -> None:
    """Add the options that go to flake8's own parser; they are collected under `flake8`."""
    parser.set_defaults(flake8=[])
    group = parser.add_argument_group(
        "options of flake8",
        "They mean what they mean to flake8, and are read from its configuration files too.",
    )
    for name, (metavar, about) in _FLAKE8_OPTIONS.items():
        group.add_argument(name, action=_Forward, nargs=None if metavar else 0, metavar=metavar, help=about)

    ours = parser.add_argument_group("options of flake8-httpstatus", "flake8 knows these, too.")

    def add_option(name: str, *, default: object, help: str, metavar: str, **flake8s: object) -> None:
        # `default` is only for the help; flake8's parser has it, and the configuration files
        ours.add_argument(name, action=_Forward, default=default, metavar=metavar, help=help)

    httpstatus_options.register(add_option)


def ended(command: Callable[[], int]) -> int:
    """Run a command; gives the exit code, also where the reader of its output has gone or a user stops it."""
    try:
        return command()
    except BrokenPipeError:
        # the reader has enough; what Python has buffered goes nowhere
        os.dup2(_nowhere(), sys.stdout.fileno())
        return _PIPE_CLOSED
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return INTERRUPTED


def open_output() -> None:
    """Make sure that anything can be printed."""
    # None if the shell closed it
    sys.stdout = sys.stdout or os.fdopen(_nowhere(), "w")
    sys.stderr = sys.stderr or os.fdopen(_nowhere(), "w")
    for stream in sys.stdout, sys.stderr:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a file name may be in any encoding


def _nowhere() -> int:
    return os.open(os.devnull, os.O_WRONLY)


def misused(program: str, message: str) -> int:
    """Say how a command line is wrong; gives the exit code."""
    print(printable(f"{program}: error: {message}"), file=sys.stderr)
    return 2
