"""The code table in the terminal: `python -m flake8_httpstatus [CODE | CLASS | WORD ...]`, and the rules."""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import sys
import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from .libraries.constants import Constant
from .libraries.library import Library
from .libraries.meanings import MEANINGS
from .libraries.rows import LIBRARIES
from .rule_text import rule_text
from .rules import BY_CODE

WIDTH: Final = 80
_NONE: Final = "none"  # where a library has no constant for a code
_NUMBER: Final = re.compile(r"[1-5](?:\d\d|xx)")  # a code, or a class of them
CLASSES: Final = {
    1: "Informational - 1xx",
    2: "Successful - 2xx",
    3: "Redirection - 3xx",
    4: "Client Error - 4xx",
    5: "Server Error - 5xx",
}


def named(library: Library, code: int) -> list[Constant]:
    """The library's constants for a code: one, two if it renamed it, or none."""
    return [constant for constant in library.constants if constant.code == code]


def find(words: Sequence[str]) -> list[int]:
    """The codes to show: of those that numbers and classes name, or of all, what matches the other words.

    A code matches if each word is in what the table says of it. The filter of the site does the same.
    """
    wanted = [word.lower() for word in words]
    numbers = tuple(word.removesuffix("xx") for word in wanted if _NUMBER.fullmatch(word))
    others = [word for word in wanted if not _NUMBER.fullmatch(word)]
    return [
        code
        for code in MEANINGS
        if (not numbers or str(code).startswith(numbers)) and all(word in searched(code) for word in others)
    ]


def searched(code: int) -> str:
    """The text in which words are looked for, in lower case."""
    about = MEANINGS[code]
    methods = [f"{method}: {meaning}" for method, meaning in about.methods.items()]
    rows = [f"{name} {release}" for release, name in constants_of(code) if name != _NONE]
    said = (CLASSES[code // 100], f"{code} {about.phrase}", about.meaning, about.reference, *methods, *rows)
    return "\n".join(said).lower()


def record(code: int) -> dict[str, object]:
    """The object that `--json` prints for a code; `added` and `deprecated` are releases of `releases_of`."""
    about = MEANINGS[code]
    return {
        "code": code,
        "class": CLASSES[code // 100],
        "phrase": about.phrase,
        "meaning": about.meaning,
        "methods": dict(about.methods),
        "reference": about.reference,
        "constants": [
            {
                "library": library.key,
                "import": library.import_line,
                "constant": library.spell(constant.name),
                "releases_of": library.releases_of,
                "added": constant.added,
                "deprecated": constant.deprecated,
            }
            for library in LIBRARIES.values()
            for constant in named(library, code)
        ],
    }


def table(codes: Sequence[int]) -> Iterator[str]:
    """The lines for several codes, grouped by class, with the names of a library that has one for each."""
    library = next(each for each in LIBRARIES.values() if all(named(each, code) for code in MEANINGS))
    width = max(len(about.phrase) for about in MEANINGS.values())
    for first, group in groupby(codes, key=lambda code: code // 100):
        yield CLASSES[first]
        for code in group:
            yield f"  {code}  {MEANINGS[code].phrase:{width}}  {named(library, code)[0].name}"
        yield ""
    yield f"Names as in {library.dotted}; ask for one code to see every library's."


def details(code: int) -> Iterator[str]:
    """The lines for one code."""
    about = MEANINGS[code]
    yield f"{code} {about.phrase}"
    yield textwrap.fill(about.meaning, WIDTH)
    for method, meaning in about.methods.items():
        yield textwrap.fill(f"  {method:8}  {meaning}", WIDTH, subsequent_indent=" " * 12)
    yield f"Reference: {about.reference}"
    yield ""
    rows = [("Since release", "Constant"), *constants_of(code)]
    width = max(len(release) for release, _ in rows)
    for release, constant in rows:
        # a long constant goes on the next line, rather than beyond the terminal's width
        yield textwrap.fill(f"{release:{width}}  {constant}", WIDTH, subsequent_indent=" " * 4)


def constants_of(code: int) -> Iterator[tuple[str, str]]:
    """(release, constant) for each library and constant of a code."""
    for library in LIBRARIES.values():
        constants = named(library, code)
        for constant in constants:
            yield since(library, constant.added), library.spell(constant.name)
            if constant.deprecated:
                yield "", f"  deprecated since {constant.deprecated}"
        if not constants:
            yield library.key, _NONE


def since(library: Library, release: str) -> str:
    """A release of the library, or of what its constants come with: `fastapi (starlette 0.48.0)`."""
    origin = library.releases_of
    return f"{library.key} {release}" if origin == library.key else f"{library.key} ({origin} {release})"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what the arguments ask for; 0, or 1 if nothing matches. Usage errors exit with 2."""
    parser = argparse.ArgumentParser(
        prog="python -m flake8_httpstatus",
        description="Show the HTTP status codes and the constants that name them.",
    )
    parser.add_argument(
        "words",
        nargs="*",
        metavar="CODE|CLASS|WORD",
        help="codes (404), classes (4xx), and words that must all be in what is said of a code; default: all",
    )
    parser.add_argument("--explain", metavar="RULE", help="print what a rule reports, and why: HSC101")
    parser.add_argument("--json", action="store_true", help="print a JSON list of objects")
    options = parser.parse_args(arguments)
    if options.explain:
        rule = BY_CODE.get(options.explain.upper())
        if rule is None:
            parser.error(f"there is no rule {options.explain}; there are {', '.join(BY_CODE)}")
        return _printed(rule_text(rule))
    codes = find(options.words)
    if not codes:
        print(f"no status code matches '{' '.join(options.words)}'", file=sys.stderr)
        return 1
    if options.json:
        text = json.dumps([record(code) for code in codes], indent=2)
    else:
        text = "\n".join(details(codes[0]) if len(codes) == 1 else table(codes))
    return _printed(text)


def _printed(text: str) -> int:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # not every terminal has an ellipsis
    try:
        print(text, flush=True)
    except BrokenPipeError:
        # The reader (`| head`, say) has enough. Without this the interpreter fails when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
