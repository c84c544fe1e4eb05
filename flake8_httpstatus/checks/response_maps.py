"""HSC105: keys of a response map."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Final

from ..checking import check
from ..clues import Clue, words
from ..file import File
from ..findings import Finding
from ..reporting import bare_codes
from ..rules import RESPONSE_MAP_KEY

_DECORATORS: Final = frozenset({"get", "post", "put", "patch", "delete", "head", "options", "trace"})
_SCHEMA: Final = frozenset({"extend_schema", "swagger_auto_schema"})
_FASTAPI: Final = _DECORATORS | {
    "FastAPI",
    "APIRouter",
    "APIRoute",
    "api_route",
    "add_api_route",
    "include_router",
}
_NINJA: Final = _DECORATORS | {"api_operation", "add_api_operation"}
# (the file imports one of these packages, the keyword, names of the callees)
_RESPONSE_MAPS: Final = (
    (frozenset({"drf_spectacular", "drf_yasg"}), "responses", _SCHEMA),
    (frozenset({"fastapi"}), "responses", _FASTAPI),
    (frozenset({"litestar"}), "responses", _DECORATORS | {"route"}),
    (frozenset({"flask_restx", "flask_restplus"}), "responses", frozenset({"doc"})),
    (frozenset({"ninja", "ninja_extra"}), "response", _NINJA),
)


_WORDS: Final = frozenset(word for _, word, _ in _RESPONSE_MAPS)


# A keyword `response` or `responses`
MAP: Final = Clue(words("response"), lambda text, settings: re.search(r"responses?[\s\\]*[=#]", text))


@check(RESPONSE_MAP_KEY, nodes=[ast.Call], clues=[MAP])
def response_map(node: ast.Call, file: File) -> Iterator[Finding]:
    """`@extend_schema(responses={200: A, (404, "application/json"): B})`, `@api.get(response={200: A})`."""
    maps = [each for each in node.keywords if each.arg in _WORDS and isinstance(each.value, ast.Dict)]
    callee = file.callee(node.func) if maps else ""
    for packages, word, callees in _RESPONSE_MAPS:
        if callee not in callees or file.packages.isdisjoint(packages):
            continue
        for keyword in maps:
            if keyword.arg == word and isinstance(keyword.value, ast.Dict):
                for key in keyword.value.keys:
                    for code in _codes(key):
                        yield from bare_codes(RESPONSE_MAP_KEY, code, file, kept=True)


def _codes(key: ast.expr | None) -> Iterator[ast.expr]:
    """The codes in one key: `404`, `(404, "text/html")` or `frozenset({401, 403})`."""
    if isinstance(key, ast.Tuple) and key.elts:
        yield key.elts[0]
    elif isinstance(key, ast.Call) and isinstance(key.func, ast.Name) and key.func.id == "frozenset":
        yield from key.args
    elif key is not None:
        yield key
