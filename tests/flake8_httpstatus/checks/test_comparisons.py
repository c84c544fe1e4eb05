"""HSC103: comparisons; and which expressions hold a status."""

from __future__ import annotations

from textwrap import indent

import pytest
from blocks import block
from cases import check_findings, check_noop, find


@pytest.mark.parametrize(
    "case",
    [
        ("r.status_code == 404", "HSC103 404"),
        ("404 == r.status_code", "HSC103 404"),
        ("r.status_code != 404", "HSC103 404"),
        ("404 != r.status_code", "HSC103 404"),
        ("r.status_code in (200, 201)", "HSC103 200", "HSC103 201"),
        ("r.status_code in [200, *ok]", "HSC103 200"),
        ("r.status_code not in {404, 410}", "HSC103 404", "HSC103 410"),
        ("r.status_code == (201 if new else 200)", "HSC103 201", "HSC103 200"),
        ("r.status_code == (200 or 201)", "HSC103 200", "HSC103 201"),
        ("expected == r.status_code == 404", "HSC103 404"),
        ("r.status_code == 404 == expected", "HSC103 404"),
        ("r.status_code == x == 404",),
        ("404 in r.status_code",),
        ("404 in (a.status_code, b.status_code)",),
        ("r.status_code in {404: 'x'}",),
        ("r.status_code in range(404)",),
        ("r.status_code is 404",),
        ("r.status_code is not 404",),
        ("r.status_code == True",),
        ("r.status_code == -404",),
        ("r.status_code == 404.0",),
        ("r.status_code == 404 + 1",),
        ("r.status_code == '404'",),
        ("r.status_code == 299",),
        ("r.status_code == 0x194", "HSC103 0x194"),
        ("r.status_code == 4_04", "HSC103 4_04"),
        ("http.status_code == 100", "HSC103 100"),
        ("r.status_code == 100  # HTTP", "HSC103 100"),
        ("r.status_code == 100",),
        ("getattr(r, 'status_code') == 100",),
    ],
)
def test_comparisons(case: tuple[str, ...]) -> None:
    check_findings(*case)


@pytest.mark.parametrize(
    "operand",
    [
        "r.status_code",
        "self.client.get('/').status_code",
        "exc.value.status_code",
        "status_code",
        "r['status_code']",
        "r.json()[0]['status_code']",
        "getattr(r, 'status_code', None)",
        "getattr(r, 'status_code')",
        "r.get('status_code')",
        "r.json().get('status_code', 200)",
        "int(r.status_code)",
        "int(r['status_code'])",
        "my_status_code",
        "(x := r.status_code)",
        "(status_code := f())",
        "(await f()).status_code",
        "(lambda: r)().status_code",
    ],
)
def test_what_holds_a_status(operand: str) -> None:
    check_findings(f"async def f():\n    {operand} == 404", "HSC103 404")


@pytest.mark.parametrize(
    "operand",
    [
        "r",
        "r.status",
        "r.code",
        "len(r)",
        "r['status']",
        "r[status_code]",
        "r[0]",
        "r.get('status')",
        "r.get(status_code)",
        "r.get()",
        "r.pop('status_code')",
        "get('status_code')",
        "getattr(r, 'status', None)",
        "getattr(r, status_code)",
        "getattr(r)",
        "x.getattr(r, 'status_code')",
        "r.status_code()",
        "r.status_code.x",
        "r.status_code + 1",
        "-r.status_code",
        "str(r.status_code)",
        "(r.status_code,)",
        "my_status",
        "(x := f())",
    ],
)
def test_what_does_not(operand: str) -> None:
    check_noop(f"{operand} == 404")


@pytest.mark.parametrize("value", ["100", "101", "102", "103"])
@pytest.mark.parametrize("operand", ["status_code", "r['status_code']"])
def test_informational_codes_count_only_with_attributes(value: str, operand: str) -> None:
    check_noop(f"{operand} == {value}\n{operand} in ({value}, 0)")


@pytest.mark.parametrize(
    "before",
    [
        "status_code = subprocess.call(['x'])",
        "status_code = sp.call(['x'])",
        "status_code = subprocess.run(['x']).returncode",
        "status_code = proc.returncode",
        "status_code = os.system('x')",
        "status_code = os.system('x') >> 8",
        "status_code = proc.wait()",
        "status_code = await proc.wait()",
        "status_code = proc.poll()",
        "status_code = proc.poll() or 0",
        "status_code = 0 if dry else proc.wait()",
        "status_code = channel.recv_exit_status()",
        "status_code = container.wait()['StatusCode']",
        "status_code = container.wait().code",
        "status_code: int = subprocess.call('x')",
        "status_code |= subprocess.call('x')",
        "status_code, output = subprocess.getstatusoutput('x')",
        "status_code, output = proc.wait(), 1",
        "output, (status_code, x) = 1, subprocess.getstatusoutput('x')",
        "*rest, status_code = subprocess.getstatusoutput('x')",
        "status_code = subprocess.getstatusoutput('x')[0]",
        "with subprocess.Popen('x') as p:\n    status_code = p.wait()",
        "if (status_code := subprocess.call('x')): ...",
        "first = status_code = subprocess.call('x')",
        """
        try:
            status_code = os.system('x')
        except OSError:
            status_code = 404
        """,
    ],
)
def test_exit_statuses_are_never_sites(before: str) -> None:
    imports = "import os, subprocess\nimport subprocess as sp\n"
    function = f"{imports}async def f():\n{indent(block(before), '    ')}\n"
    check_noop(f"{function}    return status_code == 200")
    check_noop(f"{function}    return lambda: status_code in (200, 404)")
    check_noop(f"{function}    def g():\n        assert status_code < 400")


@pytest.mark.parametrize(
    "before", ["self.status_code = proc.wait()", "x = self.status_code = os.system('x')"]
)
def test_attributes_may_hold_exit_statuses(before: str) -> None:
    source = f"""
        import os
        class Job:
            def run(self):
                {before}
            def done(self):
                {{}}
        """
    check_noop(source.format("return self.status_code == 2"))
    check_noop(source.format("self.status_code = 200"))
    check_findings(source.format("return response.status_code == 200"), "HSC103 200")


@pytest.mark.parametrize(
    "source",
    [
        """
        def f():
            status_code = g()
            status_code == 200
        """,
        """
        def f():
            status_code = g().status_code
            status_code == 200
        """,
        """
        def f():
            status_code = queue.wait().status_code
            status_code == 200
        """,
        """
        def f():
            code = os.system('x')
            status_code == 200
        """,
        """
        def f():
            x, status_code = os.system('x'), g()
            status_code == 200
        """,
        """
        def f():
            status_code = os.system('x')
        def g(status_code):
            status_code == 200
        """,
        """
        def f():
            status_code = os.system('x')
            lambda status_code: status_code == 200
        """,
        """
        class C:
            status_code = os.system('x')
            def g(self):
                status_code == 200
        """,
        """
        def f():
            status_code = os.system('x')
            r.status_code == 200
        """,
    ],
)
def test_other_names_are(source: str) -> None:
    check_findings(f"import os\n{block(source)}", "HSC103 200")


def test_an_exit_status_in_a_walrus_is_not_a_site_itself() -> None:
    check_noop("import subprocess\nif (status_code := subprocess.call('x')) == 200: ...")


@pytest.mark.parametrize(
    "case",
    [
        ("case 404: ...", "HSC103 404"),
        ("case 404 | 410: ...", "HSC103 404", "HSC103 410"),
        ("case (404 | 410) as code: ...", "HSC103 404", "HSC103 410"),
        ("case code if code == 404: ...",),
        ("case _: ...",),
        ("case -404: ...",),
        ("case 404.0: ...",),
        ("case '404': ...",),
        ("case True: ...",),
        ("case 299 | 4040: ...",),
        ("case [404]: ...",),
        ("case codes.NOT_FOUND: ...",),
    ],
)
def test_match(case: tuple[str, ...]) -> None:
    check_findings(f"match r.status_code:\n    {case[0]}", *case[1:])
    check_noop(f"match r.status:\n    {case[0]}")


@pytest.mark.parametrize(
    "case",
    [
        ("case Response(status_code=404): ...", "HSC103 404"),
        ("case Response(404, status=404): ...",),
        ("case [Response(status_code=404 | 410), *_]: ...", "HSC103 404", "HSC103 410"),
        ("case {'status_code': 404}: ...", "HSC103 404"),
        ("case {'status_code': 100}: ...",),
        ("case {'status': 404}: ...",),
        ("case {'x': Response(status_code=100)}: ...",),
        ("case {'x': HttpResponse(status_code=100)}: ...", "HSC103 100"),
    ],
)
def test_match_inside_patterns(case: tuple[str, ...]) -> None:
    check_findings(f"match x:\n    {case[0]}", *case[1:])


def test_only_patterns_are_marked() -> None:
    found = find("match r.status_code:\n    case 404 if r.status_code == 410: ...")
    assert [(each.value, each.in_pattern) for each in found] == [(404, True), (410, False)]


@pytest.mark.parametrize(
    "value", ["0", "-1", "1", "40", "99", "600", "999", "1000", "4040", "0x1000", "False"]
)
def test_what_is_no_status_code_at_all(value: str) -> None:
    check_findings(f"r.status_code in ({value}, 200)", "HSC103 200")
    check_noop(f"r.status_code == {value}")
    check_noop(f"status_code == {value}")
    check_noop(f"r.status_code > {value}")
    check_noop(f"r.status == {value}")


def test_attributes_option() -> None:
    check_findings(
        """
        r.code == 404
        r.status_code == 404
        r['code'] == 404
        r['status_code'] == 404
        getattr(r, 'code') == 404
        """,
        "HSC103 404",
        "HSC103 404",
        "HSC103 404",
        attributes="code",
    )
    check_findings("a.code == b.status_code == 404", "HSC103 404", attributes="code status_code")


@pytest.mark.parametrize("depth", [100, 1100])
def test_deep_nesting_does_not_end_the_search(depth: int) -> None:
    chain = "404 if a else " * depth + "200"
    assert len(find(f"r.status_code == ({chain})")) == depth + 1
    assert len(find(f"r.status_code == {'(x or ' * 50}404{')' * 50}")) == 1
    assert len(find(f"x{'.a' * depth}.status_code == 404")) == 1
    assert len(find(f"200 <= x{'.a' * depth}.status_code < 300")) == 1


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ("{404: NotFound, 409: Conflict}[r.status_code]", ["404", "409"]),
        ("{404: NotFound, 409: Conflict}.get(r.status_code)", ["404", "409"]),
        ("{404: NotFound, 409: Conflict}.get(r.status_code, Failed)", ["404", "409"]),
        ("{404: None, 409: 'conflict'}[int(resp.status)]", ["404", "409"]),
        ("raise {404: NotFound}[r['status_code']](x)", ["404"]),
        ("{**more, 404: f('404')}[status_code]", ["404"]),
        ("{(404, 410): Gone}[r.status_code]", ["404", "410"]),
        # definitions: what the codes are called
        ("{404: 'not found', 409: 'conflict'}[r.status_code]", []),
        ("{}[r.status_code]", []),
        # of something else
        ("{404: NotFound}[r.content_length]", []),
        ("{404: NotFound}[booking.status]", []),
        ("{404: NotFound}.get(r)", []),
        ("{404: NotFound}.get()", []),
        ("{404: NotFound}", []),
        ("f({404: NotFound}, r.status_code)", []),
        ("[404][r.status_code]", []),
        ("rows[404][r.status_code]", []),
        ("{299: A, '404': B, 404.0: C, -404: D, x: E}[r.status_code]", []),
        ("{100: Waiting}[status_code]", []),  # a task's state
    ],
)
def test_tables(table: str, found: list[str]) -> None:
    check_findings(table, *(f"HSC103 {code}" for code in found))


def test_tables_of_another_protocol() -> None:
    check_noop("""
        def f(news):
            if news.status_code == 281:
                return
            raise {411: NoGroup, 500: Failed}[news.status_code]
        """)
