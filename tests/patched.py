"""The command with something broken on purpose."""

from __future__ import annotations

from typing import Final

# Workers are forked: they inherit what is broken
_PROGRAM: Final = """
import multiprocessing, os, pathlib, signal, sys, time
multiprocessing.set_start_method("fork")
from httpstatus_codemod import cli
from httpstatus_codemod.run import job
real = job.{step}
def broken({parameters}):
    {body}
    return real({parameters})
job.{step} = broken
sys.exit(cli.main(sys.argv[1:]))
"""
_PARAMETERS: Final = {"_rewrite": "job, file, *rest", "_store": "outcome"}


def program(body: str, step: str = "_rewrite") -> str:
    """A program that is the command, and runs the body in its place just before a file is rewritten.

    With the step `_store`: just before it is written, when all are rewritten.
    """
    return _PROGRAM.format(body=body, step=step, parameters=_PARAMETERS[step])
