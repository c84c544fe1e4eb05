"""What the project around a file declares: its runtime dependencies and the Python it needs."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .libraries import Release
from .settings_files import read_ini, read_toml, table

if TYPE_CHECKING:
    from packaging.specifiers import SpecifierSet

# Requirement files for work on the project, not for running it: requirements-dev.txt, test_requirements.txt
_DEVELOPMENT = re.compile(r"dev|test|lint|doc|ci|build|local|optional|extra|type", re.IGNORECASE)


@dataclass(frozen=True)
class Project:
    """What a project declares."""

    # normalised distribution name → lower bound or pin, None where it has none
    dependencies: Mapping[str, Release | None] = field(default_factory=dict)
    python: Release | None = None  # lower bound of `requires-python`
    names: frozenset[str] = field(default=frozenset(), compare=False)  # its own, normalised


def lower_bound(specifiers: SpecifierSet) -> Release | None:
    """The highest lower bound or pin among version specifiers; None where there is none."""
    from packaging.version import InvalidVersion, Version

    bounds = []
    for specifier in specifiers:
        if specifier.operator in {">=", ">", "==", "===", "~="}:
            try:
                bounds.append(Version(specifier.version.removesuffix(".*")))
            except InvalidVersion:  # `===` takes any text
                continue
    if not bounds:
        return None
    numbers = list(max(bounds).release)
    while len(numbers) > 1 and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def project_of(filename: str) -> Project:
    """The project that holds a file; an empty one where no folder above it declares anything."""
    return _project_of(os.path.dirname(os.path.abspath(filename)))


@cache
def _project_of(path: str) -> Project:
    folder = Path(path)
    try:
        entries = sorted(os.listdir(path))
    except OSError:
        entries = []
    declarations = [
        declaration
        for name, read in _DECLARATIONS.items()
        if name in entries and (declaration := read(folder / name)) is not None
    ]
    lines = [line for name in entries if _is_requirements(name) for line in _requirements(folder / name)]
    dependencies: dict[str, Release | None] = {}
    python = None
    names: set[str] = set()
    if not (declarations or ".git" in entries or folder.parent == folder):
        # requirements alone make no root: they may be those of a part, `tests/requirements.txt`
        outer = _project_of(str(folder.parent))
        dependencies.update(outer.dependencies)
        python = outer.python
        names.update(outer.names)
    for requirements, requires_python, own in declarations:
        names.update(_parsed(own))
        dependencies.update(_parsed([*requirements, *own]))
        python = python or _python(requires_python)
    for name, floor in _parsed(lines).items():
        if dependencies.get(name) is None:  # a library's own metadata says more than its pinned environment
            dependencies[name] = floor
    return Project(dependencies, python, frozenset(names))


def _parsed(requirements: Iterable[str]) -> dict[str, Release | None]:
    from packaging.requirements import InvalidRequirement, Requirement
    from packaging.utils import canonicalize_name

    parsed: dict[str, Release | None] = {}
    for text in requirements:
        try:
            requirement = Requirement(text)
        except InvalidRequirement:
            continue
        name, bound = canonicalize_name(requirement.name), lower_bound(requirement.specifier)
        known = parsed.get(name)
        # declared once per Python or platform: what holds for all of them
        parsed[name] = bound if known is None else known if bound is None else min(known, bound)
    return parsed


def _python(text: str) -> Release | None:
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        return lower_bound(SpecifierSet(_plain(text)))
    except InvalidSpecifier:
        return None


_Declaration = tuple[list[str], str, list[str]]  # requirements, requires-python, the project's own name


def _pyproject(path: Path) -> _Declaration | None:
    data = read_toml(path)
    project = table(data, "project")
    poetry = table(data, "tool", "poetry")
    if not project and not poetry:
        return None  # it only configures tools
    declared = project.get("dependencies")
    requirements = [text for text in declared if isinstance(text, str)] if isinstance(declared, list) else []
    own = [name for each in (project, poetry) if isinstance(name := each.get("name"), str)]
    requires_python = str(project.get("requires-python") or "")
    for name, value in table(poetry, "dependencies").items():
        for constraint in value if isinstance(value, list) else [value]:
            version = constraint.get("version", "") if isinstance(constraint, dict) else constraint
            if isinstance(constraint, dict) and constraint.get("optional"):
                continue
            if name == "python":
                requires_python = requires_python or str(version)
            else:
                requirements.append(f"{name}{_plain(str(version))}")
    return requirements, requires_python, own


def _plain(constraint: str) -> str:
    """A Poetry constraint as version specifiers, as far as its lower bound goes: `^1.2` is `>=1.2`.

    https://python-poetry.org/docs/dependency-specification/#version-constraints
    """
    parts = re.findall(r"[~^<>=!]+\s*[^\s,]+|[^\s,]+", constraint.split("||")[0])
    plain = [
        f">={part.lstrip('^~').strip()}"
        if re.match(r"\^|~(?!=)", part)
        else f"=={part}"
        if part[:1].isdigit()
        else f"={part}"
        if re.match(r"=(?!=)", part)
        else part
        for part in parts
        if part != "*"
    ]
    return ",".join(plain)


def _setup_cfg(path: Path) -> _Declaration | None:
    parser = read_ini(path)
    requirements = [
        _without_comment(line) for line in parser.get("options", "install_requires", fallback="").splitlines()
    ]
    requires_python = parser.get("options", "python_requires", fallback="")
    name = parser.get("metadata", "name", fallback="")
    if not (requirements or requires_python or name):
        return None
    return requirements, requires_python, [name] if name else []


def _setup_py(path: Path) -> _Declaration | None:
    """What the call of `setup` says in plain literals; the file is read, never run."""
    try:
        tree = ast.parse(path.read_bytes())
    except OSError:
        return None
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return [], "", []
    requirements: list[str] = []
    own: list[str] = []
    requires_python = ""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "setup":
            for keyword in node.keywords:
                texts = _literal_texts(keyword.value)
                if keyword.arg == "python_requires":
                    requires_python = "".join(texts)
                elif keyword.arg == "install_requires":
                    requirements += texts
                elif keyword.arg == "name":
                    own += texts
    return requirements, requires_python, own


def _literal_texts(node: ast.expr) -> list[str]:
    elements = node.elts if isinstance(node, (ast.List, ast.Tuple)) else [node]
    return [each.value for each in elements if isinstance(each, ast.Constant) and isinstance(each.value, str)]


_DECLARATIONS: Final = {"pyproject.toml": _pyproject, "setup.cfg": _setup_cfg, "setup.py": _setup_py}


def _is_requirements(name: str) -> bool:
    return (
        name.startswith("requirements")
        and name.endswith(".txt")
        and not _DEVELOPMENT.search(name.removeprefix("requirements").removesuffix(".txt"))
    )


def _requirements(path: Path) -> Iterator[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        return
    for line in text.splitlines():
        requirement = _without_comment(line)
        if requirement and not requirement.startswith(("#", "-")):
            yield requirement


def _without_comment(line: str) -> str:
    """A requirement without comment, pip's options such as `--hash`, and line continuation."""
    return re.split(r"\s#|\s--", line.strip())[0].rstrip("\\ ")
