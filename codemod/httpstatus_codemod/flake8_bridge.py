"""flake8's options, its decisions on files and findings, and noqa; the one file that touches its internals.

No plugin is loaded, so no code of the target runs, and one that is missing or broken stops nothing.

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
from flake8_httpstatus.statements import statements

STDIN = "-"

_PREFIX = "HSC"  # the name of our entry point: flake8 selects what an installed plugin is called
_CONFIGURATION_FILES = ("setup.cfg", "tox.ini", ".flake8")  # that flake8 looks for, here and above


class UsageError(Exception):
    """flake8 cannot use its command line or its configuration files; the message is one line."""


class _Silent(BaseFormatter):
    """flake8 asks for a formatter; the codemod only wants to know what it would be handed."""

    def handle(self, error: Violation) -> None:
        pass


def _read(arguments: Sequence[str]) -> argparse.Namespace:
    """flake8's options, as its `parse_args` has them, but for those of plugins."""
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
    """flake8 would wait for ever for what comes out of them."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        for name in _CONFIGURATION_FILES:
            if (folder / name).is_fifo():
                raise UsageError(f"{folder / name}: not a regular file")


def _pyproject() -> tuple[configparser.RawConfigParser, str] | None:
    """What Flake8-pyproject, where it is installed, has flake8 take instead of all other files."""
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
    """flake8's configuration, read from `arguments` (flake8's own spelling) and the files flake8 reads."""

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
        """A worker process that does not inherit the configuration reads it again, as flake8's own do."""
        return Configuration, (self._arguments,)

    def selects(self, codes: Iterable[str]) -> bool:
        """Is any of these rules selected?"""
        guide = self._guides.default_style_guide
        return any(guide.should_report_error(code) is Decision.Selected for code in codes)

    def excludes(self, path: str) -> bool:
        """Is this file or folder, which may be standard input, one that flake8 passes by?"""
        if path == STDIN:
            if self._options.stdin_display_name == "stdin":  # flake8 checks nameless input always
                return False
            path = self._options.stdin_display_name
        name = os.path.basename(path)
        return (name not in {".", ".."} and self._excluded(os.path.normcase(name)) is not None) or (
            self._excluded(os.path.normcase(os.path.abspath(path))) is not None
        )

    def takes(self, name: str) -> bool:
        """Does flake8 take a file of this name when it finds one in a folder?"""
        return utils.fnmatch(name, self._options.filename)

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


def _line(error: object) -> str:
    return " ".join(str(error).split())
