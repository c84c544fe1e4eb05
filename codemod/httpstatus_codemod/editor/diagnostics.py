"""What an editor shows in a text: the findings, and what a code under the mouse means."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from flake8_httpstatus.findings import Finding
from flake8_httpstatus.libraries.meanings import MEANINGS, linked
from flake8_httpstatus.rules import BY_CODE

from .edits import Units
from .text import EditedText

_WARNING: Final = 2  # a severity, as the protocol numbers them


def diagnostics(text: EditedText, units: Units) -> list[dict[str, Any]] | None:
    """The findings as the protocol writes them; None where Python cannot parse the text."""
    if text.fixes is None:
        return None
    return [
        {
            "range": units.range(*text.range_of(finding)),
            "severity": _WARNING,
            "code": finding.code,
            "codeDescription": {"href": BY_CODE[finding.code].address},
            "source": "httpstatus",
            "message": finding.message,
        }
        for finding in text.fixes.found
    ]


def hover(
    text: EditedText, units: Units, line: int, character: int, *, markdown: bool
) -> dict[str, Any] | None:
    """What the code at a position means; None where no finding has one."""
    for finding in text.fixes.found if text.fixes else ():
        place = units.range(*text.range_of(finding))
        start, end = place["start"], place["end"]
        if start["line"] == line == end["line"] and start["character"] <= character <= end["character"]:
            said = "\n\n".join(_said(finding, markdown))
            kind = "markdown" if markdown else "plaintext"
            return {"contents": {"kind": kind, "value": said}, "range": place} if said else None
    return None


def _said(finding: Finding, markdown: bool) -> Iterator[str]:
    meaning = MEANINGS.get(finding.value or 0)
    if meaning is None:
        return
    bold, code = ("**", "`") if markdown else ("", "")
    yield f"{bold}{finding.value} {meaning.phrase}{bold}"
    yield meaning.meaning
    if meaning.methods:
        yield "\n".join(f"- {method}: {said}" for method, said in meaning.methods.items())
    if finding.replacement is not None:
        yield f"{code}{finding.replacement}{code}"
    yield linked(meaning.reference) if markdown else meaning.reference
