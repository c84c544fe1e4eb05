"""Quick fixes: what the codemod would write, as edits of a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from flake8_httpstatus.findings import Finding

from .edits import Edit, Position, edits
from .text import EditedText

ALL: Final = "Replace all bare status codes in this file"

# on more findings than this only all at once are offered, as each takes a rewrite
_MOST: Final = 20
_LONGEST: Final = 60  # characters of old or new text in a title


class QuickFix(NamedTuple):
    """One fix to offer."""

    title: str
    edits: list[Edit]
    start: Position | None = None  # of the finding; None: all findings of the file


def quick_fixes(text: EditedText, first: int, last: int) -> list[QuickFix]:
    """The fixes on lines `first` to `last`, counted from 0: one for each finding, and one for the file.

    None if flake8 reports nothing there that can be rewritten, or if the file must be left alone.
    """
    fixes = text.fixes.findings if text.fixes else ()
    here = [each for each in fixes if each.span.line - 1 <= last and first <= each.span.end_line - 1]
    if not here:
        return []
    single = here if len(here) <= _MOST else []
    found = [fix for finding in single if (fix := _single(text, finding))]
    return [*_told_apart(found), *fix_all(text)]


def fix_all(text: EditedText) -> list[QuickFix]:
    """The fix for all findings of the file, if there are any."""
    if not text.fixes or not text.fixes.findings:
        return []
    rewritten = text.rewritten()
    return [] if rewritten is None else [QuickFix(ALL, list(edits(text.text, rewritten)))]


def _single(text: EditedText, finding: Finding) -> QuickFix | None:
    rewritten = text.rewritten(finding)
    if rewritten is None:
        return None
    return QuickFix(_title(text, finding), list(edits(text.text, rewritten)), text.range_of(finding)[0])


def _title(text: EditedText, finding: Finding) -> str:
    both = (" ".join(code.split()) for code in (text.source_of(finding), finding.replacement or ""))
    old, new = (code if len(code) <= _LONGEST else f"{code[: _LONGEST - 1]}…" for code in both)
    return f"Replace {old} with {new}"


def _told_apart(fixes: Sequence[QuickFix]) -> list[QuickFix]:
    """Add the position to titles that are the same."""
    times = Counter(fix.title for fix in fixes)
    return [
        fix._replace(title=f"{fix.title} ({fix.start.line + 1}:{fix.start.character + 1})")
        if fix.start and times[fix.title] > 1
        else fix
        for fix in fixes
    ]
