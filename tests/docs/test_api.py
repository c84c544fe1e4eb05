"""The page on the Python API: its code prints what stands there, and what it promises holds."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest
from httpstatus_codemod.errors import NotRewritten
from httpstatus_codemod.rewrite import rewrite
from recipes import DOCS, recipe, run, shop

from flake8_httpstatus.finder import find
from flake8_httpstatus.findings import Finding
from flake8_httpstatus.options import Settings

pytestmark = pytest.mark.host

PAGE = (DOCS / "api.md").read_text(encoding="utf-8")


def test_code_prints_what_it_says(tmp_path: Path) -> None:
    project = shop(tmp_path)
    script = project / "script.py"
    script.write_text(recipe("api.md", "find") + recipe("api.md", "rewrite"))
    result = run(f"'{sys.executable}' script.py", project)
    assert result.stderr == ""
    assert result.stdout == "".join(re.findall(r"^```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))


def test_attributes_exist() -> None:
    rows = PAGE.partition("| attribute | is |\n|---|---|\n")[2].partition("\n\n")[0].splitlines()
    names = {name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])}
    assert names == {"code", "message", "span", "node", "value", "replacement"}
    assert names <= {*Finding.__dataclass_fields__, *vars(Finding)}


def test_what_cannot_be_rewritten_has_a_reason() -> None:
    source = "class A:\n    pass\n\n\nnames = vars()\nassert r.status_code == 404\n"
    tree = ast.parse(source)
    findings = find(tree, source, "-", Settings())
    assert [each.code for each in findings] == ["HSC103"]
    with pytest.raises(NotRewritten) as error:
        rewrite(source, findings, None, tree=tree)
    assert "looks at its own names" in error.value.reason
