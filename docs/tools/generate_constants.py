"""Write the code table from the libraries' own release archives.

    python docs/tools/generate_constants.py            write the file
    python docs/tools/generate_constants.py --check    exit 1 if it differs

It is written into `flake8_httpstatus/libraries/constants.py`, below the mark. Where a library defines its
constants is in its row, in `flake8_httpstatus/libraries/rows.py`. Every final release is downloaded once, one
after the other, with pip, and kept in the cache folder. Archives are parsed with `ast` or as metadata, never
imported. (Of releases without a wheel, pip itself runs the build: it asks them for their metadata.)
"""

from __future__ import annotations

import argparse
import ast
import difflib
import functools
import http
import keyword
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator, Sequence
from email import message_from_string
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement
from packaging.version import Version

from flake8_httpstatus.libraries.constants import Constant
from flake8_httpstatus.libraries.library import Library
from flake8_httpstatus.libraries.meanings import MEANINGS
from flake8_httpstatus.libraries.rows import LIBRARIES
from flake8_httpstatus.libraries.standard import STEMS, is_standard, stem

TARGET: Final = Path(__file__).parents[2] / "flake8_httpstatus" / "libraries" / "constants.py"
MARK: Final = "# From here on written by docs/tools/generate_constants.py\n"
CACHE: Final = Path.home() / ".cache" / "flake8-httpstatus"

# HTTPStatus appeared in 3.5; these are the names that the documentation says came later.
PYTHON_LATER: Final = {
    "MISDIRECTED_REQUEST": (421, "3.7"),
    "UNAVAILABLE_FOR_LEGAL_REASONS": (451, "3.8"),
    "EARLY_HINTS": (103, "3.9"),
    "IM_A_TEAPOT": (418, "3.9"),
    "TOO_EARLY": (425, "3.9"),
    "CONTENT_TOO_LARGE": (413, "3.13"),
    "URI_TOO_LONG": (414, "3.13"),
    "RANGE_NOT_SATISFIABLE": (416, "3.13"),
    "UNPROCESSABLE_CONTENT": (422, "3.13"),
}
PYTHON_NEWEST: Final = (3, 15)  # the newest Python whose documentation PYTHON_LATER was read from
LIKENESS: Final = 0.8  # `header_fields_too_large` is like `request_header_fields_too_large`


# Downloads


def pip(*arguments: str) -> str:
    """What pip prints for `arguments`; `CalledProcessError` if it fails."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


@functools.cache
def releases(name: str, first: str = "0") -> tuple[str, ...]:
    """The final, unyanked releases of a PyPI project from `first` on, ascending."""
    listing = pip("index", "versions", "--ignore-requires-python", name)
    line = next(line for line in listing.splitlines() if line.startswith("Available versions:"))
    found = sorted(line.partition(":")[2].replace(",", " ").split(), key=Version)
    return tuple(release for release in found if Version(release) >= Version(first))


def archive(name: str, release: str, cache: Path) -> Path:
    """The wheel, or else the source archive, of one release, downloaded unless the cache has it."""
    folder = cache / name / release
    if not any(folder.glob("*")):
        print(f"downloading {name} {release}", file=sys.stderr)
        pip(
            "download",
            "--quiet",
            "--no-deps",
            "--ignore-requires-python",
            f"--dest={folder}",
            f"{name}=={release}",
        )
    return next(folder.glob("*"))


def read(path: Path, suffix: str) -> str:
    """The text of the archive's file that ends in `suffix`; "" if it has none."""
    if path.suffix in {".whl", ".zip"}:
        with zipfile.ZipFile(path) as wheel:
            names = [name for name in wheel.namelist() if f"/{name}".endswith(f"/{suffix}")]
            return wheel.read(min(names, key=len)).decode() if names else ""
    with tarfile.open(path) as source:
        members = [member for member in source.getmembers() if member.name.partition("/")[2] == suffix]
        file = source.extractfile(members[0]) if members else None
        return file.read().decode() if file else ""


# The code table


def definitions(source: str) -> Iterator[tuple[str, int, bool]]:
    """(name, code, whether it warns) of each constant that a library's module defines.

    A constant is an upper-case name with a known status code: assigned in the module or in a class, with or
    without an annotation; the code may be followed by its phrase, as in httpx. Where its use warns, it is a
    key of starlette's `__deprecated__`, which the module's `__getattr__` looks up. In requests it is one of
    the names in `_codes`, which become attributes, in lower and in upper case.
    """
    found: list[tuple[str, object, bool]] = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Assign([ast.Name("__deprecated__")], ast.Dict() as mapping):
                found += ((name, code, True) for name, code in ast.literal_eval(mapping).items())
            case ast.Assign([ast.Name("_codes")], ast.Dict() as mapping):
                found += (
                    (name.upper() if keyword.iskeyword(name) else name, code, False)
                    for code, names in ast.literal_eval(mapping).items()
                    for name in names
                    if name.isidentifier()
                )
            case ast.Assign([ast.Name(name)], ast.Constant(code) | ast.Tuple([ast.Constant(code), *_])):
                if name.isupper():
                    found.append((name, code, False))
            case ast.AnnAssign(ast.Name(name), value=ast.Constant(code)):
                if name.isupper():
                    found.append((name, code, False))
    for name, code, warns in found:
        # others are starlette's codes for closing a WebSocket, or were never registered
        if isinstance(code, int) and code in MEANINGS:
            yield name, code, warns


def constants_in(source: str, library: str, release: str) -> dict[str, Constant]:
    """The constants of one release, by name. Raises `ValueError` if there are none."""
    found = {
        name: Constant(code, name, release, release if warns else None)
        for name, code, warns in definitions(source)
    }
    if not found:
        raise ValueError(
            f"no constants found in {library} {release}: check `defined_in` and `first` in its row, or teach "
            "`definitions` how it defines them"
        )
    return found


def constants_of(library: Library, cache: Path) -> list[Constant]:
    """The library's constants over all its releases.

    Raises `ValueError` if a release removed a name, gave it another value or stopped warning: then the table
    needs another column.
    """
    rows: dict[str, Constant] = {}
    for release in releases(library.table, library.first):
        source = read(archive(library.table, release, cache), library.defined_in)
        found = constants_in(source, library.table, release)
        for name, before in rows.items():
            now = found.pop(name, None)
            if now is None or now.code != before.code or (before.deprecated and not now.deprecated):
                raise ValueError(f"{library.table} {release} takes {before} back")
            rows[name] = before._replace(deprecated=before.deprecated or now.deprecated)
        rows |= found
    by_code: dict[int, list[Constant]] = {}
    for row in rows.values():
        by_code.setdefault(row.code, []).append(row)
    return [row for same in by_code.values() for row in chosen(same)]


def chosen(rows: list[Constant]) -> list[Constant]:
    """Of all names of a code, oldest first: the standard's, and one close to it where that came later.

    requests has six names for 200. Its `checkpoint` for 103 is none that a reader would take for Early Hints.
    """
    standard = [row for row in rows if is_standard(row.name, row.code)]
    if standard and standard[0].added == rows[0].added:
        return standard
    first = {stem(row.name): row for row in rows if row.added == rows[0].added}
    near = (
        difflib.get_close_matches(name, first, n=1, cutoff=LIKENESS) for name in sorted(STEMS[rows[0].code])
    )
    close = next((first[names[0]] for names in near if names), None)
    return [close, *standard] if close else standard


def python_constants() -> list[Constant]:
    """The constants of `http.HTTPStatus` over all Pythons.

    Raises `ValueError` on a Python newer than PYTHON_NEWEST: a name that is new in it would pass for old.
    """
    if sys.version_info[:2] > PYTHON_NEWEST:
        raise ValueError("read https://docs.python.org/3/library/http.html and update PYTHON_LATER first")
    members = http.HTTPStatus.__members__
    since_start = [
        Constant(int(code), name, "3.5") for name, code in members.items() if name not in PYTHON_LATER
    ]
    return since_start + [Constant(code, name, added) for name, (code, added) in PYTHON_LATER.items()]


def admitted(library: Library, cache: Path) -> list[tuple[str, str]]:
    """(release, lowest release of the other distribution that it admits), a row where the latter changes."""
    rows: list[tuple[str, str]] = []
    for release in releases(library.key):
        metadata = message_from_string(read(archive(library.key, release, cache), "METADATA"))
        needs = map(Requirement, metadata.get_all("Requires-Dist", []))
        other = next(need.specifier for need in needs if need.name == library.table and not need.marker)
        lowest = next(other.filter(releases(library.table)))
        if not rows or rows[-1][1] != lowest:
            rows.append((release, lowest))
    return rows


# The file


def row(constant: Constant) -> str:
    """A constant as the file spells it."""
    warns = f', deprecated="{constant.deprecated}"' if constant.deprecated else ""
    return f'Constant({constant.code}, "{constant.name}", "{constant.added}"{warns})'


def mapping(rows_by_key: dict[str, list[str]]) -> Iterator[str]:
    """The lines of a dict of tuples, as ruff formats it."""
    yield "{\n"
    for key, rows in rows_by_key.items():
        yield f'    "{key}": (\n'
        yield from (f"        {each},\n" for each in rows)
        yield "    ),\n"
    yield "}\n"


def generate(libraries: Sequence[Library], cache: Path) -> str:
    """What stands below the mark."""
    constants: dict[str, list[str]] = {}
    admits: dict[str, list[str]] = {}
    newest: dict[str, str] = {}
    for library in libraries:
        newest[library.distribution] = (
            ".".join(map(str, PYTHON_NEWEST))
            if library.comes_with_python
            else releases(library.distribution)[-1]
        )
        if not (library.defined_in or library.comes_with_python):  # it passes on another's
            admits[library.key] = [f'("{own}", "{other}")' for own, other in admitted(library, cache)]
            continue
        found = python_constants() if library.comes_with_python else constants_of(library, cache)
        found.sort(key=lambda constant: (constant.code, Version(constant.added)))
        constants[library.table] = [row(constant) for constant in found]
    return "".join(
        [
            "\n# Distribution to its constants, by code, then by release\n",
            "CONSTANTS: Final[dict[str, tuple[Constant, ...]]] = ",
            *mapping(constants),
            "\n# A library whose constants another distribution defines: (its release, the lowest release of "
            "that which it\n# admits from there on), a row per change\n",
            "ADMITTED: Final[dict[str, tuple[tuple[str, str], ...]]] = ",
            *mapping(admits),
            "\n# The newest release of each that was read\n",
            "NEWEST: Final[dict[str, str]] = {\n",
            *(f'    "{name}": "{release}",\n' for name, release in newest.items()),
            "}\n",
        ]
    )


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the exit code."""
    parser = argparse.ArgumentParser(description="Write the code table from the release archives on PyPI.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the file differs")
    parser.add_argument("--cache", type=Path, default=CACHE, metavar="DIR", help="where archives are kept")
    options = parser.parse_args(arguments)
    old = TARGET.read_text(encoding="utf-8")
    head, mark, _ = old.partition(MARK)
    new = head + mark + generate(tuple(LIBRARIES.values()), options.cache)
    if options.check:
        if old == new:
            return 0
        print(f"{TARGET} is not what the archives say", file=sys.stderr)
        return 1
    TARGET.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
