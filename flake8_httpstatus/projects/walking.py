"""Walking through the folders of a project."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def walk(root: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Each folder from the root on, with the names of the folders and the regular files in it.

    The caller removes the names of folders that are not to be entered; links, and what cannot be read, are
    passed over. Not `os.walk`: up to Python 3.11 it recurses, and fails a thousand folders deep.
    """
    pending = [str(root)]
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(folder) as entries:
                found = list(entries)
            folders = [entry.name for entry in found if entry.is_dir(follow_symlinks=False)]
            files = [entry.name for entry in found if entry.is_file()]  # no pipe: opening one may hang
        except OSError:
            continue
        yield folder, folders, files
        pending += (os.path.join(folder, name) for name in folders)
