"""Reading a project's settings files, whatever is in them; one that cannot be read says nothing."""

from __future__ import annotations

import configparser
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

_LARGEST: Final = 20_000_000  # bytes; the largest lock files have a few millions


class Unreadable(ValueError):
    """A settings file cannot be read; the message says which and why, in one line."""


def read_bytes(path: str | Path) -> bytes:
    """What is in a regular file of reasonable size. Raises `Unreadable`."""
    try:
        with open(path, "rb", opener=_without_waiting) as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise Unreadable(f"{path}: not a regular file")
            content = stream.read(_LARGEST + 1)
    except OSError as error:
        raise Unreadable(f"{path}: {error.strerror}") from None
    if len(content) > _LARGEST:
        raise Unreadable(f"{path}: too large")
    return content


def _without_waiting(path: str, flags: int) -> int:
    """A pipe is opened at once, to see that it is one; there is none of that on Windows."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def read_text(path: Path) -> str:
    """The text in a regular file of reasonable size. Raises `Unreadable`."""
    try:
        return read_bytes(path).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path}: {error}") from None


def text_of(path: Path) -> str:
    """The text of a file; empty where it cannot be read."""
    try:
        return read_text(path)
    except Unreadable:
        return ""


def load_toml(path: Path) -> Mapping[str, Any]:
    """What a TOML file holds. Raises `Unreadable`."""
    import tomllib  # few files need it

    text = read_text(path)
    try:
        return tomllib.loads(text)
    except (RecursionError, MemoryError):
        raise Unreadable(f"{path}: nested too deeply") from None
    except ValueError as error:
        raise Unreadable(f"{path}: {error}") from None


def read_toml(path: Path) -> Mapping[str, Any]:
    """What a TOML file holds; nothing where it cannot be read."""
    try:
        return load_toml(path)
    except Unreadable:
        return {}


def table(data: Mapping[str, Any], *keys: str) -> Mapping[str, Any]:
    """The table under dotted keys; an empty one where there is none."""
    for key in keys:
        value = data.get(key)
        data = value if isinstance(value, dict) else {}
    return data


def read_ini(path: Path) -> configparser.ConfigParser:
    """What an INI file holds; nothing where it cannot be read."""
    parser = _parser()
    try:
        parser.read_string(read_text(path))
    except (Unreadable, configparser.Error):
        return _parser()  # not half of it
    return parser


def _parser() -> configparser.ConfigParser:
    return configparser.ConfigParser(interpolation=None, strict=False)
