"""Which files a run processes: those that flake8 finds, each once, no link out of the given paths."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence

from .configuration import STDIN, Configuration


def discover(
    configuration: Configuration, paths: Sequence[str], note: Callable[[str], None]
) -> dict[str, str]:
    """Real path → name as flake8 knows it; `note` is told what is left out."""

    def left_out(folder: str) -> None:
        note(f"{folder}: installed packages, not entered; give it as a path to have it rewritten")

    roots = [os.path.realpath(path) for path in paths if path != STDIN]
    folders: dict[str, str] = {}
    found: dict[str, str] = {}
    links: list[str] = []
    for name in configuration.files(paths, left_out):
        if os.path.islink(name):
            links.append(name)
            continue
        folder, base = os.path.split(name)
        if folder not in folders:
            folders[folder] = os.path.realpath(folder)
        found.setdefault(os.path.join(folders[folder], base), name)
    for name in links:
        path = os.path.realpath(name)
        if _lies_in(path, roots):
            found.setdefault(path, name)
        else:
            note(f"{name}: a link out of the given paths, not followed; give {path} to have it rewritten")
    return found


def _lies_in(path: str, roots: Iterable[str]) -> bool:
    return any(path == root or path.startswith(os.path.join(root, "")) for root in roots)
