"""Rewrites what flake8-httpstatus reports: `httpstatus-codemod`, and a command for `libcst.tool codemod`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .command import UseStatusConstants

__all__ = ["UseStatusConstants"]


def __getattr__(name: str) -> type[UseStatusConstants]:
    # LibCST is slow to import, and `httpstatus-codemod` needs it only where there is something to rewrite
    if name != "UseStatusConstants":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .command import UseStatusConstants

    return UseStatusConstants
