"""The command httpstatus-lsp: a language server over standard input and output."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib.util import find_spec

from flake8_httpstatus import __version__

_PROGRAM = "httpstatus-lsp"


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until the client says that it is enough."""
    parser = argparse.ArgumentParser(
        prog=_PROGRAM,
        description="A language server for HTTP status codes in Python: diagnostics, quick fixes, hovers. "
        "Editors start it; its settings are those of flake8.",
    )
    parser.add_argument("--stdio", action="store_true", help="what it does anyway; many clients ask for it")
    parser.add_argument("--version", action="version", version=f"{_PROGRAM} {__version__}")
    parser.parse_args(arguments)
    if not (find_spec("libcst") and find_spec("pygls")):
        command = "pip install 'flake8-httpstatus[lsp]'"
        print(f"{_PROGRAM}: error: the server is not installed: {command}", file=sys.stderr)
        return 2
    from .editor.server import Server

    Server().start_io()
    return 0
