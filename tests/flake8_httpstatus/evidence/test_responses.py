"""Which objects are responses, or exceptions that carry one: their `status` and `code` are HTTP's."""

from __future__ import annotations

from textwrap import indent

import pytest
from blocks import block
from cases import check_findings, check_messages, check_noop, check_transformed

AIOHTTP = "import aiohttp\n"


# `.status` of what is called a response


@pytest.mark.parametrize(
    "name",
    [
        "resp",
        "response",
        "responses[0]",
        "replies[0]",
        "firstReply",
        "reply",
        "resp2",
        "resp_2",
        "response1",
        "mock_resp",
        "mockResponse",
        "HTTPResponse",
        "self.resp",
        "self.client.last_response",
        "first_reply",
        "RESP",
    ],
)
@pytest.mark.parametrize(
    ("place", "rule"),
    [
        ("{}.status == 404", "HSC103"),
        ("404 != {}.status", "HSC103"),
        ("{}.status in (404, None)", "HSC103"),
        ("{}.status = 404", "HSC102"),
        ("self.assertEqual({}.status, 404)", "HSC103"),
        ("{}.status >= 404", "HSC107"),
        ("match {}.status:\n    case 404: ...", "HSC103"),
        ("getattr({}, 'status', None) == 404", "HSC103"),
        ("int({}.status) == 404", "HSC103"),
    ],
)
def test_named(place: str, name: str, rule: str) -> None:
    check_findings(place.format(name), f"{rule} 404")


@pytest.mark.parametrize(
    "name",
    [
        "booking",
        "self",
        "r",
        "self.booking",
        "jobs[0]",
        # no whole words
        "respawn",
        "responder",
        "correspondence",
        "Irresponsible",
        "replying",
        "unresp",
        # other than the last name
        "response.job",
        "response.data[0].job",
        "responses.first().job",
        "resp()",
    ],
)
def test_without_such_a_name(name: str) -> None:
    check_noop(f"{name}.status == 404\n{name}.status = 404\n{name}.code == 404")


def test_attributes_beside_it() -> None:
    check_noop("""
        resp.state == 404
        resp.status.job == 404
        resp.status() == 404
        resp["status"] == 404
        resp.get("status") == 404
        len(resp.status) == 404
        resp.status is 404
        resp.status == 100  # a task's state
        resp.status == 299  # no library has a constant for it
        resp == 404
        status == 404
        getattr(resp, status) == 404
        resp.code == 404  # a service's own
        """)


def test_a_whole_class() -> None:
    check_findings("200 <= resp.status < 300", "HSC104 200 <= resp.status < 300")
    check_noop("200 <= booking.status < 300")


# `.status` of what a request gives


@pytest.mark.parametrize(
    "body",
    [
        "found = call('/')",
        "found = await call('/')",
        "found: Any = call('/')",
        "found = yield call('/')",
        "found = yield from call('/')",
        "found = other = call('/')",
        "if (found := call('/')): ...",
        "with call('/') as found: ...",
        "async with call('/') as found: ...",
        "with open(x) as y, call('/') as found: ...",
        "found, text = call('/')",
        "found, text = await call('/')",
        "(text, (found, x)) = 1, (call('/'), 2)",
        "found = call('/') if x else await call('/x')",
        "found = None\n    found = call('/')",
        "found = call('/')\n    found = call('/x')",
        "sent = call('/')\n    found = sent",
        "sent = call('/')\n    found = await sent",
        "found = asyncio.run(call('/'))",
        "found = await asyncio.wait_for(call('/'), 5)",
        "found = self.successResultOf(call('/'))",
        "found = loop.run_until_complete(asyncio.shield(call('/')))",
        "with closing(call('/')) as found: ...",
    ],
)
def test_bound(body: str) -> None:
    body = indent(block(f"\n    {body}\n    404 == found.status\n"), "    ")
    coroutine = "" if "yield from" in body else "async "
    check_findings(f"{coroutine}def f(self):\n{body}", "HSC103 404")


def test_not_bound_at_all() -> None:
    check_findings(
        """
        async def f(client):
            assert call("/").status == 404
            assert (await call("/")).status == 410
            assert (yield call("/")).status == 500
        """,
        "HSC103 404",
        "HSC103 410",
        "HSC103 500",
    )


def test_of_self() -> None:
    check_findings(
        """
        class Tests:
            def setUp(self):
                self.found = self.client.call("/")

            def test_it(self):
                self.assertEqual(self.found.status, 404)
        """,
        "HSC103 404",
    )


@pytest.mark.parametrize(
    "body",
    [
        "found = load(5)",
        "found = call('/').job",
        "found = call('/').json()",
        "found = call('/')[0]",
        "found = x or call('/')",
        "found = call('/') if x else load(5)",
        "found = call('/')\n    found = load(5)",
        "found = call('/')\n    found = 5",
        "with call('/') as found, load(5) as found: ...",
        "found = [call('/')]",
        "found = lambda: call('/')",
        "found = None",
        "sent = load(5)\n    found = sent",
        "found = found",
        "found = one = two\n    two = one",
        "def found(): return call('/')",
        "found = asyncio.wait_for(load(5))",
        "found = asyncio.run()",
        "for found in call('/'): ...",
        "with call('/') as (found, x): ...",
        "def g():\n        found = call('/')",
        "other = call('/')",
        "del found",
        "found = yield",
    ],
)
def test_bound_to_something_else(body: str) -> None:
    check_noop(f"def f(self):\n    {body}\n    404 == found.status\n    found.status = 404")


def test_the_binding_of_that_scope() -> None:
    check_noop("""
        found = call("/")

        def f(found):
            return 404 == found.status

        def g():
            found = load(5)
            return 404 == found.status

        class C:
            def h(self):
                self.found = load(5)
                return 404 == self.found.status

        [404 == found.status for found in bookings]
        """)
    check_findings("found = call('/')\ndef f():\n    return 404 == found.status", "HSC103 404")


# Through functions of the file


def test_a_function_that_sends_a_request() -> None:
    check_findings(
        """
        def send(path):
            return call("/" + path)

        async def answer(path):
            if not path:
                return
            if path == "x":
                return None
            return await send(path)

        def test():
            found = send("x")
            404 == found.status
            other = answer("x")
            other.status == 410
            answer("x").status == 500
        """,
        "HSC103 404",
        "HSC103 410",
        "HSC103 500",
    )


def test_a_method_that_sends_a_request() -> None:
    check_findings(
        """
        class Base:
            def send(self, path):
                return self.call("/" + path)

            @classmethod
            def send_all(cls):
                return cls.call("/")

        class Tests(Base):
            def test(self):
                found = self.send("x")
                assert 404 == found.status
                assert self.send("x").status == 410

            @classmethod
            def test_all(cls):
                assert cls.send_all().status == 500
        """,
        "HSC103 404",
        "HSC103 410",
        "HSC103 500",
    )


@pytest.mark.parametrize(
    "function",
    [
        "def send():\n    return load(5)",
        "def send():\n    call('/')",
        "def send():\n    return",
        "def send():\n    return None",
        "def send(x):\n    if x: return call('/')\n    return load(5)",
        "def send():\n    def inner(): return call('/')\n    return inner",
        "def send():\n    return send()",
        "def send():\n    return send2()\ndef send2():\n    return send()",
        "def send():\n    return send2()\ndef send2():\n    return send3()\n"
        "def send3():\n    return send4()\ndef send4():\n    return call('/')",  # too far
        "def send():\n    return call('/')\ndef send():\n    return load(5)",
        "class send:\n    def __init__(self): self.x = call('/')",
        "class C:\n    def send(self): return call('/')",
        "from lib import send",
        "send = make('x')",
    ],
)
def test_functions_that_do_not(function: str) -> None:
    check_noop(f"{function}\nfound = send()\n404 == found.status\nsend().status == 404")


def test_methods_that_do_not() -> None:
    check_noop("""
        class Tests:
            def send(self):
                return load(5)

            def test(self, other):
                assert self.send().status == 404
                assert self.other().status == 404
                assert other.send().status == 404
                found = self.send()
                assert 404 == found.status

        def f(self):
            return self.send().status == 404
        """)


# Exceptions


EXCEPTIONS = [
    "ApiException",
    "client.ApiException",
    "client.rest.ApiException",
    "ShopApiError",
    "HTTPError",
    "urllib.error.HTTPError",
    "MyHTTPError",
    "web.HTTPNotFound",
    "ClientResponseError",
    "HttpError",
    "(HTTPError, ApiException)",
    "aiohttp.ClientError",
    "HTTPClientError",
]
OTHERS = [
    "Exception",
    "SystemExit",
    "OSError",
    "PrinterError",
    "subprocess.CalledProcessError",
    "(HTTPError, OSError)",
    "()",
    "ApiExceptionGroup",
    "apierror",
    "errors[HTTPError]",
    "make(HTTPError)",
]


def raised(exception: str) -> list[str]:
    return [
        f"try: f()\nexcept {exception} as found:\n    404 == found.status",
        f"try: f()\nexcept* {exception} as found:\n    404 == found.status" if exception != "()" else "",
        f"with pytest.raises({exception}) as found: f()\n404 == found.value.status",
        f"with pytest.raises({exception}, match='x') as found: f()\nassert 404 == found.value.status",
        f"found = pytest.raises({exception}, f)\n404 == found.value.status",
        f"with self.assertRaises({exception}) as found: f()\nself.assertEqual(found.exception.status, 404)",
        f"def f():\n    with self.assertRaises({exception}) as found: f()\n    found.exception.code == 404",
        f"try: f()\nexcept {exception} as found:\n    404 == found.code",
    ]


@pytest.mark.parametrize("exception", EXCEPTIONS)
def test_exceptions(exception: str) -> None:
    for source in filter(None, raised(exception)):
        check_findings(AIOHTTP + source, "HSC103 404")


@pytest.mark.parametrize("exception", OTHERS)
def test_other_exceptions(exception: str) -> None:
    for source in filter(None, raised(exception)):
        check_noop(AIOHTTP + source)


@pytest.mark.parametrize(
    "source",
    [
        "with pytest.raises() as found: f()\n404 == found.value.status",
        "with pytest.warns(HTTPError) as found: f()\n404 == found.value.status",
        "with raises as found: f()\n404 == found.value.status",
        "with pytest.raises(HTTPError) as found: f()\n404 == found.status",
        "with pytest.raises(HTTPError) as found: f()\nfound.type.status == 404",
        "with pytest.raises(HTTPError) as found: f()\n404 == other.value.status",
        "with pytest.raises(HTTPError) as found: f()\n404 == found.x.value.status",
        "with pytest.raises(HTTPError): f()\n404 == found.value.status",
        "with pytest.raises(HTTPError) as found: f()\nwith pytest.raises(OSError) as found: f()\n"
        "404 == found.value.status",
        "404 == found.value.status",
        "self.found.exception.status == 404",
        # caught as one and bound to another
        "try: f()\nexcept HTTPError as found: ...\nexcept OSError as found:\n    404 == found.status",
        "try: f()\nexcept HTTPError as found: ...\nfound = load(5)\n404 == found.status",
        "try: f()\nexcept: 404 == found.status",
    ],
)
def test_nothing_shows_the_exception(source: str) -> None:
    check_noop(source)


@pytest.mark.parametrize(
    ("imported", "exception", "found"),
    [
        ("from twisted.web.error import Error", "Error", True),
        ("from twisted.mail.smtp import SMTPClientError", "SMTPClientError", False),
        ("from twisted.protocols import ftp", "ftp.CommandFailed", False),
        ("from kubernetes.client.rest import ApiException as E", "E", True),
        ("from aiohttp import ClientError as E", "E", True),
        ("from shop import ClientError as E", "E", False),
        ("from subprocess import CalledProcessError as HTTPError", "HTTPError", True),  # what it is called
    ],
)
def test_where_an_exception_comes_from(imported: str, exception: str, found: bool) -> None:
    source = f"{imported}\ntry: f()\nexcept {exception} as e:\n    e.code == 404"
    check_findings(source, *["HSC103 404"] * found)


# `.code`


@pytest.mark.parametrize(
    "source",
    [
        "channel = self.make_request('GET', '/orders')\nself.assertEqual(channel.code, 404)",
        "channel = self.make_request('GET', '/orders')\nint(channel.result['code']) == 404",
        "self.make_request('GET', '/').result['code'] == 404",
        "def send(): return call('/')\nchannel = send()\nchannel.code == 404",
        "def f(request: HTTPRequest):\n    request.code == 404",
        "def f(error: web.HttpError):\n    error.code == 404",
        "def f(error: 'MyHTTPError'):\n    error.code = 404",
        "import aiohttp\ndef f(found: aiohttp.ClientResponse):\n    404 == found.status",
        "from webob import Response\ndef f(found: Response):\n    404 == found.status",
        "from urllib.request import urlopen\nresponse.code == 404",
        "from tornado import httpclient\nself.response.code == 404",
        "import treq\nresponse.code == 404",
    ],
)
def test_code(source: str) -> None:
    check_findings(source, "HSC102 404" if "code = 404" in source else "HSC103 404")


@pytest.mark.parametrize(
    "source",
    [
        "error.code == 404",
        "response.code == 404",
        "country.code == 404",
        "e.code = 404",
        "import requests\nresponse.code == 404",
        "channel.result['code'] == 404",
        "x['code'] == 404",
        "int(x.result['code']) == 404",
        "channel = call('/')\nchannel.body['code'] == 404",
        "channel = call('/')\nchannel['code'] == 404",
        "channel = call('/')\nchannel.result['number'] == 404",
        "channel = call('/')\nchannel.result[code] == 404",
        "channel = call('/')\nchannel.result['code']['x'] == 404",
        "channel = call('/')\nchannel.result.get('code') == 404",
        "channel = load(5)\nchannel.result['code'] == 404",
        "def f(item: BookingResponse):\n    item.code == 404",
        "def f(item: 'BookingResponse'):\n    item.status == 404",
        "def f(item: Any):\n    item.code == 404",
        "def f(item: 404):\n    item.code == 404",
        "def f(item: HTTPError | None):\n    item.code == 404",
        "def f(item: list[HTTPError]):\n    item.code == 404",
        "from aiohttp import Session\ndef f(item: Session):\n    item.code == 404",
        "def f(item: HTTPError):\n    item = load(5)\n    item.code == 404",
        "with pytest.raises(SystemExit) as e: main()\nassert e.value.code == 404",
        "with self.assertRaises(SystemExit) as e: main()\nself.assertEqual(e.exception.code, 404)",
    ],
)
def test_look_alikes_of_code(source: str) -> None:
    check_noop(source)


@pytest.mark.parametrize(
    "package",
    ["smtplib", "aiosmtplib", "nntplib", "ftplib", "aioftp", "grpc", "click", "typer", "sipsimple", "pjsua2"],
)
def test_files_where_a_code_is_another_protocols(package: str) -> None:
    sites = """
        import urllib.request
        found = call("/")
        404 == found.code
        response.code == 404
        int(found.result["code"]) == 404
        try: f()
        except HTTPError as e:
            e.code == 404
        """
    check_findings(sites, *["HSC103 404"] * 4)
    for imported in (f"import {package}", f"from {package} import x", f"def f():\n    import {package}.x"):
        check_noop(f"{imported}\n{block(sites)}")


def test_what_a_process_gives() -> None:
    check_noop("""
        import subprocess
        response = subprocess.run(["x"])
        response.returncode == 200
        result = subprocess.run(["/bin/x"])
        result.status == 200
        job.status = subprocess.call("/bin/x")
        job.status == 200
        resp.status = proc.wait()
        resp.status == 200
        """)


def test_replies_of_another_protocol() -> None:
    check_noop("""
        def f(reply):
            if reply.status == 250:
                return True
            return reply.status == 500
        """)


def test_a_file_that_python_cannot_compile() -> None:
    check_findings(
        """
        def f():
            x = 1
            global x
            found = call("/")
            404 == found.status
            resp.status == 410
        """,
        "HSC103 410",
    )


def test_messages() -> None:
    check_messages(
        """
        import aiohttp

        async def missing(session, url):
            async with session.get(url) as answer:
                return answer.status == 404
                                        ^^^ HSC103 bare status code 404: use HTTPStatus.NOT_FOUND
        """,
        library="http",
    )


def test_rewritten() -> None:
    check_transformed(
        """
        import aiohttp

        async def test_orders(session, booking):
            async with session.get("/orders") as found:
                assert found.status == 200
            with pytest.raises(aiohttp.ClientResponseError) as raised:
                await session.get("/missing")
            assert raised.value.status in (404, 410)
            assert booking.status == 200
        """,
        """
        from http import HTTPStatus

        import aiohttp

        async def test_orders(session, booking):
            async with session.get("/orders") as found:
                assert found.status == HTTPStatus.OK
            with pytest.raises(aiohttp.ClientResponseError) as raised:
                await session.get("/missing")
            assert raised.value.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
            assert booking.status == 200
        """,
        library="http",
    )
