"""The quick fixes of a real `pylsp`, over the language server protocol."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from applying import applied
from httpstatus_codemod import pylsp
from httpstatus_codemod.editor import process
from running import codemod

pytestmark = pytest.mark.host

ALL = "Replace all bare status codes in this file"
SECONDS = 120  # until an answer counts as missing

SOURCE = """\
from rest_framework.response import Response


def view(request):
    if request.user.is_anonymous:
        return Response({}, status=401)
    assert request.thing.status_code == 200, "max 404"
    return Response({}, status=404)
"""

CAPABILITIES = {
    "textDocument": {
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}}
    },
    "workspace": {"workspaceEdit": {"documentChanges": True}},
}
SETTINGS: dict[str, Any] = {
    "flake8": {"enabled": True},
    "pycodestyle": {"enabled": False},
    "pyflakes": {"enabled": False},
    "mccabe": {"enabled": False},
}


class Client:
    """A language client, as small as can be."""

    def __init__(self, root: Path, elsewhere: Path) -> None:
        self.root = root
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
        # an editor starts the server where it likes
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pylsp"],
            cwd=elsewhere,
            env={**os.environ, "PATH": path},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self.process.stdin
        assert self.process.stdout
        self.stdin, self.stdout = self.process.stdin, self.process.stdout
        self.messages: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.requests = 0
        self.versions: dict[str, int] = {}
        self.request(
            "initialize",
            processId=None,
            rootUri=root.as_uri(),
            capabilities=CAPABILITIES,
            workspaceFolders=None,
        )
        self.notify("initialized")
        self.configure({})

    def configure(self, flake8: dict[str, Any]) -> None:
        plugins = {**SETTINGS, "flake8": {**SETTINGS["flake8"], **flake8}}
        self.notify("workspace/didChangeConfiguration", settings={"pylsp": {"plugins": plugins}})

    def _read(self) -> None:
        while header := self.stdout.readline():
            name, _, value = header.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
            elif not header.strip():
                self.messages.put(json.loads(self.stdout.read(length)))

    def _write(self, **message: Any) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(content), content))
        self.stdin.flush()

    def notify(self, method: str, **params: Any) -> None:
        self._write(method=method, params=params)

    def request(self, method: str, **params: Any) -> Any:
        self.requests += 1
        self._write(id=self.requests, method=method, params=params)
        while True:
            message = self.messages.get(timeout=SECONDS)
            if message.get("id") == self.requests and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]

    def open(self, path: Path, text: str) -> list[dict[str, Any]]:
        """Open a file that is not on disk; gives the diagnostics of our rules."""
        version = self.versions[path.as_uri()] = 7
        document = {"uri": path.as_uri(), "languageId": "python", "version": version, "text": text}
        self.notify("textDocument/didOpen", textDocument=document)
        while True:
            message = self.messages.get(timeout=SECONDS)
            if message.get("params", {}).get("uri") == path.as_uri():
                assert message["method"] == "textDocument/publishDiagnostics"
                return [each for each in message["params"]["diagnostics"] if each["code"].startswith("HSC")]

    def actions(self, path: Path, diagnostics: list[dict[str, Any]], **context: Any) -> list[dict[str, Any]]:
        """The actions that are offered from the first diagnostic to the last."""
        start, end = diagnostics[0]["range"]["start"], diagnostics[-1]["range"]["start"]
        actions: list[dict[str, Any]] = self.request(
            "textDocument/codeAction",
            textDocument={"uri": path.as_uri()},
            range={"start": start, "end": end},
            context={"diagnostics": diagnostics, **context},
        )
        return actions

    def close(self) -> None:
        self.request("shutdown")
        self.notify("exit")
        assert self.process.wait(SECONDS) == 0
        self.stdin.close()
        self.stdout.close()


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """One server for all; each test has a file of its own."""
    root = tmp_path_factory.mktemp("project")
    (root / ".flake8").write_text("[flake8]\nper-file-ignores =\n    legacy/*: HSC\nexclude = generated/*\n")
    # what lies in the project must not be taken for a module of ours
    (root / "libcst.py").write_text("raise SystemExit('not this one')\n")
    client = Client(root, tmp_path_factory.mktemp("elsewhere"))
    yield client
    client.close()


def codemodded(client: Client, path: Path, text: str) -> str:
    """The text after httpstatus-codemod."""
    name = path.relative_to(client.root)
    return codemod("-", f"--stdin-filename={name}", folder=client.root, stdin=text.encode()).out


def edits_of(client: Client, path: Path, action: dict[str, Any]) -> list[dict[str, Any]]:
    [change] = action["edit"]["documentChanges"]
    assert change["textDocument"] == {"uri": path.as_uri(), "version": client.versions[path.as_uri()]}
    edits: list[dict[str, Any]] = change["edits"]
    return edits


def test_reports_offers_and_applies(client: Client) -> None:
    path = client.root / "views.py"
    diagnostics = client.open(path, SOURCE)
    assert [(each["code"], each["range"]["start"]) for each in diagnostics] == [
        ("HSC101", {"line": 5, "character": 35}),
        ("HSC103", {"line": 6, "character": 40}),
        ("HSC101", {"line": 7, "character": 31}),
    ]
    assert diagnostics[-1]["range"]["end"]["line"] == 7
    assert diagnostics[-1]["message"] == "HSC101 bare status code 404: use status.HTTP_404_NOT_FOUND"

    single, everything = client.actions(path, diagnostics[-1:])
    assert (single["title"], single["kind"]) == ("Replace 404 with status.HTTP_404_NOT_FOUND", "quickfix")
    assert single["diagnostics"] == diagnostics[-1:]
    assert (everything["title"], everything["kind"]) == (ALL, "quickfix")
    assert edits_of(client, path, single) == [
        {
            "range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}},
            "newText": "from rest_framework import status\n",
        },
        {
            "range": {"start": {"line": 7, "character": 31}, "end": {"line": 7, "character": 34}},
            "newText": "status.HTTP_404_NOT_FOUND",
        },
    ]
    assert applied(SOURCE, edits_of(client, path, single)) == "from rest_framework import status\n" + (
        SOURCE.replace("status=404", "status=status.HTTP_404_NOT_FOUND")
    )
    assert applied(SOURCE, edits_of(client, path, everything)) == codemodded(client, path, SOURCE)


def test_a_selection_of_several_lines(client: Client) -> None:
    path = client.root / "several.py"
    source = SOURCE.replace("401", "404")
    diagnostics = client.open(path, source)
    assert [action["title"] for action in client.actions(path, diagnostics)] == [
        "Replace 404 with status.HTTP_404_NOT_FOUND (6:36)",
        "Replace 200 with status.HTTP_200_OK",
        "Replace 404 with status.HTTP_404_NOT_FOUND (8:32)",
        ALL,
    ]


TEXTS = {
    "accents": SOURCE.replace("{}", "{'é': 'ß'}"),
    "astral": SOURCE.replace("{}", "{'é': '😀'}"),
    "crlf": SOURCE.replace("\n", "\r\n"),
    "no newline at the end": "import x\n\n\nassert x.r.status_code == 404",
    "form feed": SOURCE.replace("def ", "\f\ndef "),
    "byte order mark": "\ufeff" + SOURCE,
    "import to extend": "from rest_framework import (\n    generics,\n    views,\n)\n" + SOURCE,
    "name taken": SOURCE.replace("request", "status"),
    "helper": SOURCE + "assert 200 <= response.status_code < 300\n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_edits_give_what_the_codemod_gives(client: Client, name: str) -> None:
    text = TEXTS[name]
    path = client.root / f"{name.replace(' ', '_')}.py"
    diagnostics = client.open(path, text)
    assert diagnostics
    *_, everything = client.actions(path, diagnostics[-1:])
    assert everything["title"] == ALL
    assert applied(text, edits_of(client, path, everything)) == codemodded(client, path, text)


def test_a_helper_of_another_file(client: Client) -> None:
    (client.root / "pyproject.toml").touch()
    helper = client.root / "shop/errors.py"
    helper.parent.mkdir()
    helper.write_text("def error(code):\n    return JsonResponse(status=code)\n")
    path = client.root / "shop/unsaved.py"
    text = "from .errors import error\n\nerror(404)\n"
    [diagnostic] = diagnostics = client.open(path, text)
    assert "404 (status of JsonResponse, shop/errors.py:2): use" in diagnostic["message"]
    single, everything = client.actions(path, diagnostics)
    assert applied(text, edits_of(client, path, single)) == codemodded(client, path, text)
    assert applied(text, edits_of(client, path, everything)) == codemodded(client, path, text)
    # nothing is remembered of what a helper once was
    helper.write_text("def error(code):\n    return page(code)\n")
    assert client.actions(path, diagnostics) == []
    assert client.open(client.root / "shop/later.py", text) == []


def test_single_fix_behind_an_astral_character(client: Client) -> None:
    path = client.root / "single.py"
    text = TEXTS["astral"].replace("\n", "\r\n")
    [*_, diagnostic] = client.open(path, text)
    single, _ = client.actions(path, [diagnostic])
    assert applied(text, edits_of(client, path, single)) == "from rest_framework import status\r\n" + (
        text.replace("status=404", "status=status.HTTP_404_NOT_FOUND")
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("legacy/ignored.py", SOURCE),
        ("generated/excluded.py", SOURCE),
        ("noqa.py", SOURCE.replace("404)", "404)  # noqa: HSC101")),
        ("broken.py", SOURCE + "def\n"),
        ("report_only.py", "from ninja_extra.status import HTTP_200_OK\nResponse(status=404)\n"),
        ("left_alone.py", "NAMES = globals()\n" + SOURCE),
    ],
)
def test_offers_nothing(client: Client, name: str, text: str) -> None:
    path = client.root / name
    client.open(path, text)
    line = text.splitlines().index(next(line for line in text.splitlines() if "status=404" in line))
    somewhere = {"line": line, "character": 0}
    # even where the client still shows what was reported before the last change
    stale = [{"code": "HSC101", "range": {"start": somewhere, "end": somewhere}, "message": ""}]
    assert client.actions(path, stale) == []


def test_settings_of_the_server_count(client: Client) -> None:
    path = client.root / "settings.py"
    client.configure({"extendIgnore": ["HSC103"]})
    try:
        diagnostics = client.open(path, SOURCE)
        assert [each["code"] for each in diagnostics] == ["HSC101", "HSC101"]
        *_, everything = client.actions(path, diagnostics[:1])
        assert "== 200" in applied(SOURCE, edits_of(client, path, everything))
        client.configure({"config": str(client.root / "missing.cfg")})
        assert client.actions(path, diagnostics) == []
    finally:
        client.configure({})


# The hook itself, where a server adds nothing

DIAGNOSTIC = {
    "code": "HSC101",
    "range": {"start": {"line": 7, "character": 31}, "end": {"line": 7, "character": 34}},
}


def offered(
    folder: Path,
    *,
    capabilities: dict[str, Any] = CAPABILITIES,
    uri: str | None = None,
    root: str | None = None,
    **context: Any,
) -> list[dict[str, Any]]:
    uri = uri or (folder / "views.py").as_uri()
    config = SimpleNamespace(capabilities=capabilities, plugin_settings=lambda name, document_path: {})
    document = SimpleNamespace(uri=uri, path=str(folder / "views.py"), source=SOURCE, version=None)
    workspace = SimpleNamespace(root_path=str(folder) if root is None else root)
    context = {"diagnostics": [DIAGNOSTIC], **context}
    return pylsp.pylsp_code_actions(config, workspace, document, DIAGNOSTIC["range"], context)


def test_a_client_without_versioned_changes(tmp_path: Path) -> None:
    capabilities = {"textDocument": CAPABILITIES["textDocument"]}
    uri = (tmp_path / "views.py").as_uri()
    single, _ = offered(tmp_path, capabilities=capabilities)
    assert list(single["edit"]) == ["changes"]
    assert list(single["edit"]["changes"]) == [uri]


def test_a_document_without_a_place(tmp_path: Path) -> None:
    assert len(offered(tmp_path, uri="untitled:Untitled-1", root="")) == 2


def test_a_document_outside_of_the_workspace(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    assert len(offered(tmp_path, root=str(inside))) == 2


@pytest.mark.parametrize(
    ("only", "number"), [(["quickfix"], 2), ([""], 2), (["source"], 1), (["refactor"], 0), ([], 0)]
)
def test_kinds_that_the_client_asks_for(tmp_path: Path, only: list[str], number: int) -> None:
    assert len(offered(tmp_path, only=only)) == number


def test_a_client_that_knows_commands_only(tmp_path: Path) -> None:
    assert offered(tmp_path, capabilities={}) == []


def test_lines_that_are_not_reported(tmp_path: Path) -> None:
    assert offered(tmp_path, diagnostics=[{**DIAGNOSTIC, "code": "E501"}]) == []


def test_without_libcst(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "libcst", None)  # as if it were not there
    assert offered(tmp_path) == []


def test_a_process_that_takes_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(process, "SECONDS", 0.001)
    assert offered(tmp_path) == []
    assert "timed out" in caplog.text


def test_imports_nothing_heavy() -> None:
    program = (
        "import sys; sys.modules['libcst'] = None; import httpstatus_codemod.pylsp; "
        "print({'flake8', 'flake8_httpstatus', 'tqdm'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
