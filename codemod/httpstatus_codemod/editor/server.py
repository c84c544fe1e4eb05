"""The language server."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections import Counter
from functools import cached_property, partial
from typing import Any, Final

from lsprotocol import types
from lsprotocol.converters import get_converter
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument

from flake8_httpstatus import __version__

from .actions import FIX_ALL, QUICK_FIX, Ask, Document, capability, code_actions, is_wanted
from .process import Process, Unanswered, name_in

_PAUSE: Final = 0.2  # seconds without a change, until the text is looked at

# what the findings of a file depend on besides its text: other modules, settings, declarations, lock files
# (no star within braces: Emacs cannot read that)
_WATCHED: Final = ("**/*.{py,cfg,ini,toml,txt,in,lock,yml}", "**/{.flake8,Pipfile}")

_CONVERTER: Final = get_converter()


class Server(LanguageServer):
    """Asks a process per workspace folder, and begins a new one when something there has changed on disk."""

    def __init__(self) -> None:
        """Register what it can do."""
        # whole texts: pygls takes a form feed for a line end, and would put a change in the wrong place
        super().__init__(
            "httpstatus-lsp", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full
        )
        self._processes: dict[str | None, Process] = {}
        self._changes: Counter[str] = Counter()  # of each document
        self._said = ""
        register(self)

    @cached_property
    def capabilities(self) -> Any:
        """Those of the client, as the protocol writes them."""
        return _CONVERTER.unstructure(self.client_capabilities)

    async def look_at(self, uri: str, pause: float = _PAUSE) -> None:
        """Publish the findings of a document, unless it changes meanwhile."""
        self._changes[uri] += 1
        change = self._changes[uri]
        await asyncio.sleep(pause)
        document = self.workspace.text_documents.get(uri)
        if document is None or not _is_python(document) or change != self._changes[uri]:
            return
        found = await self.asked(document, lambda ask: ask("diagnostics"))
        # while a text cannot be parsed, what was found before stays
        if found is not None and change == self._changes[uri]:
            self._publish(uri, _CONVERTER.structure(found, list[types.Diagnostic]), document.version)

    def forget(self, uri: str) -> None:
        """A document is closed: nothing is shown in it."""
        self._changes[uri] += 1
        self._publish(uri, [], None)

    def _publish(self, uri: str, diagnostics: list[types.Diagnostic], version: int | None) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics, version))

    async def begin_anew(self) -> None:
        """Look at all open documents again, with nothing remembered of what is on disk."""
        processes = [*self._processes.values()]
        self._processes.clear()
        await asyncio.gather(
            *(asyncio.to_thread(process.close) for process in processes),
            *(self.look_at(uri) for uri in self.workspace.text_documents),
        )

    async def asked(self, document: TextDocument, question: Any) -> Any:
        """What a function gets out of asking about a document; None where there is no answer."""
        folder = self._folder_of(document)
        process = self._process_in(folder)
        ask = partial(
            process.ask,
            arguments=[],
            name=name_in(folder, document.uri, document.path),
            text=document.source,
            encoding=self.workspace.position_encoding,
        )
        try:
            answer = await asyncio.to_thread(question, ask)
        except Unanswered as error:
            if self._processes.get(folder) is not process:  # it was closed for another to begin
                return await self.asked(document, question)
            self._say(str(error))
            return None
        self._said = ""
        return answer

    def _process_in(self, folder: str | None) -> Process:
        process = self._processes.get(folder)
        if process is None or process.has_ended:
            process = self._processes[folder] = Process(folder)
        return process

    def _say(self, message: str) -> None:
        """Show a message, but not again and again while someone types."""
        if message != self._said:
            self._said = message
            shown = types.ShowMessageParams(types.MessageType.Error, f"httpstatus-lsp: {message}")
            self.window_show_message(shown)

    def _folder_of(self, document: TextDocument) -> str | None:
        """The workspace folder around a document, else the first; without any, where the document lies."""
        uris = [*self.workspace.folders] or [self.workspace.root_uri or ""]
        folders = [folder for uri in uris if (folder := to_fs_path(uri))]
        around = [each for each in folders if document.path.startswith(os.path.join(each, ""))]
        own = os.path.dirname(document.path) if document.uri.startswith("file:") else ""
        candidates = (*sorted(around, key=len, reverse=True), *folders, own)
        return next((each for each in candidates if os.path.isdir(each)), None)


def _is_python(document: TextDocument) -> bool:
    # a cell of a notebook does not say which names it has
    return document.language_id == "python" and "notebook" not in document.uri.partition(":")[0]


def register(server: Server) -> None:
    """Say what the server does when."""

    @server.feature(types.INITIALIZED)
    async def initialized(server: Server, params: types.InitializedParams) -> None:
        workspace = server.client_capabilities.workspace
        watching = workspace.did_change_watched_files if workspace else None
        if watching and watching.dynamic_registration:
            watchers = [types.FileSystemWatcher(each) for each in _WATCHED]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            registration = types.Registration("httpstatus-files", method, options)
            with contextlib.suppress(JsonRpcException):  # a client may refuse; then what is saved counts
                await server.client_register_capability_async(types.RegistrationParams([registration]))

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(server: Server, params: types.DidOpenTextDocumentParams) -> None:
        await server.look_at(params.text_document.uri, pause=0)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(server: Server, params: types.DidChangeTextDocumentParams) -> None:
        await server.look_at(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(server: Server, params: types.DidSaveTextDocumentParams) -> None:
        await server.begin_anew()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def changed_on_disk(server: Server, params: types.DidChangeWatchedFilesParams) -> None:
        await server.begin_anew()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(server: Server, params: types.DidCloseTextDocumentParams) -> None:
        server.forget(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions([QUICK_FIX, FIX_ALL]))
    async def actions(server: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
        document = server.workspace.get_text_document(params.text_document.uri)
        asked = _CONVERTER.unstructure(params)
        capabilities = server.capabilities
        if not _is_python(document) or not is_wanted(asked["context"], capabilities):
            return []
        opened = Document(document.uri, document.version)

        def question(ask: Ask) -> list[dict[str, Any]]:
            return list(code_actions(ask, opened, asked["range"], asked["context"], capabilities))

        return _CONVERTER.structure(await server.asked(document, question) or [], list[types.CodeAction])

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(server: Server, params: types.HoverParams) -> types.Hover | None:
        document = server.workspace.get_text_document(params.text_document.uri)
        if not _is_python(document):
            return None
        formats = capability(server.capabilities, "textDocument", "hover", "contentFormat")
        about = _CONVERTER.unstructure(params.position) | {"markdown": "markdown" in (formats or ())}
        found = await server.asked(document, lambda ask: ask("hover", **about))
        return None if found is None else _CONVERTER.structure(found, types.Hover)
