"""The `code` of an exception class: of Werkzeug's, or of several with a code each."""

from __future__ import annotations

import ast
import re
from typing import Final

from ..clues import Clue, words
from ..expressions import last_name
from ..file import File
from ..libraries.in_use import is_another_protocols

_CODE: Final = "code"
# Something is stored in it. `re` scans fast for plain characters, so the pattern begins with them
_STORED: Final = re.compile(rf"{_CODE}(?<!\w{_CODE})(?!\w)[^=\n(]*=(?!=)")
CODES_OF_EXCEPTIONS: Final = Clue(words(_CODE), lambda text, settings: _STORED.search(text))

# https://werkzeug.palletsprojects.com/en/stable/exceptions/#custom-errors
_WERKZEUG: Final = "werkzeug.exceptions."
# As many different ones show that they are statuses: tables of SIP's or AMQP's have other numbers as well
_ENOUGH: Final = 3


def is_code_of_exception(target: ast.expr, file: File) -> bool:
    """Whether a class attribute, or one of `self`, is the status of an exception."""
    definition = file.enclosing_class(target)
    if last_name(target) != _CODE or definition is None:
        return False
    if _is_exception(definition, file) and _has_codes_of_http(file):
        return True
    return any(base.startswith(_WERKZEUG) for base in file.outer_bases(definition))


def _is_exception(definition: ast.ClassDef, file: File) -> bool:
    return any(
        last_name(base).endswith(("Exception", "Error"))
        for each in (definition, *file.ancestors(definition))
        for base in each.bases
    )


def _has_codes_of_http(file: File) -> bool:
    """Whether the exceptions of the file have several codes, and no other numbers."""
    numbers = {
        value.value
        for node in file.statements
        if isinstance(node, ast.ClassDef) and _is_exception(node, file)
        for value in file.assigned(node).values.get(_CODE, ())
        if isinstance(value, ast.Constant) and type(value.value) is int
    }
    return len(numbers) >= _ENOUGH and all(
        200 <= number <= 599 and not is_another_protocols(number) for number in numbers
    )
