"""Proves that the new text of a file means the same as the old one, but for exactly what was planned.

Neither the finder's nor LibCST's word is taken for anything: syntax trees and texts are compared, and what
a literal, a test or a name stands for is worked out anew, by the code table.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain
from typing import Any, Final, NamedTuple

from flake8_httpstatus.findings import Finding, Span

from .equivalence import Names, stands_for_same
from .errors import NotRewritten
from .imports import Extension, Plan
from .parsing import parse
from .text import Range, Text

_COMMENT: Final = re.compile(r"#[^\r\n]*")
_COOKIE: Final = re.compile(r"(?:[^\r\n]*(?:\r\n?|\n))?[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")  # PEP 263


class VerificationError(NotRewritten):
    """The new text could not be proven to mean the same."""

    def __init__(self, what: str, node: Any = None) -> None:
        """Say what could not be proven; the node, an old one, tells where."""
        spot = f" at {node.lineno}:{node.col_offset + 1}" if hasattr(node, "lineno") else ""
        super().__init__(f"{what}{spot} could not be proven equal in meaning; please report this")


def verify(old: Text, tree: ast.Module, rewritten: str, planned: Plan) -> None:
    """Raise `VerificationError` unless the new text is the old one with what is planned, and nothing else."""
    new = Text(rewritten)
    try:
        new_tree = parse(rewritten)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise VerificationError("text that Python cannot parse") from None
    added = _added(new_tree.body, planned)
    changing: set[ast.AST] = {finding.node for finding in planned.spellings}
    changing.update(extension.statement for extension in planned.extensions)
    kept = [statement for statement in new_tree.body if statement not in added]
    counterparts = _counterparts(tree.body, kept, changing)
    if ast.get_docstring(tree, clean=False) != ast.get_docstring(new_tree, clean=False):
        raise VerificationError("docstring")
    names = Names(new_tree)

    changes: list[_Change] = []
    for finding, spelling in planned.spellings.items():
        what = f"rewrite of {ast.unparse(finding.node)}"
        if not stands_for_same(finding.node, counterparts[finding.node], finding.library.table, names):
            raise VerificationError(what, finding.node)
        changes.append(_Change(old.range(finding.span), _written(finding, spelling, old), what, finding.node))
    for extension in planned.extensions:
        statement, longer = extension.statement, counterparts[extension.statement]
        before, after = old.at(Span.of(statement)), new.at(Span.of(longer))
        if not (_is_extended(longer, extension) and _COMMENT.findall(before) == _COMMENT.findall(after)):
            raise VerificationError("import of more names", statement)
        changes.append(_Change(old.range(Span.of(statement)), {after}, "import", statement))
    changes += _gaps(old, tree.body, new, new_tree.body, added)
    _verify_text(old.source, new.source, sorted(changes, key=lambda change: change.place))


def _added(body: Sequence[ast.stmt], planned: Plan) -> set[ast.stmt]:
    """The new imports among the statements of the new module."""
    added: set[ast.stmt] = set()
    for new_import in planned.new_imports:
        expected = ast.dump(ast.parse(new_import.statement).body[0])
        for statement in body:
            is_import = isinstance(statement, (ast.Import, ast.ImportFrom))
            if is_import and statement not in added and ast.dump(statement) == expected:
                added.add(statement)
                break
        else:
            raise VerificationError(f"missing `{new_import.statement}`")
    return added


def _counterparts(
    old: Sequence[ast.AST], new: Sequence[ast.AST], changing: Set[ast.AST]
) -> Mapping[ast.AST, Any]:
    """What stands in the place of the nodes that change; all other nodes have to be equal."""
    if len(old) != len(new):
        raise VerificationError("another number of statements")
    counterparts: dict[ast.AST, ast.AST] = {}
    pairs: list[tuple[Any, Any, Any]] = [(*pair, None) for pair in zip(old, new, strict=True)]
    while pairs:  # no recursion: trees are deep
        before, after, parent = pairs.pop()
        if before in changing:
            counterparts[before] = after
            continue
        spot = before if hasattr(before, "lineno") else parent
        if type(before) is not type(after):
            raise VerificationError("a change", spot)
        if not isinstance(before, ast.AST):  # lists hold names, and None, too
            if before != after:
                raise VerificationError(f"a change of {before}", spot)
            continue
        for field in before._fields:
            left, right = getattr(before, field, None), getattr(after, field, None)
            if left is right:
                continue
            if isinstance(left, ast.AST):
                pairs.append((left, right, spot))
            elif isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
                pairs.extend((*pair, spot) for pair in zip(left, right, strict=True))
            elif type(left) is not type(right) or left != right:
                raise VerificationError("a change", spot)
    if counterparts.keys() != changing:
        raise VerificationError("spot of another file")
    return counterparts


def _is_extended(longer: Any, extension: Extension) -> bool:
    """Whether an import has the planned names besides those that it had, these in their order."""
    shorter = extension.statement
    if (type(longer), longer.module, longer.level) != (ast.ImportFrom, shorter.module, shorter.level):
        return False
    names = [(alias.name, alias.asname) for alias in longer.names]
    try:
        for name in extension.names:
            names.remove(name)
    except ValueError:
        return False
    return names == [(alias.name, alias.asname) for alias in shorter.names]


class _Change(NamedTuple):
    """What may stand in the place of a piece of the old text."""

    place: Range
    texts: set[str]
    what: str
    node: ast.AST | None


def _written(finding: Finding, spelling: str, old: Text) -> set[str]:
    text = spelling
    if finding.operand is not None:
        text = f"{'not ' if finding.negated else ''}{spelling}({old.at(Span.of(finding.operand))})"
    return {text, f"({text})"}


def _gaps(
    old: Text,
    old_body: Iterable[ast.stmt],
    new: Text,
    new_body: Iterable[ast.stmt],
    added: Container[ast.stmt],
) -> Iterator[_Change]:
    """The gaps between statements that got new imports."""
    old_statements = iter(old_body)
    old_above = new_above = None
    imports: list[ast.stmt] = []
    for new_below in (*new_body, None):
        if new_below is not None and new_below in added:
            imports.append(new_below)
            continue
        old_below = next(old_statements, None)
        if imports:
            place, gap = _between(old, old_above, old_below), _between(new, new_above, new_below)
            too_early = isinstance(old_below, ast.ImportFrom) and old_below.module == "__future__"
            if too_early or not _differs_in_blanks(old.source[slice(*place)], new, gap, imports):
                raise VerificationError("place of the new import", old_below)
            yield _Change(place, {new.source[slice(*gap)]}, "new import", old_below)
            imports = []
        old_above, new_above = old_below, new_below


def _between(text: Text, above: ast.stmt | None, below: ast.stmt | None) -> Range:
    start = 0 if above is None else text.range(Span.of(above))[1]
    if below is None:
        return start, len(text.source)
    decorators: list[ast.expr] = getattr(below, "decorator_list", [])
    return start, text.range(Span.of(decorators[0] if decorators else below))[0]


def _differs_in_blanks(old_gap: str, new: Text, gap: Range, imports: Sequence[ast.stmt]) -> bool:
    """Whether a gap is the old one, but for the imports and for blank lines around these."""
    cuts = [gap[0], *chain.from_iterable(new.range(Span.of(each)) for each in imports), gap[1]]
    first, *others = (new.source[start:end] for start, end in zip(cuts[::2], cuts[1::2], strict=True))
    pieces = [first.rstrip(), *map(str.strip, others[:-1]), others[-1].lstrip()]
    return re.fullmatch(r"\s*".join(map(re.escape, pieces)), old_gap) is not None


def _verify_text(old: str, new: str, changes: Iterable[_Change]) -> None:
    """Show that nothing but the changes tells the texts apart."""
    cookies = [match and match[1] for match in map(_COOKIE.match, (old, new))]
    if cookies[0] != cookies[1]:
        raise VerificationError("encoding")
    done = at = 0
    for change in changes:
        start, end = change.place
        if not new.startswith(old[done:start], at):
            raise VerificationError("text above what is rewritten", change.node)
        at += start - done
        written = next((text for text in change.texts if new.startswith(text, at)), None)
        if written is None:
            raise VerificationError(change.what, change.node)
        at += len(written)
        done = end
    if new[at:] != old[done:]:
        raise VerificationError("text below what is rewritten")
