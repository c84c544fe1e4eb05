"""Step 2: parameters, any number of hops, and back; beside each example a look-alike, and what objects."""

from __future__ import annotations

import pytest
from cases import check_findings, check_noop, check_transformed, check_ways


def test_functions() -> None:
    check_transformed(
        """
        from rest_framework import status
        def error(message, code=400):
            return JsonResponse({"message": message}, status=code)
        error("no such order", 404)
        error("gone", code=410)
        error(*words, code=409)
        """,
        """
        from rest_framework import status
        def error(message, code=status.HTTP_400_BAD_REQUEST):
            return JsonResponse({"message": message}, status=code)
        error("no such order", status.HTTP_404_NOT_FOUND)
        error("gone", code=status.HTTP_410_GONE)
        error(*words, code=status.HTTP_409_CONFLICT)
        """,
    )


# Each in the place of a call of `error(message, code)`
@pytest.mark.parametrize(
    "call",
    [
        "error(404)",  # another parameter
        "error(*words, 404)",  # whose place is not known
        "error(404, code=x)",
        "error(message, size=404)",  # no such parameter
        "error(message, code, 404)",
        "queue.error(message, 404)",  # somebody else's
        "run(error, message, 404)",  # a callback: who calls it gives what he likes
        "partial(error, message, 404)",
        "error(message, -404)",  # objects: no code
        "error(message, f(404))",
        "error(message, x[404])",
        "error(message, {404: x})",
        "error(message, 404 + x)",
        "error(message, code)[404]",
        "(lambda error: error(message, 404))(x)",  # another's name
    ],
)
def test_other_calls(call: str) -> None:
    check_noop(f"def error(message, code): return JsonResponse(message, status=code)\n{call}")


@pytest.mark.parametrize(
    "definition",
    [
        "def error(message, code): return JsonResponse(message, status=x)",  # which goes to no status
        "def error(message, code): return size(message, code)",
        "def error(message, size): return JsonResponse(message[:size], status=x)",
        "def error(message, *codes): return JsonResponse(message, status=codes[0])",  # not followed
        "def error(message, code):\n    code += 1\n    return JsonResponse(message, status=code)",
        "def error(message, code):\n    code = len(code)\n    return JsonResponse(message, status=code)",
        # two of one name: which is called?
        "def error(message, code): return JsonResponse(message, status=code)\ndef error(x, size): ...",
        "def error(message, code): return JsonResponse(message, status=code)\nerror = wrapped(error)",
        # a decorator gives an argument in front: which is not known
        "@task\ndef error(self, message, code): return JsonResponse(message, status=code)",
        "@composite\ndef error(draw, size, code): return JsonResponse(size, status=code)",
        "error = lambda message, code: JsonResponse(message, status=code)",  # not followed
    ],
)
def test_other_definitions(definition: str) -> None:
    check_noop(f"{definition}\nerror('no such order', 404)")


def test_hops() -> None:
    check_findings(
        """
        def first(number=400): return second("x", number)
        def second(x, value): return third(code=value)
        def third(*, code): return JsonResponse({}, status=code)
        first(404)
        second("x", 409)
        third(code=410)
        """,
        *("HSC102 400", "HSC101 404", "HSC101 409", "HSC101 410"),
    )
    check_noop(
        """
        def first(number=400): return second("x", number)
        def second(x, value): return third(size=value)  # goes elsewhere
        def third(*, size, code=None): return JsonResponse(size, status=code)
        first(404)
        """
    )


def test_decorated_functions() -> None:
    check_findings(
        """
        @contextmanager
        def fails(message, code=400): assert client.get("/").status_code == code
        fails("x", 404)
        fails("x")
        fails(*x)
        fails(**x)
        @task
        def error(self, *, code): return JsonResponse({}, status=code)
        error(x, code=410)
        """,
        *("HSC102 400", "HSC101 404", "HSC101 410"),
    )


def test_methods() -> None:
    check_findings(
        """
        class Base:
            def fail(self, message, code=400): return JsonResponse(message, status=code)
            @staticmethod
            def gone(code): return JsonResponse({}, status=code)
            @classmethod
            def refuse(cls, code): return JsonResponse({}, status=code)
        class View(Base):
            def get(self):
                self.fail("x", 404)
                self.gone(410)
                self.refuse(409)
                super().fail("x", 403)
        """,
        *("HSC102 400", "HSC101 404", "HSC101 410", "HSC101 409", "HSC101 403"),
    )


@pytest.mark.parametrize(
    "method",
    [
        "def fail(self, message, size): ...\n    def get(self): self.fail('x', 404)",  # hides the base's
        "def get(self): other.fail('x', 404)",  # whose it is is not known
        "def get(self): fail('x', 404)",
        "def get(self, fail): fail('x', 404)",
        "def get(self): self.fail.again('x', 404)",
    ],
)
def test_other_methods(method: str) -> None:
    check_noop(
        f"""
class Base:
    def fail(self, message, code): return JsonResponse(message, status=code)
class View(Base):
    {method}
"""
    )


def test_classes() -> None:
    check_findings(
        """
        class ShopError(Exception):
            def __init__(self, message, code=400): self.status_code = code
        class Missing(ShopError):
            def __init__(self): super().__init__("missing", 404)
        class Gone(ShopError): ...
        Gone("gone", 410)
        ShopError("x", code=409)
        """,
        *("HSC102 400", "HSC101 404", "HSC101 410", "HSC101 409"),
    )
    check_noop(
        """
        class ShopError(Exception):
            def __init__(self, message, code): self.status_code = code
        class Wide(ShopError):
            def __init__(self, message, width): self.width = width
        Wide("x", 404)  # its own `__init__` takes it
        class Called:
            def __call__(self, code): return JsonResponse({}, status=code)
        Called()(404)  # not followed
        """
    )


def test_dataclasses() -> None:
    check_findings(
        """
        @dataclass
        class Reply:
            size: int = 300
            code: int = 200
            def answer(self): return HttpResponse(self.size, status=self.code)
        Reply(500, 404)
        Reply(code=410, size=400)
        """,
        *("HSC102 200", "HSC101 404", "HSC101 410"),
    )


def test_backwards() -> None:
    check_findings(
        """
        def check(outcome):
            if outcome == 404: x
        check(response.status_code)
        def again(status): check(status)
        """,
        "HSC103 404",
    )
    check_findings(
        """
        class T(TestCase):
            def check(self, outcome): self.assertEqual(outcome, 404)
            def test(self): self.check(self.client.get("/").status_code)
        """,
        "HSC103 404",
    )
    # nobody in sight gives it one
    check_noop("def check(outcome):\n    if outcome == 404: x\nerror.status_code")


def test_recursion() -> None:
    check_findings(
        "def f(code, n): return f(code, n) if n else JsonResponse({}, status=code)\nf(404, 300)", "HSC101 404"
    )
    check_noop("def a(x): return b(x)\ndef b(y): return a(y)\na(404)\nerror.status_code")
    check_noop("def a(x=404): a(a)\nx = a(a(x))\nerror.status_code")


def test_closures_async_functions_and_generators() -> None:
    check_findings(
        """
        def outer(code=404):
            def inner(): return JsonResponse({}, status=code)
            return inner
        outer(410)
        async def fail(code): return JsonResponse({}, status=code)
        async def view(): return await fail(409)
        def rows(code): yield JsonResponse({}, status=code)
        rows(403)
        """,
        *("HSC102 404", "HSC101 410", "HSC101 409", "HSC101 403"),
    )


def test_defaults_of_lambdas_are_not_followed() -> None:
    check_noop("f = lambda code=404: JsonResponse({}, status=code)")


def test_message() -> None:
    check_ways(
        """
        def error(message, code):
            return JsonResponse(message, status=code)

        error("no such order", 404)
        """,
        "status of JsonResponse, line 2",
    )
