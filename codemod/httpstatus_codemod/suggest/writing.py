"""Puts values into the options of the configuration file that flake8 reads; all else stays as it is."""

from __future__ import annotations

import configparser
from collections.abc import Mapping, Sequence
from typing import Any, Final

import tomlkit
from configupdater import ConfigUpdater, Option, Section

_SECTION: Final = "flake8"
_LONGEST: Final = 79  # characters of a line with several values

Values = Mapping[str, Sequence[str]]  # by option, as flake8 calls it: --httpstatus-keys


class NotWritten(Exception):
    """A file cannot be changed so that only these options are; the message says why."""


def with_values(name: str, text: str, new: Values, all_values: Values) -> str:
    """The text of a configuration file with new values.

    `new` goes behind what an option has there; where it has none, `all_values` are written. Raises
    `NotWritten`.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    changed = (_toml if name.endswith(".toml") else _ini)(plain, new, all_values)
    return changed.replace("\n", newline)


def _spelled(option: str, keys: Sequence[str]) -> str:
    """How a file spells an option, with hyphens or underscores."""
    name = option.removeprefix("--")
    return next((key for key in keys if key.replace("_", "-") == name), name)


def _ini(text: str, new: Values, all_values: Values) -> str:
    updater = ConfigUpdater()
    try:
        updater.read_string(text)
    except configparser.Error as error:
        raise NotWritten(f"cannot be parsed: {' '.join(str(error).split())}") from None
    if not updater.has_section(_SECTION):
        updater.add_section(_SECTION)
    section = updater[_SECTION]
    for option, values in new.items():
        key = _spelled(option, section.options())
        if key in section:
            _extend(section[key], values)
        else:
            _add(section, key, all_values[option])
    changed = str(updater)
    _check(text, changed, new)
    return changed


def _extend(option: Option, values: Sequence[str]) -> None:
    """Put values behind those of an option, in the way in which these are written."""
    value = (option.value or "").strip()
    joined = ", ".join([*filter(None, [value.rstrip(",")]), *values])
    if "\n" not in (option.value or "") and len(f"{option.raw_key} = {joined}") <= _LONGEST:
        option.value = joined
        return
    if "\n" in (option.value or ""):
        lines = str(option).split("\n")[1:]
        indent = next(line[: len(line) - len(line.lstrip())] for line in lines if line.strip())
        old = [*filter(None, option.as_list())]
    else:
        indent, old = "    ", [each.strip() for each in value.split(",") if each.strip()]
    option.set_values([*old, *values], indent=indent)


def _add(section: Section, key: str, values: Sequence[str]) -> None:
    """Add an option behind the others of its section."""
    blocks = section.option_blocks()
    if blocks:
        blocks[-1].add_after.option(key)
    else:
        section.set(key)
    option = section[key]
    joined = ", ".join(values)
    if len(f"{key} = {joined}") <= _LONGEST:
        option.value = joined
    else:
        option.set_values([*values])


def _check(old: str, new: str, options: Values) -> None:
    """Raise `NotWritten` if more than the options has changed."""
    before, after = _parsed(old), _parsed(new)
    for option in options:
        for parsed in (before, after):
            section = parsed.setdefault(_SECTION, {})
            section.pop(_spelled(option, [*section]), None)
    if before != after:
        raise NotWritten("cannot be changed without touching other options; put the lines in by hand")


def _parsed(text: str) -> dict[str, dict[str, str]]:
    parser = configparser.RawConfigParser()
    parser.read_string(text)
    return {name: dict(parser[name]) for name in parser}


def _toml(text: str, new: Values, all_values: Values) -> str:
    document: Any = tomlkit.parse(text)
    table = document["tool"][_SECTION]
    for option, values in new.items():
        key = _spelled(option, [*table])
        if key not in table:
            table[key] = [*all_values[option]]
        elif isinstance(table[key], str):
            table[key] = ", ".join([table[key], *values])
        else:
            table[key].extend(values)
    return tomlkit.dumps(document)
