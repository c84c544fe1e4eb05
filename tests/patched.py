"""The command as a program that runs some code of the test in the middle of its run."""

from __future__ import annotations

from typing import Final

# Workers are forked, so that they are patched as well
_START: Final = """
import multiprocessing, os, signal, sys, time
multiprocessing.set_start_method("fork")
from httpstatus_codemod import cli, rewrite
from httpstatus_codemod.run import running
from httpstatus_codemod.run.files import FileContent
"""
_PATCH: Final = """
def happens_before(function):
    def patched(*arguments, **more):
        path = arguments[-1]
        {body}
        return function(*arguments, **more)
    return patched
{owner}.{name} = happens_before({owner}.{name})
sys.exit(cli.main(sys.argv[1:]))
"""


def before_rewriting(body: str) -> str:
    """Run the body each time before a text is rewritten; `path` is the file's."""
    return _START + _PATCH.format(body=body, owner="rewrite", name="rewrite")


def before_writing(body: str) -> str:
    """Run the body each time before a file is written; all are rewritten then."""
    return _START + _PATCH.format(body=body, owner="FileContent", name="replace")


def before_discovery(body: str) -> str:
    """Run the body before files are looked for."""
    return _START + _PATCH.format(body=body, owner="running", name="discover")


def before_syncing(body: str) -> str:
    """Run the body while a file is written: its new content is in a temporary file by then."""
    return _START + _PATCH.format(body=body, owner="os", name="fsync")
