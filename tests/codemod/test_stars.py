"""Which modules are star-imported."""

from __future__ import annotations

import ast

import pytest
from httpstatus_codemod.stars import is_star_imported, may_star_import, star_imports


@pytest.mark.parametrize(
    ("statement", "importer", "module", "imported"),
    [
        ("from app.models import *", "x.py", "app/models.py", True),
        ("from app.models import *", "x.py", "src/app/models.py", True),
        ("from app.models import *", "x.py", "app/models/__init__.py", True),
        ("from app import *", "x.py", "app/models.py", False),
        ("from models import *", "x.py", "app/models.py", True),
        ("from odels import *", "x.py", "app/models.py", False),
        ("from .models import *", "app/__init__.py", "app/models.py", True),
        ("from .models import *", "app/__init__.py", "other/models.py", False),
        ("from . import *", "app/x.py", "app/__init__.py", True),
        ("from .. import *", "app/sub/x.py", "app/__init__.py", True),
        ("from ..models import *", "app/sub/x.py", "app/models.py", True),
        ("from ..models import *", "app/sub/x.py", "app/sub/models.py", False),
        ("from app.models import x", "x.py", "app/models.py", False),
        ("try:\n    from .models import\\\n  *\nexcept E: pass", "app/x.py", "app/models.py", True),
    ],
)
def test_star_imports(statement: str, importer: str, module: str, imported: bool) -> None:
    if imported:
        assert may_star_import(statement)

    assert is_star_imported(module, star_imports(ast.parse(statement), importer)) is imported
