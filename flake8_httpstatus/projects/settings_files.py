"""Reading a project's settings files: strictly, or as if what cannot be read were empty."""

from __future__ import annotations

import configparser
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

LARGEST: Final = 20_000_000  # bytes; the largest lock files have a few million


class Unreadable(ValueError):
    """A settings file cannot be read; the message says which and why, in one line."""


def read_bytes(path: str | Path) -> bytes:
    """The bytes of a regular file of reasonable size. Raises `Unreadable`."""
    try:
        with open(path, "rb", opener=_without_waiting) as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise Unreadable(f"{path}: not a regular file")
            content = stream.read(LARGEST + 1)
    except OSError as error:
        raise Unreadable(f"{path}: {error.strerror}") from None
    if len(content) > LARGEST:
        raise Unreadable(f"{path}: too large")
    return content


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe without waiting for its writer (Windows has no such pipes)."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def read_text(path: Path) -> str:
    """The text of a regular file of reasonable size. Raises `Unreadable`."""
    try:
        return read_bytes(path).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path}: {error}") from None


def text_of(path: Path) -> str:
    """The text of a file; "" if it cannot be read."""
    try:
        return read_text(path)
    except Unreadable:
        return ""


def load_toml(path: Path) -> Mapping[str, Any]:
    """The content of a TOML file. Raises `Unreadable`."""
    import tomllib  # here, as few files need it

    text = read_text(path)
    try:
        return tomllib.loads(text)
    except (RecursionError, MemoryError):
        raise Unreadable(f"{path}: nested too deeply") from None
    except ValueError as error:
        raise Unreadable(f"{path}: {error}") from None


def read_toml(path: Path) -> Mapping[str, Any]:
    """The content of a TOML file; nothing if it cannot be read."""
    try:
        return load_toml(path)
    except Unreadable:
        return {}


def table(data: Mapping[str, Any], *keys: str) -> Mapping[str, Any]:
    """The table under keys within keys; an empty one if there is none."""
    for key in keys:
        value = data.get(key)
        data = value if isinstance(value, dict) else {}
    return data


def read_ini(path: Path) -> configparser.ConfigParser:
    """The content of an INI file; nothing if it cannot be read."""
    parser = _parser()
    try:
        parser.read_string(read_text(path))
    except (Unreadable, configparser.Error):
        return _parser()  # an empty one: the other may hold half of the file
    return parser


def _parser() -> configparser.ConfigParser:
    return configparser.ConfigParser(interpolation=None, strict=False)
