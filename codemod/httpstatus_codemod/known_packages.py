"""What a project tells ruff or isort about which packages are its own."""

from __future__ import annotations

import configparser
import re
import sys
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import Any

# Where the settings are: file, path of the table, in order of precedence
# https://docs.astral.sh/ruff/settings/#lintisort, https://pycqa.github.io/isort/docs/configuration/config_files.html
_TABLES = (
    (".ruff.toml", ("lint", "isort")),
    ("ruff.toml", ("lint", "isort")),
    ("pyproject.toml", ("tool", "ruff", "lint", "isort")),
    ("pyproject.toml", ("tool", "isort")),
)
_SECTIONS = ((".isort.cfg", "settings"), ("setup.cfg", "isort"), ("setup.cfg", "tool:isort"))


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
        for table in _tables(root)
        for key, own in (("known_first_party", True), ("known_third_party", False))
        for pattern in _patterns(table.get(key, table.get(key.replace("_", "-"))))
    )


def _tables(root: Path) -> Iterator[Mapping[str, Any]]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    for name, path in _TABLES:
        try:
            table: Any = tomllib.loads((root / name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        for key in path:
            table = table.get(key) if isinstance(table, dict) else None
        if isinstance(table, dict):
            yield table
    for name, section in _SECTIONS:
        parser = configparser.ConfigParser(interpolation=None, strict=False)
        try:
            parser.read_string((root / name).read_text(encoding="utf-8"))
        except (OSError, ValueError, configparser.Error):
            continue
        if parser.has_section(section):
            yield dict(parser[section])


def _patterns(value: object) -> list[str]:
    if isinstance(value, str):  # isort takes a list with commas or lines as well
        return [name for name in re.split(r"[,\s]+", value) if name]
    return [name for name in value if isinstance(name, str)] if isinstance(value, list) else []
