"""What a project tells ruff or isort about which packages are its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import Any

from flake8_httpstatus.settings_files import read_ini, read_toml, table

# Where the settings are, in order of precedence: by file, the paths of tables; by file, the sections
# https://docs.astral.sh/ruff/settings/#lintisort, https://pycqa.github.io/isort/docs/configuration/config_files.html
_TABLES = {
    ".ruff.toml": (("lint", "isort"),),
    "ruff.toml": (("lint", "isort"),),
    "pyproject.toml": (("tool", "ruff", "lint", "isort"), ("tool", "isort")),
}
_SECTIONS = {".isort.cfg": ("settings",), "setup.cfg": ("isort", "tool:isort")}


def is_first_party(root: Path, package: str) -> bool | None:
    """Whether a top-level package is the project's own, by the settings in its root; None: not said."""
    for pattern, own in _known(root):
        if fnmatchcase(package, pattern):
            return own
    return None


@lru_cache(maxsize=64)
def _known(root: Path) -> tuple[tuple[str, bool], ...]:
    return tuple(
        (pattern, own)
        for found in _tables(root)
        for key, own in (("known_first_party", True), ("known_third_party", False))
        for pattern in _patterns(found.get(key, found.get(key.replace("_", "-"))))
    )


def _tables(root: Path) -> Iterator[Mapping[str, Any]]:
    for name, paths in _TABLES.items():
        data = read_toml(root / name)
        for keys in paths:
            yield table(data, *keys)
    for name, sections in _SECTIONS.items():
        parser = read_ini(root / name)
        for section in sections:
            if parser.has_section(section):
                yield parser[section]


def _patterns(value: object) -> list[str]:
    if isinstance(value, str):  # isort takes a list with commas or lines as well
        return [name for name in re.split(r"[,\s]+", value) if name]
    return [name for name in value if isinstance(name, str)] if isinstance(value, list) else []
