"""`python -m flake8_httpstatus explain FILE:LINE`: why a code is reported, hop by hop."""

from __future__ import annotations

import argparse
import ast
import os
import re
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from flake8.api import legacy

from .expressions import spelled
from .finder import find
from .flow.variables import Kind, Place, Variable, is_parameter, variable_of
from .plugin import Plugin
from .rules import BY_CODE, COMPARED_STATUS
from .source import ParseError, decoded, parse, physical_lines
from .statements import Function

if TYPE_CHECKING:
    from .file import File
    from .findings import Finding
    from .flow.ways import Spot, Way

_PLACE: Final = re.compile(r"(.+?):([0-9]+)(?::[0-9]*)?:?")  # as linters print it


def explained(findings: Sequence[Finding], path: str) -> Iterator[str]:
    """The lines about findings; those that go the same way have it in common."""
    for (code, way), same in groupby(findings, key=lambda finding: (finding.code, finding.way)):
        together = [*same]
        for finding in together:
            line, column = finding.span[:2]
            yield f"{path}:{line}:{column + 1}: {code} {finding.message}"
        if way is None:
            yield f"  stands at a status itself: {BY_CODE[code].summary}"
        else:
            yield from _hops(way, [str(finding.value) for finding in together], code)


def _hops(way: Way, codes: Sequence[str], code: str) -> Iterator[str]:
    value, one = ", ".join(codes), len(codes) == 1
    if code == COMPARED_STATUS.code:
        link = "is compared with" if one else "are compared with"
    else:
        link = "goes to" if one else "go to"
    for variable, spot in way.hops:
        yield f"  {value} {link} {described(variable)} ({_place(variable.home, variable.file)})"
        yield f"    {_place(spot.node, spot.file)}: {_line(spot)}"
        if _is_read(variable, spot):
            value, link = spelled(spot.node), "goes to"
        else:
            value, link = described(variable), "comes from"
    read = f"is the status of {way.what}" if link == "goes to" else "is a status"
    yield f"  {spelled(spot.node)} {read}"


def described(variable: Variable) -> str:
    """What a message calls a variable."""
    home: str = getattr(variable.home, "name", "")
    if home == "__init__":
        home = getattr(variable.file.scopes.parent(variable.home), "name", home)
    part = f"part {variable.key.at + 1} of " if isinstance(variable.key, Place) else ""
    if variable.kind is Kind.RETURNED:
        return f"{part}what {home}() returns"
    name = f"{home}.{variable.name}" if isinstance(variable.home, ast.ClassDef) else variable.name
    if variable.kind is Kind.ITEM and not part:
        return f"{name}[{'…' if variable.key is None else repr(variable.key)}]"
    if is_parameter(variable):
        return f"{part}the parameter {name} of {home}()"
    return f"{part}{name}{f' of {home}()' if isinstance(variable.home, Function) else ''}"


def _is_read(variable: Variable, spot: Spot) -> bool:
    """Whether a variable is read at a spot; else it gets its value there."""
    return variable_of(*spot) in {variable, variable.whole} and isinstance(
        getattr(spot.node, "ctx", ast.Load()), ast.Load
    )


def _place(node: ast.AST, file: File) -> str:
    """Where a node stands; the path as one types it here, if that is shorter."""
    path = min(file.filename, os.path.relpath(file.filename), key=len)
    return path if isinstance(node, ast.Module) else f"{path}:{getattr(node, 'lineno', 0)}"


def _line(spot: Spot) -> str:
    return physical_lines(spot.file.source)[spot.node.lineno - 1].strip()


def main(arguments: Sequence[str]) -> int:
    """Explain what is reported on a line; 0, or 1 if nothing is, or 2 if the file cannot be read."""
    parser = argparse.ArgumentParser(
        prog="python -m flake8_httpstatus explain",
        description="Say why the codes of a line are reported: which status they reach, hop by hop.",
    )
    parser.add_argument("place", metavar="FILE:LINE", help="the line may be followed by a column")
    place = _PLACE.fullmatch(parser.parse_args(arguments).place)
    if place is None:
        parser.error("a line is missing: FILE:LINE")
    path, line = place[1], int(place[2])
    try:
        found = _findings(path)
    except (OSError, ParseError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        print(f"{path}: {reason}", file=sys.stderr)
        return 2
    there = [finding for finding in found if finding.span.line <= line <= finding.span.end_line]
    if not there:
        print(f"nothing is reported at {path}:{line}", file=sys.stderr)
        return 1
    print("\n".join(explained(there, path)))
    return 0


def _findings(path: str) -> list[Finding]:
    """What is found in a file, with the options of flake8's configuration here."""
    text = decoded(Path(path).read_bytes())
    legacy.get_style_guide()  # which has flake8 read its configuration
    return find(parse(text), text, path, Plugin.settings)
