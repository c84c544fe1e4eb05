"""The classes from outside a project that its classes derive from."""

from __future__ import annotations

from pathlib import Path

import pytest
from project_files import make

from flake8_httpstatus.projects.classes import outer_bases
from flake8_httpstatus.projects.project import ImportedName, project_of

FILES = {
    "pyproject.toml": "[project]\nname = 'shop'\n",
    "shop/__init__.py": "",
    "shop/plain.py": """
        from lib.errors import Failure, Warning as Careful
        import lib.more
        import lib.more as m

        class One(Failure): ...
        class Two(lib.more.Other): ...
        class Three(m.Other): ...
        class Four(Careful, One): ...
        class Five(Four, metaclass=Meta): ...
        class Six(make(Failure)): ...
        class Seven(Unknown): ...
        class Eight(Eight): ...
        class Nine: ...
        class Ten(Nine.Inner): ...
        def function(): ...
        number = 5
        """,
    "shop/around.py": """
        from .plain import One as First, Five
        from shop import plain
        from . import plain as again

        class Sub(First): ...
        class OfModule(plain.Two): ...
        class OfRelative(again.Three): ...
        """,
    "shop/left.py": "from .right import Right\nclass Left(Right): ...\n",
    "shop/right.py": "from .left import Left\nfrom lib import Base\nclass Right(Left, Base): ...\n",
    "shop/broken.py": "class One(:\n",
    "shop/empty.py": "",
    "shop/outside.py": "from .lib.errors import Failure\nclass One(Failure): ...\n",
} | {
    f"shop/long{number}.py": f"from .long{number + 1} import Long as Next\nclass Long(Next): ...\n"
    for number in range(30)
}


def bases(root: Path, module: str, name: str | None, level: int = 0) -> list[str]:
    importer = make(root, FILES) / "shop/importer.py"
    return sorted(outer_bases(ImportedName(module, name, level), importer, project_of(str(importer))))


@pytest.mark.parametrize(
    ("module", "name", "expected"),
    [
        ("plain", "One", "lib.errors.Failure"),
        ("plain", "Two", "lib.more.Other"),
        ("plain", "Three", "lib.more.Other"),
        ("plain", "Four", "lib.errors.Failure lib.errors.Warning"),
        ("plain", "Five", "lib.errors.Failure lib.errors.Warning"),
        ("around", "First", "lib.errors.Failure"),
        ("around", "Sub", "lib.errors.Failure"),
        ("around", "Five", "lib.errors.Failure lib.errors.Warning"),
        ("around", "OfModule", "lib.more.Other"),
        ("around", "OfRelative", "lib.more.Other"),
        # what it takes from elsewhere is from there
        ("plain", "Failure", "lib.errors.Failure"),
        ("plain", "m", "lib.more"),
        # nothing to be read about these
        ("plain", "Six", ""),
        ("plain", "Seven", ""),
        ("plain", "Eight", ""),
        ("plain", "Nine", ""),
        ("plain", "Ten", ""),
        ("plain", "function", ""),
        ("plain", "number", ""),
        ("plain", "missing", ""),
        ("broken", "One", ""),
        ("empty", "One", ""),
        # a relative import never leaves the project
        ("outside", "One", ""),
        ("missing", "One", ""),
        # circles end
        ("left", "Left", "lib.Base"),
        # and so do long ways
        ("long25", "Long", ""),
        ("long0", "Long", ""),
    ],
)
def test_of_the_project(tmp_path: Path, module: str, name: str, expected: str) -> None:
    assert [*dict.fromkeys(bases(tmp_path, module, name, level=1))] == expected.split()
    if module != "missing":
        assert [*dict.fromkeys(bases(tmp_path, f"shop.{module}", name))] == expected.split()


def test_from_outside(tmp_path: Path) -> None:
    assert bases(tmp_path, "lib.errors", "Failure") == ["lib.errors.Failure"]
    assert bases(tmp_path, "lib", None) == ["lib"]
    assert bases(tmp_path, "lib", "Failure", level=1) == []


def test_no_project_at_all() -> None:
    importer = Path("/nowhere/importer.py")
    found = outer_bases(ImportedName("lib", "Failure", 0), importer, project_of(str(importer)))
    assert [*found] == ["lib.Failure"]
