"""Whatever stands around a literal stays as it was."""

from __future__ import annotations

import argparse
import ast
import re
import sys
import warnings
from pathlib import Path

import libcst as cst
import pytest
from httpstatus_codemod import rewrite as rewriting
from httpstatus_codemod.changes import changes_of
from httpstatus_codemod.edit import edit
from httpstatus_codemod.errors import NotRewritten
from httpstatus_codemod.names.planning import plan
from httpstatus_codemod.rewrite import rewrite

from flake8_httpstatus.findings import Finding
from flake8_httpstatus.libraries.library import Library
from flake8_httpstatus.libraries.rows import DRF, HTTP, STARLETTE
from flake8_httpstatus.libraries.usable import usable_names
from flake8_httpstatus.source import Text, parse

IMPORT = "from rest_framework import status\n"


def found(tree: ast.Module, library: Library = DRF) -> list[Finding]:
    """A finding at every status code that stands as a number or as quoted digits."""
    constants = usable_names(library).constants
    patterns = {node.value for node in ast.walk(tree) if isinstance(node, ast.MatchValue)}
    findings = []
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and str(node.value).isdecimal()
            and int(str(node.value)) in constants
        ):
            value = int(str(node.value))
            name = constants[value]
            findings.append(Finding("HSC101", node, "", library, value, name, in_pattern=node in patterns))
    return findings


def rewritten(source: str, findings: list[Finding] | None = None, tree: ast.Module | None = None) -> str:
    """The rewritten text, the same from the slices and from the whole."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)  # `404if` is on its way out
        tree = tree or ast.parse(source)
    findings = found(tree) if findings is None else findings
    new = rewrite(source, findings, None, tree=tree)
    assert new == whole(source, findings, tree)
    return new


def whole(source: str, findings: list[Finding], tree: ast.Module) -> str:
    planned = plan(tree, source, None, findings)
    new_imports = [(new.group, new) for new in planned.new_imports]
    return edit(cst.parse_module(source), source, changes_of(planned, Text(source)), new_imports).code


def check(old: str, new: str) -> None:
    """Expect `<404>` to be the constant."""
    assert rewritten(IMPORT + old) == IMPORT + spelled(new)


def spelled(text: str) -> str:
    return re.sub("<(\\d+)>", lambda match: f"status.{usable_names(DRF).constants[int(match[1])]}", text)


def test_nothing_to_do() -> None:
    for source in ("", "\n", "# nothing", "x = 1\n", "x = 299"):
        assert rewritten(source) == source


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("x = 200", "x = <200>"),
        ("x = (200)", "x = (<200>)"),
        ("x = ( # why\n  200 # so\n)", "x = ( # why\n  <200> # so\n)"),
        ("x = ((\t200 ))", "x = ((\t<200> ))"),
        ("x = '404'", "x = <404>"),
        ('x = ("404") + str(404)', "x = (<404>) + str(<404>)"),
        ("x = 0xC8, 2_00, 0o310, 0b11001000, 200.0", "x = <200>, <200>, <200>, <200>, 200.0"),
        ("x = 200,201 ,", "x = <200>,<201> ,"),
        ("x = {200:404}", "x = {<200>:<404>}"),
        ("x = y[200:404]", "x = y[<200>:<404>]"),
        ("x = 200 .real", "x = <200> .real"),
        ("x = lambda:200", "x = lambda:<200>"),
        ("x = lambda y=200, *, z=404: y", "x = lambda y=<200>, *, z=<404>: y"),
        ("x = [200for y in z]", "x = [(<200>)for y in z]"),
        ("x = 404if y else 200", "x = (<404>)if y else <200>"),
        ("x = 1 if y else'404'", "x = 1 if y else(<404>)"),
        ("x = 200or 404 or(404)", "x = (<200>)or <404> or(<404>)"),
        ("if 200==x:pass", "if <200>==x:pass"),
        ("x = 1; y = 200;z=404 ; # end", "x = 1; y = <200>;z=<404> ; # end"),
        ("if x: y = 200; z = 404", "if x: y = <200>; z = <404>"),
        ("x = 1 + \\\n  200 \\\n + 404", "x = 1 + \\\n  <200> \\\n + <404>"),
        ("x = 1; \\\ny = 200", "x = 1; \\\ny = <200>"),
        ("if x: \\\n    y = 200", "if x: \\\n    y = <200>"),
        ("assert r == 200, '''a\r\nb'''", "assert r == <200>, '''a\r\nb'''"),
        ("x = '404' '1'", "x = '404' '1'"),
        ("x = '4' '04', ('4'\n   \"04\")", "x = <404>, (<404>)"),
        ("x = '4' \\\n  r'04'if y else'2' '00'", "x = (<404>)if y else(<200>)"),
        ("x = '\N{SNOWMAN}é\U0001f40d', 200", "x = '\N{SNOWMAN}é\U0001f40d', <200>"),
        ("naïveté = {'ключ': 200, 'é': '404'}", "naïveté = {'ключ': <200>, 'é': <404>}"),
    ],
)
def test_around_the_literal(old: str, new: str) -> None:
    check(old, new)
    check(old + "\n", new + "\n")
    indented = "\n".join("        " + line for line in old.split("\n"))
    expected = "\n".join("        " + line for line in new.split("\n"))
    check(f"class A:\n    def f(self):\n{indented}", f"class A:\n    def f(self):\n{expected}")


@pytest.mark.parametrize(
    "block",
    [
        "if x == 200:\n    y = 404\nelif x == 201:\n    y = 400\nelse:\n    y = 500\n",
        "if x:\n    pass\nelse:\n    if y:\n        y = 200\n",
        "for x in 200, 201:\n    y(404)\nelse:\n    z(400)\n",
        "while x != 200:\n    if x == 404: continue\n    break\nelse:\n    y(400)\n",
        "try:\n    x(200)\nexcept E:\n    x(404)\nexcept (F, *G[404]) as h:\n    x(400)\n"
        "else:\n    x(201)\nfinally:\n    x(500)\n",
        "with x(200) as y, z(404):\n    y = 400\n",
        "async def f(x=200):\n    async with y(404): return 400\n    async for z in 200,: await x(201)\n",
        "@x(status_code=200)\n@ y (404)\nasync def f(a: 'int' = 400, *b, c=500) -> None:\n    return 201\n",
        "@(\n    x(200)\n)\ndef f():\n    return 404\n",
        "class A(B, code=200):\n    # above\n    code = 404  # beside\n\n    # below\n",
        "class A:\n    @x(404)\n    @y\n    def f(self, a: 'é' = 200, *, b=404): return 200\n",
        "class A:\n    '''200'''\n\n    @property\n    def f(self):\n"
        "        def g():\n            return 200\n        return 404\n",
        "match x:\n    case 200 | (404):\n        y = 400\n"
        "    case {'a': 201, **z} if z == 500:\n        y = 502\n",
        "match x:\n    case A(200, b=404): y = 400\n    case [201, *_]:\n        pass\n",
        "def f():\n\tif x:\n\t\treturn 200\n\treturn 404\n",
        "def f():\n  x = '''\nnot indented 200\n  ''', 200\n  return x, 404\n",
        "def f(): return 200\ndef g(): return 404\n",
    ],
)
def test_blocks(block: str) -> None:
    tree = ast.parse(block)
    code = block
    for finding in sorted(found(tree), key=lambda finding: finding.span, reverse=True):
        start, end = Text(block).range(finding.span)
        code = f"{code[:start]}{finding.replacement}{code[end:]}"
    for old, new in (block, code), (block.rstrip("\n"), code.rstrip("\n")):
        check(old, new)
        check(old.replace("\n", "\r\n"), new.replace("\n", "\r\n"))
        check("if 1:\n " + old.replace("\n", "\n "), "if 1:\n " + new.replace("\n", "\n "))


def test_mixed_newlines() -> None:
    check(
        "x = 1\r\ny = 200\rz = 2\n\rif x:\r\n  y = 404\n  z = '''\r\r\n''', 400\r\n",
        "x = 1\r\ny = <200>\rz = 2\n\rif x:\r\n  y = <404>\n  z = '''\r\r\n''', <400>\r\n",
    )


def test_carriage_return_at_the_end() -> None:
    """LibCST drops it when it prints the whole."""
    source = IMPORT + "if x:\r  y = 200\r"
    tree = ast.parse(source)
    assert rewrite(source, found(tree), None, tree=tree) == source.replace("200", "status.HTTP_200_OK")


def test_new_import_keeps_what_is_above() -> None:
    head = "#!/bin/python\n# coding: utf-8\n'''Doc.'''\n\nfrom __future__ import annotations\n\n"
    assert rewritten(f"{head}x = 200\n") == f"{head}{IMPORT}\nx = status.HTTP_200_OK\n"


def test_longer_import() -> None:
    old = "from rest_framework import (  # ours\n    viewsets,\n)\n\nx = 200\n"
    assert rewritten(old) == (
        "from rest_framework import (  # ours\n    status,\n    viewsets,\n)\n\nx = status.HTTP_200_OK\n"
    )
    old = "from rest_framework.status import HTTP_200_OK ; x = 200, 404\n"
    assert rewritten(old) == (
        "from rest_framework.status import HTTP_200_OK, HTTP_404_NOT_FOUND ; "
        "x = HTTP_200_OK, HTTP_404_NOT_FOUND\n"
    )


def test_findings_of_the_module_alone_are_rewritten() -> None:
    source = IMPORT + "x = [404, 404, 404]\n"
    tree = ast.parse(source)
    new = rewritten(source, found(tree)[1:2], tree)
    assert new == IMPORT + "x = [404, status.HTTP_404_NOT_FOUND, 404]\n"


@pytest.mark.parametrize(
    ("test", "call"),
    [
        ("200 <= r.status_code < 300", "status.is_success(r.status_code)"),
        ("r.status_code >= 200 and r.status_code <= 299", "status.is_success(r.status_code)"),
        ("200 <= (r . status_code) < 300", "status.is_success(r . status_code)"),
        ("r.status_code < 200 or 300 <= r.status_code", "not status.is_success(r.status_code)"),
    ],
)
@pytest.mark.parametrize(
    "around",
    ["x = {}", "x = y == ({})", "x = not ({})", "x = ( {} ) and y", "x = f'{{({})}}'", "assert {}, 404"],
)
def test_helpers(test: str, call: str, around: str) -> None:
    source = IMPORT + around.format(test) + "\n"
    tree = ast.parse(source)
    node = next(
        node
        for node in ast.walk(tree)
        if isinstance(node, (ast.Compare, ast.BoolOp)) and ast.unparse(node) == ast.unparse(ast.parse(test))
    )
    operand = next(n for n in ast.walk(node) if isinstance(n, ast.Attribute))
    finding = Finding("HSC104", node, "", DRF, None, "is_success", operand, negated=call.startswith("not"))
    assert rewritten(source, [finding], tree) == IMPORT + around.format(call) + "\n"


def test_deprecated_constant() -> None:
    source = "from starlette import status\nx = (status . HTTP_422_UNPROCESSABLE_ENTITY)\n"
    tree = ast.parse(source)
    node = tree.body[1].value  # type: ignore[attr-defined]
    finding = Finding("HSC203", node, "", STARLETTE, 422, "HTTP_422_UNPROCESSABLE_CONTENT")
    assert rewritten(source, [finding], tree) == (
        "from starlette import status\nx = (status.HTTP_422_UNPROCESSABLE_CONTENT)\n"
    )


def test_comment_in_what_is_replaced() -> None:
    source = IMPORT + "x = (200 <= r.status_code  # why\n < 300)\n"
    tree = ast.parse(source)
    node = tree.body[1].value  # type: ignore[attr-defined]
    finding = Finding("HSC104", node, "", DRF, None, "is_success", node.comparators[0])
    with pytest.raises(NotRewritten, match=r"comment .* 2:6"):
        rewritten(source, [finding], tree)


def test_f_strings() -> None:
    check("x = f'{200}'", "x = f'{<200>}'")
    check(
        "x = f'a {y == 200:>{404}} b {{200}}'",
        "x = f'a {y == <200>:>{<404>}} b {{200}}'",
    )
    check("x = f'''{f\"{404}\"}'''", "x = f'''{f\"{<404>}\"}'''")


@pytest.mark.skipif(sys.version_info < (3, 12), reason="syntax of Python 3.12")
def test_python_3_12() -> None:
    check(
        "x = f'é{\n  200 # c\n}' f'{'404'}'",
        "x = f'é{\n  <200> # c\n}' f'{<404>}'",
    )
    check(
        "type A[T] = T\ndef f[T: int](x: T = 200) -> T: return x",
        "type A[T] = T\ndef f[T: int](x: T = <200>) -> T: return x",
    )
    check("class A[*Ts, **P]:\n    x = 200", "class A[*Ts, **P]:\n    x = <200>")


def test_line_ends_that_are_none() -> None:
    check(
        "x = '\x0b\x0c\x1c\x85\u2028', 200  # \x0c\x85\u2028\ny = 404",
        "x = '\x0b\x0c\x1c\x85\u2028', <200>  # \x0c\x85\u2028\ny = <404>",
    )


def test_form_feed_elsewhere() -> None:
    source = IMPORT + "\x0cx = 1\n\ndef f():\n    y = 200\n"
    tree = ast.parse(source)
    new = rewrite(source, found(tree), None, tree=tree)
    assert new == source.replace("200", "status.HTTP_200_OK")


def test_form_feed_before_the_statement() -> None:
    with pytest.raises(NotRewritten, match="LibCST does not reproduce this file byte for byte"):
        rewritten(IMPORT + "\x0cx = 200\n")


def test_libcst_cannot_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def parse_module(code: str) -> cst.Module:
        raise cst.ParserSyntaxError("no such syntax", lines=[code], raw_line=1, raw_column=0)

    monkeypatch.setattr(rewriting.cst, "parse_module", parse_module)
    tree = ast.parse(IMPORT + "x = 200\n")
    with pytest.raises(NotRewritten, match="LibCST cannot parse this file: no such syntax"):
        rewrite(IMPORT + "x = 200\n", found(tree), None, tree=tree)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("return(404 if x else 200)", "Must have at least one space after 'return'."),
        ("return 1 if x else(2 if y else 404)", "Must have at least one space after 'else' keyword."),
        ("return 404, not(lambda: 1)", "no space before a `(lambda …)`"),
    ],
)
def test_python_that_libcst_refuses(line: str, why: str) -> None:
    """It wants a space between a word and the parenthesis of a conditional expression or a lambda."""
    source = f"def f(x, y):\n    {line}\n"
    tree = ast.parse(source)
    with pytest.raises(NotRewritten, match=f"LibCST cannot parse this file: {re.escape(why)}"):
        rewrite(source, found(tree), None, tree=tree)


@pytest.mark.parametrize("operator", [" + ", " and "])
def test_too_deep_for_libcst(operator: str) -> None:
    # 20,000 operands of `and` are nothing to Python, and the end of the process in LibCST
    source = IMPORT + f"x = {operator.join(['y'] * (20_000 if 'and' in operator else 900))}, 200\n"
    tree = parse(source)
    with pytest.raises(NotRewritten, match="nested too deeply for LibCST"):
        rewrite(source, found(tree), None, tree=tree)


def test_no_other_node_at_the_place_is_taken() -> None:
    source = IMPORT + "x = 200\n"
    tree = ast.parse(source)
    [finding] = found(tree)
    finding.node.col_offset += 1
    with pytest.raises(NotRewritten, match="LibCST reads this file otherwise than Python does"):
        rewrite(source, [finding], None, tree=tree)


def test_no_other_operand_is_taken() -> None:
    source = IMPORT + "x = 200 <= r.status_code < 300\n"
    tree = ast.parse(source)
    test = tree.body[1].value  # type: ignore[attr-defined]
    test.left.col_offset = test.left.end_col_offset = 0
    finding = Finding("HSC104", test, "", DRF, None, "is_success", test.left)
    with pytest.raises(NotRewritten, match="LibCST reads this file otherwise than Python does"):
        rewrite(source, [finding], None, tree=tree)


def test_enum_and_alias() -> None:
    source = "from http import HTTPStatus as S\nx = 404\n"
    tree = ast.parse(source)
    assert rewritten(source, found(tree, HTTP), tree) == "from http import HTTPStatus as S\nx = S.NOT_FOUND\n"


def test_own_source() -> None:
    """Real code, with a number in many of its corners."""
    source = Path(argparse.__file__).read_text("utf-8").replace("1", "200")
    tree = ast.parse(source)
    new = rewritten(source, tree=tree)
    assert new.count("status.HTTP_200_OK") == len(found(tree)) > 20
    assert rewritten(new) == new


def test_a_function_s_own_import_beside_a_comprehension_s_variable() -> None:
    source = """\
def f():
    from rest_framework import status
    return [status for status in x], Response(status=404)
"""
    new = rewritten(source)
    assert "Response(status=http_status.HTTP_404_NOT_FOUND)" in new
    assert new.startswith("from rest_framework import status as http_status\n")
