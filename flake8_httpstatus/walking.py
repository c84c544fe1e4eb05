"""Going through the folders of a project."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def walk(root: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Each folder from the root on, with the names of the folders and files in it, as `os.walk` gives them.

    What the caller takes from the folders' names is not entered; nor are links, and what cannot be read.
    `os.walk` recurses up to Python 3.11, and gives up a thousand folders deep.
    """
    pending = [str(root)]
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(folder) as entries:
                is_folder = {entry.name: entry.is_dir(follow_symlinks=False) for entry in entries}
        except OSError:
            continue
        folders = [name for name, known in is_folder.items() if known]
        yield folder, folders, [name for name, known in is_folder.items() if not known]
        pending += (os.path.join(folder, name) for name in folders)
