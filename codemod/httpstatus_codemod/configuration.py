"""flake8's options, file decisions, noqa and discovery; the one file that touches flake8's internals.

Checked with flake8 6.0 and the newest; see tests/codemod/test_configuration.py.
"""

from __future__ import annotations

import ast
import configparser
import contextlib
import fnmatch
import io
import os
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from flake8 import utils
from flake8.discover_files import _filenames_from  # type: ignore[attr-defined, unused-ignore]
from flake8.exceptions import Flake8Exception
from flake8.formatting.base import BaseFormatter
from flake8.options.parse_args import parse_args
from flake8.processor import FileProcessor
from flake8.style_guide import Decision, StyleGuideManager
from flake8.violation import Violation

from flake8_httpstatus import finder, options
from flake8_httpstatus.file import statements
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
        name = os.path.basename(path)
        return (name not in {".", ".."} and self._excluded(os.path.normcase(name)) is not None) or (
            self._excluded(os.path.normcase(os.path.abspath(path))) is not None
        )

    @cached_property
    def _excluded(self) -> Callable[[str], re.Match[str] | None]:
        """What flake8 tells of its patterns one by one, which took half of the time that discovery took."""
        patterns = [*self._options.exclude, *self._options.extend_exclude]
        translated = (fnmatch.translate(os.path.normcase(pattern)) for pattern in patterns)
        return re.compile("|".join(translated) or r"(?!)").match

    def prefilter(self, text: str) -> Prefilter:
        """A necessary condition for findings in a file, before it is parsed."""
        return Prefilter(text, self.settings)

    def findings(
        self, tree: ast.Module, text: str, name: str, prefilter: Prefilter | None = None
    ) -> list[Finding]:
        """The findings that flake8 would report in this file; `prefilter` is that of the text."""
        findings = finder.find(tree, text, name, self.settings, prefilter)
        if not findings:
            return []
        noqa = None
        if "noqa" in text.lower():
            processor = FileProcessor(name, self._options, io.StringIO(text, newline=None).readlines())
            if processor.should_ignore_file():
                return []
            noqa = _Noqa(tree, processor)
        return [finding for finding in findings if self._reports(finding, name, noqa)]

    def _reports(self, finding: Finding, name: str, noqa: _Noqa | None) -> bool:
        line, column = finding.span[:2]
        text = noqa.line_for(line) if noqa else ""
        reported: Any = self._guides.handle_error(finding.code, name, line, column, finding.message, text)
        return bool(reported)


class _Noqa:
    """What flake8 searches for a `noqa` comment; for each line that, or less without one.

    flake8 tokenizes the whole file to know which lines belong together. This asks it only where a statement
    has one: it joins no lines beyond those of a statement and of others that share a line with it.
    """

    def __init__(self, tree: ast.Module, processor: FileProcessor) -> None:
        self._processor = processor
        self._lines = processor.lines
        self._first_lines = sorted(
            statement.lineno
            for statement in statements(tree.body)
            if not self._lines[statement.lineno - 1].encode()[: statement.col_offset].strip()
        )

    def line_for(self, line: int) -> str | None:
        after = bisect_right(self._first_lines, line)
        first = self._first_lines[after - 1]
        last = self._first_lines[after] - 1 if after < len(self._first_lines) else len(self._lines)
        near = "".join(self._lines[first - 1 : last])
        return self._processor.noqa_line_for(line) if "noqa" in near.lower() else near


def _holds_packages(path: str) -> bool:
    return os.path.basename(path) == "site-packages" or os.path.exists(os.path.join(path, "pyvenv.cfg"))


def _line(error: object) -> str:
    return " ".join(str(error).split())
