"""The verifier refuses whatever is not exactly what was planned."""

from __future__ import annotations

import ast
import sys
from dataclasses import replace

import pytest
from httpstatus_codemod.errors import NotRewritten
from httpstatus_codemod.names.planning import Plan, plan
from httpstatus_codemod.proof import VerificationError, verify
from hypothesis import given
from hypothesis import strategies as st

from flake8_httpstatus.findings import Finding
from flake8_httpstatus.libraries.library import Library
from flake8_httpstatus.libraries.rows import DRF
from flake8_httpstatus.libraries.usable import usable_names
from flake8_httpstatus.source import Text

IMPORT = "from rest_framework import status\n"
OLD = f"""\
'''Doc.'''
# above
import os
{IMPORT}
def f(r, x=-1, *, y=404, **z: 'a') -> None:  # of 404
    if r.status_code == 404 and x == 404.0 or x is True:
        return {{**z, "a": u'b', 1: 404}}, 0.0, 1j, ..., b"404"
    global g, h
    x = f'{{x!r:>{{y}}}} 404'
    return r[1:404]
"""
GOOD = OLD.replace("== 404 ", "== status.HTTP_404_NOT_FOUND ").replace(
    "1: 404", "1: status.HTTP_404_NOT_FOUND"
)


def found(tree: ast.Module, library: Library = DRF) -> list[Finding]:
    """Findings for 404 in comparisons and in dictionaries."""
    findings = []
    for node in ast.walk(tree):
        if isinstance(node, (ast.Compare, ast.Dict, ast.MatchValue)):
            for child in ast.iter_child_nodes(node):
                if isinstance(child, ast.Constant) and child.value == 404 and isinstance(child.value, int):
                    name = usable_names(library).constants[404]
                    in_pattern = isinstance(node, ast.MatchValue)
                    findings.append(Finding("HSC101", child, "", library, 404, name, in_pattern=in_pattern))
    return findings


def prove(old: str, new: str, library: Library = DRF) -> None:
    tree = ast.parse(old)
    verify(Text(old), tree, new, plan(tree, old, None, found(tree, library)))


def refuse(old: str, new: str, match: str | None = None, library: Library = DRF) -> None:
    with pytest.raises(VerificationError, match=match) as refused:
        prove(old, new, library)
    assert refused.value.reason.endswith("could not be proven equal in meaning; please report this")


def test_good() -> None:
    prove(OLD, GOOD)
    prove(OLD.replace("\n", "\r\n"), GOOD.replace("\n", "\r\n"))
    prove("", "")


@pytest.mark.parametrize(
    ("part", "instead", "match"),
    [
        ("== status.HTTP_404_NOT_FOUND", "== status.HTTP_400_BAD_REQUEST", "rewrite of 404 at 7:25"),
        ("== status.HTTP_404_NOT_FOUND", "== status.is_success", "rewrite of 404 at 7:25"),
        ("== status.HTTP_404_NOT_FOUND", "== os.HTTP_404_NOT_FOUND", "rewrite of 404 at 7:25"),
        ("== status.HTTP_404_NOT_FOUND", "== r.HTTP_404_NOT_FOUND", "rewrite of 404 at 7:25"),
        ("== status.HTTP_404_NOT_FOUND", "== HTTP_404_NOT_FOUND", "rewrite of 404 at 7:25"),
        ("== status.HTTP_404_NOT_FOUND", "== status().HTTP_404_NOT_FOUND", "rewrite of 404 at 7:25"),
        ("== status.HTTP_404_NOT_FOUND", "== 404", "rewrite of 404 at 7:25"),
        ("== status.HTTP_404_NOT_FOUND", "== +status.HTTP_404_NOT_FOUND", "rewrite of 404 at 7:25"),
        ("== status.HTTP_404_NOT_FOUND", "== status . HTTP_404_NOT_FOUND", "rewrite of 404 at 7:25"),
        ("== status.HTTP_404_NOT_FOUND", "== ((status.HTTP_404_NOT_FOUND))", "rewrite of 404 at 7:25"),
        ("==", "!=", "change at 7:8 "),
        ("y=404", "y=status.HTTP_404_NOT_FOUND", "change at 6:21"),
        ("x == 404.0", "x == 404", "change at 7:38"),
        ("x is True", "x is 1", "change at 7:52"),
        ("-1", "+1", "change at 6:12"),
        ("u'b'", "'b'", "change at 8:27"),
        ("'b'", "'B'", "change at 8:27"),
        ("**z, ", "None: z, ", "change"),
        ("0.0", "-0.0", "change"),
        ("0.0", "0", "change"),
        ("1j", "2j", "change"),
        ("...", "None", "change"),
        ('b"404"', '"404"', "change"),
        ("global g, h", "global g, i", "change of h"),
        ("global", "nonlocal", "change"),
        ("x!r", "x!s", "change"),
        (":>{y}", ":<{y}", "change"),
        (" 404'", " 405'", "change"),
        ("return r[1:404]", "return r[1:]", "change"),
        ("return r[1:404]", "return r[1:404]; pass", "change"),
        ("return r[1:404]", "return r[1:404", "text that Python cannot parse"),
        ("return r[1:404]\n", "return r[1:404]\n\nx = 1\n", "number of statements"),
        ("import os\n", "", "number of statements"),
        ("import os\n", "import sys\n", "change"),
        (", **z: 'a'", ", **z", "change"),
        (", *, y", ", y", "change"),
        ("  # of 404", "", "text"),
        ("# above", "# Above", "text"),
        ("# above\n", "", "text"),
        ("\n\n", "\n", "text"),
        ("'''Doc.'''", '"""Doc."""', "text"),
        ("r[1:404]", "r[1 : 404]", "text"),
        ("y=404", "y=0x194", "text"),
        ("r[1:404]\n", "r[1:404]", "text"),
        ("r[1:404]\n", "r[1:404]\n\n", "text"),
        ("\n", "\r\n", "text"),
    ],
)
def test_broken_on_purpose(part: str, instead: str, match: str) -> None:
    refuse(OLD, GOOD.replace(part, instead, 1) if part in GOOD else OLD, match)


@given(st.data())
def test_any_other_text_is_refused(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(GOOD)))
    end = data.draw(st.integers(start, min(len(GOOD), start + 8)))
    piece = data.draw(st.text("status.HTTP_404_NOT_FOUND()[]{}#\\\n\r\f '\"=:,;1é", max_size=8))
    broken = GOOD[:start] + piece + GOOD[end:]
    if broken != GOOD:
        refuse(OLD, broken)


def test_literal_forms() -> None:
    old = IMPORT + "x = r == 0x194, r == 4_04\n"
    prove(old, IMPORT + "x = r == status.HTTP_404_NOT_FOUND, r == status.HTTP_404_NOT_FOUND\n")


def test_quoted_digits() -> None:
    for literal, name in (("'404'", "HTTP_404_NOT_FOUND"), ("'404 '", ""), ("'x'", ""), ("True", "")):
        old = f"{IMPORT}x = {literal}\n"
        tree = ast.parse(old)
        node = tree.body[1].value  # type: ignore[attr-defined]
        planned = Plan({Finding("HSC101", node, "", DRF, 404, name): "status.HTTP_404_NOT_FOUND"}, (), ())
        new = old.replace(literal, "status.HTTP_404_NOT_FOUND")
        if name:
            verify(Text(old), tree, new, planned)
        else:
            with pytest.raises(VerificationError):
                verify(Text(old), tree, new, planned)


def test_patterns() -> None:
    old = IMPORT + "match x:\n    case 404: pass\n"
    prove(old, old.replace("404", "status.HTTP_404_NOT_FOUND"))
    prove(old, old.replace("404", "(status.HTTP_404_NOT_FOUND)"))
    refuse(old, old.replace("404", "HTTP_404_NOT_FOUND"))
    refuse(old, old.replace("404", "_"))


USE = "x = r == status.HTTP_404_NOT_FOUND\n"


@pytest.mark.parametrize(
    ("new", "proven"),
    [
        (f"'''Doc.'''\n# c\n{IMPORT}\n{USE}", True),
        (f"'''Doc.'''\n{IMPORT}# c\n{USE}", True),
        (f"'''Doc.'''\n\n\n{IMPORT}\n\n# c\n{USE}", True),
        (f"'''Doc.'''\n# c\n{USE}", False),
        (f"'''Doc.'''\n# c\n{IMPORT}{IMPORT}\n{USE}", False),
        (f"'''Doc.'''\n# c\n{USE}{IMPORT}", False),
        (f"{IMPORT}'''Doc.'''\n# c\n{USE}", False),
        (f"'''Doc.'''\n{IMPORT}{USE}", False),
        (f"'''Doc.'''\n{IMPORT}# C\n{USE}", False),
        (f"'''Doc.'''\n# c\n# c\n{IMPORT}{USE}", False),
        (f"'''Doc.'''\n# c\nfrom starlette import status\n{USE}", False),
        (f"'''Doc.'''\n# c\nfrom .rest_framework import status\n{USE}", False),
        (f"'''Doc.'''\n# c\nfrom rest_framework import status as s\n{USE}", False),
        (f"'''Doc.'''\n# c\nfrom rest_framework import status, x\n{USE}", False),
        (f"'''Doc.'''\n# c\nif 1:\n    {IMPORT}{USE}", False),
        (f"'''Doc.''';{IMPORT}# c\n{USE}", False),
    ],
)
def test_new_import(new: str, proven: bool) -> None:
    old = "'''Doc.'''\n# c\nx = r == 404\n"
    if proven:
        prove(old, new)
    else:
        refuse(old, new)


def test_new_import_below_what_uses_it() -> None:
    old = "import os\nx = r == 404\ny = 1\n"
    refuse(old, f"import os\n{USE}{IMPORT}y = 1\n", "rewrite of 404 at 2:10")


def test_new_import_above_a_future_import() -> None:
    future = "from __future__ import annotations\n"
    refuse(f"{future}x = r == 404\n", f"{IMPORT}{future}{USE}", "place of the new import at 1:1")


def test_encoding_stays() -> None:
    cookie = "# coding: latin-1\n"
    prove(f"#!x\n{cookie}x = r == 404\n", f"#!x\n{cookie}{IMPORT}{USE}")
    refuse(f"#!x\n{cookie}x = r == 404\n", f"#!x\n\n{IMPORT}{cookie}{USE}", "encoding")


def test_decorated() -> None:
    old = "import os\n\n@f(r == 404)\ndef g(): pass\n"
    new = f"import os\n{IMPORT}\n@f(r == status.HTTP_404_NOT_FOUND)\ndef g(): pass\n"
    prove(old, new)
    refuse(old, new.replace("@f", "@g"))


@pytest.mark.parametrize(
    ("statement", "proven"),
    [
        (
            "from rest_framework.status import (  # a\n  HTTP_200_OK as x,  # b\n  HTTP_404_NOT_FOUND,\n)",
            True,
        ),
        (
            "from rest_framework.status import (  # a\n  HTTP_404_NOT_FOUND,\n  HTTP_200_OK as x,  # b\n)",
            True,
        ),
        (
            "from rest_framework.status import (  # a\n    HTTP_404_NOT_FOUND,\n    HTTP_200_OK as x,\n)",
            False,
        ),
        (
            "from rest_framework.status import (  # a\n    HTTP_404_NOT_FOUND,\n    HTTP_200_OK,  # b\n)",
            False,
        ),
        ("from rest_framework.status import (  # a\n    HTTP_404_NOT_FOUND,  # b\n)", False),
        ("from rest_framework.status import (  # a\n    HTTP_200_OK as x,  # b\n)", False),
        ("from rest_framework.status import (  # a\n HTTP_200_OK as x,  # b\n y, HTTP_404_NOT_FOUND)", False),
        (
            "from starlette.status import (  # a\n    HTTP_200_OK as x,  # b\n    HTTP_404_NOT_FOUND,\n)",
            False,
        ),
        ("from .rest_framework.status import (  # a\n HTTP_200_OK as x,  # b\n HTTP_404_NOT_FOUND)", False),
        ("import rest_framework.status # a # b", False),
    ],
)
def test_longer_import(statement: str, proven: bool) -> None:
    old = "from rest_framework.status import (  # a\n    HTTP_200_OK as x,  # b\n)\ny = r == 404\n"
    new = f"{statement}\ny = r == HTTP_404_NOT_FOUND\n"
    if proven:
        prove(old, new)
    else:
        refuse(old, new)


def test_findings_elsewhere_do_not_count() -> None:
    tree = ast.parse(OLD)
    planned = plan(tree, OLD, None, found(tree))
    _, *others = planned.spellings.items()
    with pytest.raises(VerificationError):
        verify(Text(OLD), tree, GOOD, replace(planned, spellings=dict(others)))


def test_findings_of_another_tree() -> None:
    tree = ast.parse(OLD)
    with pytest.raises(VerificationError, match="spot of another file"):
        verify(Text(OLD), ast.parse(OLD), OLD, plan(tree, OLD, None, found(tree)))


def test_deep_trees() -> None:
    old = f"{IMPORT}x = {' + '.join(['y'] * 900)}, r == 404\n"
    prove(old, old.replace("404", "status.HTTP_404_NOT_FOUND"))
    refuse(old, old.replace("404", "status.HTTP_404_NOT_FOUND").replace("y", "z", 1))


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="deeper goes, too")
def test_deeper_than_the_compiler_goes() -> None:
    old = f"{IMPORT}x = {' + '.join(['y'] * 2000)}, r == 404\n"
    with pytest.raises(NotRewritten, match=r"^nested too deeply$"):
        prove(old, old.replace("404", "status.HTTP_404_NOT_FOUND"))


def test_what_does_not_compile() -> None:
    old = f"{IMPORT}return r == 404\n"
    with pytest.raises(NotRewritten, match=r"^does not compile: 'return' outside function$"):
        prove(old, old.replace("404", "status.HTTP_404_NOT_FOUND"))
