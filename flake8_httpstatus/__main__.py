"""The code table in the terminal: `python -m flake8_httpstatus [CODE | WORD ...]`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from .libraries.constants import CONSTANTS, Constant
from .libraries.library import LIBRARIES, Library
from .libraries.meanings import MEANINGS

WIDTH: Final = 80
CLASSES: Final = {
    1: "Informational - 1xx",
    2: "Successful - 2xx",
    3: "Redirection - 3xx",
    4: "Client Error - 4xx",
    5: "Server Error - 5xx",
}
# The table shows one name per code: those of the library that names every code.
COMPLETE: Final = LIBRARIES["djangorestframework"]


def named(library: Library, code: int) -> list[Constant]:
    """The library's constants for a code: one, two where one replaces the other, or none."""
    return [constant for constant in CONSTANTS[library.table] if constant.code == code]


def find(words: Sequence[str]) -> list[int]:
    """The codes that the words ask for: all without words, that code for a code, else those that match.

    A code matches if each word occurs, in any case, in its phrase, its meaning or one of its constants.
    """
    if len(words) == 1 and words[0].isdecimal() and int(words[0]) in MEANINGS:
        return [int(words[0])]
    return [code for code in MEANINGS if all(word.lower() in searched(code) for word in words)]


def searched(code: int) -> str:
    """The lower-case text in which words are looked for."""
    about = MEANINGS[code]
    constants = [constant.name for library in LIBRARIES.values() for constant in named(library, code)]
    return "\n".join([about.phrase, about.meaning, *about.methods.values(), *constants]).lower()


def record(code: int) -> dict[str, object]:
    """What `--json` says about one code; `added` and `deprecated` are releases of `releases_of`."""
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
                "import": f"from {library.package} import {library.name}",
                "constant": library.spell(constant.name),
                "releases_of": releases_of(library),
                "added": constant.added,
                "deprecated": constant.deprecated,
            }
            for library in LIBRARIES.values()
            for constant in named(library, code)
        ],
    }


def table(codes: Sequence[int]) -> Iterator[str]:
    """The lines for several codes, grouped by class."""
    for first, group in groupby(codes, key=lambda code: code // 100):
        yield CLASSES[first]
        for code in group:
            yield f"  {code}  {MEANINGS[code].phrase:31}  {named(COMPLETE, code)[0].name}"
        yield ""
    yield f"Names as in {COMPLETE.dotted}; ask for one code to see every library's."


def details(code: int) -> Iterator[str]:
    """The lines for one code."""
    about = MEANINGS[code]
    yield f"{code} {about.phrase}"
    yield textwrap.fill(about.meaning, WIDTH)
    for method, meaning in about.methods.items():
        yield textwrap.fill(f"  {method:8}  {meaning}", WIDTH, subsequent_indent=" " * 12)
    yield f"Reference: {about.reference}"
    yield ""
    yield f"{'Since release':26}  Constant"
    for library in LIBRARIES.values():
        constants = named(library, code)
        for constant in constants:
            yield f"{since(library, constant.added):26}  {library.spell(constant.name)}"
            if constant.deprecated:
                yield f"{'':26}    deprecated since {constant.deprecated}"
        if not constants:
            yield f"{library.key:26}  none"


def releases_of(library: Library) -> str:
    """What the code table's releases are releases of, for this library."""
    return "Python" if library.table == "http" else library.table


def since(library: Library, release: str) -> str:
    """A release of the library, or of what its constants come with: `fastapi (starlette 0.48.0)`."""
    origin = releases_of(library)
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
        metavar="CODE|WORD",
        help="a code, or words that all occur in its phrase, meaning or constants; default: every code",
    )
    parser.add_argument("--json", action="store_true", help="print a JSON list of objects")
    options = parser.parse_args(arguments)
    codes = find(options.words)
    if not codes:
        print(f"no status code matches '{' '.join(options.words)}'", file=sys.stderr)
        return 1
    if options.json:
        text = json.dumps([record(code) for code in codes], indent=2)
    else:
        text = "\n".join(details(codes[0]) if len(codes) == 1 else table(codes))
    try:
        print(text, flush=True)
    except BrokenPipeError:
        # The reader (`| head`) has enough. Without this the interpreter complains when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
