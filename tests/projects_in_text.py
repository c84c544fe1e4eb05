"""Small projects in one text: each file below a comment with its path, each finding marked at its line's end.

    # shop/errors.py
    def error(code):
        return JsonResponse(status=code)
    # shop/views.py
    from .errors import error
    error(404)  # HSC101

Nothing else is reported. The marks are taken out before: they show nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from blocks import block
from cases import find_all, settings_of
from project_files import make

_FILE: Final = re.compile(r"^# (\S+\.\w+)\n", re.MULTILINE)
_MARKS: Final = re.compile(r" +#((?: HSC\d{3})+)$", re.MULTILINE)


def files_in(text: str) -> dict[str, str]:
    """The files of a text by their paths; a `pyproject.toml` makes a project of them."""
    _, *parts = _FILE.split(block(text))
    return {"pyproject.toml": "", **dict(zip(parts[::2], parts[1::2], strict=True))}


def made(root: Path, text: str) -> dict[str, str]:
    """Write the files, without the marks; gives their texts."""
    files = {name: _MARKS.sub("", source) for name, source in files_in(text).items()}
    make(root, files)
    return files


def check_project(root: Path, text: str, **options: str) -> None:
    """Check that just what is marked is reported, file by file."""
    files = made(root, text)
    marked = {name: _marked(source) for name, source in files_in(text).items()}
    found = {
        name: _reported(source, root / name, options) if name.endswith(".py") else []
        for name, source in files.items()
    }
    assert found == marked, f"{found} instead of {marked}"


def _reported(source: str, path: Path, options: Mapping[str, str]) -> list[tuple[int, str]]:
    found = find_all(source, str(path), settings_of(**options))
    return [(each.span.line, each.code) for each in found]


def _marked(source: str) -> list[tuple[int, str]]:
    return [
        (number, code)
        for number, line in enumerate(source.splitlines(), 1)
        for marks in _MARKS.findall(line)
        for code in marks.split()
    ]
