"""Why a new text is refused."""

from __future__ import annotations

from typing import Any

from ..errors import NotRewritten


class VerificationError(NotRewritten):
    """The new text could not be proven to mean the same."""

    def __init__(self, what: str, node: Any = None) -> None:
        """Take what could not be proven, and a node of the old tree that says where."""
        spot = f" at {node.lineno}:{node.col_offset + 1}" if hasattr(node, "lineno") else ""
        super().__init__(f"{what}{spot} could not be proven equal in meaning; please report this")
