"""The command httpstatus-codemod."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib.util import find_spec

from flake8_httpstatus import __version__

from .command_line import (
    INTERRUPTED,
    Parser,
    add_options_of_flake8,
    ended,
    jobs,
    misused,
    open_output,
)
from .run.report import Report

_PROGRAM = "httpstatus-codemod"


def parser() -> argparse.ArgumentParser:
    """The parser of the command line."""
    parser = Parser(
        prog=_PROGRAM,
        usage=f"{_PROGRAM} [options] PATH...",
        description="Rewrite bare HTTP status codes, as flake8-httpstatus reports them, to named constants.",
        epilog="Exit codes: 0 nothing left to do, or done; 1 --check found something to rewrite; "
        "2 a file could not be processed, or wrong usage; 130 interrupted.",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help="file or folder; - for standard input to standard output")
    add("--check", action="store_true", help="write nothing; list what would be rewritten")
    add("--diff", action="store_true", help="write nothing; print the changes as a diff")
    add("--statistics", action="store_true", help="count rules and constants")
    add("-q", "--quiet", action="store_true", help="say nothing but errors")
    add("-j", "--jobs", type=jobs, default=0, metavar="N", help="number of processes (default: auto)")
    add("--stdin-filename", metavar="NAME", help="name of the file that standard input stands for")
    add("--version", action="version", version=f"{_PROGRAM} {__version__}")

    add_options_of_flake8(parser)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives the exit code."""
    open_output()
    command_line = parser()
    options = command_line.parse_args(arguments)
    if not options.paths:
        command_line.error("no PATH given; . is the current folder")
    if not (find_spec("libcst") and find_spec("tqdm")):
        return misused(_PROGRAM, "the codemod is not installed: pip install 'flake8-httpstatus[codemod]'")
    return ended(lambda: _main(options))


def _main(options: argparse.Namespace) -> int:
    from flake8_httpstatus.rules import RULES

    from .flake8_bridge import STDIN, Configuration, UsageError
    from .run.running import Run

    if STDIN in options.paths and sys.stdin is None:
        return misused(_PROGRAM, "standard input is closed, and - asks for it")
    name = options.stdin_filename or "stdin"
    try:
        configuration = Configuration([*options.flake8, f"--stdin-display-name={name}"])
    except UsageError as error:
        return misused(_PROGRAM, str(error))
    report = Report(options.check, options.diff, options.quiet)
    rules = [rule.code for rule in RULES]
    if not configuration.selects(rules):
        select = any(each.startswith("--select=") for each in options.flake8)
        if select and not Configuration([*options.flake8, "--isolated"]).selects(rules):
            return misused(_PROGRAM, "--select selects no HSC rule; --select HSC selects all of them")
        report.note("flake8 is configured to select no HSC rule; --select HSC does")
    run = Run(configuration, report, options.jobs, name)
    try:
        finished = run(options.paths)
    except KeyboardInterrupt:  # while files are searched for, or a second Ctrl-C
        finished = False
    if options.statistics:
        report.statistics()
    report.summary(interrupted=not finished)
    return report.exit_code() if finished else INTERRUPTED
