"""The releases in a project's lock files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

from ..libraries.releases import Release, trimmed
from .settings_files import text_of
from .versions import LONGEST

_LOCKS: Final = ("uv.lock", "poetry.lock", "pdm.lock")


def locked(folder: Path, distribution: str) -> Release | None:
    """The lowest release of a distribution in the lock files of a folder; None: it is in none.

    uv's, Poetry's and PDM's are TOML of one layout and may have megabytes, so they are searched, not parsed.
    """
    from packaging.utils import canonicalize_name
    from packaging.version import InvalidVersion, Version

    package = re.compile(r'^name = "([^"\n]+)"\nversion = "([^"\n]+)"', re.MULTILINE)
    pairs = [pair for name in _LOCKS for pair in package.findall(text_of(folder / name))]
    pairs += _pipfile_lock(folder / "Pipfile.lock")
    found = []
    for name, version in pairs:
        if len(version) < LONGEST and canonicalize_name(name) == distribution:
            try:
                found.append(trimmed(Version(version).release))
            except InvalidVersion:
                continue
    return min(found, default=None)


def _pipfile_lock(path: Path) -> list[tuple[str, str]]:
    try:
        packages = json.loads(text_of(path) or "{}")["default"].items()
        return [(name, each["version"].lstrip("=")) for name, each in packages if "version" in each]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return []
