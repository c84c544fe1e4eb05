"""How a project sorts its imports: ruff's or isort's settings nearest to a file."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from flake8_httpstatus.projects.settings_files import read_ini, read_toml, table

# Where the settings are, in order of precedence
# https://docs.astral.sh/ruff/settings/#lintisort, https://pycqa.github.io/isort/docs/configuration/config_files.html
_RUFF: Final[Mapping[str, tuple[str, ...]]] = {
    ".ruff.toml": (),
    "ruff.toml": (),
    "pyproject.toml": ("tool", "ruff"),
}
_ISORT: Final[Mapping[str, tuple[str, ...]]] = {
    ".isort.cfg": ("settings", "isort"),
    "pyproject.toml": ("tool", "isort"),
    "setup.cfg": ("isort", "tool:isort"),
    "tox.ini": ("isort", "tool:isort"),
}
# https://pycqa.github.io/isort/docs/configuration/profiles.html, as far as it matters here
_ONE_A_LINE: Final = {"force_single_line": True, "force_sort_within_sections": True}
_PROFILES: Final[Mapping[str, Mapping[str, Any]]] = {
    "google": {**_ONE_A_LINE, "order_by_type": False, "single_line_exclusions": ["typing"]},
    "open_stack": _ONE_A_LINE,
    "plone": {**_ONE_A_LINE, "lines_after_imports": 2},
    "pycharm": {"lines_after_imports": 2},
    "appnexus": {"force_sort_within_sections": True, "order_by_type": False},
    "hug": {"lines_after_imports": 2},
}

FUTURE, STDLIB, THIRD_PARTY, FIRST_PARTY, LOCAL = (
    "future",
    "stdlib",
    "thirdparty",
    "firstparty",
    "localfolder",
)
_USUAL: Final = (FUTURE, STDLIB, THIRD_PARTY, FIRST_PARTY, LOCAL)
_MOST_EXTENDED: Final = 20  # files that extend each other


@dataclass(frozen=True)
class ImportSettings:
    """The settings that decide where an import goes."""

    order: tuple[str, ...] = _USUAL  # of the sections
    default: str = THIRD_PARTY
    known: tuple[tuple[str, str], ...] = ()  # pattern of modules, section
    roots: tuple[Path, ...] | None = None  # folders of the project's own packages; None if not configured
    sections: bool = True
    mixed: bool = False  # `import …` among `from … import …`
    from_first: bool = False
    by_type: bool = True  # constants, classes, the rest
    single_line: bool = False
    single_line_exclusions: tuple[str, ...] = ()
    lines_between_types: int = 0
    lines_after: int | None = None
    no_lines_before: tuple[str, ...] = ()
    line_length: int | None = None

    def section(self, module: str) -> str | None:
        """The section that a module is configured to belong to, if any."""
        parts = module.split(".")
        for count in range(len(parts), 0, -1):
            name = ".".join(parts[:count])
            for pattern, section in self.known:
                if section in self.order and re.fullmatch(_regex(pattern), name):
                    return section
        return None

    def position(self, section: str) -> int:
        """The index of a section in their order."""
        if not self.sections:
            return 0
        wanted = (section, self.default, THIRD_PARTY)
        return next((self.order.index(each) for each in wanted if each in self.order), len(self.order))

    def is_one_a_line(self, module: str) -> bool:
        """Whether each name from a module gets an import statement of its own."""
        return self.single_line and module not in self.single_line_exclusions


@lru_cache(maxsize=1024)
def import_settings(folder: Path) -> ImportSettings:
    """The settings for the files of a folder: ruff's, else isort's."""
    ruff_place, ruff = _ruff(folder)
    isort_place, isort = _isort(folder)
    said = {**isort, **ruff}
    roots = [
        Path(root)
        for place, key in ((ruff_place, "src"), (isort_place, "src_paths"))
        if place is not None
        for text in _texts(said.get(key, (".", "src")))
        for root in glob.glob(_within(place, text))
    ]
    order = tuple(map(_section, _texts(said.get("section_order", _USUAL))))
    return ImportSettings(
        order=order,
        default=_section(str(said.get("default_section", THIRD_PARTY))),
        known=tuple(_known(said, order)),
        roots=tuple(roots) if ruff_place or isort_place else None,
        sections=not _truth(said.get("no_sections")),
        mixed=_truth(said.get("force_sort_within_sections")),
        from_first=_truth(said.get("from_first")),
        by_type=_truth(said.get("order_by_type", True)),
        single_line=_truth(said.get("force_single_line")),
        single_line_exclusions=tuple(_texts(said.get("single_line_exclusions"))),
        lines_between_types=_number(said.get("lines_between_types")) or 0,
        lines_after=_number(said.get("lines_after_imports")),
        no_lines_before=tuple(map(_section, _texts(said.get("no_lines_before")))),
        line_length=_number(said.get("line_length")),
    )


def _ruff(folder: Path) -> tuple[Path | None, Mapping[str, Any]]:
    """Ruff's nearest settings, and the folder they are in; those of outer folders do not count."""
    for place in (folder, *folder.parents):
        for name, keys in _RUFF.items():
            path = place / name
            if path.is_file() and (not keys or _has_table(path, keys)):
                return place, _extended(path, keys)
    return None, {}


def _within(place: Path, pattern: str) -> str:
    return os.path.join(glob.escape(str(place)), pattern)


def _has_table(path: Path, keys: tuple[str, ...]) -> bool:
    return keys[-1] in table(read_toml(path), *keys[:-1])


def _extended(path: Path, keys: tuple[str, ...], depth: int = 0) -> dict[str, Any]:
    """A file's settings, on top of those of the file that it extends."""
    data = table(read_toml(path), *keys)
    base: dict[str, Any] = {}
    if isinstance(extends := data.get("extend"), str) and depth < _MOST_EXTENDED:
        other = path.parent / Path(extends).expanduser()
        base = _extended(other, _RUFF.get(other.name, ()), depth + 1)
    said = {**table(data, "isort"), **table(data, "lint", "isort")}
    said |= {key: data[key] for key in ("src", "line-length") if key in data}
    if "src" in said:
        said["src"] = [_within(path.parent, text) for text in _texts(said["src"])]
    found = {key.replace("-", "_"): value for key, value in said.items()}
    if isinstance(own := found.pop("sections", None), dict):
        found["own_sections"] = own
    return {**base, **found}


def _isort(folder: Path) -> tuple[Path | None, Mapping[str, Any]]:
    """isort's nearest settings, and the folder they are in; it does not look beyond a repository."""
    for place in (folder, *folder.parents):
        for name, where in _ISORT.items():
            if said := _isort_table(place / name, where):
                found = {**_PROFILES.get(str(said.get("profile", "")), {}), **said}
                if "sections" in found:
                    found["section_order"] = found.pop("sections")
                return (None, {}) if _is_skipped(folder.relative_to(place), found) else (place, found)
        if any((place / mark).is_dir() for mark in (".git", ".hg")):
            break
    return None, {}


def _is_skipped(folder: Path, said: Mapping[str, Any]) -> bool:
    """Whether isort passes over the files of a folder: its settings then say nothing about them."""
    names = {name for key in ("skip", "extend_skip") for name in _texts(said.get(key))}
    globs = [pattern for key in ("skip_glob", "extend_skip_glob") for pattern in _texts(said.get(key))]
    file = (folder / "_.py").as_posix()
    return not names.isdisjoint(folder.parts) or any(
        fnmatch(path, pattern) for path in (file, f"/{file}") for pattern in globs
    )


def _isort_table(path: Path, where: tuple[str, ...]) -> Mapping[str, Any]:
    if path.suffix == ".toml":
        return table(read_toml(path), *where)
    parser = read_ini(path)
    return next((dict(parser[section]) for section in where if parser.has_section(section)), {})


def _known(said: Mapping[str, Any], order: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The patterns of modules, each with its section; the last section first, as isort does."""
    found = [
        (pattern, _section(re.sub("^(known|extra)_", "", key)))
        for key, value in said.items()
        if key.startswith(("known_", "extra_"))
        for pattern in _texts(value)
    ]
    for name, value in table(said, "own_sections").items():
        found += [(pattern, _section(name)) for pattern in _texts(value)]
    places = {section: place for place, section in enumerate(order)}
    return iter(sorted(found, key=lambda known: -places.get(known[1], -1)))


def _section(name: str) -> str:
    """The one name of a section: `THIRDPARTY`, `third-party` and `third_party` are the same."""
    plain = re.sub("[-_]", "", name).lower()
    return {"standardlibrary": STDLIB, "futurelibrary": FUTURE}.get(plain, plain)


def _regex(pattern: str) -> str:
    return re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")


def _texts(value: object) -> list[str]:
    if isinstance(value, str):  # isort takes a list with commas or lines as well
        return [name for name in re.split(r"[,\s]+", value) if name]
    return [name for name in value if isinstance(name, str)] if isinstance(value, (list, tuple)) else []


def _truth(value: object) -> bool:
    return str(value).lower() in {"true", "1", "yes", "on", "y", "t"}


def _number(value: object) -> int | None:
    """A number from 0 on; -1 leaves the choice to isort or ruff."""
    text = str(value).strip()
    return int(text) if re.fullmatch("[0-9]{1,4}", text) else None
