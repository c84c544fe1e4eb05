"""What the files of a folder declare: what a project needs to run, its own name, the Pythons it runs on.

Only what every machine installs counts: nothing optional, no development group, nothing that an environment
marker may leave out. Files are read, never run; one that cannot be read says nothing.
"""

from __future__ import annotations

import ast
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ..libraries.releases import Bounds, Release
from ..source import ParseError, parse
from .settings_files import read_ini, read_toml, table, text_of

if TYPE_CHECKING:
    from packaging.markers import Marker
    from packaging.specifiers import SpecifierSet

# Requirement files for work on the project, not for running it: requirements-dev.txt, test_requirements.txt
_DEVELOPMENT: Final = re.compile(r"dev|test|lint|doc|ci|build|local|optional|extra|type", re.IGNORECASE)
_REQUIREMENTS: Final = re.compile(r"requirements.*\.(?:txt|in)")
_FOLDER: Final = "requirements"
_IN_FOLDER: Final = re.compile(r".+\.(?:txt|in)")
_LOCKS: Final = ("uv.lock", "poetry.lock", "pdm.lock")

# Of a longer one, packaging's parser makes a very deep recursion or a very large number
_LONGEST: Final = 1000

# The minor releases of Python 3 that a marker on the version has to hold for, from the project's lowest on
_LOWEST_MINOR, _LAST_MINOR = 11, 15


@dataclass(frozen=True)
class Declarations:
    """What a project declares."""

    dependencies: Mapping[str, Bounds] = field(default_factory=dict)  # by normalised distribution name
    python: Release | None = None  # lower bound of `requires-python`
    names: frozenset[str] = field(default=frozenset(), compare=False)  # its own, normalised
    readable: bool = False  # whether any file says what the project needs, be it nothing


class _Declaration(NamedTuple):
    """What one file declares."""

    requirements: list[str] | None  # None: it does not say, or in a way that cannot be read
    python: str = ""  # specifiers
    names: Sequence[str] = ()


def is_mark(entries: Iterable[str]) -> bool:
    """Whether the names in a folder show that a project begins there."""
    return any(
        name in _READERS or (name.startswith(_FOLDER) and (name == _FOLDER or _REQUIREMENTS.fullmatch(name)))
        for name in entries
    )


def declarations(folder: Path) -> Declarations | None:
    """What the files of a folder declare; None: they do not, or only configure tools."""
    try:
        entries = sorted(os.listdir(folder))
    except OSError:
        return None
    found = [
        declaration
        for name, read in _READERS.items()
        if name in entries and (declaration := read(folder / name)) is not None
    ]
    requirement_files = list(_requirement_files(folder, entries))
    if not found and (not requirement_files or _is_inner_package(folder)):
        return None
    names = [name for each in found for name in each.names]
    said = [each.requirements for each in found if each.requirements is not None]
    pythons = [floor for each in found if (floor := _bounds(each.python).floor) is not None]
    python = pythons[0] if pythons else None
    declared = _parsed([*(text for texts in said for text in texts), *names], python)
    pinned = _parsed((line for path in requirement_files for line in requirements(path)), python)
    for name, its in pinned.items():
        known = declared.get(name)
        if known is None:
            declared[name] = its
        elif known.floor is None:  # metadata say more than the environment that is pinned beside them
            declared[name] = Bounds(its.floor, known.below)
    return Declarations(declared, python, frozenset(_parsed(names)), bool(said or requirement_files))


def _is_inner_package(folder: Path) -> bool:
    """Whether a folder is a package within a package: nobody imports it without that."""
    return all((each / "__init__.py").is_file() for each in (folder, folder.parent))


def locked(folder: Path, distribution: str) -> Release | None:
    """The lowest release of a distribution that the folder's lock file holds; None: it holds none.

    uv's, Poetry's and PDM's are TOML of one layout and may have megabytes: they are searched, not parsed.
    """
    from packaging.utils import canonicalize_name
    from packaging.version import InvalidVersion, Version

    package = re.compile(r'^name = "([^"\n]+)"\nversion = "([^"\n]+)"', re.MULTILINE)
    pairs = [pair for name in _LOCKS for pair in package.findall(text_of(folder / name))]
    pairs += _pipfile_lock(folder / "Pipfile.lock")
    found = []
    for name, version in pairs:
        if len(version) < _LONGEST and canonicalize_name(name) == distribution:
            try:
                found.append(_trimmed(Version(version).release))
            except InvalidVersion:
                continue
    return min(found, default=None)


def _pipfile_lock(path: Path) -> list[tuple[str, str]]:
    try:
        packages = json.loads(text_of(path) or "{}")["default"].items()
        return [(name, each["version"].lstrip("=")) for name, each in packages if "version" in each]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return []


# Requirements


def bounds(specifiers: SpecifierSet) -> Bounds:
    """The highest lower bound or pin among version specifiers, and the lowest upper one."""
    from packaging.version import InvalidVersion, Version

    floors: list[Release] = []
    ceilings: list[Release] = []
    for specifier in specifiers:
        operator, text = specifier.operator, specifier.version
        try:
            numbers = _trimmed(Version(text.removesuffix(".*")).release)
            exact = Version(text.removesuffix(".*")).release
        except InvalidVersion:  # `===` takes any text
            continue
        if operator in {">=", ">", "==", "===", "~="}:
            floors.append(numbers)
        if operator == "<":
            ceilings.append(numbers)
        elif operator == "==" and text.endswith(".*"):
            ceilings.append(_next(exact))
        elif operator == "~=":
            ceilings.append(_next(exact[:-1]))
        elif operator in {"==", "===", "<="}:
            ceilings.append((*exact, 1))
    return Bounds(max(floors, default=None), min(ceilings, default=None))


def _trimmed(numbers: Release) -> Release:
    """Without zeros at the end: 3.12.0 is 3.12."""
    while len(numbers) > 1 and numbers[-1] == 0:
        numbers = numbers[:-1]
    return numbers


def _next(numbers: Release) -> Release:
    return (*numbers[:-1], numbers[-1] + 1)


def _bounds(text: str) -> Bounds:
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    if len(text) > _LONGEST:
        return Bounds()
    try:
        return bounds(SpecifierSet(_plain(text)))
    except (InvalidSpecifier, ValueError):
        return Bounds()


def _parsed(texts: Iterable[str], python: Release | None = None) -> dict[str, Bounds]:
    """Name → bounds, for the requirements that hold on every machine with that Python or a newer one."""
    from packaging.requirements import InvalidRequirement, Requirement
    from packaging.utils import canonicalize_name

    lowest = python[1] if python is not None and python[0] == 3 and len(python) > 1 else _LOWEST_MINOR
    minors = range(min(lowest, _LAST_MINOR), _LAST_MINOR + 1)
    found: dict[str, list[Bounds]] = {}
    held: dict[str, set[int]] = {}  # on which of them
    for text in texts:
        if len(text) > _LONGEST:
            continue
        try:
            requirement = Requirement(text)
            holding = [minor for minor in minors if _holds(requirement.marker, minor)]
            its = bounds(requirement.specifier)
        except (InvalidRequirement, ValueError, RecursionError):
            continue
        name = canonicalize_name(requirement.name)
        found.setdefault(name, []).append(its)
        held.setdefault(name, set()).update(holding)
    return {name: _widest(each) for name, each in found.items() if held[name].issuperset(minors)}


_PYTHON_WORDS: Final = frozenset({"and", "or", "not", "in", "python_version", "python_full_version"})


def _holds(marker: Marker | None, minor: int) -> bool:
    """Whether a marker holds for every Python 3 of a minor release, on whatever machine."""
    if marker is None:
        return True
    words = re.findall(r"\w+", re.sub(r"\"[^\"]*\"|'[^']*'", "", str(marker)))
    version = f"3.{minor}"
    return _PYTHON_WORDS.issuperset(words) and marker.evaluate(
        {"python_version": version, "python_full_version": f"{version}.0"}
    )


def _widest(each: Sequence[Bounds]) -> Bounds:
    """What all of several bounds admit: a dependency may be declared once per Python."""
    floors = [bound.floor for bound in each]
    belows = [bound.below for bound in each]
    return Bounds(
        None if None in floors else min(floor for floor in floors if floor is not None),
        None if None in belows else max(below for below in belows if below is not None),
    )


def requirements(path: Path, including: frozenset[Path] = frozenset()) -> Iterator[str]:
    """The requirements in a file for pip, those of the files included by `-r` too."""
    path = Path(os.path.realpath(path))
    if path in including:
        return
    including |= {path}
    for line in text_of(path).splitlines():
        requirement = _without_comment(line)
        included = re.fullmatch(r"(?:-r|--requirement)[\s=]*(.+)", requirement)
        if included:
            yield from requirements(path.parent / included[1].strip("\"'"), including)
        elif requirement and not requirement.startswith(("#", "-")):
            yield requirement


def _without_comment(line: str) -> str:
    """A requirement without comment, pip's options such as `--hash`, and line continuation."""
    return re.split(r"\s#|\s--(?!requirement)", line.strip())[0].rstrip("\\ ")


def _requirement_files(folder: Path, entries: Iterable[str]) -> Iterator[Path]:
    for name in entries:
        if _REQUIREMENTS.fullmatch(name):
            if not _is_for_development(folder / name):
                yield folder / name
        elif name == _FOLDER:
            try:
                inner = sorted(os.listdir(folder / name))
            except OSError:
                continue
            for each in inner:
                if _IN_FOLDER.fullmatch(each) and not _DEVELOPMENT.search(Path(each).stem):
                    yield folder / name / each


def _is_for_development(path: Path) -> bool:
    return _DEVELOPMENT.search(path.stem.removeprefix("requirements")) is not None


# One reader per kind of file


def _pyproject(path: Path) -> _Declaration | None:
    data = read_toml(path)
    project = table(data, "project")
    poetry = table(data, "tool", "poetry")
    if not project and not poetry:
        return None  # it only configures tools
    own = [name for each in (project, poetry) if isinstance(name := each.get("name"), str)]
    python = project.get("requires-python") or table(poetry, "dependencies").get("python")
    said = [_pep_621(data, path.parent), _poetry(table(poetry, "dependencies"))]
    texts = [text for each in said if each is not None for text in each]
    return _Declaration(
        None if said == [None, None] else texts, python if isinstance(python, str) else "", own
    )


def _pep_621(data: Mapping[str, Any], folder: Path) -> list[str] | None:
    """https://packaging.python.org/en/latest/specifications/pyproject-toml/#dependencies-optional-dependencies

    https://setuptools.pypa.io/en/latest/userguide/pyproject_config.html#dynamic-metadata
    """
    project = table(data, "project")
    if "dependencies" in project:
        return _texts(project["dependencies"])
    dynamic = project.get("dynamic")
    if not (isinstance(dynamic, list) and "dependencies" in dynamic):
        return [] if "name" in project else None
    files = _texts(table(data, "tool", "setuptools", "dynamic", "dependencies").get("file"))
    return _included(folder, files) if files else None


def _included(folder: Path, files: Iterable[str]) -> list[str]:
    return [line for name in files for line in requirements(folder / name)]


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, str)]


def _poetry(declared: Mapping[str, Any]) -> list[str] | None:
    """https://python-poetry.org/docs/dependency-specification/"""
    found = [
        f"{name}{_plain(version)}"
        for name, constraint in declared.items()
        if name != "python" and (version := _unconditional(constraint)) is not None
    ]
    return found if declared else None


def _pipfile(path: Path) -> _Declaration | None:
    """https://pipenv.pypa.io/en/latest/pipfile.html"""
    data = read_toml(path)
    python = table(data, "requires").get("python_version") or ""
    found = [
        f"{name}{'' if version == '*' else _plain(version)}"
        for name, constraint in table(data, "packages").items()
        if (version := _unconditional(constraint)) is not None
    ]
    return _Declaration(found, f"=={python}.*" if python else "")


# What in a table of Poetry's or Pipenv's leaves open whether the package is installed
_WHERE: Final = frozenset({"version", "extras", "git", "branch", "ref", "rev", "tag", "path", "url", "file"})
_FREE: Final = _WHERE | {"develop", "editable", "index", "source", "subdirectory", "allow-prereleases"}


def _unconditional(constraint: object) -> str | None:
    """The version in a dependency that every machine installs; None: not every one does."""
    if isinstance(constraint, str):
        return constraint
    if not isinstance(constraint, dict) or not constraint.keys() <= _FREE | {"optional"}:
        return None
    return None if constraint.get("optional") else str(constraint.get("version", "*"))


def _plain(constraint: str) -> str:
    """A constraint of Poetry's as version specifiers: `^1.2` is `>=1.2,<2`.

    https://python-poetry.org/docs/dependency-specification/#version-constraints
    """
    first = constraint.split("||")[0]
    parts = re.findall(r"[~^<>=!]+\s*[^\s,]+|[^\s,]+", first)
    plain = [specifier for part in parts if part != "*" for specifier in _specifiers(part)]
    if "||" in constraint:  # what else it admits is above
        plain = [each for each in plain if not each.startswith("<")]
    return ",".join(plain)


def _specifiers(part: str) -> Iterator[str]:
    if re.match(r"\^|~(?!=)", part):
        version = part.lstrip("^~").strip()
        yield f">={version}"
        if re.fullmatch(r"\d{1,9}(?:\.\d{1,9})*", version):
            numbers = tuple(map(int, version.split(".")))
            yield f"<{'.'.join(map(str, _limit(part[0], numbers)))}"
    elif part[:1].isdigit():
        yield f"=={part}"
    else:
        yield f"={part}" if re.match(r"=(?!=)", part) else part


def _limit(kind: str, numbers: Release) -> Release:
    """The first release that `^` or `~` does not admit."""
    if kind == "~":
        return _next(numbers[:2])
    leading = next((index for index, number in enumerate(numbers) if number), len(numbers) - 1)
    return _next(numbers[: leading + 1])


def _setup_cfg(path: Path) -> _Declaration | None:
    """https://setuptools.pypa.io/en/latest/userguide/declarative_config.html"""
    parser = read_ini(path)
    declared = parser.get("options", "install_requires", fallback=None)
    python = parser.get("options", "python_requires", fallback="")
    name = parser.get("metadata", "name", fallback="")
    if declared is None and not (python or name):
        return None
    found = None
    if declared is not None and declared.strip().startswith("file:"):
        found = _included(path.parent, re.split(r"[\s,]+", declared.strip().removeprefix("file:").strip()))
    elif declared is not None:
        found = [_without_comment(line) for line in declared.splitlines()]
    return _Declaration(found, python, [name] if name else [])


def _setup_py(path: Path) -> _Declaration | None:
    """What the call of `setup` says in literals, its own or those of names; the file is never run."""
    try:
        tree = parse(text_of(path))
    except ParseError:
        return _Declaration(None)
    values = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    said: dict[str, list[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "setup":
            for keyword in node.keywords:
                value = keyword.value
                if isinstance(value, ast.Name):
                    value = values.get(value.id, value)
                if keyword.arg and isinstance(value, (ast.List, ast.Tuple, ast.Constant)):
                    said.setdefault(keyword.arg, []).extend(_literal_texts(value))
    return _Declaration(
        said.get("install_requires"), "".join(said.get("python_requires", ())), said.get("name", ())
    )


def _literal_texts(node: ast.expr) -> list[str]:
    elements = node.elts if isinstance(node, (ast.List, ast.Tuple)) else [node]
    return [each.value for each in elements if isinstance(each, ast.Constant) and isinstance(each.value, str)]


_CONDA: Final = re.compile(r"(\s*)-\s+(?:['\"])?(?:[\w.-]+::)?([A-Za-z][\w.-]*)\s*([^'\"#\n]*)")


def _environment(path: Path) -> _Declaration | None:
    """An environment of conda's: the items of `dependencies`, and those of `pip` among them.

    https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-environments.html
    """
    found: list[str] = []
    python = ""
    within = False
    for line in text_of(path).splitlines():
        if re.match(r"\S", line) and not line.startswith(("#", "-")):
            within = line.startswith("dependencies:")
        if within and (included := re.match(r"\s*-\s+-r\s+(\S+)", line)):
            found += requirements(path.parent / included[1])
        item = _CONDA.match(line) if within else None
        if item is None or item[3].startswith(":"):
            continue
        version = re.sub(r"(?<![<>=!~])=(?!=)\s*([\w.*]+?)(?:\.\*|\*)?(?:=.*)?$", r"==\1.*", item[3].strip())
        if item[2] == "python":
            python = version
        else:
            found.append(f"{item[2]}{version}")
    return _Declaration(found, python)


_READERS: Final = {
    "pyproject.toml": _pyproject,
    "setup.cfg": _setup_cfg,
    "setup.py": _setup_py,
    "Pipfile": _pipfile,
    "environment.yml": _environment,
    "environment.yaml": _environment,
}
