"""Tables whose keys are statuses: those that frameworks have, and dicts with nothing but codes."""

from __future__ import annotations

import ast
import re
from typing import Final

from ..clues import Clue, words
from ..expressions import last_name
from ..file import File
from ..libraries.in_use import REGISTERED

# Reason phrases, or classes of exceptions, by status
TABLES: Final = frozenset(
    {
        "http.client.responses",
        "http.server.BaseHTTPRequestHandler.responses",
        "bottle.HTTP_CODES",
        "pyramid.httpexceptions.status_map",
        "sanic.helpers.STATUS_CODES",
        "tornado.httputil.responses",
        "twisted.web.http.RESPONSES",
        "webob.exc.status_map",
        "werkzeug.exceptions.default_exceptions",
        "werkzeug.http.HTTP_STATUS_CODES",
    }
)
_NAMES: Final = tuple(sorted({name.rpartition(".")[2] for name in TABLES}))
_FEWEST: Final = 4  # codes that a dict must have to be a table of statuses

TABLE: Final = Clue(words(*_NAMES), lambda text, settings: "import" in text)
# `{400: BadRequest, …}[error.status]`
OF_CODES: Final = Clue(words(".status", ".code"), lambda text, settings: re.search(r"\b404\s*:", text))


def is_table(node: ast.expr, file: File) -> bool:
    """Whether it is a framework's table."""
    return last_name(node) in _NAMES and file.resolve(node) in TABLES


def has_only_codes(table: ast.Dict) -> bool:
    """Whether the keys of a dict are codes, and so many that nothing else is likely."""
    codes = {key.value if isinstance(key, ast.Constant) else None for key in table.keys}
    return len(codes) >= _FEWEST and codes <= REGISTERED and 404 in codes


def is_read_as_status(operand: ast.expr) -> bool:
    """Whether what is looked up is called a status, or a code."""
    return isinstance(operand, ast.Attribute) and operand.attr in {"status", "code"}
