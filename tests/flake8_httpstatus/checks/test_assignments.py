"""HSC102: a status stored."""

from __future__ import annotations

import pytest
from blocks import block
from cases import check_findings, check_noop


@pytest.mark.parametrize(
    "case",
    [
        ("response.status_code = 404", "HSC102 404"),
        ("a.b().c[0].status_code = 404", "HSC102 404"),
        ("class Unavailable(Exception):\n    status_code = 503", "HSC102 503"),
        ("status_code = 404", "HSC102 404"),
        ("status_code = code or 404", "HSC102 404"),
        ("status_code = 200 if ok else 404", "HSC102 200", "HSC102 404"),
        ("status_code: int = 404", "HSC102 404"),
        ("status_code: int",),
        ("self.status_code: int = 404", "HSC102 404"),
        ("a.status_code = b.status_code = 404", "HSC102 404"),
        ("a.status_code, x = 404, 200", "HSC102 404"),
        ("x, [a.status_code, y] = 200, (404, 500)", "HSC102 404"),
        ("*x, a.status_code = 200, 404",),  # which goes where?
        ("a.status_code, x = f(404)",),
        ("a.status_code, x = 404, 200, 500",),
        ("if (status_code := 404): ...", "HSC102 404"),
        ("data['status_code'] = 404", "HSC102 404"),
        ("data['status'] = 404",),
        ("status_code += 200",),
        ("for status_code in (200, 404): ...",),
        (
            """
            status = 404
            code = 404
            """,
        ),
        ("status_code = -404",),
        ("status_code = 404.0",),
        ("status_code = '404'",),
        ("status_code = True",),
        ("status_code = f(404)",),
        ("status_code = x == 404",),
    ],
)
def test_assignments(case: tuple[str, ...]) -> None:
    check_findings(*case)


@pytest.mark.parametrize(
    "case",
    [
        ("def f(status_code=200): ...", "HSC102 200"),
        ("async def f(x, status_code: int = 200): ...", "HSC102 200"),
        ("def f(*, status_code=200): ...", "HSC102 200"),
        ("def f(x, status_code=200, /, y=404): ...", "HSC102 200"),
        ("def f(x=404, *, y=500, status_code): ...",),
        ("lambda status_code=200: 0", "HSC102 200"),
        ("def f(status=200, code=200): ...",),
        ("def f(status_code=g(200)): ...",),
    ],
)
def test_defaults(case: tuple[str, ...]) -> None:
    check_findings(*case)


@pytest.mark.parametrize(
    "case",
    [
        ("{'status_code': 404}", "HSC102 404"),
        ("{'status_code': 200 if ok else 404, 'x': 500}", "HSC102 200", "HSC102 404"),
        ("f(**{'status_code': 404})", "HSC102 404"),
        ("{**rest, 'status_code': 404}", "HSC102 404"),
        ("{'status': 404, 'code': 404, b'status_code': 404, 404: 'status_code'}",),
        ("await_({'type': 'http.response.start', 'status': 200})", "HSC102 200"),
        ("{'status': 200, **rest, 'type': 'http.response.start'}", "HSC102 200"),
        ("{'type': 'http.response.start', 'status': 100}", "HSC102 100"),
        ("{'type': 'http.response.body', 'status': 200}",),
        ("{'type': x, 'status': 200}",),
    ],
)
def test_dictionaries(case: tuple[str, ...]) -> None:
    check_findings(*case)


def test_informational_codes_count_only_with_attributes() -> None:
    check_findings("http.status_code = 100", "HSC102 100")
    check_noop("r.status_code = 100")
    check_noop("status_code = 100")
    check_noop("{'status_code': 100}")
    check_noop("data['status_code'] = 100")
    check_noop("def f(status_code=100): ...")


def test_what_is_no_code_at_all_is_left_alone() -> None:
    check_noop("""
        r.status_code = 4040
        status_code = 40
        def f(status_code=1): ...
        x = {'status_code': 1}
        """)


def test_attributes_option() -> None:
    check_findings(
        """
        r.http_code = 404
        http_code = 200
        r.status_code = 500
        def f(http_code=404): ...
        """,
        "HSC102 404",
        "HSC102 200",
        "HSC102 404",
        attributes="http_code",
    )


LITERAL = "from typing import Final, Literal\nimport typing\n"


@pytest.mark.parametrize(
    "source",
    [
        "status_code: Literal[404] = 404",
        "status_code: 'Literal[404]' = 404",
        "status_code: typing.Literal[404] = 404",
        "status_code: Literal[200, 404]\nstatus_code = 404",
        """
        def f():
            status_code: Literal[200, 404]
            status_code = 404
        """,
        "def f(status_code: Literal[200, 404] = 200): ...",
        "def f(*, status_code: typing.Literal[200, 404] = 200): ...",
        "def f(status_code: Literal[200, 404]):\n    status_code = 404",
        "class C:\n    status_code: Literal[404] = 404",
        """
        class C:
            status_code: Literal[404]
            def f(self): self.status_code = 404
        """,
        """
        class C:
            def __init__(self):
                self.status_code: Literal[404] = 404
        """,
        """
        class C:
            def __init__(self):
                self.status_code: Literal[200, 404] = x
            def f(self): self.status_code = 404
        """,
        """
        class B:
            status_code: Literal[200, 404]
        class C(B):
            status_code = 404
        """,
        """
        class B:
            status_code: Literal[200, 404]
        class C(B):
            def f(self): self.status_code = 404
        """,
        "status_code: Literal[200, 404]\nif (status_code := 404): ...",
    ],
)
def test_literal_targets_are_never_sites(source: str) -> None:
    check_noop(LITERAL + block(source))


@pytest.mark.parametrize(
    "case",
    [
        (
            """
            class C:
                status_code: Literal[404]
            status_code = 404
            """,
            "HSC102 404",
        ),
        (
            """
            def f(status_code: Literal[404]): ...
            def g(status_code):
                status_code = 404
            """,
            "HSC102 404",
        ),
        (
            """
            class C:
                status_code: Literal[404]
                def f(self, r): r.status_code = 404
            """,
            "HSC102 404",
        ),
        ("def f(self): self.status_code = 404", "HSC102 404"),
        ("status_code: int = 404", "HSC102 404"),
    ],
)
def test_other_targets_are(case: tuple[str, ...]) -> None:
    check_findings(LITERAL + block(case[0]), *case[1:])
