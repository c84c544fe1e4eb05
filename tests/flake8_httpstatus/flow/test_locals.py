"""Step 1: the variables of a function or a module; beside each example a look-alike, and what objects."""

from __future__ import annotations

from itertools import pairwise

import pytest
from cases import check_findings, check_noop, check_transformed, check_ways, find


@pytest.mark.parametrize(
    "body",
    [
        "code = 404\nreturn JsonResponse({}, status=code)",
        "code: int = 404\nreturn JsonResponse({}, status=code)",
        "a = b = 404\nreturn JsonResponse({}, status=b)",
        "size, code = x, 404\nreturn JsonResponse({}, status=code)",
        "(size, [code]) = x, [404]\nreturn JsonResponse({}, status=code)",
        "code = 404\noutcome = code\nreturn JsonResponse({}, status=outcome)",
        "code = 404\nif bad: code = f()\nreturn JsonResponse({}, status=code)",
        "code = None\nif bad: code = 404\nreturn JsonResponse({}, status=code)",
        "code = given or 404\nreturn JsonResponse({}, status=code)",
        "if (code := 404): return JsonResponse({}, status=code)",
        "code = 404\nresponse.status_code = code",
        "code = 404\nassert response.status_code == code",
        "code = 404\nself.assertEqual(response.status_code, code)",
        "code = 404\nreturn {'status_code': code}",
        "code = 404\nreturn JsonResponse({}, status=code if bad else None)",
        "with x as y:\n    code = 404\nreturn JsonResponse({}, status=code)",
        "code = 499\nif bad: code = 404\nreturn JsonResponse({}, status=code)",  # 499 has no constant
    ],
)
def test_forwards(body: str) -> None:
    source = f"from rest_framework import status\ndef f():\n{_indented(body)}"
    check_findings(source, "HSC102 404")
    check_transformed(source, source.replace("404", "status.HTTP_404_NOT_FOUND"))


def _indented(body: str) -> str:
    return "".join(f"    {line}\n" for line in body.splitlines())


def test_both_ways_of_a_condition() -> None:
    check_transformed(
        """
        from rest_framework import status
        def f(new):
            outcome = 201 if new else 200
            return JsonResponse({}, status=outcome)
        """,
        """
        from rest_framework import status
        def f(new):
            outcome = status.HTTP_201_CREATED if new else status.HTTP_200_OK
            return JsonResponse({}, status=outcome)
        """,
    )


@pytest.mark.parametrize(
    "loop",
    ["for code in (404, 410):", "for code in [404, 410]:", "for code in {404, 410}:"],
)
def test_loops(loop: str) -> None:
    check_findings(f"{loop}\n    response.status_code = code", "HSC102 404", "HSC102 410")


def test_rows_of_loops() -> None:
    check_findings(
        """
        for url, code in [("/", 404), ("/x", 410)]:
            assert client.get(url).status_code == code
        """,
        "HSC102 404",
        "HSC102 410",
    )
    # each column is a variable of its own: the size goes to no status
    check_findings(
        """
        for code, size in [(404, 300), (410, 500)]:
            assert client.get(url).status_code == code
        """,
        "HSC102 404",
        "HSC102 410",
    )
    # rows of another length, and no rows
    check_noop("for url, code in [('/', 404, 3), [404], 404]: response.status_code = code")


@pytest.mark.parametrize(
    "test",
    [
        "code == 404",
        "404 != code",
        "code in (404,)",
        "code not in [404]",
        "(code == 404) is x",
        "code and code == 404",
    ],
)
def test_backwards(test: str) -> None:
    for bound in (
        "code = response.status_code",
        "code = int(response.status_code)",
        "code = getattr(error, 'status_code', None)",
        "first = response.status_code\ncode = first",
        "_, code = None, response.status_code",
        "code = None\nif x: code = response.status_code",
    ):
        check_findings(f"{bound}\nif {test}: pass", "HSC103 404")
    check_noop(f"code = response.total\nif {test}: pass")  # of which nobody knows that it is a status


def test_assertions_backwards() -> None:
    check_findings(
        """
        def test(self):
            got = self.client.get("/").status_code
            self.assertEqual(got, 404)
            self.assertNotEqual(410, got)
            self.assertIn(got, (200, 201))
            self.assertEqual(len(x), 500)
        """,
        *("HSC103 404", "HSC103 410", "HSC103 200", "HSC103 201"),
    )


def test_patterns() -> None:
    check_transformed(
        """
        from rest_framework import status
        code = response.status_code
        match code:
            case 404 | 410: x
            case 500: y
            case {"size": 300} | [200]: z
        """,
        """
        from rest_framework import status
        code = response.status_code
        match code:
            case status.HTTP_404_NOT_FOUND | status.HTTP_410_GONE: x
            case status.HTTP_500_INTERNAL_SERVER_ERROR: y
            case {"size": 300} | [200]: z
        """,
    )
    check_noop("code = response.total\nmatch code:\n    case 404: x")


def test_limits_and_classes() -> None:
    check_findings(
        """
        code = response.status_code
        assert code >= 400
        assert 200 <= code < 300
        assert code >= 200 and code <= 299
        assert 400 > code
        self.assertLess(code, 500)
        assert code == 200 or 201
        """,
        "HSC107 400",
        "HSC104 200 <= code < 300",
        "HSC104 code >= 200 and code <= 299",
        "HSC107 400",
        "HSC107 500",
        "HSC103 200",
        "HSC202 201",
    )
    check_noop(
        """
        code = response.total  # which may be any number
        assert code >= 400
        assert 200 <= code < 300
        assert code == 200 or 201
        error.status_code
        """
    )


def test_limits_are_rewritten() -> None:
    check_transformed(
        """
        from rest_framework import status
        code = response.status_code
        if 200 <= code < 300 or code >= 500: pass
        """,
        """
        from rest_framework import status
        code = response.status_code
        if status.is_success(code) or code >= status.HTTP_500_INTERNAL_SERVER_ERROR: pass
        """,
    )


@pytest.mark.parametrize(
    "body",
    [
        # the literal stands in a test, not among what is given
        "code = f() if n == 404 else g()\nresponse.status_code = code",
        # another name
        "size = 404\nresponse.status_code = code",
        # given to more names than there are values
        "*sizes, code = 404, 200, 300\nresponse.status_code = code",
        "code, size = 404\nresponse.status_code = code",
        # another scope's: a parameter, a lambda's, a comprehension's, a class's
        "code = 404\ndef inner(code): response.status_code = code",
        "code = 404\ndef inner():\n    code = f()\n    response.status_code = code",
        "g = lambda code: code == 404\nresponse.status_code = code",
        "x = [code for code in (404, 410)]\ncode = f()\nresponse.status_code = code",
        "x = {code == 404 for code in y}\ncode = response.status_code",
        "class A:\n    code = 404\nresponse.status_code = code",
        "global code\ncode = f()\ndef inner():\n    code = 404\nresponse.status_code = code",
        # a named constant, at whatever level
        "NOT_FOUND = 404\nresponse.status_code = NOT_FOUND",
        "ORDER_LIMIT = 300\nif x > ORDER_LIMIT: response.status_code = code",
        "if (NOT_FOUND := 404): response.status_code = NOT_FOUND",
        # one of a tuple that is returned, or compared as a whole
        "pair = response.status_code, size\nassert pair == (404, 300)",
    ],
)
def test_others(body: str) -> None:
    check_noop(f"def f(response):\n{_indented(body)}")


def test_collections_under_an_upper_case_name() -> None:
    for collection in ("(404, 410)", "[404, 410]", "{404, 410}", "x or (404, 410)"):
        check_findings(f"GONE = {collection}\nif response.status_code in GONE: x", "HSC102 404", "HSC102 410")
    # a collection of statuses and of other numbers
    check_noop("GONE = (404, 410, 4040)\nif response.status_code in GONE: x")


def test_of_the_module() -> None:
    check_findings("code = 404\ndef f(): response.status_code = code", "HSC102 404")
    check_findings("def f():\n    global code\n    code = 404\nresponse.status_code = code", "HSC102 404")
    check_findings(
        """
        def f():
            code = 404
            def inner():
                nonlocal code
                code = 410
            inner()
            response.status_code = code
        """,
        *("HSC102 404", "HSC102 410"),
    )
    check_findings("def f():\n    code = 404\n    def g(): response.status_code = code", "HSC102 404")


def test_the_message_says_where_it_goes() -> None:
    (found,) = find("code = 404\nJsonResponse({}, status=code)")
    way = "status of JsonResponse, line 2"
    assert found.message == f"bare status code 404 ({way}): use status.HTTP_404_NOT_FOUND"


@pytest.mark.parametrize(
    ("use", "status"),
    [
        ("JsonResponse({}, status=code)", "JsonResponse"),
        ("http.JsonResponse({}, status=code)", "http.JsonResponse"),
        ("response.status_code = code", "response.status_code"),
        ("assert response.status_code == code", "response.status_code"),
        ("self.assertEqual(code, self.response.status_code)", "self.response.status_code"),
        ("x = {'size': 1, 'status_code': code}", "'status_code'"),
        ("if code == 410: JsonResponse({}, status=code)", "JsonResponse"),
    ],
)
def test_what_the_message_calls_it(use: str, status: str) -> None:
    source = f"code = 404\n{use}"
    ways = [f"status of {status}, line 2"] * (2 if "410" in use else 1)
    check_ways(source, *ways)


def test_the_first_in_the_text_is_named() -> None:
    check_ways(
        """
        def check(answer): return answer == 404
        check(one.status_code)
        check(other.status_code)
        """,
        "status of one.status_code, line 2",
    )


def test_it_ends() -> None:
    names = [f"a{number}" for number in range(1500)]
    chain = "".join(f"{one} = {other}\n" for one, other in pairwise(names))
    check_noop(f"{chain}{names[0]} = 404\n{names[-1]} = {names[0]}\nerror.status_code")  # in a circle
    deep = "(" * 80 + "x == 404" + ")" * 80
    check_findings(f"x = response.status_code\ny = {deep}", "HSC103 404")
    check_findings(f"x = {' or '.join(['y'] * 500)} or 404\nresponse.status_code = x", "HSC102 404")
    deep = " ".join(f"404 if x == {number} else" for number in range(900))
    check_findings(f"code = {deep} y\nresponse.status_code = code", *["HSC102 404"] * 900)
    check_noop(f"def f(): return {deep} y, 410\nerror.status_code")
