"""The server in the tests' own process, over TCP, and what its process answers, asked directly."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from httpstatus_codemod import lsp
from httpstatus_codemod.editor.answers import answer
from httpstatus_codemod.editor.process import Process, Unanswered
from httpstatus_codemod.editor.server import Server
from lsprotocol import types
from pytest_lsp import LanguageClient, client_capabilities, make_test_lsp_client

pytestmark = pytest.mark.host

SOURCE = (
    "from rest_framework.response import Response\n\nr = Response(status=404)\nassert r.status_code, 200\n"
)


def serve(port: int) -> None:
    with contextlib.suppress(SystemExit):  # it ends its process, were it not for the thread
        Server().start_tcp("127.0.0.1", port)


@contextlib.asynccontextmanager
async def served(root: Path) -> AsyncIterator[LanguageClient]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    thread = threading.Thread(target=serve, args=(port,))
    thread.start()
    client = make_test_lsp_client()
    while True:
        try:
            await client.start_tcp("127.0.0.1", port)
            break
        except ConnectionRefusedError:
            await asyncio.sleep(0.05)
    folders = [types.WorkspaceFolder(root.as_uri(), "project")]
    capabilities = client_capabilities("visual_studio_code")
    await client.initialize_session(
        types.InitializeParams(capabilities=capabilities, workspace_folders=folders)
    )
    yield client
    await client.shutdown_session()
    await client.stop()
    await asyncio.to_thread(thread.join)


async def published(client: LanguageClient, uri: str) -> list[types.Diagnostic]:
    client.diagnostics.pop(uri, None)
    while uri not in client.diagnostics:
        await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    return [*client.diagnostics[uri]]


@pytest.mark.asyncio
async def test_a_session(tmp_path: Path) -> None:
    """Open, look, fix, break the configuration, mend it, close."""
    uri = (tmp_path / "views.py").as_uri()
    identifier = types.TextDocumentIdentifier(uri)
    async with served(tmp_path) as client:
        document = types.TextDocumentItem(uri, "python", 1, SOURCE)
        client.text_document_did_open(types.DidOpenTextDocumentParams(document))
        first, second = await published(client, uri)
        assert (first.code, second.code) == ("HSC101", "HSC202")

        hover = types.HoverParams(identifier, first.range.start)
        assert await client.text_document_hover_async(hover)

        context = types.CodeActionContext([first, second])
        params = types.CodeActionParams(identifier, first.range, context)
        assert len(await client.text_document_code_action_async(params) or ()) == 2

        settings = tmp_path / ".flake8"
        settings.write_text("[flake8]\nhttpstatus-library = djanog\n")
        client.text_document_did_save(types.DidSaveTextDocumentParams(identifier))
        await client.wait_for_notification(types.WINDOW_SHOW_MESSAGE)
        settings.write_text("[flake8]\nextend-ignore = HSC202\n")
        event = types.FileEvent(settings.as_uri(), types.FileChangeType.Changed)
        client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
        assert [each.code for each in await published(client, uri)] == ["HSC101"]

        changes = [types.TextDocumentContentChangeWholeDocument("x = 1\n")]
        version = types.VersionedTextDocumentIdentifier(2, uri)
        client.text_document_did_change(types.DidChangeTextDocumentParams(version, changes))
        assert await published(client, uri) == []
        client.text_document_did_close(types.DidCloseTextDocumentParams(identifier))
        assert await published(client, uri) == []


def asked(question: str, text: str = SOURCE, **about: Any) -> Any:
    common = {"arguments": ["--isolated"], "name": "views.py", "text": text, "encoding": "utf-16"}
    return answer({"question": question, **common, **about})


def test_answers() -> None:
    assert [each["code"] for each in asked("diagnostics")["answer"]] == ["HSC101", "HSC202"]
    assert asked("diagnostics", SOURCE + "f(\n") == {"answer": None}
    assert asked("diagnostics", "f(\n") == {"answer": []}  # nothing could be in it
    assert asked("fix_all", SOURCE + "f(\n") == {"answer": []}
    assert asked("diagnostics", SOURCE, arguments=["--exclude=views.py"]) == {"answer": []}
    [fix] = asked("fix_all")["answer"]
    assert fix["start"] is None and len(fix["edits"]) == 2
    single, _ = asked("quick_fixes", first=2, last=2)["answer"]
    assert single["start"] == {"line": 2, "character": 20}
    assert asked("quick_fixes", SOURCE + "f(\n", first=0, last=9) == {"answer": []}


@pytest.mark.parametrize(
    ("line", "character", "found"),
    [(2, 20, True), (2, 23, True), (2, 24, False), (2, 19, False), (3, 7, False)],
)
def test_a_code_under_the_mouse(line: int, character: int, found: bool) -> None:
    said = asked("hover", line=line, character=character, markdown=False)["answer"]
    assert (said is not None) == found


def test_an_option_that_cannot_be_used() -> None:
    said = asked("diagnostics", arguments=["--isolated", "--httpstatus-library=djanog"])
    assert "djanog" in said["error"]


def test_a_process(tmp_path: Path) -> None:
    process = Process(str(tmp_path))
    common = {"arguments": ["--isolated"], "name": "views.py", "text": SOURCE, "encoding": "utf-16"}
    assert len(process.ask("diagnostics", **common)) == 2
    with pytest.raises(Unanswered, match="djanog"):
        process.ask("diagnostics", **{**common, "arguments": ["--httpstatus-library=djanog"]})
    process.close()
    assert process.has_ended
    with pytest.raises(Unanswered, match="ended with exit code 0"):
        process.ask("diagnostics", **common)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Unanswered, match="No such file"):
        Process(str(tmp_path / "missing"))


def test_the_command_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    served = []
    monkeypatch.setattr(Server, "start_io", lambda server: served.append(server.name))
    assert lsp.main(["--stdio"]) == 0
    assert served == ["httpstatus-lsp"]
