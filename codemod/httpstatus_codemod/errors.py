"""Why a file is left alone."""

from __future__ import annotations


class NotRewritten(Exception):
    """The file is left as it is; `reason` says why.

    `line` and `column`, both 1-based and the column in characters, say where; 0 where that is not known.
    """

    def __init__(self, reason: str, line: int = 0, column: int = 0) -> None:
        """Take the reason, in the words for users, and the position."""
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column
