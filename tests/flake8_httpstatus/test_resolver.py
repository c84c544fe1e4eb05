"""Names are resolved by scope: a local name that hides an import hides the site."""

from __future__ import annotations

import pytest
from blocks import block
from cases import check_findings

# The first line imports; the calls and names below read what the comment beside them says
QUOTED = {
    "a parameter": 'def f(HttpResponse): HttpResponse("x", status="404")',
    "a parameter of a lambda": 'f = lambda HttpResponse: HttpResponse("x", status="404")',
    "a comprehension's variable": '[HttpResponse("x", status="404") for HttpResponse in classes]',
    "a local": """
        def f():
            HttpResponse = make()
            HttpResponse("x", status="404")
        """,
    "a local class": """
        def f():
            class HttpResponse: ...
            HttpResponse("x", status="404")
        """,
    "a fallback": """
        try: x
        except ImportError:
            class HttpResponse: ...
        HttpResponse("x", status="404")
        """,
    "a later function": 'def HttpResponse(): ...\nHttpResponse("x", status="404")',
    "a star of the arguments": 'def f(*HttpResponse): HttpResponse("x", status="404")',
    "another import": """
        def f():
            from shop import HttpResponse
            HttpResponse("x", status="404")
        """,
    "a loop": 'for HttpResponse in classes:\n    HttpResponse("x", status="404")',
}


@pytest.mark.parametrize("program", QUOTED.values(), ids=QUOTED)
def test_what_hides_the_import(program: str) -> None:
    check_findings(f"from django.http import HttpResponse\n{block(program)}\n")


@pytest.mark.parametrize(
    "program",
    [
        'HttpResponse("x", status="404")',
        'def f(a): HttpResponse("x", status="404")',
        """
        class A:
            HttpResponse = 1
            def f(self): HttpResponse("x", status="404")
        """,
        """
        def f(HttpResponse):
          def g():
            global HttpResponse
            HttpResponse("x", status="404")
        """,
        '[y for HttpResponse in x]\nHttpResponse("x", status="404")',
        'def f(x=HttpResponse("x", status="404"), *, HttpResponse=1): ...',
        """
        try: x
        except ImportError:
            HttpResponse = None
        HttpResponse("x", status="404")
        """,
    ],
)
def test_what_does_not(program: str) -> None:
    check_findings(f"from django.http import HttpResponse\n{block(program)}\n", 'HSC101 "404"')


def test_an_alias_is_resolved_where_it_is_read() -> None:
    check_findings(
        """
        from django.http import JsonResponse as J
        def f(J): J({}, status=404)
        J({}, status=410)
        """,
        "HSC101 410",
    )


def test_an_import_of_a_function_is_read_in_it_alone() -> None:
    source = """
        def f():
            from flask import abort
            abort(404)

        def g(abort):
            abort(410)
        """
    check_findings(source, "HSC101 404")


def test_an_instance_is_resolved_where_it_is_read() -> None:
    source = """
        import responses

        def f():
            r = responses.RequestsMock()
            r.add("GET", "/", status=404)

        def g(r):
            r.add("GET", "/", status=410)
        """
    check_findings(source, "HSC101 404")


def test_a_definition_is_resolved_where_it_is_read() -> None:
    source = """
        def error(message, http_code): ...

        def f():
            return error("no", 404)

        def g(error):
            return error("no", 410)
        """
    check_findings(source, "HSC101 404")


STARLETTE = {
    "a parameter": "def f(status): return status.HTTP_422_UNPROCESSABLE_ENTITY",
    "a fallback": """
        try:
            from starlette import status
        except ImportError:
            class status: ...
        x = status.HTTP_422_UNPROCESSABLE_ENTITY
        """,
    "none": """
        try:
            from starlette import status
        except ImportError:
            status = None
        x = status.HTTP_422_UNPROCESSABLE_ENTITY
        """,
    "another module": """
        if x:
            from rest_framework import status
        x = status.HTTP_422_UNPROCESSABLE_ENTITY
        """,
    "a global": """
        def f():
            global status
            status = 1
        x = status.HTTP_422_UNPROCESSABLE_ENTITY
        """,
    "a local": """
        def f():
            status = g()
            return status.HTTP_422_UNPROCESSABLE_ENTITY
        """,
}


@pytest.mark.parametrize("program", STARLETTE.values(), ids=STARLETTE)
def test_a_deprecated_constant_of_something_else(program: str) -> None:
    source = f"from starlette import status\n{block(program)}\n"
    check_findings(source, library="starlette>=0.48")


def test_of_several_imports_the_last_one_counts() -> None:
    source = """
        try:
            from urllib3.util import Retry
        except ImportError:
            from requests.packages.urllib3.util import Retry
        Retry(status_forcelist=[502])
        """
    check_findings(source, "HSC101 502")


def test_a_file_that_python_cannot_compile_is_searched_all_the_same() -> None:
    source = block("""
        def f(HttpResponse):
            nonlocal HttpResponse
            HttpResponse('x', status='404')
        """)
    check_findings(f"from django.http import HttpResponse\n{source}r.status_code == 404\n", "HSC103 404")
