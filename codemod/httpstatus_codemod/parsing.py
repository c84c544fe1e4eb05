"""Parsing with `ast`, quietly and without wasted time."""

from __future__ import annotations

import ast
import contextlib
import gc
import warnings
from collections.abc import Iterator


def parse(source: str) -> ast.Module:
    """Parse a source text. Raises what `ast.parse` raises."""
    with _collector_paused(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # invalid escapes and the like are not ours to report
        return ast.parse(source)


@contextlib.contextmanager
def _collector_paused() -> Iterator[None]:
    """A new tree holds no garbage; looking for it while the tree grows takes a third of the parsing."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
