"""Step 3: what holds a value passes it on; beside each example a look-alike, and what objects."""

from __future__ import annotations

import pytest
from cases import check_findings, check_noop, check_transformed, check_ways

# Attributes


def test_attributes_of_self() -> None:
    check_transformed(
        """
        from rest_framework import status
        class View:
            def __init__(self, code=400): self.code = code
            def gone(self): self.code = 410
            def answer(self): return JsonResponse({}, status=self.code)
        View(404)
        """,
        """
        from rest_framework import status
        class View:
            def __init__(self, code=status.HTTP_400_BAD_REQUEST): self.code = code
            def gone(self): self.code = status.HTTP_410_GONE
            def answer(self): return JsonResponse({}, status=self.code)
        View(status.HTTP_404_NOT_FOUND)
        """,
    )


def test_attributes_of_classes() -> None:
    check_findings(
        """
        class Base:
            code = 400
            def answer(self): return JsonResponse({}, status=self.code)
        class Missing(Base):
            code = 404
        class Gone(Missing):
            code: int = 410
        """,
        *("HSC102 400", "HSC102 404", "HSC102 410"),
    )


@pytest.mark.parametrize(
    "member",
    [
        "code_limit = 404",  # another attribute
        "CODE = 404",  # a named constant
        "class Meta:\n        code = 404",  # another class's
        "def f(self): code = 404",  # a name of the method
        "def f(self, other): other.code = 404",  # another object's
        "def f(self): self.other.code = 404",
        "def f(self): x = code == 404",
        "def code(self): return 404",  # a method: the status would be the method
    ],
)
def test_others_members(member: str) -> None:
    source = f"""
class Base:
    def answer(self): return JsonResponse({{}}, status=self.code)
class View(Base):
    {member}
"""
    check_noop(source)


def test_siblings_share_no_attributes() -> None:
    # each sets its own, and what they both derive from knows nothing of it
    check_findings(
        """
        class Base(TestCase):
            url = "/"
        class Answers(Base):
            expected = 404
            def test(self): self.assertEqual(self.client.get(self.url).status_code, self.expected)
        class Sizes(Base):
            expected = 300
            def test(self): self.assertEqual(self.count(), self.expected)
        """,
        "HSC102 404",
    )
    check_noop(
        """
        class Missing:
            code = 404
        class View:
            def answer(self): return JsonResponse({}, status=self.code)
        """
    )


def test_members_of_enums() -> None:
    for base in ("IntEnum", "enum.Enum", "models.IntegerChoices"):
        check_noop(
            f"""
class Kind({base}):
    missing = 404
    def answer(self): return JsonResponse({{}}, status=self.missing)
"""
        )


def test_attributes_backwards() -> None:
    check_findings(
        """
        class Client:
            def get(self, url): self.last = requests.get(url).status_code
            def is_gone(self): return self.last == 410
        """,
        "HSC103 410",
    )
    check_noop(
        """
        class Client:
            def get(self, url): self.last = requests.get(url).status_code
            def count(self): self.last = self.total()
            def is_gone(self): return self.last == 410
        """
    )


# Properties and functions


def test_properties() -> None:
    for decorator in ("property", "cached_property", "functools.cached_property"):
        check_findings(
            f"""
class View:
    def __init__(self): self._code = 404
    @{decorator}
    def code(self): return self._code if x else 410
    def answer(self): return JsonResponse({{}}, status=self.code)
""",
            *("HSC102 404", "HSC106 410"),
        )


def test_what_functions_return() -> None:
    check_findings(
        """
        def status_of(order):
            if order.missing: return 404
            return 200 if order.paid else 409
        def view(order): return JsonResponse({}, status=status_of(order))
        """,
        *("HSC106 404", "HSC106 200", "HSC106 409"),
    )
    check_findings(
        """
        async def status_of(order): return 404
        async def view(order):
            code = await status_of(order)
            return JsonResponse({}, status=code)
        """,
        "HSC106 404",
    )
    check_findings(
        """
        def status_of(url): return requests.get(url).status_code
        def f(): assert status_of("/") == 404
        class T:
            def outcome(self): return self.r.status_code
            def test(self): self.assertEqual(self.outcome(), 410)
        """,
        *("HSC103 404", "HSC103 410"),
    )


@pytest.mark.parametrize(
    "function",
    [
        "def code(x):\n    def inner(): return 404\n    return inner",  # another function returns it
        "def code(x): return 404 if x else 'missing'",  # or a text: objects
        "def code(x): return len(x) or 404",
        "def code(x): return 404, x",  # one of two
        "def code(x): return [404 + x]",
        "def code(x): return f(404)",
        "def code(x): return lambda: 404",
        "def code(x): return 404\ndef code(x): return x",  # two of one name
    ],
)
def test_other_returns(function: str) -> None:
    check_noop(f"{function}\ndef view(order): return JsonResponse({{}}, status=code(order))")


def test_other_calls() -> None:
    function = "def code(x): return 404\n"
    for use in ("other.code(x)", "x(code)", "code", "code(x).y", "code(x)[0]", "f(code(x))", "code(x) + 1"):
        check_noop(f"{function}JsonResponse({{}}, status={use})")


# Dicts


def test_dicts() -> None:
    check_transformed(
        """
        from rest_framework import status
        CODES = {"missing": 404, "gone": 410}
        def view(kind): return JsonResponse({}, status=CODES[kind])
        def other(kind): return JsonResponse({}, status=CODES.get(kind, 409))
        """,
        """
        from rest_framework import status
        CODES = {"missing": status.HTTP_404_NOT_FOUND, "gone": status.HTTP_410_GONE}
        def view(kind): return JsonResponse({}, status=CODES[kind])
        def other(kind): return JsonResponse({}, status=CODES.get(kind, status.HTTP_409_CONFLICT))
        """,
    )
    check_findings(
        """
        class View:
            codes = {Missing: 404, Gone: 410}
            def answer(self, error): return JsonResponse({}, status=self.codes[type(error)])
        """,
        *("HSC102 404", "HSC102 410"),
    )


def test_items_of_mixed_dicts() -> None:
    check_findings(
        """
        def f():
            row = {"url": "/", "code": 404, "size": 500}
            assert client.get(row["url"], row["size"]).status_code == row["code"]
        """,
        "HSC102 404",
    )
    check_findings(
        """
        row = {"code": 404, "size": 500}
        row["code"] = 410
        row["size"] = 300
        if x: response.status_code = row.get("code", 409)
        """,
        *("HSC102 404", "HSC102 410", "HSC102 409"),
    )
    check_findings(
        """
        seen = {"status": response.status_code, "size": 500}
        assert seen["status"] == 404
        assert seen["size"] == 300
        """,
        "HSC103 404",
    )


@pytest.mark.parametrize(
    "item",
    [
        "'gone'",  # a text under another key: under which one `kind` stands is not known
        "len(x)",
        "4040",
        "x + 1",
    ],
)
def test_other_items(item: str) -> None:
    check_noop(f"CODES = {{'missing': 404, 'gone': {item}}}\nJsonResponse({{}}, status=CODES[kind])")


def test_other_dicts() -> None:
    check_noop(
        """
        SIZES = {"small": 300}
        TEXTS = {404: "not found"}  # keys are no values
        COUNTS = {"missing": 404}
        COUNTS[x] += 1  # counts
        def view(kind):
            JsonResponse({}, status=CODES[kind])
            JsonResponse({}, status=TEXTS[kind])
            JsonResponse({}, status=COUNTS[x])
            JsonResponse({}, status=SIZES)  # the dict itself
            JsonResponse({}, status=SIZES.pop(kind))
            JsonResponse({}, status=f(SIZES[kind]))
            f({"small": 300}[kind])
        """
    )


# Routes


def test_routes() -> None:
    check_findings(
        """
        from flask import Flask
        app = Flask(__name__)
        @app.route("/")
        def view():
            code = 404
            return "x", code
        """,
        "HSC102 404",
    )
    check_noop(
        """
        from flask import Flask
        app = Flask(__name__)
        @app.route("/")
        def view():
            size = 404
            return size, code
        def no_route():
            code = 404
            return "x", code
        """
    )


ROUTE = """
from flask import Flask
app = Flask(__name__)
{function}
@app.route("/")
def view():
    {body}
"""


@pytest.mark.parametrize(
    ("function", "body"),
    [
        ("def error(): return {}, 404", "return error()"),
        ("def error(): return {}, 404", "answer = error()\n    return answer"),
        ("def error(): return {}, 404", "body, code = error()\n    return body, code"),
        ("", "answer = {}, 404\n    return answer"),
    ],
)
def test_routes_that_return_what_functions_return(function: str, body: str) -> None:
    check_findings(ROUTE.format(function=function, body=body), "HSC106 404")


def test_message() -> None:
    function = "def view():\n    code = 404\n    return 'x', code"
    check_ways(
        ROUTE.format(function="@app.route('/x')\n" + function, body="x"), "status of what is returned, line 7"
    )
