"""Reading a project's settings files; one that cannot be read says nothing."""

from __future__ import annotations

import configparser
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def read_toml(path: Path) -> Mapping[str, Any]:
    """What a TOML file holds."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
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
        parser.read_string(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, configparser.Error):
        return _parser()  # not half of it
    return parser


def _parser() -> configparser.ConfigParser:
    return configparser.ConfigParser(interpolation=None, strict=False)
