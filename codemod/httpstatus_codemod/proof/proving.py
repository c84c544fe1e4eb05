"""The whole proof: trees, texts, meaning, names."""

from __future__ import annotations

import ast
import re
from typing import Final

from flake8_httpstatus.findings import Finding
from flake8_httpstatus.source import Span, Text, parse

from ..names.planning import Plan
from .equivalence import dotted_name
from .errors import VerificationError
from .names import Introduced, Use, prove_names
from .texts import Piece, gaps, prove_text
from .trees import added_imports, counterparts_of, extends

_COMMENT: Final = re.compile(r"#[^\r\n]*")


def verify(old: Text, tree: ast.Module, rewritten: str, planned: Plan) -> None:
    """Raise `VerificationError` unless the new text is the old one with the planned changes and no other."""
    new = Text(rewritten)
    try:
        new_tree = parse(rewritten)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise VerificationError("text that Python cannot parse") from None
    added = added_imports(new_tree.body, planned)
    changing: set[ast.AST] = {finding.node for finding in planned.spellings}
    changing.update(extension.statement for extension in planned.extensions)
    kept = [statement for statement in new_tree.body if statement not in added]
    counterparts = counterparts_of(tree.body, kept, changing)
    if ast.get_docstring(tree, clean=False) != ast.get_docstring(new_tree, clean=False):
        raise VerificationError("docstring")

    changes: list[Piece] = []
    uses: list[Use] = []
    for finding, spelling in planned.spellings.items():
        what, instead = f"rewrite of {ast.unparse(finding.node)}", counterparts[finding.node]
        name = dotted_name(finding, instead)
        if name is None:
            raise VerificationError(what, finding.node)
        uses.append(Use(finding, name, what))
        written = _written(finding, spelling, old)
        changes.append(Piece(old.range(finding.span), written, what, finding.node, instead))
    introduced = [Introduced(statement, alias) for statement in added for alias in statement.names]
    for extension in planned.extensions:
        statement, longer = extension.statement, counterparts[extension.statement]
        before, after = old.at(Span.of(statement)), new.at(Span.of(longer))
        if not (extends(longer, extension) and _COMMENT.findall(before) == _COMMENT.findall(after)):
            raise VerificationError("import of more names", statement)
        changes.append(Piece(old.range(Span.of(statement)), {after}, "import", statement))
        introduced += [
            Introduced(longer, alias)
            for alias in longer.names
            if (alias.name, alias.asname) in extension.names
        ]
    changes += gaps(old, tree.body, new, new_tree.body, added)
    prove_text(old.source, new, sorted(changes, key=lambda change: change.place))
    prove_names(new_tree, uses, introduced, debug="__debug__" in rewritten)


def _written(finding: Finding, spelling: str, old: Text) -> set[str]:
    text = spelling
    if finding.operand is not None:
        text = f"{'not ' if finding.negated else ''}{spelling}({old.at(Span.of(finding.operand))})"
    return {text, f"({text})"}
