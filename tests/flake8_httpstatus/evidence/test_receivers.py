"""Of which class the receiver of a method is: test clients and mocks, and what looks like them."""

from __future__ import annotations

import pytest
from blocks import block
from cases import check_findings, check_noop

IMPORT = "from webtest import TestApp\n"
MOCK = "from aioresponses import aioresponses\n"


@pytest.mark.parametrize(
    "source",
    [
        # made in this file
        IMPORT + "api = TestApp(x)\napi.get('/', status=404)",
        "import webtest\nwebtest.TestApp(x).get\nc = webtest.TestApp(x)\nc.post_json(u, {}, status=404)",
        """
        from webtest import TestApp
        class T(TestCase):
            def setUp(self):
                self.api = TestApp(x)
            def test(self):
                self.api.delete(u, status=404)
        """,
        """
        import webtest
        class T(TestCase):
            def test(self):
                self.api.delete(u, status=404)
            def setUp(self):
                self.api = webtest.TestApp(x)
        """,
        # a parameter with an annotation, or made by a fixture
        IMPORT + "def test(api: TestApp):\n    api.get(u, status=404)",
        """
        from webtest import TestApp
        def test(api):
            api.get(u, status=404)
        @pytest.fixture
        def api():
            return TestApp(x)
        """,
        MOCK + "with aioresponses() as m:\n    m.get(u, status=404)",
        """
        from aioresponses import aioresponses
        @pytest.fixture
        def network():
            with aioresponses() as m:
                yield m
        def test(network):
            network.post(u, status=404)
        """,
        """
        import responses
        @pytest.fixture
        def network():
            yield responses.RequestsMock()
        def test(network):
            network.add('GET', u, status=404)
        """,
        # by their names
        "def test(testapp):\n    testapp.get(u, status=404)",
        "def test(django_app):\n    django_app.get(u, status=404)",
        "class T:\n    def test(self):\n        self.testapp.get(u, status=404)",
        "class T:\n    def test(self):\n        self.app.get('/orders', status=404)",
        "class T:\n    def test(self):\n        self.app.put_json(f'/orders/{n}', {}, status=404)",
        "import django_webtest\nclass T:\n    def test(self):\n        self.app.get(u, status=404)",
        "def test(mocked_responses):\n    mocked_responses.add('GET', u, status=404)",
        "def test(rsps):\n    rsps.get(u, status=404)",
        "def test(mock_aioresponse):\n    mock_aioresponse.get(u, status=404)",
    ],
)
def test_known(source: str) -> None:
    check_findings(source, "HSC101 404")


@pytest.mark.parametrize(
    "source",
    [
        # a filter of orders
        "client.get('/orders', status=404)",
        "def test(client):\n    client.get('/orders', status=404)",
        "session.get('/orders', params={}, status=404)",
        "self.get('/orders', status=404)",
        # `app` alone may be anything
        "self.app.get(u, status=404)",
        "app.get(key, status=404)",
        "app.get(status=404)",
        "app.get('orders', status=404)",
        "app.add('/orders', status=404)",
        "mapp.get('/orders', status=404)",
        # another keyword, another method, another place
        "testapp.get('/orders', state=404)",
        "testapp.get('/orders', 404)",
        "testapp.set(u, status=404)",
        "rsps.send(u, status=404)",
        "aioresponses_of(u)[0].get(u, status=404)",
        # of another class
        IMPORT + "def test(api: Api):\n    api.get(u, status=404)",
        IMPORT + "api = Api()\napi.get('/', status=404)",
        "from shop import Api\ntestapp = Api()\ntestapp.get('/', status=404)",
        """
        from webtest import TestApp
        class T(TestCase):
            def setUp(self):
                self.api, self.shop = TestApp(x), Shop(x)
                self.orders = Orders(x)
            def test(self):
                self.orders.get(u, status=404)
        """,
        # a fixture counts where it is asked for
        """
        from webtest import TestApp
        def api():
            return TestApp(x)
        def test():
            api.get(u, status=404)
        """,
    ],
)
def test_unknown(source: str) -> None:
    check_noop(source)


def test_list_of_codes() -> None:
    check_findings("testapp.get('/', status=[200, 404])", "HSC101 200", "HSC101 404")
    check_noop("testapp.get('/', status='404 Not Found')")


def test_where_the_fixture_stands_does_not_matter() -> None:
    source = block(
        """
        import webtest
        def test(api):
            api.get(u, status=404)
        @pytest.fixture
        def api(settings):
            if settings:
                return webtest.TestApp(settings)
            return None
        """
    )
    check_findings(source, "HSC101 404")
