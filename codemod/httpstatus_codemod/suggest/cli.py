"""The command `python -m flake8_httpstatus suggest`."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING

from flake8_httpstatus.options import ATTRIBUTES_OPTION, CALLABLES_OPTION, KEYS_OPTION
from flake8_httpstatus.suggest.groups import Suggestions, suggest
from flake8_httpstatus.suggest.lines import Line, lines, merged
from flake8_httpstatus.suggest.texts import as_json, ini, passed_over, toml

from ..command_line import Parser, add_options_of_flake8, ended, jobs, misused, open_output
from ..run.printing import printable, wants_colours
from ..run.report import Report

if TYPE_CHECKING:
    from ..flake8_bridge import Configuration

_PROGRAM = "python -m flake8_httpstatus suggest"
_NEEDED = ("configupdater", "tomlkit", "tqdm")
_MOST_PASSED_OVER = 5  # of these so many lines are printed


def parser() -> argparse.ArgumentParser:
    """The parser of the command line."""
    parser = Parser(
        prog=_PROGRAM,
        usage=f"{_PROGRAM} [options] [PATH...]",
        description="Suggest options: the project's own words under which only HTTP status codes stand.",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("paths", nargs="*", default=["."], metavar="PATH", help="file or folder (default: .)")
    add("--json", action="store_true", help="print a JSON object")
    add("--write", action="store_true", help="put the lines into the configuration file that flake8 reads")
    add("--yes", action="store_true", help="do not ask before writing")
    add("-q", "--quiet", action="store_true", help="print the lines only")
    add("-j", "--jobs", type=jobs, default=0, metavar="N", help="number of processes (default: auto)")
    add_options_of_flake8(parser)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives the exit code."""
    open_output()
    options = parser().parse_args(arguments)
    if not all(map(find_spec, _NEEDED)):
        return misused(_PROGRAM, "it needs the codemod: pip install 'flake8-httpstatus[codemod]'")
    return ended(lambda: _main(options))


def _main(options: argparse.Namespace) -> int:
    from ..flake8_bridge import Configuration, UsageError
    from .searching import search

    try:
        configuration = Configuration(options.flake8)
    except UsageError as error:
        return misused(_PROGRAM, str(error))
    report = Report(check=True, diff=False, quiet=options.quiet)
    suggestions = suggest(search(configuration, options.paths, options.jobs, report))
    new = lines(suggestions.chosen)
    current = {
        option: configuration.given(option) for option in (ATTRIBUTES_OPTION, KEYS_OPTION, CALLABLES_OPTION)
    }
    if options.json:
        print(as_json(new, merged(current, new), suggestions.doubtful))
    else:
        _print(new, current, suggestions, configuration, report)
    return _write(new, current, configuration, ask=not options.yes) if options.write and new else 0


def _print(
    new: list[Line],
    current: dict[str, list[str]],
    suggestions: Suggestions,
    configuration: Configuration,
    report: Report,
) -> None:
    """Print the lines, and on standard error what was passed over."""
    width = shutil.get_terminal_size().columns
    if new:
        is_toml = (configuration.file or "").endswith(".toml")
        for line in (toml if is_toml else ini)(new, merged(current, new), width):
            print(_shown(line))
    else:
        report.note("nothing to suggest")
    doubtful = suggestions.doubtful
    for group in doubtful[:_MOST_PASSED_OVER]:
        report.note(f"not suggested: {passed_over(group)}")
    if len(doubtful) > _MOST_PASSED_OVER:
        report.note(f"and {len(doubtful) - _MOST_PASSED_OVER} more; --json names them")


def _shown(line: str) -> str:
    line = printable(line)
    return f"\x1b[2m{line}\x1b[0m" if line.lstrip().startswith("#") and wants_colours() else line


def _write(new: list[Line], current: dict[str, list[str]], configuration: Configuration, *, ask: bool) -> int:
    """Show the change of the configuration file and make it."""
    from ..run.diffs import for_terminal, unified
    from ..run.files import FileContent, FileError
    from .writing import NotWritten, with_values

    name = configuration.file
    if name is None:
        return misused(_PROGRAM, "flake8 reads no configuration file here; put the lines into .flake8")
    try:
        file = FileContent.read(name)
        text = file.content.decode()
        values = with_values(name, text, merged(dict.fromkeys(current, ()), new), merged(current, new))
        content = values.encode()
        sys.stdout.flush()
        sys.stdout.buffer.write(for_terminal(unified(name, file.content, content)))
        sys.stdout.buffer.flush()
        if ask and not _agreed():
            print("nothing written", file=sys.stderr)
            return 0
        file.replace(content)
    except (FileError, NotWritten) as error:
        return misused(_PROGRAM, f"{name}: {error}")
    print(printable(f"wrote {name}"), file=sys.stderr)
    return 0


def _agreed() -> bool:
    print("Write this? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin is not None and sys.stdin.readline().strip().lower() in {"y", "yes"}
