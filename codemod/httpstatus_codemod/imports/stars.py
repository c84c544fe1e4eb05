"""Which modules of a project are star-imported: a new name in one of them reaches other files."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from flake8_httpstatus.projects.settings_files import Unreadable, read_bytes
from flake8_httpstatus.projects.walking import walk
from flake8_httpstatus.source import ParseError, parse

_STAR_IMPORT = re.compile(rb"import[\s\\]*\*")
_FROM = re.compile(r"^[ \t]*from\s*([.\w]+)\s*import[\s\\]*\*", re.MULTILINE)
_NOT_ENTERED = {".git", ".hg", "node_modules", "site-packages", "__pycache__"}
MOST_ENTRIES = 200_000  # in folders; with more, it is no project but a whole disk


def is_star_imported(path: Path, root: Path) -> bool:
    """Whether a file below the root star-imports this one; also true if there are too many files to tell."""
    module = _slashed(str(path)).removesuffix(".py").removesuffix("/__init__")
    endings = _endings(root)
    return endings is None or any(map(module.endswith, endings))


@lru_cache(maxsize=64)
def _endings(root: Path) -> tuple[str, ...] | None:
    """Path suffixes, without `.py`, of the star-imported modules; None if there are too many files."""
    endings: set[str] = set()
    entries = 0
    for folder, folders, names in walk(root):
        if "pyvenv.cfg" in names:
            folders.clear()
            continue
        folders[:] = [name for name in folders if name not in _NOT_ENTERED]
        entries += len(folders) + len(names)
        if entries > MOST_ENTRIES:
            return None
        for name in names:
            if name.endswith((".py", ".pyw")):
                endings.update(_star_imports(Path(folder, name)))
    return tuple(endings)


def _star_imports(path: Path) -> Iterator[str]:
    try:
        source = read_bytes(path)
    except Unreadable:
        return
    if not _STAR_IMPORT.search(source):  # quicker than parsing
        return
    folder = _slashed(os.path.realpath(path.parent)).split("/")
    for name in _modules(source):
        module = name.lstrip(".")
        level = len(name) - len(module)
        parts = module.split(".") if module else []
        # an absolute name may be found anywhere on `sys.path`
        yield "/".join(["", *parts] if not level else [*folder[: len(folder) + 1 - level], *parts])


def _modules(source: bytes) -> list[str]:
    """The star-imported modules as written: `shop.views`, `..views`."""
    try:
        tree = parse(source)
    except ParseError:  # another Python may be able to
        return _FROM.findall(source.decode(errors="replace"))
    return [
        "." * node.level + (node.module or "")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
    ]


def _slashed(path: str) -> str:
    return path.replace(os.sep, "/")
