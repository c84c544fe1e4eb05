"""`python -m flake8_httpstatus`: the code table in the terminal, or one of the commands."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final

# By name, as this package imports nothing of the codemod's, which reads flake8's configuration and files
_COMMANDS: Final = {
    "explain": "flake8_httpstatus.explain",
    "suggest": "httpstatus_codemod.suggest.cli",
}
_CODE_TABLE: Final = "flake8_httpstatus.code_table"


def main(arguments: Sequence[str]) -> int:
    """Run a command, or show the code table; the exit code."""
    command = _COMMANDS.get(arguments[0]) if arguments else None
    given = arguments[1:] if command else arguments
    exit_code: int = import_module(command or _CODE_TABLE).main(given)
    return exit_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
