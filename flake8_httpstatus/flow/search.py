"""Whether a variable holds a status: where it comes from, where it goes, hop by hop."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ..codes import ends
from ..definitions import Defined
from ..evidence.held import held
from ..evidence.literal_types import is_literal_type
from ..evidence.models import is_enum
from ..expressions import spelled
from ..file import File
from ..rules import THRESHOLD
from .instead import site_of
from .objections import is_code, is_measure, is_no_status, is_used_otherwise, says_status, takes_anything
from .others import family
from .takers import takers
from .uses import Uses
from .variables import Place, Variable, variable_of, wholes
from .ways import Hop, Spot, Way

_MOST_VARIABLES = 50  # as many are looked at for one question


class Flow:
    """What reaches a status, seen from one file; each variable is asked about once."""

    def __init__(self, file: File) -> None:
        """For the literals of a file."""
        self._file = file
        self._known: dict[Variable, Way | None] = {}

    def way(self, start: Variable) -> Way | None:
        """The way from a variable to a status; None: it holds none, as far as can be seen."""
        if start not in self._known:
            self._known[start] = self._search(start)
        return self._known[start]

    def reads(self, variable: Variable) -> list[ast.expr]:
        """Where a variable is read in the file."""
        return self._file.kept(Uses).read(variable)

    def _search(self, start: Variable) -> Way | None:
        pending: list[tuple[Variable, tuple[Hop, ...]]] = [(start, ())]
        seen = {start}
        while pending and len(seen) <= _MOST_VARIABLES:
            variable, hops = pending.pop(0)
            if self._objects(variable):
                continue
            shown = self._shown(variable)
            if shown is not None:
                what, spot = shown
                return Way(what, (*hops, Hop(variable, spot)))
            for other, spot in self._neighbours(variable):
                if other not in seen and not other.is_constant:
                    seen.add(other)
                    pending.append((other, (*hops, Hop(variable, spot))))
        return None

    def _uses(self, variable: Variable) -> Iterator[tuple[Uses, File]]:
        """Where it may be used: in the file that it stands in, and in this one."""
        for file in dict.fromkeys((variable.file, self._file)):
            yield file.kept(Uses), file

    def _given(self, variable: Variable) -> Iterator[Spot]:
        """What it is given."""
        for uses, file in self._uses(variable):
            yield from (Spot(value, file) for value in uses.given(variable))

    def _read(self, variable: Variable) -> Iterator[Spot]:
        """Where it is read."""
        for uses, file in self._uses(variable):
            yield from (Spot(read, file) for read in uses.read(variable))

    def _ends(self, variable: Variable) -> Iterator[Spot]:
        """What it may be in the end, each part of a condition or a collection for itself."""
        for value, file in self._given(variable):
            yield from (Spot(end, file) for end in ends(value))

    def _objects(self, variable: Variable) -> bool:
        """Whether something speaks against its holding a status."""
        home = variable.home
        return (
            is_measure(variable.name)
            or (isinstance(home, ast.ClassDef) and _is_enum(Defined(home, variable.file)))
            or any(uses.is_bound_otherwise(variable) for uses, _ in self._uses(variable))
            or any(
                is_literal_type(each, file)
                for uses, file in self._uses(variable)
                for each in uses.annotations(variable)
            )
            or any(is_no_status(value) for value, _ in self._given(variable) if not _is_dict(value))
            or any(is_used_otherwise(read, file) for read, file in self._read(variable))
        )

    def _shown(self, variable: Variable) -> tuple[str, Spot] | None:
        """What shows directly that it holds a status, and where."""
        for spot in self._read(variable):
            what = site_of(spot.node, variable.key, spot.file)
            if what is not None:
                return what, spot
        if not takes_anything(variable) and not self._is_given_others(variable):
            for value, file in self._given(variable):
                for end in ends(value) if not _is_mixed(value, file) else ():
                    if held(end, file) is not None:
                        return spelled(end), Spot(end, file)
        return None

    def _is_given_others(self, start: Variable) -> bool:
        """Whether it is given something of which nobody knows what it is, besides statuses perhaps."""
        pending, seen = [start], {start}
        while pending and len(seen) <= _MOST_VARIABLES:
            given = [*self._ends(pending.pop())]
            for end, file in given:
                if is_code(end, file) or says_status(end) or held(end, file) is not None:
                    continue
                other = variable_of(end, file)
                if other is None:
                    return True
                if other not in seen:
                    seen.add(other)
                    pending.append(other)
            if not given:
                return True
        return bool(pending)

    def _neighbours(self, variable: Variable) -> Iterator[tuple[Variable, Spot]]:
        """The variables that its values go to, and those that they come from."""
        for spot in self._read(variable):
            if isinstance(variable.key, Place):
                yield from ((other, spot) for other in _taking_part(spot, variable.key))
            else:
                yield from ((each.variable, spot) for each in takers(*spot) if each.rule is not THRESHOLD)
        if takes_anything(variable) or self._is_given_others(variable):
            return
        for spot in self._ends(variable):
            other = variable_of(*spot)
            if other is not None:
                yield other, spot


def _taking_part(tuple_read: Spot, place: Place) -> Iterator[Variable]:
    """The variables that take a part of a tuple from where the tuple is read."""
    read, file = tuple_read
    above = file.parents[read]
    if isinstance(above, ast.Assign):
        for target in above.targets:
            part = place.part(target)
            other = variable_of(part, file) if part is not None else None
            if other is not None:
                yield other
    if isinstance(above, (ast.Assign, ast.Return)):
        for whole in wholes(above, file):
            yield whole._replace(key=place)


def _is_enum(of: Defined) -> bool:
    """Whether a class is an enum, by what it derives from in any file."""
    return any(isinstance(each, ast.ClassDef) and is_enum(each, file) for each, file in family(of))


def _is_mixed(value: ast.expr, file: File) -> bool:
    """Whether it is a collection with numbers beside other things: those need not be of one kind."""
    collected = isinstance(value, (ast.Tuple, ast.List, ast.Set))
    return collected and any(is_code(end, file) for end in ends(value))


def _is_dict(value: ast.expr) -> bool:
    return isinstance(value, ast.Dict)
