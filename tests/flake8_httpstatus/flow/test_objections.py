"""What speaks against a variable's holding a status: without it each of these would be one."""

from __future__ import annotations

import pytest
from blocks import block
from cases import check_findings, check_noop


@pytest.mark.parametrize(
    "value",
    [
        "1",  # below 100, and no 0
        "99",
        "1000",  # above 999
        "-404",
        "'404'",  # a string
        "'x' if y else 404",
        "4.04",
        "f'{x}'",
        "x + 1",  # arithmetic
        "-x",
        "~x",
        "x * 2 or 404",
        "len(x)",  # sizes and places
        "range(x)",
        "range(200, 300)",
        "sum(x)",
        "time.time()",
        "lambda: 404",
    ],
)
def test_what_it_is_given(value: str) -> None:
    check_noop(f"code = 404\ncode = {value}\nresponse.status_code = code")
    check_noop(f"def f(code): response.status_code = code\nf(404)\nf({value})")
    check_noop(f"def f(code): response.status_code = code\nf(code=404)\nf(code={value})")


@pytest.mark.parametrize("value", ["0", "None", "499", "999", "f()", "x", "x.y", "x[0]", "not x"])
def test_what_it_may_be_given(value: str) -> None:
    check_findings(f"code = 404\ncode = {value}\nresponse.status_code = code", "HSC102 404")


@pytest.mark.parametrize(
    "use",
    [
        "code += 1",  # counts
        "import code",  # another thing's name
        "from x import code",
        "def code(): ...",
        "class code: ...",
        "code + 1",
        "2 * code",
        "code - other",
        "code % 2",
        "code // 10",
        "-code",
        "x[code:]",  # a place, or a size
        "x[:code]",
        "range(code)",
        "time.sleep(code)",
        "chr(code)",
        "islice(x, code)",
        "code == 'x'",
        "code > 1000",
        "code in ('a', 'b')",
        "code == len(x)",
        "code == x + 1",
        "code == 281",  # a reply of NNTP
        "550 != code",
        "code == x.json()['total']",  # compared with a number of another thing
        "assert x['total'] == code",
        "code == x.size",
        "code != x.count()",
        "self.assertEqual(x.get('total'), code)",
        "self.assertEqual(len(x), code)",
        "self.assertLess(code, 2000)",
        "self.assertEqual(code, 281)",
    ],
)
def test_what_it_is_used_for(use: str) -> None:
    check_noop(f"def f(x, y, other):\n    code = 404\n    {use}\n    response.status_code = code")
    check_noop(f"def f(x, y, other):\n    code = response.status_code\n    {use}\n    code == 404")


@pytest.mark.parametrize(
    "use",
    [
        "code // 100",
        "code / 100 == 4",
        "'%d' % code",
        "'%s' % code",
        "f'{code}'",
        "str(code)",
        "not code",
        "code > 299",
        "code < 600",
        "code == 499",
        "code is None",
        "x[code]",
        "f(code)",
        "print(code)",
        "code == other",
        "code == HTTPStatus.OK",
        "code == requests.codes.ok",
        "code == x['status']",
        "code == x.json().get('code', 0)",
        "code > x.size",
        "self.assertEqual(code, http.OK)",
        "self.assertLess(code, 600)",
    ],
)
def test_what_it_may_be_used_for(use: str) -> None:
    source = f"def f(x, other):\n    code = 404\n    {use}\n    response.status_code = code"
    check_findings(source, "HSC102 404")


def test_an_objection_is_to_one_variable() -> None:
    check_findings(
        """
        def f():
            code = 404
            other = code
            other += 1
            response.status_code = code
        """,
        "HSC102 404",
    )


def test_a_name_for_a_status_and_then_for_a_count() -> None:
    check_findings(
        """
        def test(client):
            expected = 200
            assert client.get("/").status_code == 201
            assert client.get("/").status_code == expected
            expected = 300
            assert client.get("/").json()["total"] == expected
        """,
        "HSC103 201",
    )


HELPERS = [
    # one helper for statuses and for sizes: `got` is given both
    """
    def assert_equal(got, expected):
        if got != expected: raise AssertionError
    def test(client):
        assert_equal(client.get("/").status_code, {number})
        assert_equal(client.get("/").json()["total"], 300)
        assert_equal(count_rows(), 500)
    """,
    """
    def wait_for(measure, expected, timeout=300):
        assert measure == expected
    wait_for(client.get("/").status_code, {number})
    wait_for(db.count(), 500)
    """,
    # only statuses were given in sight, but by its name it takes anything
    """
    class Metric:
        def __init__(self, name, value):
            self.name, self.value = name, value
    def collect(r):
        return [Metric("status_code", r.status_code), Metric("width", {number})]
    """,
    """
    def set(key, value): x[key] = value
    set("status_code", r.status_code)
    set("width", {number})
    """,
    """
    def same(a, b): assert a == b
    same(r.status_code, {number})
    """,
    """
    class Cell:
        def __init__(self, value): self.value = value
        def is_wide(self): return self.value == {number}
    Cell(r.status_code)
    """,
    # what is kept comes from a page, or from a parameter that nobody in sight gives
    """
    class Counter:
        def hit(self, r): self.last = r.status_code
        def miss(self): self.last = self.page.total
        def done(self): return self.last == {number}
    """,
    """
    def f(r, total):
        outcome = r.status_code if r.failed else total
        return outcome == {number}
    """,
    """
    def f(r):
        outcome = r.status_code
        for outcome in x: outcome == {number}
    """,
    """
    def f(r):
        outcome = r.status_code or g()
        return outcome == {number}
    def g(): return x.total
    """,
    # two things in one collection
    """
    pair = [r.status_code, {number}]
    pair[1] == {number}
    """,
    """
    data = [r.status_code, r.size]
    for each in data: each == {number}
    """,
    """
    stats = {{"status": r.status_code, "width": {number}}}
    stats["width"] == {number}
    """,
    """
    stats = {{}}
    stats["status"] = r.status_code
    stats["bytes"] = {number}
    stats.get("bytes", {number}) == {number}
    """,
    """
    def f(r): return r.status_code, {number}
    code, size = f(r)
    """,
]


@pytest.mark.parametrize("source", HELPERS)
def test_given_a_status_and_others(source: str) -> None:
    check_noop(block(source).format(number=404))


def test_given_nothing_but_statuses() -> None:
    check_findings(
        """
        def check(answer): return answer == 404
        check(r.status_code)
        check(int(other.status_code))
        check(error.code)  # by its name it may be one
        check(410)
        """,
        *("HSC103 404", "HSC101 410"),
    )
    check_findings(
        """
        def f(response):
            last = response.status_code
            outcome = last
            return outcome == 404
        """,
        "HSC103 404",
    )
