"""Where a new import goes: where isort and ruff would put it, and above its first use."""

from __future__ import annotations

import ast
import bisect
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from flake8_httpstatus.statements import Definition, last_line

from ..errors import NotRewritten
from ..groups import first_line
from .effects import has_effect
from .import_settings import FIRST_PARTY, FUTURE, LOCAL, STDLIB
from .sorting import member_key, natural_key
from .surroundings import Surroundings

_HEADING = re.compile(r"third|librar|import|package|framework|django|standard|built-?in", re.IGNORECASE)


@dataclass(frozen=True)
class NewImport:
    """A new import, on a line of its own before a group of statements (see `groups.py`)."""

    statement: str
    group: int  # index of the group below it; there always is one
    staying: int  # of the blank and comment lines above that group, how many stay below the import
    blank_above: int  # blank lines to add
    blank_below: int
    newline: str  # the file's


class _Import(NamedTuple):
    """An import at the top level."""

    section: int  # its place in the order of the sections
    module: str
    is_from: bool
    member: tuple[object, ...]  # sort key of the first name
    group: int

    @property
    def package(self) -> str:
        return self.module.partition(".")[0]


_Order = Callable[[_Import], tuple[Any, ...]]


class _Spot(NamedTuple):
    """A place for a new import, in the fields of `NewImport`."""

    group: int
    staying: int
    blank_above: int = 0
    blank_below: int = 0


class Placing:
    """The places for new imports in one file."""

    def __init__(
        self, groups: Sequence[Sequence[ast.stmt]], lines: Sequence[str], surroundings: Surroundings
    ) -> None:
        """Take the file's statement groups and physical lines."""
        self._groups = groups
        self._lines = lines
        self._surroundings = surroundings
        self._settings = surroundings.import_settings

    def place(self, statement: str, needed: int, newline: str) -> NewImport:
        """Where an import goes whose first use is in the group with the index `needed`."""
        top = self._top()
        if top > needed:
            raise NotRewritten("a use shares its line with the docstring or a `__future__` import")
        new = self._import(ast.parse(statement).body[0], needed)
        blocks = self._blocks(needed)
        spot = self._in_block(new, _block_for(new, blocks)) if blocks else self._alone(top)
        return NewImport(statement, *spot, newline=newline)

    def _top(self) -> int:
        """The first group that an import may stand above: it goes below the docstring and `__future__`."""
        top = 0
        for index, group in enumerate(self._groups):
            if (index == 0 and _is_docstring(group[0])) or any(map(_is_future, group)):
                top = index + 1
        return top

    def _blocks(self, needed: int) -> list[list[_Import]]:
        """The runs of imports above a group: isort and ruff sort each run for itself.

        Where code such as `sys.path.insert(…)` stands between two runs, only those below it count.
        """
        blocks: list[list[_Import]] = []
        has_acted = False
        for index, group in enumerate(self._groups[:needed]):
            if all(isinstance(statement, (ast.Import, ast.ImportFrom)) for statement in group):
                if has_acted:
                    blocks.clear()
                    has_acted = False
                if not (blocks and blocks[-1][-1].group == index - 1):
                    blocks.append([])
                blocks[-1].append(self._import(group[0], index))
            else:
                has_acted = has_acted or any(map(has_effect, group))
        return blocks

    def _import(self, statement: ast.stmt, group: int) -> _Import:
        if isinstance(statement, ast.ImportFrom):
            module = "." * statement.level + (statement.module or "")
        else:
            assert isinstance(statement, ast.Import)
            module = statement.names[0].name
        return _Import(
            self._section(module),
            module,
            isinstance(statement, ast.ImportFrom),
            member_key(statement.names[0].name, self._settings.by_type),
            group,
        )

    def _section(self, module: str) -> int:
        package = module.partition(".")[0]
        settings = self._settings
        if not package:
            section = LOCAL
        elif package == "__future__":
            section = FUTURE
        elif (known := settings.section(module)) is not None:
            section = known
        elif package in sys.stdlib_module_names:
            section = STDLIB
        else:
            section = FIRST_PARTY if self._surroundings.is_first_party(package) else settings.default
        return settings.position(section)

    def _in_block(self, new: _Import, block: Sequence[_Import]) -> _Spot:
        """In a run of imports: beside its kin, else in the place of its section."""
        chunks = self._chunks(block)
        same_section = [chunk for chunk in chunks if chunk[0].section == new.section]
        kin = [chunk for chunk in chunks if any(other.package == new.package for other in chunk)]
        if self._between_types:  # blank lines then divide a section by the kind of import
            kin = [chunk for chunk in same_section if any(each.is_from == new.is_from for each in chunk)]
        kin = kin or same_section
        if kin:
            return self._in_chunk(new, kin[-1], chunks)
        before = [other for other in block if other.section < new.section]
        if not before:
            group = block[0].group
            staying = 0 if self._is_top_comment(group) else self._comments(group)
            return _Spot(group, staying, blank_below=self._blank_between(new, block[0]))
        above, group = before[-1], before[-1].group + 1
        blank = self._blank_between(above, new)
        if above is not block[-1]:
            if not self._blank_between(new, block[len(before)]):  # the blank line there is the one above
                return _Spot(group, self._comments(group))
            if not self._has_blank(group):
                blank = 0  # the file does not set sections apart
        return _Spot(group, len(self._above(group)), blank, self._missing_below(group))

    @property
    def _between_types(self) -> int:
        """Blank lines between `import …` and `from … import …`."""
        return 0 if self._settings.mixed else self._settings.lines_between_types

    def _blank_between(self, above: _Import, below: _Import) -> int:
        """Blank lines between two sections: none if `no-lines-before` has all up to the lower one."""
        settings = self._settings
        sections = settings.order[above.section + 1 : below.section + 1]
        return int(not set(sections).issubset(settings.no_lines_before))

    def _chunks(self, block: Sequence[_Import]) -> list[list[_Import]]:
        """The parts of a run: sections, and what blank lines divide, unless they stand above a comment."""
        chunks = [[block[0]]]
        for before, after in pairwise(block):
            apart = self._has_blank(after.group) and not self._comments(after.group)
            if apart or before.section != after.section:
                chunks.append([])
            chunks[-1].append(after)
        return chunks

    def _in_chunk(self, new: _Import, chunk: Sequence[_Import], chunks: Sequence[Sequence[_Import]]) -> _Spot:
        """In a part of a run, in its order."""
        if self._between_types and all(each.is_from != new.is_from for each in chunk):
            return self._beside(new, chunk)
        at = self._index(new, chunk, chunks)
        if at == len(chunk):
            group = chunk[-1].group + 1
            return _Spot(group, len(self._above(group)), 0, self._missing_below(group))
        group = chunk[at].group
        if chunk[at].module == new.module:  # isort keeps a comment above the first import of the module
            return _Spot(group, 0)
        if at > 0:
            return _Spot(group, len(self._above(group)))
        comments = self._comments(group)
        if self._is_top_comment(group) or any(map(_HEADING.search, self._above(group)[-comments:])):
            comments = 0
        return _Spot(group, comments, blank_below=1 if comments else 0)

    def _beside(self, new: _Import, chunk: Sequence[_Import]) -> _Spot:
        """In a section that has only the other kind of import, with blank lines between the two."""
        if new.is_from is self._settings.from_first:
            return _Spot(chunk[0].group, self._comments(chunk[0].group), blank_below=self._between_types)
        group = chunk[-1].group + 1
        return _Spot(group, len(self._above(group)), self._between_types, self._missing_below(group))

    def _index(self, new: _Import, chunk: Sequence[_Import], chunks: Sequence[Sequence[_Import]]) -> int:
        """The index by the order that the imports keep; if they keep none, below the last of the section.

        A part with imports of one kind keeps both orders: then the run's other parts tell which it is.
        """
        orders = [_mixed_order, _default_order] if self._settings.mixed else [_default_order, _mixed_order]
        if self._settings.from_first:
            orders.insert(0, _from_first_order)
        orders.sort(key=lambda order: -sum(_is_sorted(each, order) for each in chunks))
        for order in orders:
            if _is_sorted(chunk, order):
                return bisect.bisect(list(map(order, chunk)), order(new))
        last = (at for at, other in enumerate(chunk, 1) if other.section == new.section)
        return max(last, default=len(chunk))

    def _alone(self, group: int) -> _Spot:
        """In a file without imports: above its first statement."""
        above = self._above(group)
        apart = self._apart(group)
        if self._is_top_comment(group):
            return _Spot(group, 0, 1, apart)
        comments = self._comments(group)
        code_or_comments, blank = len(above) - comments, 0
        while code_or_comments and not above[code_or_comments - 1].strip():
            code_or_comments, blank = code_or_comments - 1, blank + 1
        staying = min(blank, apart)
        first_in_file = group == 0 and not code_or_comments
        return _Spot(
            group,
            comments + staying,
            blank_above=0 if first_in_file or blank > staying else 1,
            blank_below=apart - staying,
        )

    def _above(self, group: int) -> Sequence[str]:
        """The blank and comment lines above a group."""
        end = last_line(self._groups[group - 1][-1]) if group else 0
        return self._lines[end : first_line(self._groups[group], self._lines) - 1]

    def _has_blank(self, group: int) -> bool:
        return any(not line.strip() for line in self._above(group))

    def _comments(self, group: int) -> int:
        """How many comment lines stand right above a group."""
        above = self._above(group)
        return next((count for count, line in enumerate(reversed(above)) if not line.strip()), len(above))

    def _is_top_comment(self, group: int) -> bool:
        """Whether the comment right above a group opens the file: shebang, coding line, licence."""
        return group == 0 and 0 < self._comments(group) == len(self._above(group))

    def _apart(self, group: int) -> int:
        """How many blank lines isort and ruff want between imports and a group of other code."""
        if self._settings.lines_after is not None:
            return self._settings.lines_after
        return 2 if isinstance(self._groups[group][0], Definition) else 1

    def _missing_below(self, group: int) -> int:
        """The blank lines to add where code follows on imports without any."""
        above = self._above(group)
        is_import = isinstance(self._groups[group][0], (ast.Import, ast.ImportFrom))
        return 0 if is_import or (above and not above[0].strip()) else self._apart(group)


def _block_for(new: _Import, blocks: Sequence[list[_Import]]) -> list[_Import]:
    """The run that has the same package, else the same section, else the first run."""
    for block in blocks:
        if any(other.package == new.package for other in block):
            return block
    return next(
        (block for block in blocks if any(other.section == new.section for other in block)), blocks[0]
    )


def _is_sorted(chunk: Sequence[_Import], order: _Order) -> bool:
    keys = list(map(order, chunk))
    return keys == sorted(keys)


def _default_order(each: _Import) -> tuple[Any, ...]:
    return each.section, each.is_from, natural_key(each.module), each.member


def _from_first_order(each: _Import) -> tuple[Any, ...]:
    return each.section, not each.is_from, natural_key(each.module), each.member


def _mixed_order(each: _Import) -> tuple[Any, ...]:
    """The order under isort's and ruff's `force-sort-within-sections`."""
    return each.section, natural_key(each.module), each.is_from, each.member


def _is_docstring(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def _is_future(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.ImportFrom) and statement.module == "__future__"
