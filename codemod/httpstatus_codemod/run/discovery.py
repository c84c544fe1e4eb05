"""The files of a run: those that flake8 finds, each once, and no link that leads out of the given paths."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence

from ..flake8_bridge import Configuration

Note = Callable[[str], None]


def discover(configuration: Configuration, paths: Sequence[str], note: Note) -> dict[str, str]:
    """The files by real path, each with its name for flake8; `note` is called with what is left out."""
    roots = {os.path.realpath(path): path for path in paths}
    folders: dict[str, str] = {}
    found: dict[str, str] = {}
    links: list[str] = []
    for name in files(configuration, paths, note):
        if os.path.islink(name):
            links.append(name)
            continue
        folder, base = os.path.split(name)
        if folder not in folders:
            folders[folder] = os.path.realpath(folder)
        found.setdefault(os.path.join(folders[folder], base), name)
    for name in links:
        target = os.path.realpath(name)
        reason = _not_followed(configuration, target, roots)
        if reason is None:
            found.setdefault(target, name)
        else:
            note(f"{name}: a link {reason}")
    return found


def files(configuration: Configuration, paths: Sequence[str], note: Note) -> Iterator[str]:
    """The files that flake8 would check, without those of installed packages.

    A folder that cannot be read is given as a file, so that it is reported; flake8 passes over it in silence.
    """
    for path in paths:
        if not configuration.excludes(path):
            yield from sorted(_walk(configuration, path, paths, note)) if os.path.isdir(path) else [path]


def _walk(configuration: Configuration, top: str, given: Sequence[str], note: Note) -> Iterator[str]:
    pending = [top]  # flake8's `os.walk` recurses up to Python 3.11, and fails some thousand folders deep
    while pending:
        folder = pending.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            yield folder
            continue
        for entry in entries:
            path = entry.path
            if not _is_folder(entry):
                if configuration.takes(path) and not configuration.excludes(path):
                    yield path
            elif entry.is_symlink() or configuration.excludes(path):
                continue
            elif _holds_packages(path) and path not in given:
                note(f"{path}: installed packages, not entered; give it as a path to have it rewritten")
            else:
                pending.append(path)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # links that lead in a circle
        return False


def _not_followed(configuration: Configuration, target: str, roots: dict[str, str]) -> str | None:
    """Why a link is not followed, or None."""
    reason = f"out of the given paths, not followed; give {target} to have it rewritten"
    for root, given in roots.items():
        if target == root:
            return "to an excluded file, not followed" if configuration.excludes(target) else None
        if target.startswith(os.path.join(root, "")):
            between = _below(given, os.path.relpath(target, root))
            if any(map(configuration.excludes, between)):
                reason = "to an excluded file, not followed"
            elif any(map(_holds_packages, between[:-1])):
                reason = f"into installed packages, not followed; give {target} to have it rewritten"
            else:
                return None
    return reason


def _below(folder: str, path: str) -> list[str]:
    """A path below a folder, and the folders on the way, as flake8 names them."""
    names = []
    for part in path.split(os.sep):
        folder = os.path.join(folder, part)
        names.append(folder)
    return names


def _holds_packages(path: str) -> bool:
    return os.path.basename(path) == "site-packages" or os.path.exists(os.path.join(path, "pyvenv.cfg"))
