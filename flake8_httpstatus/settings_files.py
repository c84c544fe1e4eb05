"""Reading a project's settings files; one that cannot be read says nothing."""

from __future__ import annotations

import configparser
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

_LARGEST: Final = 20_000_000  # bytes; lock files have some


def read_text(path: Path) -> str | None:
    """The text of a file; None where there is none: a pipe could be waited on forever."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
            return None
        return path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        return None


def read_toml(path: Path) -> Mapping[str, Any]:
    """What a TOML file holds."""
    import tomllib  # rarely needed

    try:
        return tomllib.loads(read_text(path) or "")
    except (ValueError, RecursionError):
        return {}


def table(data: Mapping[str, Any], *keys: str) -> Mapping[str, Any]:
    """The table under dotted keys; an empty one where there is none."""
    for key in keys:
        value = data.get(key)
        data = value if isinstance(value, dict) else {}
    return data


def read_ini(path: Path) -> configparser.ConfigParser:
    """What an INI file holds."""
    parser = _parser()
    try:
        parser.read_string(read_text(path) or "")
    except (ValueError, configparser.Error):
        return _parser()  # not half of it
    return parser


def _parser() -> configparser.ConfigParser:
    return configparser.ConfigParser(interpolation=None, strict=False)
