"""Which calls send a request: what they give is a response, and its `status` is HTTP's."""

from __future__ import annotations

import pytest
from cases import check_findings, check_noop

CLIENT = "import aiohttp, requests\n"


def bound(call: str) -> str:
    return f"async def f(self):\n    found = {call}\n    404 == found.status"


@pytest.mark.parametrize(
    "call",
    [
        # an HTTP method
        "send('GET')",
        "connection.call(url, method='DELETE')",
        "self.rpc(b'POST', url)",
        "http.request('OPTIONS', url)",
        # an address
        "call('/')",
        "self.app.get('/orders')",
        "call('http://example.org')",
        "call(b'https://example.org')",
        "opener.open('http://example.org')",
        "call(url='/orders')",
        "call(f'/orders/{number}')",
        "call('/orders/' + number)",
        "call('/orders/' + number + '/items')",
        "call('/orders/%s' % number)",
        "call('/orders/{}'.format(number))",
        "call('/orders/{}'.format(number) + '?x')",
        # a name that says it all
        "connection.getresponse()",
        "urlopen(url)",
        "urllib.request.urlopen(url)",
        "self.get_response(url)",
    ],
)
def test_shown_by_the_call_alone(call: str) -> None:
    check_findings(bound(call), "HSC103 404")
    check_findings(bound(f"await {call}"), "HSC103 404")


@pytest.mark.parametrize(
    "call",
    [
        "load(number)",
        "send('get')",
        "send('GETTING')",
        "send('SELECT')",
        "call('orders')",
        "call('./orders')",
        "call('')",
        "call(f'{base}/orders')",
        "call(f'')",
        "call(base + '/orders')",
        "call(5)",
        "call(None)",
        "call(x['/orders'])",
        "call(['/orders'])",
        "call(make('/orders'))",
        "call(*['/orders'])[0]",
        "(lambda: '/orders')()",
        # that makes an object
        "Device('/dev/tty0')",
        "models.Page('/orders')",
        "Popen(['x'], cwd='/')",
        # that reads a file
        "open('/etc/hosts')",
        # that asks a database
        "Page.objects.get(url='/orders')",
        "Page.objects.filter(url='/orders').get()",
    ],
)
def test_other_calls(call: str) -> None:
    check_noop(bound(call))
    check_noop(bound(f"await {call}"))


@pytest.mark.parametrize(
    "call",
    [
        "requests.get(url)",
        "requests.patch(url)",
        "self.fetch(url)",
        "self.http_fetch(url)",
        "jp_fetch('api', 'contents')",
        "self.make_request(url)",
        "self.simulate_request(path=url)",
        "self._request(url)",
        "session.request(method, url)",
        "sendRequest(url)",
        "read_response()",
        # not of a dict, as it is awaited
        "await session.get(url)",
        "await session.get(self.next_url)",
        "await session.get(BASE_URL)",
        "await session.post(resource + '?x', json=data)",
        "await session.put(f'{base}/orders')",
        "await session.delete(url_for('orders'))",
        "await client.get(x)",
        "await self.http_client.head()",
        "await self.api.options(x)",
        "await app.patch(x)",
    ],
)
def test_shown_by_a_client_that_the_file_imports(call: str) -> None:
    check_findings(CLIENT + bound(call), "HSC103 404")
    check_noop(bound(call))


@pytest.mark.parametrize(
    "client",
    [
        "import httpx",
        "from aiohttp import ClientSession",
        "from urllib3.util import Retry",
        "import http.client",
        "from http.client import HTTPConnection",
        "from tornado.httpclient import AsyncHTTPClient",
        "import kubernetes_asyncio",
    ],
)
def test_clients(client: str) -> None:
    check_findings(f"{client}\n{bound('await session.get(url)')}", "HSC103 404")


@pytest.mark.parametrize(
    "other", ["import redis", "from http import HTTPStatus", "from .requests import get"]
)
def test_other_packages_are_none(other: str) -> None:
    check_noop(f"{other}\n{bound('await session.get(url)')}")


@pytest.mark.parametrize(
    "call",
    [
        # of dicts, databases and queues
        "orders.get(number)",
        "queue.put(number)",
        "settings.options(number)",
        "await session.get(Order, number)",
        "await session.get(models.Order, number)",
        "await client.get(Order, number)",
        "await Order.get(number)",
        "await orders.get(number)",
        "await queue.put(job)",
        "await lock.head()",
        "await session.get(5)",
        # what is asked for is something else
        "self.leave_request(number)",
        "load_purchase_request(number)",
        "get_request(number)",
        "queue.fetch_job()",
        "prefetch(number)",
        "requested(number)",
        "survey.create_response(number)",
        "Request(url)",
        "get(url)",
        "await get(number)",
    ],
)
def test_what_a_file_with_a_client_also_calls(call: str) -> None:
    check_noop(CLIENT + bound(call))
