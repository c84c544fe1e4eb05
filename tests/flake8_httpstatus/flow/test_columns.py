"""Step 4: the columns of a test's table, by the test's parameter, whatever it is called."""

from __future__ import annotations

import pytest
from cases import check_findings, check_noop, check_transformed, check_ways


@pytest.mark.parametrize("name", ["code", "expected", "want", "x"])
@pytest.mark.parametrize(
    ("arguments", "signature"),
    [
        ("'{name}', [404, 410]", "{name}"),
        ("'{name}', (404, pytest.param(410, id='gone'))", "{name}"),
        ("'url, {name}', [('/', 404), ['/x', 410]]", "client, url, {name}"),
        ("('url', '{name}'), [('/', 404), pytest.param('/x', 410)]", "url, {name}"),
        ("argnames='{name}', argvalues=[404, 410]", "*, {name}"),
    ],
)
def test_parametrize(name: str, arguments: str, signature: str) -> None:
    check_findings(
        f"""
@pytest.mark.parametrize({arguments.format(name=name)})
def test({signature.format(name=name)}):
    assert client.get("/").status_code == {name}
""",
        *("HSC103 404", "HSC103 410"),
    )


def test_columns_of_sizes_and_of_statuses() -> None:
    check_transformed(
        """
        import pytest
        from rest_framework import status
        @pytest.mark.parametrize("size, code", [(300, 404), (500, 200)])
        def test(client, size, code):
            response = client.get('/')
            assert len(response.content) == size
            assert response.status_code == code
        """,
        """
        import pytest
        from rest_framework import status
        @pytest.mark.parametrize("size, code", [(300, status.HTTP_404_NOT_FOUND), (500, status.HTTP_200_OK)])
        def test(client, size, code):
            response = client.get('/')
            assert len(response.content) == size
            assert response.status_code == code
        """,
    )


@pytest.mark.parametrize(
    "body",
    [
        "assert client.get('/').status_code == other",  # goes to no status
        "assert client.get(f'/items/{code}').status_code == other",  # a number of another thing
        "assert len(client.get('/').content) == code",
        "code += 1\n    assert client.get('/').status_code == code",
        "for code in x: assert client.get('/').size == code",
        "def inner(code): assert client.get('/').status_code == code",
    ],
)
def test_other_columns(body: str) -> None:
    check_noop(f"@pytest.mark.parametrize('code', [404])\ndef test(client, code, other):\n    {body}")


def test_other_rows() -> None:
    check_noop(
        """
        @pytest.mark.parametrize("code", [404, "x"])  # of two kinds
        def test(client, code): assert client.get("/").status_code == code
        @pytest.mark.parametrize("code", [404, 20])
        def test_sizes(client, code): assert client.get("/").status_code == code
        @pytest.mark.other("code", [404])
        def test_other(client, code): assert client.get("/").status_code == code
        """
    )


def test_rows_that_other_tests_have() -> None:
    check_findings(
        """
        @pytest.mark.parametrize("size", [200, 300])
        @pytest.mark.parametrize("code", [404])
        def test(client, code, size): assert client.get(size).status_code == code
        """,
        "HSC103 404",
    )


DDT = """
import ddt
@ddt.ddt
class T(TestCase):
    {decorators}
    def test(self, {parameters}):
        self.assertEqual(self.client.get("/").status_code, expected)
"""


@pytest.mark.parametrize(
    ("decorators", "parameters"),
    [
        ("@ddt.data(404, 410)", "expected"),
        ("@data(404, 410)", "expected"),
        ("@ddt.data(('/', 404), ['/x', 410])\n    @ddt.unpack", "url, expected"),
        ("@unpack\n    @data(('/', 404), ('/x', 410))", "url, expected"),
    ],
)
def test_ddt(decorators: str, parameters: str) -> None:
    source = DDT.format(decorators=decorators, parameters=parameters)
    check_findings(source, "HSC103 404", "HSC103 410")
    check_noop(source.replace("import ddt\n", "").replace("ddt.", "x."))  # another package's decorators


@pytest.mark.parametrize(
    ("decorators", "parameters"),
    [
        ("@ddt.data((404, '/'))\n    @ddt.unpack", "url, expected"),  # another column
        ("@ddt.data((404, '/'))", "url, expected"),  # the whole row is one argument
        ("@ddt.data((*urls, 404))\n    @ddt.unpack", "url, expected"),  # whose place is not known
        ("@ddt.data(404, 'x')", "expected"),  # of two kinds
        ("@ddt.data(404)", "size, expected"),
        ("@ddt.file_data(404)", "expected"),
    ],
)
def test_other_data(decorators: str, parameters: str) -> None:
    check_noop(DDT.format(decorators=decorators, parameters=parameters))


def test_expand() -> None:
    source = """
        from parameterized import parameterized
        class T(TestCase):
            @parameterized.expand([("missing", 404), ("gone", 410)])
            def test(self, name, expected):
                self.assertEqual(self.client.get("/").status_code, expected)
            @parameterized.expand([409, 403])
            def test_scalars(self, expected):
                self.assertEqual(self.client.get("/").status_code, expected)
            @parameterized.expand([("wide", 300)])
            def test_size(self, name, size):
                self.assertEqual(len(self.client.get("/").content), size)
            @parameterized.expand(rows)
            def test_others(self, name, expected):
                self.assertEqual(self.client.get("/").status_code, expected)
            @parameterized.expand()
            def test_none(self, name, expected):
                self.assertEqual(self.client.get("/").status_code, expected)
        """
    check_findings(source, *("HSC103 404", "HSC103 410", "HSC103 409", "HSC103 403"))
    check_noop(source.replace("from parameterized", "from other"))


def test_classes() -> None:
    check_findings(
        """
        @pytest.mark.parametrize("code", [404])
        class TestMissing:
            def test(self, client, code): assert client.get("/").status_code == code
        """,
        "HSC103 404",
    )


def test_tables_under_a_name() -> None:
    check_findings(
        """
        CASES = [("/", 404)]
        @pytest.mark.parametrize("url, code", CASES)
        def test(client, url, code): assert client.get(url).status_code == code
        """,
        "HSC103 404",
    )


def test_message() -> None:
    check_ways(
        """
        @pytest.mark.parametrize("expected", [404])
        def test(response, expected): assert response.status_code == expected
        """,
        "status of response.status_code, line 2",
    )


@pytest.mark.parametrize(
    "decorator",
    [
        "@ddt.data({'url': '/', 'wanted': 404}, {'url': '/x', 'wanted': 410})",
        "@dataset({'missing': {'url': '/', 'wanted': 404}, 'gone': {'url': '/x', 'wanted': 410}})",
        "@dataset([{'wanted': 404}, {'wanted': 410, 'url': '/x'}])",
    ],
)
def test_rows_of_dicts(decorator: str) -> None:
    test = "def test(self, url, wanted): assert self.client.get(url).status_code == wanted"
    check_findings(f"{decorator}\n{test}", "HSC103 404", "HSC103 410")
    # a table under a name
    name, _, rows = decorator.partition("(")
    if name == "@dataset":
        check_findings(f"ROWS = {rows[:-1]}\n{name}(ROWS)\n{test}", "HSC103 404", "HSC103 410")


@pytest.mark.parametrize(
    "decorator",
    [
        "@dataset({'missing': {'size': 404}})",  # no parameter of the test
        "@dataset({'missing': {'wanted': 404, 'size': 1}})",  # so its dicts are something else
        "@dataset({'wanted': {404: 1}})",
        "@dataset({'missing': {'url': 404}})",  # which is no status
        "@dataset(rows={'missing': {'wanted': 404}})",
        "@dataset({**others, 'missing': {'wanted': '404'}})",
    ],
)
def test_other_rows_of_dicts(decorator: str) -> None:
    check_noop(f"{decorator}\ndef test(self, url, wanted): assert self.client.get(url).status_code == wanted")


def test_tables_bound_twice() -> None:
    check_noop(
        """
        CASES = [("/", 404)]
        CASES = [("/", "x")]
        @pytest.mark.parametrize("url, code", CASES)
        def test(client, url, code): assert client.get(url).status_code == code
        """
    )


def test_what_an_assertion_calls() -> None:
    source = """
        def find(name, code): raise HTTPException(status_code=code)
        class Tests(TestCase):
            def test(self):
                self.assertRaises(Missing, find, "x", 404)
                self.assertRaises(Missing, find, 404)
                self.assertRaises(Missing, other, "x", 404)
    """
    check_findings(source, "HSC101 404")
