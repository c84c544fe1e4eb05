"""The command with something broken on purpose."""

from __future__ import annotations

# Workers are forked: they inherit what is broken
_PROGRAM = """
import multiprocessing, os, pathlib, signal, sys, time
multiprocessing.set_start_method("fork")
from httpstatus_codemod import cli, job
real = job._rewrite
def broken(job, file, *rest):
    {body}
    return real(job, file, *rest)
job._rewrite = broken
sys.exit(cli.main(sys.argv[1:]))
"""


def program(body: str) -> str:
    """A program that is the command, and runs the body in its place just before a file is rewritten."""
    return _PROGRAM.format(body=body)
