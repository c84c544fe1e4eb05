"""The command httpstatus-codemod."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any, NoReturn

from flake8_httpstatus import __version__
from flake8_httpstatus import options as httpstatus_options

from .run.printing import printable
from .run.report import Report

_PROGRAM = "httpstatus-codemod"
_INTERRUPTED = 130  # as shells have it: 128 and the signal's number
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


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        super().error(printable(message))


def _jobs(text: str) -> int:
    if text == "auto":
        return 0
    if not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is neither a number of processes nor 'auto'")
    return int(text)


def parser() -> argparse.ArgumentParser:
    """The parser of the command line."""
    parser = _Parser(
        prog=_PROGRAM,
        usage=f"{_PROGRAM} [options] PATH...",
        description="Rewrite bare HTTP status codes, as flake8-httpstatus reports them, to named constants.",
        epilog="Exit codes: 0 nothing left to do, or done; 1 --check found something to rewrite; "
        "2 a file could not be processed, or wrong usage; 130 interrupted.",
        allow_abbrev=False,
    )
    parser.set_defaults(flake8=[])
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help="file or folder; - for standard input to standard output")
    add("--check", action="store_true", help="write nothing; list what would be rewritten")
    add("--diff", action="store_true", help="write nothing; print the changes as a diff")
    add("--statistics", action="store_true", help="count rules and constants")
    add("-q", "--quiet", action="store_true", help="say nothing but errors")
    add("-j", "--jobs", type=_jobs, default=0, metavar="N", help="number of processes (default: auto)")
    add("--stdin-filename", metavar="NAME", help="name of the file that standard input stands for")
    add("--version", action="version", version=f"{_PROGRAM} {__version__}")

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
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives the exit code."""
    _open_output()
    command_line = parser()
    options = command_line.parse_args(arguments)
    if not options.paths:
        command_line.error("no PATH given; . is the current folder")
    if not (find_spec("libcst") and find_spec("tqdm")):
        return _misused("the codemod is not installed: pip install 'flake8-httpstatus[codemod]'")
    try:
        return _main(options)
    except BrokenPipeError:
        # the reader has enough; what Python has buffered goes nowhere
        os.dup2(_nowhere(), sys.stdout.fileno())
        return _PIPE_CLOSED
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return _INTERRUPTED


def _open_output() -> None:
    """Make sure that anything can be printed."""
    # None if the shell closed it
    sys.stdout = sys.stdout or os.fdopen(_nowhere(), "w")
    sys.stderr = sys.stderr or os.fdopen(_nowhere(), "w")
    for stream in sys.stdout, sys.stderr:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a file name may be in any encoding


def _nowhere() -> int:
    return os.open(os.devnull, os.O_WRONLY)


def _main(options: argparse.Namespace) -> int:
    from flake8_httpstatus.rules import RULES

    from .flake8_bridge import STDIN, Configuration, UsageError
    from .run.running import Run

    if STDIN in options.paths and sys.stdin is None:
        return _misused("standard input is closed, and - asks for it")
    name = options.stdin_filename or "stdin"
    try:
        configuration = Configuration([*options.flake8, f"--stdin-display-name={name}"])
    except UsageError as error:
        return _misused(str(error))
    report = Report(options.check, options.diff, options.quiet)
    rules = [rule.code for rule in RULES]
    if not configuration.selects(rules):
        select = any(each.startswith("--select=") for each in options.flake8)
        if select and not Configuration([*options.flake8, "--isolated"]).selects(rules):
            return _misused("--select selects no HSC rule; --select HSC selects all of them")
        report.note("flake8 is configured to select no HSC rule; --select HSC does")
    run = Run(configuration, report, options.jobs, name)
    try:
        finished = run(options.paths)
    except KeyboardInterrupt:  # while files are searched for, or a second Ctrl-C
        finished = False
    if options.statistics:
        report.statistics()
    report.summary(interrupted=not finished)
    return report.exit_code() if finished else _INTERRUPTED


def _misused(message: str) -> int:
    print(printable(f"{_PROGRAM}: error: {message}"), file=sys.stderr)
    return 2
