"""HSC103 in the rows of `@pytest.mark.parametrize`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ..checking import check
from ..columns import columns
from ..evidence.held import NAMED
from ..evidence.names import may_be_passed
from ..file import File
from ..findings import Finding
from ..reporting import bare_codes
from ..rules import COMPARED_STATUS


@check(COMPARED_STATUS, nodes=[ast.Call], clues=[NAMED])
def parametrized(node: ast.Call, file: File) -> Iterator[Finding]:
    """The columns whose name says that they have a status."""
    for name, value in columns(node, file):
        if may_be_passed(name, file.settings):
            yield from bare_codes(COMPARED_STATUS, value, file, doubtful=True, kept=True)
