"""flake8's options, its choice of files and findings, and noqa: the one module that uses flake8's internals.

No plugin is loaded: so no code of the target runs, and a broken plugin breaks nothing.

Checked with flake8 6.0 and the newest; see tests/codemod/test_configuration.py.
"""

from __future__ import annotations

import argparse
import ast
import configparser
import contextlib
import fnmatch
import importlib.metadata
import io
import os
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from flake8 import utils
from flake8.exceptions import Flake8Exception
from flake8.formatting.base import BaseFormatter
from flake8.main.options import register_default_options, stage1_arg_parser
from flake8.options import config
from flake8.options.aggregator import aggregate_options
from flake8.options.manager import OptionManager
from flake8.processor import FileProcessor
from flake8.style_guide import Decision, StyleGuideManager
from flake8.violation import Violation

from flake8_httpstatus import finder, options
from flake8_httpstatus.findings import Finding
from flake8_httpstatus.prefilter import Prefilter
from flake8_httpstatus.projects.settings_files import load_toml, table
from flake8_httpstatus.rules import RULES
from flake8_httpstatus.statements import statements

STDIN = "-"

_PREFIX = "HSC"  # the name of our entry point, which flake8 selects by default
_CONFIGURATION_FILES = ("setup.cfg", "tox.ini", ".flake8")  # flake8 looks for them here and above


class UsageError(Exception):
    """flake8 cannot use its command line or its configuration files; the message is one line."""


class _Silent(BaseFormatter):
    """A formatter that prints nothing: we only ask which findings it would get."""

    def handle(self, error: Violation) -> None:
        pass


def _read(arguments: Sequence[str]) -> argparse.Namespace:
    """flake8's options as its `parse_args` reads them, without those of other plugins."""
    preliminary = stage1_arg_parser()
    given, rest = preliminary.parse_known_args([*arguments])
    if given.config is None and not given.isolated:
        _refuse_pipes()
    found = config.load_config(given.config, given.append_config, isolated=given.isolated)
    manager = OptionManager(version="", plugin_versions="", parents=[preliminary], formatter_names=[])
    register_default_options(manager)
    options.register(manager.add_option)
    manager.extend_default_select([_PREFIX])
    return aggregate_options(manager, *(_pyproject() or found), rest)


def _refuse_pipes() -> None:
    """flake8 would wait for ever to read a pipe."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        for name in _CONFIGURATION_FILES:
            if (folder / name).is_fifo():
                raise UsageError(f"{folder / name}: not a regular file")


def _pyproject() -> tuple[configparser.RawConfigParser, str] | None:
    """The configuration in pyproject.toml, which counts alone if Flake8-pyproject is installed."""
    path = Path("pyproject.toml")
    if not os.path.lexists(path) or not _is_installed("flake8-pyproject"):
        return None
    tool = table(load_toml(path), "tool")
    if "flake8" not in tool:
        return None
    parser = configparser.RawConfigParser()
    parser.add_section("flake8")
    for key, value in table(tool, "flake8").items():
        if isinstance(value, (bool, int, float)):
            value = str(value)
        elif any(not isinstance(each, str) for each in (value if isinstance(value, list) else [value])):
            raise UsageError(f"{path}: [tool.flake8] {key}: neither a text nor a list of texts")
        parser.set("flake8", key, value)
    return parser, os.getcwd()


def _is_installed(distribution: str) -> bool:
    try:
        importlib.metadata.distribution(distribution)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


class Configuration:
    """flake8's configuration, from command-line arguments in its own spelling and from its files."""

    def __init__(self, arguments: Sequence[str]) -> None:
        """Read it. Raises `UsageError`."""
        self._arguments = tuple(arguments)
        said = io.StringIO()
        try:
            with contextlib.redirect_stderr(said):
                self._options = _read(arguments)
            self._guides = StyleGuideManager(self._options, _Silent(self._options))
            self.settings = options.settings(self._options)
        except SystemExit:  # argparse: usage, then "flake8: error: …"
            raise UsageError(_line(said.getvalue().rpartition("error: ")[2])) from None
        except (Flake8Exception, configparser.Error, ValueError, OSError) as error:
            raise UsageError(_line(error)) from None

    def __reduce__(self) -> tuple[type[Configuration], tuple[tuple[str, ...]]]:
        """A worker process that is not forked reads the configuration again, as flake8's own do."""
        return Configuration, (self._arguments,)

    def selects(self, codes: Iterable[str]) -> bool:
        """Whether any of these rules is selected."""
        guide = self._guides.default_style_guide
        return any(guide.should_report_error(code) is Decision.Selected for code in codes)

    def reports_in(self, path: str, text: str) -> bool:
        """Whether any of our rules is selected for a file, and its text does not turn flake8 off."""
        guide = self._guides.style_guide_for(path)
        if not any(guide.should_report_error(rule.code) is Decision.Selected for rule in RULES):
            return False
        return "noqa" not in text.lower() or not self._processor(path, text).should_ignore_file()

    @property
    def file(self) -> str | None:
        """The file from which the options are read; of several the one that wins."""
        if _pyproject() is not None:
            return "pyproject.toml"
        given, _ = stage1_arg_parser().parse_known_args([*self._arguments])
        if given.isolated:
            return None
        named: list[str] = [*filter(None, [given.config]), *given.append_config]
        if not named:
            named = [*filter(None, [config._find_config_file(os.getcwd())])]  # type: ignore[attr-defined]
        return os.path.relpath(named[-1]) if named else None

    def given(self, option: str) -> list[str]:
        """The values that one of our options has."""
        return [*getattr(self._options, option.removeprefix("--").replace("-", "_"))]

    def excludes(self, path: str) -> bool:
        """Whether flake8 leaves out this file or folder; `-` is standard input."""
        if path == STDIN:
            if self._options.stdin_display_name == "stdin":  # flake8 always checks input without a name
                return False
            path = self._options.stdin_display_name
        name = os.path.basename(path)
        return (name not in {".", ".."} and self._excluded(os.path.normcase(name)) is not None) or (
            self._excluded(os.path.normcase(os.path.abspath(path))) is not None
        )

    def takes(self, name: str) -> bool:
        """Whether flake8 takes a file of this name that it finds in a folder."""
        return utils.fnmatch(name, self._options.filename)

    @cached_property
    def _excluded(self) -> Callable[[str], re.Match[str] | None]:
        """flake8's exclude patterns as one regex; matching them singly took half of discovery."""
        patterns = [*self._options.exclude, *self._options.extend_exclude]
        translated = (fnmatch.translate(os.path.normcase(pattern)) for pattern in patterns)
        return re.compile("|".join(translated) or r"(?!)").match

    def prefilter(self, text: str, name: str) -> Prefilter:
        """Whether a file may have findings: asked before it is parsed."""
        return Prefilter(text, self.settings, name)

    def findings(
        self, tree: ast.Module, text: str, name: str, prefilter: Prefilter | None = None
    ) -> list[Finding]:
        """The findings that flake8 would report in this file; `prefilter` is that of the text."""
        return self.reported(finder.find(tree, text, name, self.settings, prefilter), tree, text, name)

    def reported(self, findings: Sequence[Finding], tree: ast.Module, text: str, name: str) -> list[Finding]:
        """Those of a file's findings that flake8 would report."""
        if not findings:
            return []
        noqa = None
        if "noqa" in text.lower():
            processor = self._processor(name, text)
            if processor.should_ignore_file():
                return []
            noqa = _Noqa(tree, processor)
        return [finding for finding in findings if self._reports(finding, name, noqa)]

    def _processor(self, name: str, text: str) -> FileProcessor:
        return FileProcessor(name, self._options, io.StringIO(text, newline=None).readlines())

    def _reports(self, finding: Finding, name: str, noqa: _Noqa | None) -> bool:
        line, column = finding.span[:2]
        text = noqa.line_for(line) if noqa else ""
        reported: Any = self._guides.handle_error(finding.code, name, line, column, finding.message, text)
        return bool(reported)


class _Noqa:
    """The text in which flake8 searches for a line's `noqa` comment: all lines that belong together.

    flake8 tokenizes the whole file to know which do. This asks it only if the statement around the line has
    such a comment, since lines are joined within a statement, or with one that shares a line with it.
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


def _line(error: object) -> str:
    return " ".join(str(error).split())
