"""A rule in the terminal: `python -m flake8_httpstatus --explain HSC101`."""

from __future__ import annotations

import difflib
import re
import textwrap
from collections.abc import Iterator
from typing import Final

from .rules import Example, Rule

_WIDTH: Final = 80


def rule_text(rule: Rule) -> str:
    """All that its page says of it, in short."""
    return "\n".join(_lines(rule))


def _lines(rule: Rule) -> Iterator[str]:
    yield f"{rule.code}: {rule.summary}"
    yield from ("", *_filled(rule.rationale))
    yield from ("", "Reported is, for example:" if rule.examples[0].good is None else "For example:")
    yield from _indented(_shown(rule.examples[0]))
    yield from ("", "Evidence (without it, nothing is reported):")
    for each in rule.evidence:
        yield from _filled(each, "  * ")
    yield from ("", "Never reported, for example:")
    yield from _indented(rule.never)
    yield from ("", "How it is rewritten:", *_filled(rule.rewritten, "  "))
    yield from ("", *_filled(f"Options: {', '.join(rule.options)}"))
    yield f"Ignore one line: # noqa: {rule.code}"
    yield from ("", f"More: {rule.address}")
    yield from (f"      {each.url}" for each in rule.references)


def _shown(example: Example) -> str:
    """The code as it is, or as a diff of what the codemod makes of it."""
    if example.good is None:
        return example.bad
    lines = difflib.ndiff(example.bad.splitlines(), example.good.splitlines())
    return "\n".join(line.rstrip() for line in lines if not line.startswith("?"))


def _indented(code: str) -> list[str]:
    return textwrap.indent(code, "    ").splitlines()


def _filled(text: str, first: str = "") -> list[str]:
    """A text of the pages in lines of the terminal's width: of a link, only its words."""
    words = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text)
    return textwrap.wrap(
        words,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )
