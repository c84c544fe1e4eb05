"""The pass over the tree: what it skips, that it reports nothing twice, and in which order."""

from __future__ import annotations

import ast
import sys

import pytest
from blocks import block
from cases import NOWHERE, check_findings, check_noop, find, settings_of

from flake8_httpstatus import finder

needs_312 = pytest.mark.skipif(sys.version_info < (3, 12), reason="syntax of Python 3.12")


@pytest.mark.parametrize(
    "source",
    [
        "def f(x: g(status_code=404)): ...",
        "def f() -> g(status_code=404): ...",
        "x: g(status_code=404)",
        "class C:\n    x: Annotated[int, g(status_code=404)] = 0",
        "x: Annotated[int, HTTPException(status_code=404)]",
        "def f(*args: g(status_code=404), **kwargs: g(status_code=404)): ...",
    ],
)
def test_annotations_are_never_sites(source: str) -> None:
    check_noop(source)


@needs_312
@pytest.mark.parametrize(
    "source",
    [
        "type X = g(status_code=404)",
        "def f[T: g(status_code=404)](): ...",
        "class C[T: g(status_code=404)]: ...",
    ],
)
def test_type_parameters_and_aliases_are_never_sites(source: str) -> None:
    check_noop(source)


needs_314 = pytest.mark.skipif(sys.version_info < (3, 14), reason="syntax of Python 3.14")


@needs_314
@pytest.mark.parametrize(
    "source",
    [
        "t'{r.status_code == 200}'",
        "t'{r.status_code == 200=}'",
        "t'{f(status_code=404)} {r.status_code:{g(status_code=200)}}'",
        "t'{f\"{r.status_code == 200}\"}'",
        "f'{t\"{r.status_code == 200}\"}'",
        "f(t'{[x for x in y if x.status_code in (200, 201)]}')",
        "t'{(lambda status_code=404: status_code)()}'",
    ],
)
def test_t_strings_are_never_sites(source: str) -> None:
    check_noop(source)


@needs_314
def test_what_is_around_a_t_string_is() -> None:
    check_findings("f(t'{r.status_code == 200}', status_code=404)", "HSC101 404")


@needs_314
def test_exceptions_without_parentheses() -> None:
    check_findings(
        """
        try:
            f(status_code=404)
        except A, B:
            assert r.status_code == 500
        finally:
            r.status_code = 200
        """,
        "HSC101 404",
        "HSC103 500",
        "HSC102 200",
    )


@pytest.mark.parametrize(
    "source",
    [
        'f"{r.status_code == 200=}"',
        'f"{r.status_code == 200 = }"',
        'f"x{r.status_code == 200=!s}"',
        'f"{r.status_code == 200=:>5}"',
        'f"{x} {r.status_code == 0xC8=}"',
        'f"{f(status_code=200)=}"',
        "f\"{f(g'{r.status_code == 200}')=}\"".replace("g'", "f'"),
        """
        f'''{r.status_code
         == 200
        =}'''
        """,
        # might be that
        'f"ok={r.status_code == 200!r}"',
    ],
)
def test_expressions_that_an_f_string_shows_are_never_sites(source: str) -> None:
    check_noop(source)


@pytest.mark.skipif(sys.version_info[:2] == (3, 12), reason="early releases of 3.12 cannot parse it")
def test_expressions_that_a_format_shows_are_never_sites() -> None:
    check_noop('f"{x:{r.status_code == 200=}}"')


@pytest.mark.parametrize(
    "source",
    [
        'f"{r.status_code == 200}"',
        'f"ok={r.status_code == 200}"',
        'f"{r.status_code == 200:>5}"',
        'f"{r.status_code == 200!r}"',
        'f"{x=} {r.status_code == 200}"',
        'f"{x}{r.status_code == 200!r}"',
        "f\"{f'{r.status_code == 200}'}\"",
        'f"{x:{r.status_code == 200}}"',
        "f'''\n{r.status_code == 200}'''",
    ],
)
def test_other_expressions_in_f_strings_are(source: str) -> None:
    [finding] = find(source)
    assert (finding.code, finding.value) == ("HSC103", 200)
    assert finding.replacement == "status.HTTP_200_OK" or "3.12 or newer" in finding.message


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="positions are right from Python 3.12 on")
@pytest.mark.parametrize(
    "source",
    [
        # one text twice: which is which cannot be told
        'f"{a.status_code == 200} {a.status_code == 200}"',
        """
        f'''
        {(
        r.status_code
        == 200)}'''
        """,
        "f\"{f'{r.status_code == 200}'}\"",
    ],
)
def test_positions_before_python_3_12(source: str) -> None:
    source = block(source)
    for finding in find(source):
        text = ast.get_source_segment(source, finding.node)
        assert finding.replacement is None or text == "200"


def test_each_node_once_and_sorted() -> None:
    source = (
        "self.assertEqual(r.status_code, 404 if r.status_code == 200 else 500)\n"
        "x = r.status_code == 200 or 201; Response(status=404)"
    )
    found = find(source)
    assert [each.span for each in found] == sorted({each.span for each in found})
    check_findings(source, "HSC103 404", "HSC103 200", "HSC103 500", "HSC103 200", "HSC202 201", "HSC101 404")


def test_a_site_of_two_rules_is_reported_once_as_the_outer() -> None:
    check_findings("f(status_code=r.status_code == 200 or 500)", "HSC103 200", "HSC101 500")


@pytest.mark.parametrize(
    "source",
    [
        "",
        "\n",
        "# status_code == 404",
        "'status_code == 404'",
        "status_code",
        "404",
        "status_code; 404",
        "def f():\n    'status_code 404'",
    ],
)
def test_nothing_to_find(source: str) -> None:
    check_noop(source)


@pytest.mark.parametrize(
    "source",
    [
        """
        if a:
            pass
        elif b:
            r.status_code == 404
        """,
        """
        for x in y:
            pass
        else:
            r.status_code == 404
        """,
        """
        try:
            pass
        except E:
            r.status_code == 404
        """,
        """
        try:
            pass
        finally:
            r.status_code == 404
        """,
        "while r.status_code == 404: ...",
        "match x:\n    case _ if r.status_code == 404: ...",
        """
        match x:
            case _:
                r.status_code == 404
        """,
        "with a as b:\n    r.status_code == 404",
        """
        class C:
            class D:
                def f(self):
                    return r.status_code == 404
        """,
        "[x for x in y if r.status_code == 404]",
        "{r.status_code == 404: 1}",
        "x[r.status_code == 404]",
        "lambda: r.status_code == 404",
        "@f(r.status_code == 404)\nclass C: ...",
        """
        @f(r.status_code == 404)


        def g(): ...
        """,
        "def f(x=r.status_code == 404): ...",
        """
        async def f():
          async for x in y:
            async with z:
              await g(r.status_code == 404)
        """,
        "del x[r.status_code == 404]",
        "r.status_code == \\\n  404",
        """
        (
        r.status_code ==

        404
        )
        """,
        "x = 1; r.status_code == 404",
        "é = 'ü'; r.status_code == 404",
    ],
)
def test_everywhere(source: str) -> None:
    check_findings(source, "HSC103 404")


def test_mixed_newlines_and_form_feeds() -> None:
    source = "import a\r\nimport b\rr.status_code == 404\n\x0cr.status_code == 410\r\n"
    found = finder.find(ast.parse(source), source, NOWHERE, settings_of())
    assert [(each.span.line, each.value) for each in found] == [(3, 404), (4, 410)]
