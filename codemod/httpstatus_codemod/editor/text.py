"""A text in an editor, and what flake8 would report in it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Final

from flake8_httpstatus.findings import Finding
from flake8_httpstatus.source import Text

from ..errors import NotRewritten
from ..fixes import Fixes, find_fixes
from ..flake8_bridge import STDIN, Configuration
from .edits import Position, position

_BOM: Final = "\ufeff"


class EditedText:
    """A text as an editor has it, which may not be saved yet."""

    def __init__(self, configuration: Configuration, text: str, name: str) -> None:
        """`name` is what flake8 knows the file by."""
        self.text = text
        self._configuration = configuration
        self._name = name
        self._mark = _BOM if text.startswith(_BOM) else ""

    @cached_property
    def fixes(self) -> Fixes | None:
        """What flake8 would report, and what can be fixed; None where Python cannot parse the text."""
        source = self.text.removeprefix(self._mark)
        path = Path(self._name)
        if self._configuration.excludes(STDIN):
            return Fixes.none(source, path)
        try:
            return find_fixes(self._configuration, source, self._name, path)
        except NotRewritten:
            return None

    def rewritten(self, finding: Finding | None = None) -> str | None:
        """The text with this finding fixed, or all; None if it must be left alone."""
        if self.fixes is None:
            return None
        try:
            return self._mark + self.fixes.applied([finding] if finding else ())
        except NotRewritten:
            return None

    def source_of(self, finding: Finding) -> str:
        """The text of a finding."""
        return self._source.at(finding.span)

    def range_of(self, finding: Finding) -> tuple[Position, Position]:
        """Where a finding starts and ends."""
        start, end = self._source.range(finding.span)
        mark = len(self._mark)
        return position(self._lines, mark + start), position(self._lines, mark + end)

    @cached_property
    def _lines(self) -> Text:
        return Text(self.text)

    @cached_property
    def _source(self) -> Text:
        return Text(self.text.removeprefix(self._mark))
