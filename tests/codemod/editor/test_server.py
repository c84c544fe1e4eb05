"""The language server, over standard input and output, asked by clients that say they are real ones."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import pytest_lsp
from applying import applied
from blocks import block
from lsprotocol import types
from lsprotocol.converters import get_converter
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities, make_test_lsp_client
from running import codemod

pytestmark = [pytest.mark.host, pytest.mark.asyncio(loop_scope="module")]

COMMAND = [sys.executable, "-c", "import sys; from httpstatus_codemod.lsp import main; sys.exit(main())"]
CLIENTS = ["neovim", "emacs", "visual_studio_code"]  # each prefers another encoding of positions
ALL = "Replace all bare status codes in this file"
SOURCE = block("""
    from rest_framework.response import Response


    def view(request):
        if request.user.is_anonymous:
            return Response({"é😀"}, status=401)
        assert request.thing.status_code == 200, "max 404"
        return Response({}, status=404)
    """)
FIXED = SOURCE.replace("401", "status.HTTP_401_UNAUTHORIZED").replace("== 200", "== status.HTTP_200_OK")
FIXED = "from rest_framework import status\n" + FIXED.replace("=404", "=status.HTTP_404_NOT_FOUND")
PAGES = "https://github.com/flake8-httpstatus/flake8-httpstatus/blob/main/docs/rules"


def make_client() -> LanguageClient:
    client = make_test_lsp_client()
    client.watched = []

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(client: LanguageClient, params: types.RegistrationParams) -> None:
        client.watched += [registration.method for registration in params.registrations]

    return client


SERVER = ClientServerConfig(server_command=COMMAND, client_factory=make_client)


@pytest_lsp.fixture(config=SERVER, scope="module", params=CLIENTS)
async def client(
    lsp_client: LanguageClient, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[None]:
    """One server for all tests with the same client; each test has files of its own."""
    root = tmp_path_factory.mktemp("project")
    configure(root)
    (root / "pyproject.toml").write_text("[project]\nname = 'shop'\nversion = '1'\n")
    # what lies in the project must not be taken for a module of ours
    (root / "libcst.py").write_text("raise SystemExit('not this one')\n")
    await started(lsp_client, root, request.param)
    yield
    await lsp_client.shutdown_session()


async def started(client: LanguageClient, root: Path, name: str) -> None:
    client.root = root
    folders = [types.WorkspaceFolder(root.as_uri(), "project")]
    capabilities = client_capabilities(name)
    params = types.InitializeParams(capabilities=capabilities, workspace_folders=folders)
    result = await client.initialize_session(params)
    client.encoding = types.PositionEncodingKind(result.capabilities.position_encoding).value


def configure(root: Path, more: str = "") -> None:
    (root / ".flake8").write_text(
        f"[flake8]\nper-file-ignores =\n    legacy/*: HSC\nexclude = generated/*\n{more}"
    )


async def published(client: LanguageClient, uri: str) -> list[types.Diagnostic]:
    """The next diagnostics of a document."""
    client.diagnostics.pop(uri, None)
    while uri not in client.diagnostics:
        await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    return [*client.diagnostics[uri]]


def uri_of(client: LanguageClient, name: str) -> str:
    return (client.root / name).as_uri()


async def opened(
    client: LanguageClient, uri: str, text: str, language: str = "python"
) -> list[types.Diagnostic]:
    document = types.TextDocumentItem(uri, language, 1, text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(document))
    return await published(client, uri)


def change(client: LanguageClient, uri: str, text: str, version: int) -> None:
    identifier = types.VersionedTextDocumentIdentifier(version, uri)
    changes = [types.TextDocumentContentChangeWholeDocument(text)]
    client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, changes))


def save(client: LanguageClient, uri: str) -> None:
    client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))


async def actions(
    client: LanguageClient, uri: str, diagnostics: Sequence[types.Diagnostic], only: Any = None
) -> list[dict[str, Any]]:
    """The actions that are offered where these are reported, as the protocol writes them."""
    start, end = diagnostics[0].range.start, diagnostics[-1].range.end
    context = types.CodeActionContext(diagnostics, only)
    params = types.CodeActionParams(types.TextDocumentIdentifier(uri), types.Range(start, end), context)
    found = await client.text_document_code_action_async(params)
    written: list[dict[str, Any]] = get_converter().unstructure(found)
    return written


def rewritten(client: LanguageClient, uri: str, text: str, action: dict[str, Any]) -> str:
    """The text after an action, in whatever units this server and client have agreed on."""
    edit = action["edit"]
    if "changes" in edit:  # this client takes no versions
        return applied(text, edit["changes"][uri], client.encoding)
    [change] = edit["documentChanges"]
    assert change["textDocument"] == {"uri": uri, "version": 1}
    return applied(text, change["edits"], client.encoding)


async def test_the_clients_differ() -> None:
    encodings = [client_capabilities(name).general for name in CLIENTS]
    first = {each.position_encodings[0] if each and each.position_encodings else None for each in encodings}
    assert first == {"utf-8", "utf-32", None}


async def test_what_is_reported(client: LanguageClient) -> None:
    uri = uri_of(client, "reported.py")
    diagnostics = await opened(client, uri, SOURCE)
    column = {"utf-8": 43, "utf-16": 40, "utf-32": 39}[client.encoding]
    first = diagnostics[0]
    assert first.range == types.Range(types.Position(5, column), types.Position(5, column + 3))
    assert (first.code, first.source, first.severity) == (
        "HSC101",
        "httpstatus",
        types.DiagnosticSeverity.Warning,
    )
    assert first.message == "bare status code 401: use status.HTTP_401_UNAUTHORIZED"
    assert first.code_description == types.CodeDescription(f"{PAGES}/HSC101.md")
    assert [(each.code, each.range.start.line) for each in diagnostics] == [
        ("HSC101", 5),
        ("HSC103", 6),
        ("HSC101", 7),
    ]


async def test_while_one_types(client: LanguageClient) -> None:
    uri = uri_of(client, "typed.py")
    assert await opened(client, uri, "x = 1\n") == []
    for version, text in enumerate(
        ["r.status_code == 40", "r.status_code == 404", "r.status_code == 404\n"], 2
    ):
        change(client, uri, text, version)
    [found] = await published(client, uri)
    assert found.code == "HSC103"
    # a text that cannot be parsed leaves shown what is shown
    change(client, uri, "r.status_code == 404\nf(\n", 5)
    change(client, uri, "r.status_code == 404\nf()\nr.status_code == 200\n", 6)
    assert len(await published(client, uri)) == 2
    change(client, uri, "r.status_code == 404\nf(\n", 7)
    await asyncio.sleep(0.6)
    assert len(client.diagnostics[uri]) == 2
    client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
    assert await published(client, uri) == []


async def test_a_quick_fix_for_each_finding(client: LanguageClient) -> None:
    uri = uri_of(client, "quick.py")
    diagnostics = await opened(client, uri, SOURCE)
    single, everything = await actions(client, uri, diagnostics[-1:])
    assert (single["title"], single["kind"]) == ("Replace 404 with status.HTTP_404_NOT_FOUND", "quickfix")
    assert single["isPreferred"]
    assert [each["code"] for each in single["diagnostics"]] == ["HSC101"]
    assert rewritten(client, uri, SOURCE, single) == "from rest_framework import status\n" + (
        SOURCE.replace("=404", "=status.HTTP_404_NOT_FOUND")
    )
    assert (everything["title"], everything["kind"]) == (ALL, "quickfix")
    assert rewritten(client, uri, SOURCE, everything) == FIXED
    titles = [action["title"] for action in await actions(client, uri, diagnostics)]
    assert titles == [
        "Replace 401 with status.HTTP_401_UNAUTHORIZED",
        "Replace 200 with status.HTTP_200_OK",
        "Replace 404 with status.HTTP_404_NOT_FOUND",
        ALL,
    ]


@pytest.mark.parametrize("kind", ["source", "source.fixAll", "source.fixAll.httpstatus"])
async def test_fix_all_on_save(client: LanguageClient, kind: str) -> None:
    """An editor names the kind, for the whole file, and reports nothing."""
    uri = uri_of(client, f"{kind}.py")
    diagnostics = await opened(client, uri, SOURCE)
    [action] = await actions(client, uri, diagnostics, [kind])
    assert (action["title"], action["kind"]) == (ALL, "source.fixAll.httpstatus")
    assert rewritten(client, uri, SOURCE, action) == FIXED


async def test_fixes_are_the_codemods(client: LanguageClient) -> None:
    texts = [
        SOURCE.replace("\n", "\r\n"),
        SOURCE.replace("def ", "\f\ndef "),
        SOURCE.replace("request", "status"),
    ]
    for number, text in enumerate(texts):
        uri = uri_of(client, f"same{number}.py")
        [action] = await actions(client, uri, await opened(client, uri, text), ["source.fixAll"])
        done = codemod("-", f"--stdin-filename=same{number}.py", folder=client.root, stdin=text.encode())
        assert rewritten(client, uri, text, action) == done.out != text


@pytest.mark.parametrize(
    "kind", ["refactor", "source.organizeImports", "source.fixAll.ruff", "quickfix.httpstatus"]
)
async def test_other_kinds(client: LanguageClient, kind: str) -> None:
    uri = uri_of(client, f"{kind}.py")
    assert await actions(client, uri, await opened(client, uri, SOURCE), [kind]) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("legacy/ignored.py", SOURCE),
        ("generated/excluded.py", SOURCE),
        ("noqa.py", "r.status_code == 404  # noqa: HSC103\n"),
        ("nothing.py", ""),
    ],
)
async def test_the_configuration_of_flake8_counts(client: LanguageClient, name: str, text: str) -> None:
    uri = uri_of(client, name)
    assert await opened(client, uri, text) == []
    here = types.Range(types.Position(0, 0), types.Position(0, 0))
    stale = types.Diagnostic(here, "", code="HSC103")  # as a client may still show
    assert await actions(client, uri, [stale]) == []
    assert await actions(client, uri, [stale], ["source.fixAll"]) == []


async def test_report_only(client: LanguageClient) -> None:
    uri = uri_of(client, "report_only.py")
    diagnostics = await opened(client, uri, "assert r.status_code, 200\n")
    assert [each.code for each in diagnostics] == ["HSC202"]
    assert await actions(client, uri, diagnostics) == []


async def hovered(client: LanguageClient, uri: str, line: int, character: int) -> types.Hover | None:
    place = types.Position(line, character)
    return await client.text_document_hover_async(types.HoverParams(types.TextDocumentIdentifier(uri), place))


async def test_hover(client: LanguageClient) -> None:
    uri = uri_of(client, "hover.py")
    [found, _] = await opened(client, uri, "r.status_code == 404\nassert r.status_code, 200\n")
    hover = await hovered(client, uri, 0, 18)
    assert hover
    assert hover.range == found.range
    assert isinstance(hover.contents, types.MarkupContent)
    first, meaning, methods, constant, reference = hover.contents.value.split("\n\n")
    assert first == "**404 Not Found**"
    assert meaning.startswith("The server has no such resource")
    assert methods.startswith("- GET: ")
    assert constant == "`HTTPStatus.NOT_FOUND`"
    assert reference == (
        "[RFC 9110, Section 15.5.5](https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.5)"
    )
    assert await hovered(client, uri, 0, 3) is None
    assert await hovered(client, uri, 5, 0) is None


async def test_changes_on_disk(client: LanguageClient) -> None:
    """Settings, and other modules of the project, count as they are when something is saved."""
    uri = uri_of(client, "views.py")
    caller = "from errors import fail\n\nfail(404)\n"
    assert await opened(client, uri, caller) == []
    errors = client.root / "errors.py"
    errors.write_text("def fail(code):\n    return JsonResponse({}, status=code)\n")
    save(client, uri)
    [found] = await published(client, uri)
    assert "errors.py" in found.message
    assert client.watched == (
        [] if client.encoding == "utf-8" else [types.WORKSPACE_DID_CHANGE_WATCHED_FILES]
    )
    configure(client.root, "extend-ignore = HSC101\n")
    try:
        watched = [types.FileEvent((client.root / ".flake8").as_uri(), types.FileChangeType.Changed)]
        client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(watched))
        assert await published(client, uri) == []
    finally:
        configure(client.root)
        errors.unlink()
        save(client, uri)
        await published(client, uri)


async def test_a_configuration_that_cannot_be_read(client: LanguageClient) -> None:
    """It is said once, and all is well again as soon as it can be read."""
    uri = uri_of(client, "broken.py")
    await opened(client, uri, SOURCE)
    configure(client.root, "httpstatus-library = djanog\n")
    try:
        client.messages.clear()
        save(client, uri)
        while not client.messages:
            await client.wait_for_notification(types.WINDOW_SHOW_MESSAGE)
        assert await hovered(client, uri, 0, 0) is None
        assert [message.message.partition("'djanog'")[0] for message in client.messages] == [
            "httpstatus-lsp: option --httpstatus-library: unknown library "
        ]
    finally:
        configure(client.root)
    save(client, uri)
    assert len(await published(client, uri)) == 3


async def test_what_is_no_file(client: LanguageClient) -> None:
    assert len(await opened(client, "untitled:Untitled-1", SOURCE)) == 3


@pytest.mark.parametrize(("scheme", "language"), [("file", "markdown"), ("vscode-notebook-cell", "python")])
async def test_what_is_not_looked_at(client: LanguageClient, scheme: str, language: str) -> None:
    uri = uri_of(client, "page.py").replace("file", scheme, 1)
    document = types.TextDocumentItem(uri, language, 1, SOURCE)
    client.text_document_did_open(types.DidOpenTextDocumentParams(document))
    await opened(client, uri_of(client, f"other{scheme}.py"), SOURCE)
    assert uri not in client.diagnostics
    assert await hovered(client, uri, 5, 37) is None
    here = types.Range(types.Position(5, 0), types.Position(5, 0))
    assert await actions(client, uri, [types.Diagnostic(here, "", code="HSC101")]) == []


def asked_processes(client: LanguageClient) -> list[int]:
    """The processes that the server asks."""
    server = client._server.pid
    children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    return [int(each) for each in children]


async def test_a_process_that_dies(client: LanguageClient) -> None:
    """The server goes on with another."""
    uri = uri_of(client, "killed.py")
    await opened(client, uri, SOURCE)
    for each in asked_processes(client):
        os.kill(each, signal.SIGKILL)
    change(client, uri, SOURCE + "r.status_code == 410\n", 2)
    assert len(await published(client, uri)) == 4


async def test_a_client_that_can_do_little(tmp_path: Path) -> None:
    """It has no folders and no Markdown, and knows no actions but commands."""
    client = await SERVER.start()
    client.root = tmp_path
    (tmp_path / ".flake8").write_text("[flake8]\nextend-ignore = HSC103\n")
    await client.initialize_session(types.InitializeParams(capabilities=types.ClientCapabilities()))
    uri = uri_of(client, "a.py")
    diagnostics = await opened(client, uri, SOURCE)
    assert [each.code for each in diagnostics] == ["HSC101", "HSC101"]
    assert await actions(client, uri, diagnostics) == []
    hover = await hovered(client, uri, 7, 32)
    assert hover and isinstance(hover.contents, types.MarkupContent)
    first, *_, constant, reference = hover.contents.value.split("\n\n")
    assert (first, constant) == ("404 Not Found", "status.HTTP_404_NOT_FOUND")
    assert (hover.contents.kind, reference) == (types.MarkupKind.PlainText, "RFC 9110, Section 15.5.5")
    await client.shutdown_session()
    await client.stop()


async def test_a_server_that_ends_leaves_nothing_behind(tmp_path: Path) -> None:
    """Nor does it make much of a client that refuses to watch files."""
    client = await ClientServerConfig(server_command=COMMAND).start()
    await started(client, tmp_path, "visual_studio_code")
    await opened(client, uri_of(client, "a.py"), SOURCE)
    processes = asked_processes(client)
    assert processes
    assert not client.messages
    await client.shutdown_session()
    await client.stop()
    assert client._server.returncode == 0
    while any(Path(f"/proc/{each}").exists() for each in processes):
        await asyncio.sleep(0.05)
