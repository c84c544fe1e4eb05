"""The replies of NNTP, FTP and SMTP, and the codes of some services, look just like HTTP's status codes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from ..codes import leaves
from ..expressions import same
from ..file import File
from ..findings import Finding
from ..libraries.in_use import is_another_protocols
from ..statements import Function, own_nodes
from .pairs import EQUALITY, MEMBERSHIP, asserted, compared, constants


def unless_reply(findings: Iterable[Finding], operand: ast.expr, file: File) -> Iterator[Finding]:
    """The findings in comparisons of an operand, unless it holds another protocol's replies.

    It does if the same function also compares it with a number that no HTTP server is known to send. Limits
    of ranges do not count: 299, 399 and 599 are common there.
    """
    for finding in findings:
        if file.has_other_codes and _is_reply(operand, file):
            return
        yield finding


def has_codes_of_service(key: str, file: File) -> bool:
    """Whether a service has codes of its own under a key, in some dict of the file: `{"statusCode": 101}`.

    What answers a request never has one below 200.
    """
    if key not in file.service_keys:
        numbers = re.findall(rf"[\"']{re.escape(key)}[\"']\s*:\s*[\"']?([0-9]+)", file.source)
        file.service_keys[key] = any(
            int(number) < 200 or is_another_protocols(int(number)) for number in numbers
        )
    return file.service_keys[key]


def _is_reply(operand: ast.expr, file: File) -> bool:
    function = next((above for above in file.above(operand) if isinstance(above, Function)), file.tree)
    if function not in file.replies:
        file.replies[function] = list(_replies(function))
    return any(same(operand, reply) for reply in file.replies[function])


def _replies(function: Function | ast.Module) -> Iterator[ast.expr]:
    """The operands that a function itself compares with a number of another protocol."""
    for node in own_nodes(function):
        for left, right in _equalities(node):
            for operand, other in ((left, right), (right, left)):
                numbers = (leaf.value for leaf in leaves(other))
                if any(type(number) is int and is_another_protocols(number) for number in numbers):
                    yield operand


def _equalities(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    """The pairs that a node compares by `==`, `!=`, `in` or `not in`, or by a pattern."""
    if isinstance(node, ast.Compare):
        for operator, left, right in compared(node):
            if isinstance(operator, (ast.Eq, ast.NotEq, ast.In, ast.NotIn)):
                yield left, right
    elif isinstance(node, ast.Call):
        assertion = asserted(node)
        if assertion is not None and assertion[0] in EQUALITY | MEMBERSHIP:
            yield assertion[1:]
    elif isinstance(node, ast.Match):
        for case in node.cases:
            for constant in constants(case.pattern):
                yield node.subject, constant
