"""Helpers for test cases: a source goes in, findings and the rewritten source come out.

Each case also shows that the prefilter rules no site out.

A finding is written as its rule's code and the text it stands at: `"HSC103 404"`; those of a source in the
order in which they stand. A source may be a block, see `blocks`. `/nowhere/…` belongs to no project.
"""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pytest
from blocks import block

from flake8_httpstatus import finder
from flake8_httpstatus.findings import Finding
from flake8_httpstatus.options import Settings, settings
from flake8_httpstatus.prefilter import Prefilter

NOWHERE: Final = "/nowhere/case.py"
_WAY: Final = re.compile(r" \((status of .*?, line \d+)\): use ")
_MARK: Final = re.compile(r" *\^+ HSC\d")


def settings_of(
    library: str = "djangorestframework",
    attributes: str = "status_code",
    callables: str = "",
    keys: str = "",
) -> Settings:
    """Settings from options, written as on flake8's command line."""
    return settings(
        argparse.Namespace(
            httpstatus_library=library,
            httpstatus_attributes=attributes.split(),
            httpstatus_callables=callables.split(),
            httpstatus_keys=keys.split(),
        )
    )


class Everything(Prefilter):
    """A prefilter that lets everything through."""

    def __bool__(self) -> bool:
        return True

    def holding(self, block: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
        return iter(block)


def find_all(source: str, filename: str, settings: Settings) -> list[Finding]:
    """The findings of a source; checks that the prefilter rules none out."""
    tree = ast.parse(source)
    found = finder.find(tree, source, filename, settings)
    everything = finder.find(tree, source, filename, settings, Everything(source, settings))
    assert [*map(_all_of, found)] == [*map(_all_of, everything)]
    return found


def _all_of(finding: Finding) -> tuple[object, ...]:
    return finding.span, finding.code, finding.message, finding.replacement


def find(source: str, *, filename: str = NOWHERE, **options: str) -> list[Finding]:
    """The findings of a source."""
    return find_all(block(source), filename, settings_of(**options))


def rewritten(source: str, *, filename: str = NOWHERE, **options: str) -> str:
    """The source after the codemod."""
    source = block(source)
    tree = ast.parse(source)
    found = finder.find(tree, source, filename, settings_of(**options))
    fixable = [finding for finding in found if finding.name is not None]
    if not fixable:
        return source
    pytest.importorskip("libcst", reason="LibCST is not there")  # under Pyodide the finder is tried alone
    from httpstatus_codemod.rewrite import rewrite

    return rewrite(source, fixable, Path(filename), tree=tree)


def shown(finding: Finding, source: str) -> str:
    """A finding as the cases write it."""
    return f"{finding.code} {ast.get_source_segment(source, finding.node)}"


def check_findings(source: str, *expected: str, filename: str = NOWHERE, **options: str) -> None:
    """Check that exactly these findings are reported."""
    source = block(source)
    found = find(source, filename=filename, **options)
    assert [shown(finding, source) for finding in found] == list(expected)


def check_noop(source: str, *, filename: str = NOWHERE, **options: str) -> None:
    """Check that nothing is reported and nothing rewritten."""
    check_findings(source, filename=filename, **options)
    assert rewritten(source, filename=filename, **options) == block(source)


def check_transformed(before: str, after: str, *, filename: str = NOWHERE, **options: str) -> None:
    """Check the rewritten source, and that nothing is left to rewrite in it."""
    assert [each for each in find(before, filename=filename, **options) if each.replacement]
    assert not [each for each in find(after, filename=filename, **options) if each.replacement]
    assert rewritten(before, filename=filename, **options) == block(after)


def check_messages(marked: str, **options: str) -> None:
    """Check the messages: each stands under its line, with carets under its span: `^^^ HSC101 bare …`."""
    marked = block(marked)
    source = "".join(line for line in marked.splitlines(keepends=True) if not _MARK.match(line))
    lines = source.splitlines(keepends=True)
    for finding in sorted(find(source, **options), key=lambda finding: finding.span, reverse=True):
        line, start, _, end = finding.span
        mark = f"{' ' * start}{'^' * (end - start)} {finding.code} {finding.message}\n"
        lines.insert(line, mark)
    assert "".join(lines) == marked


def check_ways(source: str, *expected: str, **options: str) -> None:
    """Check what the messages say of where a value goes: `status of JsonResponse, line 5`."""
    found = [_WAY.search(each.message) for each in find(source, **options)]
    assert [way[1] for way in found if way is not None] == list(expected)
