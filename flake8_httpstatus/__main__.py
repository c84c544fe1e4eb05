"""`python -m flake8_httpstatus`: the code table in the terminal, or one of the commands."""

import sys

from . import code_table, explain


def main(arguments: list[str]) -> int:
    """Run a command, or show the code table; the exit code."""
    if arguments[:1] == ["explain"]:
        return explain.main(arguments[1:])
    return code_table.main(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
