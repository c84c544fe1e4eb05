"""The flake8 adapter."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from . import __version__, options
from .finder import find
from .source import characters

if TYPE_CHECKING:
    import argparse

    from flake8.options.manager import OptionManager


class Plugin:
    """flake8's check: one per file."""

    name = "flake8-httpstatus"
    version = __version__
    settings: ClassVar[options.Settings] = options.Settings()

    def __init__(self, tree: ast.Module, filename: str, lines: Sequence[str]) -> None:
        """Take what flake8 gives: the tree, the path (`stdin` or `-` for none) and the decoded lines."""
        self.tree = tree
        self.filename = filename
        self.lines = lines

    @staticmethod
    def add_options(manager: OptionManager) -> None:
        """Register the options with flake8."""
        options.register(manager.add_option)

    @classmethod
    def parse_options(cls, manager: OptionManager, namespace: argparse.Namespace, _: Any) -> None:
        """Read the settings from the parsed options; a bad one ends flake8 with a usage error."""
        try:
            cls.settings = options.settings(namespace)
        except options.OptionError as error:
            manager.parser.error(str(error))

    def run(self) -> Iterator[tuple[int, int, str, type[Plugin]]]:
        """(1-based line, 0-based column in characters, message, type) of each finding."""
        for finding in find(self.tree, "".join(self.lines), self.filename, self.settings):
            line, column = finding.span[:2]
            column = characters(self.lines[line - 1], column)
            yield line, column, f"{finding.code} {finding.message}", type(self)
