"""Packages that run: a Hypothesis strategy that writes the files of a small project."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from hypothesis import strategies as st

from .programs import LIBRARIES, Lines, Scope, Writer, compiles
from .scenes import SCENES

# The modules, each of which imports from those before it, and their paths
_PATHS: Final = {
    "errors": "shop/errors.py",
    "base": "shop/inner/base.py",
    "helpers": "shop/helpers.py",
    "again": "shop/again.py",  # what it has, it has from others
    "shop": "shop/__init__.py",  # so has this one
    "views": "shop/views.py",
    "test": "test_shop.py",
}
_MODULES: Final = tuple(_PATHS)
MAIN: Final = _PATHS["test"]

_DECLARED: Final = (
    "",
    "",
    "dependencies = []\n",
    'dependencies = ["djangorestframework"]\n',
    'dependencies = ["fastapi>=0.110"]\nrequires-python = ">=3.11"\n',
)
_SECTION: Final = re.compile(r"^\[(\w+)\]\n", re.MULTILINE)
_USE: Final = re.compile(r"( *)(use|take) (\S+) of (\w+)")


@dataclass(frozen=True)
class Package:
    """The files of a project by their paths, and the library that they are rewritten for."""

    sources: Mapping[str, str]
    library: str

    def with_source(self, path: str, source: str) -> Package:
        """The same with another file at a path."""
        return replace(self, sources={**self.sources, path: source})

    def __repr__(self) -> str:
        """As it is read, for what Hypothesis prints."""
        files = (f"--- {path}\n{source}" for path, source in self.sources.items() if source)
        return "\n".join((f"--httpstatus-library={self.library}", *files))


class _Packer:
    """Writes one package."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self._write = Writer(draw)
        self._lines: dict[str, Lines] = {module: [] for module in _MODULES}

    def package(self) -> Package:
        write = self._write
        for _ in range(write.pick((1, 1, 2, 2, 3))):
            self._scene(write.pick(SCENES))
        source_folder = write.pick(("", "", "src/"))
        sources = {"pyproject.toml": f'[project]\nname = "shop"\n{write.pick(_DECLARED)}'}
        for module, path in _PATHS.items():
            folder = source_folder if path != MAIN else ""
            sources[f"{folder}{path}"] = self._module(module)
        sources[f"{source_folder}shop/inner/__init__.py"] = ""
        return Package(sources, write.pick(LIBRARIES))

    def _module(self, module: str) -> str:
        write, lines = self._write, self._lines[module]
        head = [] if not write.once_in(2) else write.imports(Scope())
        if module == "test":
            head += ["import shop.views"]
        elif lines and write.once_in(4):
            lines = [*lines, *write.statement(Scope(depth=3))]
        text = "\n".join([*head, *lines])
        return f"{text}\n" if compiles(text) else "\n".join([*self._lines[module], ""])

    def _scene(self, scene: str) -> None:
        write = self._write
        names = {letter: write.fresh(word) for letter, word in _WORDS.items()}
        first, second = write.pick(_VARIABLES), write.pick(_VARIABLES)
        names |= {"v": first, "w": second if second != first else write.fresh("kind")}
        _, *sections = _SECTION.split(scene)
        for module, text in zip(sections[::2], sections[1::2], strict=True):
            spelled: dict[str, str] = {}
            for line in text.rstrip("\n").split("\n"):
                use = _USE.fullmatch(line)
                filled = use[3] if use else line
                for letter, name in names.items():
                    filled = filled.replace(f"<{letter}>", name)
                if use is not None:
                    imported, spelled[filled] = self._import(filled, use[4], module, plain=use[2] == "take")
                    self._lines[module].append(f"{use[1]}{imported}")
                    continue
                for name, written in spelled.items():
                    filled = re.sub(rf"(?<![\w.]){name}\b", written, filled)
                self._lines[module] += write.fill(filled).split("\n")

    def _import(self, name: str, home: str, importer: str, *, plain: bool) -> tuple[str, str]:
        """An import for a name of a module, and how the name is written then."""
        write = self._write
        after = _MODULES.index(importer)
        for passing in ("again", "shop"):  # which pass it on
            if _MODULES.index(passing) < after and write.once_in(3):
                alias = f" as {name}_too" if write.once_in(3) and not plain else ""
                line = f"from {_module(home, passing, relative=write.once_in(2))} import {name}{alias}"
                if write.once_in(6):
                    line, alias = f"from {_module(home, passing)} import *", ""
                self._lines[passing].append(line)
                home, name = passing, f"{name}_too" if alias else name
        relative = importer != "test" and write.once_in(2)
        module = _module(home, importer, relative=relative)
        around, _, last = _module(home, importer).rpartition(".")
        fresh = write.fresh("other")
        ways = [(f"from {module} import {name}", name)] * 4
        if plain:
            return ways[0]
        ways += [(f"from {module} import {name} as {fresh}", fresh)]
        ways += [(f"import {_module(home, importer)} as {fresh}", f"{fresh}.{name}")]
        if around:
            ways += [(f"from {around} import {last} as {fresh}", f"{fresh}.{name}")]
            ways += [(f"import {around}.{last}", f"{around}.{last}.{name}")]
        way: tuple[str, str] = write.pick(ways)
        return way


_WORDS: Final = {"f": "give", "g": "handle", "k": "Kind", "l": "Late", "m": "answer_with"}
_VARIABLES: Final = ("code", "outcome", "expected", "result", "number", "status", "http_status", "_status")


def _module(module: str, importer: str, *, relative: bool = False) -> str:
    """How a module is named in an import by another."""
    dotted = _PATHS[module].removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    if not relative:
        return dotted
    return f"{'..' if importer == 'base' else '.'}{dotted.removeprefix('shop').removeprefix('.')}"


@st.composite
def packages(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Package:
    """A package whose files compile."""
    return _Packer(draw).package()
