"""From a text to what can be fixed in it: the one way for a run, for editors and for LibCST's tool."""

from __future__ import annotations

import ast
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from flake8_httpstatus.file import File
from flake8_httpstatus.finder import find_in
from flake8_httpstatus.findings import Finding
from flake8_httpstatus.source import ParseError, parse

from .errors import NotRewritten
from .flake8_bridge import Configuration

TOO_DEEP: Final = "nested too deeply; exclude it"


class Fixes(NamedTuple):
    """The findings of a text; there may be none."""

    source: str
    tree: ast.Module  # where the findings are; empty if there are none
    path: Path | None
    found: Sequence[Finding]
    file: File | None = None  # as it was searched; None if there was no need to
    every: Sequence[Finding] = ()  # whether flake8 reports it or not

    @classmethod
    def none(cls, source: str, path: Path | None) -> Fixes:
        """Those of a text in which nothing is looked for."""
        return cls(source, ast.Module([], []), path, [])

    @property
    def findings(self) -> list[Finding]:
        """Those that can be rewritten."""
        return [finding for finding in self.found if finding.replacement is not None]

    @property
    def left(self) -> tuple[str, ...]:
        """The rule of each that is report only."""
        return tuple(finding.code for finding in self.found if finding.replacement is None)

    def applied(self, findings: Sequence[Finding] = ()) -> str:
        """The text with these of the findings, or all of them, rewritten. Raises `NotRewritten`."""
        from .rewrite import rewrite  # only here: LibCST is slow to import

        try:
            return rewrite(self.source, findings or self.findings, self.path, tree=self.tree)
        except (RecursionError, MemoryError):
            raise NotRewritten(TOO_DEEP) from None


def find_fixes(configuration: Configuration, source: str, name: str, path: Path | None) -> Fixes:
    """Find what flake8 reports in a text and what can be rewritten.

    `source` is without a byte order mark; `name` is what flake8 knows the file by, `path` where it lies, if
    anywhere. Raises `NotRewritten` where Python cannot parse it.
    """
    prefilter = configuration.prefilter(source, name)
    if not prefilter:
        return Fixes.none(source, path)
    try:
        tree = parse(source)
        file = File(tree, source, name, configuration.settings)
        every = find_in(file, prefilter)
        found = configuration.reported(every, tree, source, name)
    except ParseError as error:
        raise _not_parsed(error) from None
    except (RecursionError, MemoryError):
        raise NotRewritten(TOO_DEEP) from None
    return Fixes(source, tree, path, found, file, every)


def _not_parsed(error: ParseError) -> NotRewritten:
    if not error.line:  # no Python can read it
        return NotRewritten(f"{error}; exclude it")
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    reason = f"Python {version} cannot parse this file: {error}; exclude it, or use the Python that it is for"
    return NotRewritten(reason, error.line, error.column)
