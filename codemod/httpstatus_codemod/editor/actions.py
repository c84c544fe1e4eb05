"""Code actions, as the language server protocol writes them, for whichever server is asked for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple, Protocol

QUICK_FIX: Final = "quickfix"
FIX_ALL: Final = "source.fixAll.httpstatus"


class Ask(Protocol):
    """Asks about the document."""

    def __call__(self, question: str, **about: Any) -> Any:
        """The answer of the process."""


class Document(NamedTuple):
    """A document that a client has open."""

    uri: str
    version: int | None


def is_wanted(context: Mapping[str, Any], capabilities: Any) -> bool:
    """Whether there may be an action, so that it is worth asking: clients ask at every move of the cursor."""
    # a client that knows commands only cannot take actions as we give them
    if capability(capabilities, "textDocument", "codeAction", "codeActionLiteralSupport") is None:
        return False
    return _wants_all(context) or (_wants_quick_fixes(context) and bool(_reported(context)))


def code_actions(
    ask: Ask, document: Document, range: Mapping[str, Any], context: Mapping[str, Any], capabilities: Any
) -> Iterator[dict[str, Any]]:
    """The quick fixes on the lines of a range, and the fix for the whole file if the client asks for it."""
    versioned = bool(capability(capabilities, "workspace", "workspaceEdit", "documentChanges"))
    reported = _reported(context)
    if _wants_quick_fixes(context) and reported:
        for fix in ask("quick_fixes", first=range["start"]["line"], last=range["end"]["line"]):
            action = _action(QUICK_FIX, fix, document, versioned)
            fixed = [each for each in reported if each["range"]["start"] == fix["start"]]
            yield action | ({"diagnostics": fixed, "isPreferred": True} if fixed else {})
    if _wants_all(context):
        for fix in ask("fix_all"):
            yield _action(FIX_ALL, fix, document, versioned)


def _wants_quick_fixes(context: Mapping[str, Any]) -> bool:
    only = context.get("only")
    return only is None or any(kind in ("", QUICK_FIX) for kind in only)


def _wants_all(context: Mapping[str, Any]) -> bool:
    """Whether the client names the kind, or one that includes it; else there is the quick fix for all."""
    return any(f"{FIX_ALL}.".startswith(f"{kind}.") for kind in context.get("only") or ())


def _reported(context: Mapping[str, Any]) -> list[Any]:
    """What is reported where the client asks, by our rules."""
    return [each for each in context["diagnostics"] if str(each.get("code")).startswith("HSC")]


def capability(capabilities: Any, *path: str) -> Any:
    """A capability of the client, or None."""
    for key in path:
        capabilities = capabilities.get(key) if isinstance(capabilities, Mapping) else None
    return capabilities


def _action(kind: str, fix: Mapping[str, Any], document: Document, versioned: bool) -> dict[str, Any]:
    identified = {"uri": document.uri, "version": document.version}
    changes = {"documentChanges": [{"textDocument": identified, "edits": fix["edits"]}]}
    plain = {"changes": {document.uri: fix["edits"]}}
    return {"title": fix["title"], "kind": kind, "edit": changes if versioned else plain}
