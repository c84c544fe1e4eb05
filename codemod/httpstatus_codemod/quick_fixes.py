"""Quick fixes for an editor: what the codemod would write, as edits of a text.

They are made in a process of its own (`main`), in the folder whose flake8 configuration counts: a server
keeps its current folder, and what it has once read, and a crash of LibCST's parser would end it.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from pathlib import Path
from typing import Any, Final, NamedTuple

from flake8_httpstatus.findings import Finding
from flake8_httpstatus.source import Text, lines_with_ends

from .errors import NotRewritten
from .fixes import Fixes, find_fixes
from .flake8_bridge import STDIN, Configuration, UsageError
from .run.diffs import Matcher

ALL: Final = "Replace all bare status codes in this file"

# on more findings than this only all at once are offered, as each takes a rewrite
_MOST: Final = 20
_LONGEST: Final = 60  # characters of old or new text in a title
_BOM: Final = "\ufeff"


class Position(NamedTuple):
    """A position as the language server protocol counts: lines and UTF-16 code units, both from 0."""

    line: int
    character: int


class Edit(NamedTuple):
    """Replaces the text from `start` to `end`."""

    start: Position
    end: Position
    text: str


class QuickFix(NamedTuple):
    """One fix to offer."""

    title: str
    edits: list[Edit]
    code: str | None = None  # of the rule; None: all findings of the file
    start: Position | None = None  # of the finding


def quick_fixes(configuration: Configuration, text: str, name: str, first: int, last: int) -> list[QuickFix]:
    """The fixes on lines `first` to `last`, counted from 0, of the file called `name`.

    None if flake8 reports nothing there that can be rewritten, or if the file must be left alone.
    """
    if configuration.excludes(STDIN):
        return []
    try:
        fixes = find_fixes(configuration, text.removeprefix(_BOM), name, Path(name))
    except NotRewritten:
        return []
    here = [each for each in fixes.findings if each.span.line - 1 <= last and first <= each.span.end_line - 1]
    if not here:
        return []
    single = here if len(here) <= _MOST else []
    found = [_fix(text, fixes, finding) for finding in single]
    return _told_apart([fix for fix in (*found, _fix(text, fixes)) if fix])


def _fix(text: str, fixes: Fixes, finding: Finding | None = None) -> QuickFix | None:
    """The quick fix for a finding, or for all."""
    try:
        rewritten = fixes.applied([finding] if finding else ())
    except NotRewritten:
        return None
    mark = text[: -len(fixes.source)]
    changed = list(edits(text, mark + rewritten))
    if finding is None:
        return QuickFix(ALL, changed)
    source = Text(fixes.source)
    start = position(text, len(mark) + source.range(finding.span)[0])
    return QuickFix(_title(finding, source), changed, finding.code, start)


def _title(finding: Finding, source: Text) -> str:
    texts = (" ".join(text.split()) for text in (source.at(finding.span), finding.replacement or ""))
    old, new = (text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…" for text in texts)
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


def edits(old: str, new: str) -> Iterator[Edit]:
    """The edits that turn the old text into the new one, in order, each as short as possible."""
    old_lines, new_lines = lines_with_ends(old), lines_with_ends(new)
    for i, i_end, j, j_end in _changed(old_lines, new_lines):
        pairs = list(zip(old_lines[i:i_end], new_lines[j:j_end], strict=False))
        if i_end - i == j_end - j and all(_end(before) == _end(after) for before, after in pairs):
            for line, (before, after) in enumerate(pairs, i):
                yield _within(line, before, after)
        else:
            yield Edit(_before(old_lines, i), _before(old_lines, i_end), "".join(new_lines[j:j_end]))


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The runs of lines that differ: begin and end in the old text, begin and end in the new."""
    # the first is fast on long files; what it leaves is short
    for tag, i, i_end, j, j_end in Matcher(None, _encoded(old), _encoded(new)).get_opcodes():
        if tag != "equal":
            fine = SequenceMatcher(None, old[i:i_end], new[j:j_end], autojunk=False)
            for inner, a, a_end, b, b_end in fine.get_opcodes():
                if inner != "equal":
                    yield i + a, i + a_end, j + b, j + b_end


def _encoded(lines: Sequence[str]) -> list[bytes]:
    return [line.encode(errors="surrogatepass") for line in lines]


def _within(line: int, before: str, after: str) -> Edit:
    start = _common(before, after)
    behind = _common(before[start:][::-1], after[start:][::-1])
    end = len(before) - behind
    return Edit(
        Position(line, _units(before[:start])),
        Position(line, _units(before[:end])),
        after[start : len(after) - behind],
    )


def _end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def _common(a: str, b: str) -> int:
    """The length of what both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))


def _before(lines: Sequence[str], index: int) -> Position:
    """The position where a line begins; after the last line, where the text ends."""
    if index == len(lines) and lines and not lines[-1].endswith(("\r", "\n")):
        return Position(index - 1, _units(lines[-1]))
    return Position(index, 0)


def position(text: str, offset: int) -> Position:
    """The position of an offset."""
    lines = Text(text)
    line = lines.line_at(offset)
    return Position(line - 1, _units(text[lines.start(line) : offset]))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def main() -> int:
    """Answer one request: JSON on standard input, JSON on standard output."""
    request: dict[str, Any] = json.load(sys.stdin)
    name = request["name"]
    try:
        configuration = Configuration([*request["arguments"], f"--stdin-display-name={name}"])
    except UsageError as error:
        print(error, file=sys.stderr)
        return 2
    fixes = quick_fixes(configuration, request["text"], name, request["first"], request["last"])
    json.dump([fix._asdict() for fix in fixes], sys.stdout)
    return 0
