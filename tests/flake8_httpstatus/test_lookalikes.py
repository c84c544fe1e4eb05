"""Numbers that look like HTTP status codes and are none: never reported."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from blocks import block
from cases import check_noop, rewritten

TRAPS = sorted((Path(__file__).parents[1] / "accuracy/look_alikes").glob("*.py"))
LITERAL = "from typing import Literal\n"
DRF_RESPONSE = "from rest_framework.response import Response\n"
# RFC 3977 and 4643: 281 authentication accepted, 411 no such group, 423 no such article
NNTP = "def f(news):\n    if news.status_code == 281: return\n    "
SUBPROCESS = "import os, subprocess\n"

LOOKALIKES = [
    # numbers of other kinds, in files that are full of status codes
    "name = models.CharField(max_length=404)",
    "class M(models.Model):\n    status_code = models.IntegerField(default=200)",
    "jobs.filter(status=200)",
    "Job.objects.filter(status_code=250)",
    "Job.objects.filter(status_code=200)",
    "Job.objects.exclude(status_code=404).update(status_code=200)",
    "Job.objects.get_or_create(status_code=200, defaults={'status_code': 200})",
    "await Job.objects.create(status_code=500)",
    "Job.objects.using('archive').get(status_code=404)",
    "objects.filter(status_code=404)",
    "Task(status=100)",
    "Task(status=200)",
    "task.status == 200",
    "task.status = 500",
    "task.state == 404",
    "requests.get(url, timeout=500)",
    "requests.get('http://localhost:404/status_code')",
    "time.sleep(200)",
    "len(response.data) == 200",
    "assert len(x) == 200, response.status_code",
    "self.assertEqual(len(x), 200)",
    "self.assertEqual(response.data['count'], 404)",
    "self.assertEqual(response.content_length, 500)",
    "self.assertEqual(f(response.status_code), 200)",
    "self.assertEqual(response.data, {'code': 404})",
    "self.assertCountEqual(response.data, [200, 404])",
    "logging.log(200, response.status_code)",
    "logger.setLevel(300)",
    "logging.addLevelName(200, 'STATUS')",
    "app.run(port=500)",
    "sock.connect(('status', 443))",
    "Image.resize((200, 404))",
    "range(200, 300)",
    "page_size = 200",
    "x[200:300]",
    "os.chmod(path, 0o644)",
    "datetime(200, 1, 1)",
    "Decimal(404) == response.price",
    "response.elapsed > 200",
    "response.headers['Content-Length'] == 404",
    "retry(status=502, times=500)",
    "print('status_code', 404)",
    "http_status(404)",
    "status = 404",
    "code = 404",
    "STATUSES = [200, 404]",
    "MESSAGES = {404: 'status_code'}",
    "HTTP_404_NOT_FOUND = 404",
    "f(*[404])",
    "f(**{'code': 404})",
    "response(404)",
    "# status_code == 404",
    "'''status_code == 404'''",
    "'Response(status=404)'",
    # codes that no constant exists for
    "r.status_code == 299",
    "r.status_code == 499",
    "r.status_code == 520",
    "r.status_code == 599",
    "r.status_code in (299, 499, 520)",
    "MyResponse(status=520)",
    "r.status_code = 499",
    # identity, and ranges that are no class
    "r.status_code is 200",
    "r.status_code is not 200",
    "self.assertIs(r.status_code, 200)",
    "self.assertIsNot(r.status_code, 200)",
    "400 <= r.status_code < 600",
    "200 <= r.status_code < 400",
    "r.status_code >= 400 and r.status_code < 600",
    "r.status_code >= 200 and r.status_code < 400",
    "r.status_code < 200 or r.status_code >= 400",
    "200 <= r.status_code < limit",
    "r.status_code >= 200 and r.status_code < limit",
    "limit > r.status_code and r.status_code >= 400",
    "not (r.status_code < 200 or r.status_code >= 400)",
    "r.status_code >= 400 and not r.status_code >= 600",
    "r.status_code in range(200, 400)",
    "r.status_code // 100 in (4, 5)",
    # task states and API codes below 200
    "status_code == 100",
    "status_code in (100, 101)",
    "row['status_code'] == 102",
    "{'status_code': 100}",
    "status_code = 103",
    "task(status_code=100)",
    "def f(status_code=100): ...",
    "100 <= status_code < 200",
    "dict(status_code=100)",
    "row['status_code'] = 101",
    # and on attributes of a file that says nothing of the web
    "exc.status_code == 100",
    "assert exc.value.status_code in (100, 102)",
    "self.assertEqual(exc.status_code, 100)",
    "self.status_code = 100",
    "device.status_code >= 100",
    "100 <= device.status_code < 200",
    "match queue.status_code:\n    case 100 | 101: ...",
    "match exc:\n    case QueueError(status_code=100): ...",
    # replies of other protocols, which the same function compares with a number that only they have
    NNTP + "if news.status_code == 411: raise NoGroup",
    NNTP + "if news.status_code in (423, 430): raise NoArticle",
    NNTP + "return news.status_code >= 400",
    NNTP + "return 200 <= news.status_code < 300",
    NNTP + "self.assertEqual(news.status_code, 500)",
    NNTP + "match news.status_code:\n        case 411 | 423: raise Gone",
    """
    try: ...
    except NNTPError as e:
        e.status_code == 500 or e.status_code == 480
    """,
    "if self.status_code == 423: ...\nelif self.status_code != 220: ...",
    "assert status_code in (250, 251)\nassert status_code != 421",
    "self.assertIn(ftp.status_code, [226, 250])\nself.assertNotEqual(ftp.status_code, 425)",
    """
    match smtp['status_code']:
        case 354: ...
        case 500 | 503: ...
    """,
    # exit statuses
    SUBPROCESS + "status_code = subprocess.call(['x'])\nif status_code == 200: ...",
    SUBPROCESS + "status_code = subprocess.run(['x']).returncode\nassert status_code in (200, 201)",
    SUBPROCESS + "status_code = os.system('x')\nstatus_code >= 400",
    SUBPROCESS + "status_code, out = subprocess.getstatusoutput('x')\nstatus_code == 200",
    SUBPROCESS
    + block("""
        with subprocess.Popen('x') as p:
            status_code = p.wait()
        status_code != 200
        """),
    SUBPROCESS + "while (status_code := p.poll()) == 200: ...",
    SUBPROCESS + "self.status_code = p.wait()\nassert self.status_code == 200",
    "status_code = channel.recv_exit_status()\nself.assertEqual(status_code, 200)",
    # annotations, and what is checked by its spelling
    "def f(status_code: Literal[200, 404]): ...",
    "x: Literal[404]",
    LITERAL + "status_code: Literal[404] = 404",
    LITERAL
    + block("""
        def f(status_code: Literal[200, 404] = 200): ...
        f(404)
        f(status_code=404)
        """),
    LITERAL
    + block("""
        class E(BaseModel):
            status_code: Literal[404] = 404
        E(status_code=404)
        """),
    LITERAL
    + block("""
        class E:
            status_code: Literal[404]
            def f(self): self.status_code = 404
        """),
    # and what flows through such a variable to a status
    LITERAL + "code: Literal[404] = 404\nf(status_code=code)",
    LITERAL
    + block("""
        def f(code: Literal[200, 404] = 200): g(status_code=code)
        f(404)
        """),
    LITERAL
    + block("""
        def f() -> Literal[404]: return 404
        g(status_code=f())
        """),
    LITERAL
    + block("""
        class E:
            code: Literal[404] = 404
            def f(self): return g(status_code=self.code)
        """),
    # what stands under another key than the one that is read at a site
    "row = {'status': 0, 'size': 300}\nr.status_code == row['status']",
    "row = {'size': 300}\nr.status_code == row.get('status', 0)",
    # members of enums, whatever is done with them
    """
    class Color(enum.IntEnum):
        red = 404
        def f(self): return f(status_code=self.red)
    """,
    "def f(x: Depends(g(status_code=404))) -> h(status_code=404): ...",
    "f'{x.status_code == 200=}'",
    "f'{x.status_code == 200 = !s}'",
    # numbers that are none
    "r.status_code == True",
    "r.status_code == 200.0",
    "r.status_code == -404",
    "r.status_code == 404j",
    "r.status_code == '404'",
    "r.status_code == b'404'",
    "r.status_code == 200 + 4",
    "r.status_code == int('404')",
    "f(status_code=-404)",
    "f(status_code=False)",
    "MyResponse(status='404')",
    # no status codes at all
    "r.status_code == 0",
    "r.status_code == -1",
    "r.status_code == 600",
    "r.status_code == 999",
    "r.status_code > 1000",
    "r.status_code = 4040",
    "def f(status_code=4040): ...",
    "status_code == 40",
    "r.status_code == 4040",
    "r.status_code in (40, 4040)",
    DRF_RESPONSE + "Response(status=4040)",
    "self.assertEqual(r.status_code, 20)",
    "0 <= r.status_code < 1000",
    # frameworks that the file does not show
    "def view():\n    return 'x', 404",
    """
    @app.route('/')
    def view():
        return 'x', 404
    """,
    """
    @api.get('/', response={404: X})
    def view(r):
        return 404, {}
    """,
    "@extend_schema(responses={404: X})\ndef view(r): ...",
    "abort(404)",
    "HTTPException(404)",
    "send_response(404)",
    # another file's
    "import mylib\nmylib.abort(404)",
    "from mylib import Retry\nRetry(status_forcelist=[502])",
    # names that are half right
    "r.status_codes == 404",
    "r.last_status_code_seen == 404",
    "r.status_code.value == 404",
    "r.status_code() == 404",
    "x['status'] == 404",
    "getattr(r, 'status') == 404",
    # already right
    "from rest_framework import status\nr.status_code == status.HTTP_404_NOT_FOUND",
    "from http import HTTPStatus\nf(status_code=HTTPStatus.NOT_FOUND)",
]


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@pytest.mark.parametrize("library", ["djangorestframework", "auto", "http>=3.11", "starlette>=0.48"])
@pytest.mark.parametrize("source", LOOKALIKES)
def test_lookalike(source: str, library: str) -> None:
    if source.startswith("await"):
        source = f"async def f():\n    {source}"
    check_noop(source, library=library)


@pytest.mark.skipif(sys.version_info < (3, 14), reason="syntax of Python 3.14")
def test_t_string() -> None:
    check_noop("t'{x.status_code == 200}'")


@pytest.mark.parametrize("path", TRAPS, ids=lambda path: path.name)
def test_traps(path: Path) -> None:
    check_noop(path.read_text(encoding="utf-8"))


def test_there_are_enough() -> None:
    assert len(set(LOOKALIKES)) == len(LOOKALIKES) >= 40


def test_what_the_codemod_writes_does_not_speak_of_http() -> None:
    source = "status_code: int = 200\nr.status_code == 100\n"
    once = rewritten(source, library="http")
    assert once == block("""
        from http import HTTPStatus

        status_code: int = HTTPStatus.OK
        r.status_code == 100
        """)
    check_noop(once, library="http")
    check_noop(rewritten(source), library="djangorestframework")
