"""The plugin `httpstatus` of python-lsp-server: quick fixes.

It imports nothing that the server has not loaded; a process of its own does the work, see `quick_fixes`.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from typing import Any, Final

from pluggy import HookimplMarker

hookimpl = HookimplMarker("pylsp")

_LOG: Final = logging.getLogger(__name__)
_KIND: Final = "quickfix"
SECONDS: Final = 120  # until a request is given up; busy machines take long

# not `-m`: the current folder is the project's, and its modules must not hide ours
_PROGRAM: Final = (
    "import sys; sys.path[:] = filter(None, sys.path); "
    "from httpstatus_codemod.quick_fixes import main; sys.exit(main())"
)

# settings of the server's flake8 plugin, and flake8's options for them
_OPTIONS: Final = {
    "config": "--config",
    "exclude": "--exclude",
    "extendIgnore": "--extend-ignore",
    "extendSelect": "--extend-select",
    "ignore": "--ignore",
    "perFileIgnores": "--per-file-ignores",
    "select": "--select",
}


@hookimpl
def pylsp_settings() -> dict[str, Any]:
    """The plugin's settings and their defaults."""
    return {"plugins": {"httpstatus": {"enabled": True}}}


@hookimpl
def pylsp_code_actions(
    config: Any, workspace: Any, document: Any, range: Mapping[str, Any], context: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Offer the quick fixes on the lines of the range."""
    # clients ask at every move of the cursor, and say what is reported there
    reported = [each for each in context["diagnostics"] if str(each.get("code")).startswith("HSC")]
    # a cell of a notebook does not say which names it has
    if not reported or not _wanted(config, context) or hasattr(document, "notebook_uri"):
        return []
    if find_spec("libcst") is None:
        _LOG.info("no quick fixes: pip install 'flake8-httpstatus[codemod]'")
        return []
    fixes = _ask(config, workspace, document, range["start"]["line"], range["end"]["line"])
    return [_action(fix, config, document, reported) for fix in fixes]


def _wanted(config: Any, context: Mapping[str, Any]) -> bool:
    """Whether the client asks for quick fixes, and can take them as we give them."""
    if _capability(config, "textDocument", "codeAction", "codeActionLiteralSupport") is None:
        return False
    only = context.get("only")
    return only is None or any(kind in ("", _KIND) for kind in only)


def _capability(config: Any, *path: str) -> Any:
    value: Any = config.capabilities
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _ask(config: Any, workspace: Any, document: Any, first: int, last: int) -> list[dict[str, Any]]:
    """Have the fixes made in the folder where the server runs flake8: the workspace's."""
    root = workspace.root_path
    folder = root if root and os.path.isdir(root) else None
    request = {
        "arguments": list(_arguments(config, document)),
        "name": _name(document, folder),
        "text": document.source,
        "first": first,
        "last": last,
    }
    try:
        answer = subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            cwd=folder,
            input=json.dumps(request),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=True,
        )
        fixes: list[dict[str, Any]] = json.loads(answer.stdout)
    except subprocess.CalledProcessError as error:
        _LOG.warning("no quick fixes: %s", error.stderr.strip() or error)
        return []
    except (subprocess.TimeoutExpired, OSError, ValueError) as error:
        _LOG.warning("no quick fixes: %s", error)
        return []
    return fixes


def _arguments(config: Any, document: Any) -> Iterator[str]:
    settings = config.plugin_settings("flake8", document_path=document.path)
    for name, option in _OPTIONS.items():
        if value := settings.get(name):
            yield f"{option}={value if isinstance(value, str) else ','.join(value)}"


def _name(document: Any, folder: str | None) -> str:
    """The file's name for flake8; `stdin` for one that is not saved yet."""
    if not document.uri.startswith("file:"):
        return "stdin"
    path: str = document.path
    if folder is None or not path.startswith(os.path.join(folder, "")):
        return path
    return os.path.relpath(path, folder)


def _action(fix: Mapping[str, Any], config: Any, document: Any, reported: list[Any]) -> dict[str, Any]:
    edits = [
        {"range": {"start": _position(start), "end": _position(end)}, "newText": text}
        for start, end, text in fix["edits"]
    ]
    versioned = {"textDocument": {"uri": document.uri, "version": document.version}, "edits": edits}
    action = {
        "title": fix["title"],
        "kind": _KIND,
        "edit": {"documentChanges": [versioned]}
        if _capability(config, "workspace", "workspaceEdit", "documentChanges")
        else {"changes": {document.uri: edits}},
    }
    if fix["start"] is not None:
        start = _position(fix["start"])
        fixed = [each for each in reported if each["range"]["start"] == start]
        action |= {"diagnostics": fixed, "isPreferred": True} if fixed else {}
    return action


def _position(position: list[int]) -> dict[str, int]:
    line, character = position
    return {"line": line, "character": character}
