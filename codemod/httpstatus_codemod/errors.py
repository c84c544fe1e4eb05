"""Why a file is left alone."""

from __future__ import annotations


class NotRewritten(Exception):
    """The file is left as it is; `reason` says why."""

    def __init__(self, reason: str) -> None:
        """Take the reason, as it is told to users."""
        super().__init__(reason)
        self.reason = reason
