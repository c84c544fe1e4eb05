"""What each kind of file declares: one reader per kind. Files are read, never run."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from ..source import ParseError, parse
from .requirements import requirements_in, without_comment
from .settings_files import read_ini, read_toml, table, text_of
from .versions import specifiers_of


class Declaration(NamedTuple):
    """What one file declares."""

    requirements: list[str] | None  # None: it does not say what the project needs, or not readably
    python: str = ""  # version specifiers
    names: Sequence[str] = ()  # the project's own


def _pyproject(path: Path) -> Declaration | None:
    data = read_toml(path)
    project = table(data, "project")
    poetry = table(data, "tool", "poetry")
    if not project and not poetry:
        return None  # it only configures tools
    own = [name for each in (project, poetry) if isinstance(name := each.get("name"), str)]
    python = project.get("requires-python") or table(poetry, "dependencies").get("python")
    said = [_pep_621(data, path.parent), _poetry(table(poetry, "dependencies"))]
    texts = [text for each in said if each is not None for text in each]
    return Declaration(
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
    """The requirements in files that another file names."""
    return [line for name in files for line in requirements_in(folder / name)]


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, str)]


def _poetry(declared: Mapping[str, Any]) -> list[str] | None:
    """https://python-poetry.org/docs/dependency-specification/"""
    found = [
        f"{name}{specifiers_of(version)}"
        for name, constraint in declared.items()
        if name != "python" and (version := _unconditional(constraint)) is not None
    ]
    return found if declared else None


def _pipfile(path: Path) -> Declaration | None:
    """https://pipenv.pypa.io/en/latest/pipfile.html"""
    data = read_toml(path)
    python = table(data, "requires").get("python_version") or ""
    found = [
        f"{name}{'' if version == '*' else specifiers_of(version)}"
        for name, constraint in table(data, "packages").items()
        if (version := _unconditional(constraint)) is not None
    ]
    return Declaration(found, f"=={python}.*" if python else "")


# With these keys alone, every machine installs a dependency of Poetry's or Pipenv's
_WHERE: Final = frozenset({"version", "extras", "git", "branch", "ref", "rev", "tag", "path", "url", "file"})
_FREE: Final = _WHERE | {"develop", "editable", "index", "source", "subdirectory", "allow-prereleases"}


def _unconditional(constraint: object) -> str | None:
    """The version of a dependency that every machine installs; None: not all of them install it."""
    if isinstance(constraint, str):
        return constraint
    if not isinstance(constraint, dict) or not constraint.keys() <= _FREE | {"optional"}:
        return None
    return None if constraint.get("optional") else str(constraint.get("version", "*"))


def _setup_cfg(path: Path) -> Declaration | None:
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
        found = [without_comment(line) for line in declared.splitlines()]
    return Declaration(found, python, [name] if name else [])


def _setup_py(path: Path) -> Declaration | None:
    """What `setup` is called with, as far as literals and names of literals say it; the file is never run."""
    try:
        tree = parse(text_of(path))
    except ParseError:
        return Declaration(None)
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
    return Declaration(
        said.get("install_requires"), "".join(said.get("python_requires", ())), said.get("name", ())
    )


def _literal_texts(node: ast.expr) -> list[str]:
    elements = node.elts if isinstance(node, (ast.List, ast.Tuple)) else [node]
    return [each.value for each in elements if isinstance(each, ast.Constant) and isinstance(each.value, str)]


_CONDA: Final = re.compile(r"(\s*)-\s+(?:['\"])?(?:[\w.-]+::)?([A-Za-z][\w.-]*)\s*([^'\"#\n]*)")


def _environment(path: Path) -> Declaration | None:
    """An environment for conda: the items of `dependencies`, and of the `pip` in there.

    https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-environments.html
    """
    found: list[str] = []
    python = ""
    within = False
    for line in text_of(path).splitlines():
        if re.match(r"\S", line) and not line.startswith(("#", "-")):
            within = line.startswith("dependencies:")
        if within and (included := re.match(r"\s*-\s+-r\s+(\S+)", line)):
            found += requirements_in(path.parent / included[1])
        item = _CONDA.match(line) if within else None
        if item is None or item[3].startswith(":"):
            continue
        version = re.sub(r"(?<![<>=!~])=(?!=)\s*([\w.*]+?)(?:\.\*|\*)?(?:=.*)?$", r"==\1.*", item[3].strip())
        if item[2] == "python":
            python = version
        else:
            found.append(f"{item[2]}{version}")
    return Declaration(found, python)


READERS: Final = {
    "pyproject.toml": _pyproject,
    "setup.cfg": _setup_cfg,
    "setup.py": _setup_py,
    "Pipfile": _pipfile,
    "environment.yml": _environment,
    "environment.yaml": _environment,
}
