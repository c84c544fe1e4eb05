"""flake8's options, file decisions, noqa and discovery; the one file that touches flake8's internals.

Checked with flake8 6.0 and the newest; see tests/codemod/test_configuration.py.
"""

from __future__ import annotations

import ast
import configparser
import contextlib
import io
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from flake8 import utils
from flake8.discover_files import LOG, _filenames_from  # type: ignore[attr-defined, unused-ignore]
from flake8.exceptions import Flake8Exception
from flake8.formatting.base import BaseFormatter
from flake8.options.parse_args import parse_args
from flake8.processor import FileProcessor
from flake8.style_guide import Decision, StyleGuideManager
from flake8.violation import Violation

from flake8_httpstatus import finder, options
from flake8_httpstatus.findings import Finding
from flake8_httpstatus.prefilter import Prefilter

STDIN = "-"


class UsageError(Exception):
    """flake8 cannot use its command line or its configuration files; the message is one line."""


class _Silent(BaseFormatter):
    """flake8 asks for a formatter; the codemod only wants to know what it would be handed."""

    def handle(self, error: Violation) -> None:
        pass


class Configuration:
    """flake8's configuration, read from `arguments` (flake8's own spelling) and the files flake8 reads."""

    def __init__(self, arguments: Sequence[str]) -> None:
        """Read it. Raises `UsageError`."""
        self._arguments = tuple(arguments)
        said = io.StringIO()
        try:
            # flake8 loads the other plugins, too: they may extend `ignore`, or read pyproject.toml
            with contextlib.redirect_stderr(said):
                _, self._options = parse_args([*self._arguments])
            self._guides = StyleGuideManager(self._options, _Silent(self._options))
            self.settings = options.settings(self._options)
        except SystemExit:  # argparse: usage, then "flake8: error: …"
            raise UsageError(_line(said.getvalue().rpartition("error: ")[2])) from None
        except (Flake8Exception, configparser.Error, ValueError, OSError) as error:
            raise UsageError(_line(error)) from None

    def __reduce__(self) -> tuple[type[Configuration], tuple[tuple[str, ...]]]:
        """A worker process that does not inherit the configuration reads it again, as flake8's own do."""
        return Configuration, (self._arguments,)

    def selects(self, codes: Iterable[str]) -> bool:
        """Is any of these rules selected?"""
        guide = self._guides.default_style_guide
        return any(guide.should_report_error(code) is Decision.Selected for code in codes)

    def files(self, paths: Sequence[str], left_out: Callable[[str], object]) -> Iterator[str]:
        """The files that flake8 would check, but for those of installed packages.

        `left_out` is called with each folder that is not entered for that reason. A folder that may not be
        read, which flake8 passes over in silence, stands for its files.
        """
        given = frozenset(paths)
        closed: set[str] = set()

        def skip(path: str) -> bool:
            if self._excludes(path):
                return True
            if path in given or not _holds_packages(path):
                if not os.access(path, os.R_OK) and os.path.isdir(path) and not os.path.islink(path):
                    closed.add(path)
                return False
            left_out(path)
            return True

        for path in paths:
            names = {*_filenames_from(path, predicate=skip)}  # which fills `closed`, too
            for name in sorted(names | closed):
                if name == path or name in closed or utils.fnmatch(name, self._options.filename):
                    yield name

    def _excludes(self, path: str) -> bool:
        if path == STDIN:
            if self._options.stdin_display_name == "stdin":  # flake8 checks nameless input always
                return False
            path = self._options.stdin_display_name
        return utils.matches_filename(
            path,
            patterns=[*self._options.exclude, *self._options.extend_exclude],
            log_message='"%(path)s" has %(whether)sbeen excluded',
            logger=LOG,
        )

    def may_hold(self, text: str) -> bool:
        """A necessary condition for findings in a file, before it is parsed."""
        return bool(Prefilter(text, self.settings))

    def findings(self, tree: ast.Module, text: str, name: str) -> list[Finding]:
        """The findings that flake8 would report in this file."""
        findings = finder.find(tree, text, name, self.settings)
        if not findings:
            return []
        line_for: Callable[[int], str | None] = _without_noqa
        if "noqa" in text.lower():  # flake8 tokenizes the whole file to find it, so only then
            processor = FileProcessor(name, self._options, io.StringIO(text, newline=None).readlines())
            if processor.should_ignore_file():
                return []
            line_for = processor.noqa_line_for
        return [finding for finding in findings if self._reports(finding, name, line_for)]

    def _reports(self, finding: Finding, name: str, line_for: Callable[[int], str | None]) -> bool:
        line, column = finding.span[:2]
        reported: Any = self._guides.handle_error(
            finding.code, name, line, column, finding.message, line_for(line)
        )
        return bool(reported)


def _without_noqa(line: int) -> str:
    return ""


def _holds_packages(path: str) -> bool:
    return os.path.basename(path) == "site-packages" or os.path.exists(os.path.join(path, "pyvenv.cfg"))


def _line(error: object) -> str:
    return " ".join(str(error).split())
