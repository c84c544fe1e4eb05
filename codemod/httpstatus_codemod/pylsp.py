"""The plugin `httpstatus` of python-lsp-server: quick fixes.

It imports nothing that the server has not loaded.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from functools import partial
from importlib.util import find_spec
from typing import Any, Final

from pluggy import HookimplMarker

from .editor.actions import Document, code_actions, is_wanted
from .editor.process import Process, Unanswered, name_in

hookimpl = HookimplMarker("pylsp")

_LOG: Final = logging.getLogger(__name__)

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
    # a cell of a notebook does not say which names it has
    if not is_wanted(context, config.capabilities) or hasattr(document, "notebook_uri"):
        return []
    if find_spec("libcst") is None:
        _LOG.info("no quick fixes: pip install 'flake8-httpstatus[codemod]'")
        return []
    # where the server runs flake8
    root = workspace.root_path
    folder = root if root and os.path.isdir(root) else None
    try:
        process = Process(folder)
        ask = partial(
            process.ask,
            arguments=list(_arguments(config, document)),
            name=name_in(folder, document.uri, document.path),
            text=document.source,
            encoding="utf-16",
        )
        opened = Document(document.uri, document.version)
        try:
            return list(code_actions(ask, opened, range, context, config.capabilities))
        finally:
            process.close()  # the next one sees what has changed on disk
    except Unanswered as error:
        _LOG.warning("no quick fixes: %s", error)
        return []


def _arguments(config: Any, document: Any) -> Iterator[str]:
    settings = config.plugin_settings("flake8", document_path=document.path)
    for name, option in _OPTIONS.items():
        if value := settings.get(name):
            yield f"{option}={value if isinstance(value, str) else ','.join(value)}"
