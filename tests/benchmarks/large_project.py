"""A project as large as one likes, whose files import from each other; its codes reach no status."""

from __future__ import annotations

from pathlib import Path
from typing import Final

FILES: Final = 10  # of an application
_DEEP: Final = 5  # classes derive from each other, application by application

_ROOT: Final = """
class Base:
    def refuse(self, number=400):
        return self.page(number)
"""
_HEIR: Final = """
from {before}.base import Base as Earlier

class Base(Earlier):
    def fail(self, number=404):
        return self.refuse(number)
"""
_HELPERS: Final = """
from django.http import JsonResponse

def error(message, number=400):
    return JsonResponse({{"message": message, "number": number}}, status=message.status)

class Refused(Exception):
    def __init__(self, number=409):
        super().__init__()
        self.number = number
"""
_AGAIN: Final = """
from {before}.helpers import error as earlier
from .helpers import Refused, error

def fail(message, number):
    return earlier(message, number) or error(message, number)
"""
_INIT: Final = "from .again import Refused, error, fail\n"
_VIEWS: Final = """
from {before} import error as earlier
from {here} import Refused, error, fail
from {here}.base import Base

class View(Base):
    def get(self, request, number):
        if number == 404:
            raise Refused(410)
        error("gone", 410)
        return earlier("no such order", 404) or self.refuse(403)

def post(request, view: View):
    outcome = 201 if request.new else 200
    return view.refuse(outcome) or fail("closed", number=409)
"""


def write(folder: Path, files: int) -> Path:
    """Write a project of so many files; gives its folder."""
    (folder / "shop").mkdir(parents=True)
    (folder / "pyproject.toml").write_text('[project]\nname = "shop"\ndependencies = ["django"]\n')
    (folder / "shop/__init__.py").touch()
    for number in range(files // FILES):
        before, here = (f"shop.part{each // 100}.app{each}" for each in (max(number - 1, 0), number))
        app = folder.joinpath(*here.split("."))
        app.mkdir(parents=True)
        (app.parent / "__init__.py").touch()
        contents = {
            "__init__": _INIT,
            "base": _ROOT if number % _DEEP == 0 else _HEIR,
            "helpers": _HELPERS,
            "again": _AGAIN,
        }
        contents |= {f"views{each}": _VIEWS for each in range(FILES - len(contents))}
        for name, text in contents.items():
            (app / f"{name}.py").write_text(text.format(before=before, here=here), encoding="utf-8")
    return folder
