"""Broken planners, each caught by the proof.

Each is broken as a function from what the real planner says to what the broken one would. The proof looks at
the new text alone, so it does not matter how a planner came to be wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from cases import rewritten
from httpstatus_codemod import rewrite as rewriting
from httpstatus_codemod.names.planning import Plan
from httpstatus_codemod.proof import VerificationError

from flake8_httpstatus.findings import Finding

Broken = Callable[[Plan], Plan]
NEW = "from rest_framework import status"
IMPORT = f"{NEW}\n"
RESPONSE = "from rest_framework.response import Response\n"


def spelled(spelling: Callable[[Finding], str]) -> Broken:
    """The planner has another name for everything."""
    return lambda plan: replace(plan, spellings={finding: spelling(finding) for finding in plan.spellings})


def named(name: str) -> Broken:
    """The planner takes another constant or helper, and believes that it is the one."""
    return lambda plan: replace(
        plan,
        spellings={
            replace(finding, name=name): "".join([*spelling.rpartition(".")[:2], name])
            for finding, spelling in plan.spellings.items()
        },
    )


def imported(*statements: str) -> Broken:
    """The planner has other imports in the place of the new one."""
    return lambda plan: replace(
        plan,
        new_imports=tuple(
            replace(new, statement=statement) for new in plan.new_imports for statement in statements
        ),
    )


def both(*broken: Broken) -> Broken:
    def apply(plan: Plan) -> Plan:
        for each in broken:
            plan = each(plan)
        return plan

    return apply


def without_imports(plan: Plan) -> Plan:
    return replace(plan, extensions=(), new_imports=())


def import_below(plan: Plan) -> Plan:
    below = (replace(new, group=new.group + 1, staying=0, blank_above=0) for new in plan.new_imports)
    return replace(plan, new_imports=tuple(below))


by_module = spelled(lambda finding: f"status.{finding.name}")
by_name = spelled(lambda finding: f"{finding.name}")
always_the_module = both(by_module, without_imports)

# What the broken planner does not see, or does → the planner, and programs that it breaks
MUTATIONS: Mapping[str, tuple[Broken, list[str]]] = {
    "whose binding it is": (
        always_the_module,
        [
            f"{IMPORT}{RESPONSE}def f(status): return Response(x, status=404)\n",
            f"{IMPORT}{RESPONSE}def f():\n    status = 1\n    return Response(x, status=404)\n",
            f"{IMPORT}{RESPONSE}def f(status): return lambda: Response(x, status=404)\n",
            f"{IMPORT}{RESPONSE}class A:\n    status = 1\n    x = Response(x, status=404)\n",
            f"{IMPORT}{RESPONSE}x = [Response(x, status=404) for status in y]\n",
            f"{IMPORT}{RESPONSE}x = (lambda: Response(x, status=404) for status in y)\n",
            f"{IMPORT}{RESPONSE}def f():\n    try: pass\n    except E as status: Response(x, status=404)\n",
            f"{IMPORT}{RESPONSE}def f():\n    match x:\n        case [*status]: Response(x, status=404)\n",
        ],
    ),
    "that a name is taken": (
        both(by_module, imported(NEW)),
        [
            f"{RESPONSE}status = 1\nx = Response(x, status=404)\n",
            f"{RESPONSE}x = Response(x, status=404)\nfor status in x: pass\n",
            f"{RESPONSE}def f():\n    global status\n    status = 1\nx = Response(x, status=404)\n",
            f"{RESPONSE}def status(): pass\nx = Response(x, status=404)\n",
            f"{RESPONSE}def f(): return status\nx = Response(x, status=404)\n",
            f"{RESPONSE}class A:\n    x = status\n    status = 1\nx = Response(x, status=404)\n",
            f"{RESPONSE}x = (status := 1), Response(x, status=404)\n",
            f"{RESPONSE}from http import HTTPStatus as status\nx = Response(x, status=404)\n",
            f"{RESPONSE}def f(x, status): return Response(x, status=404)\n",
        ],
    ),
    "that a name is deleted": (
        always_the_module,
        [
            f"{IMPORT}{RESPONSE}del status\nx = Response(x, status=404)\n",
            f"{IMPORT}{RESPONSE}x = Response(x, status=404)\ndef f():\n    global status\n    del status\n",
        ],
    ),
    "that a star import may bind the name": (
        always_the_module,
        [
            f"{IMPORT}from x import *\n\n{RESPONSE}x = Response(x, status=404)\n",
        ],
    ),
    "that an import is under a condition": (
        always_the_module,
        [
            f"{RESPONSE}if x:\n    {IMPORT}y = Response(x, status=404)\n",
            f"{RESPONSE}try:\n    {IMPORT}except ImportError:\n    pass\ny = Response(x, status=404)\n",
            f"{RESPONSE}if TYPE_CHECKING:\n    {IMPORT}y = Response(x, status=404)\n",
            f"{RESPONSE}def f():\n    if x:\n        {IMPORT}    return Response(x, status=404)\n",
        ],
    ),
    "that an import is a function's or a class's": (
        always_the_module,
        [
            f"{RESPONSE}def f():\n    {IMPORT}y = Response(x, status=404)\n",
            f"{RESPONSE}def f():\n    {IMPORT}def g(): return Response(x, status=404)\n",
            f"{RESPONSE}class A:\n    {IMPORT}    def g(self): return Response(x, status=404)\n",
        ],
    ),
    "that an import stands below": (
        always_the_module,
        [
            f"{RESPONSE}y = Response(x, status=404)\n{IMPORT}",
            f"{RESPONSE}def f():\n    y = Response(x, status=404)\n    {IMPORT}",
        ],
    ),
    "writes an import below": (import_below, ["assert r.status_code == 404\nx = 1\n"]),
    "imports another module": (
        imported("from rest_framework import response as status"),
        [f"{RESPONSE}x = Response(x, status=404)\n"],
    ),
    "imports from another package": (
        imported("from other import status"),
        [f"{RESPONSE}x = Response(x, status=404)\n"],
    ),
    "imports from a neighbour": (
        imported("from .rest_framework import status"),
        [f"{RESPONSE}x = Response(x, status=404)\n"],
    ),
    "imports what nobody asked for": (
        imported(NEW, "import os"),
        [f"{RESPONSE}x = Response(x, status=404)\n"],
    ),
    "imports what nobody needs": (
        lambda plan: replace(plan, spellings={}),
        [f"{RESPONSE}x = Response(x, status=404)\n"],
    ),
    "imports nothing": (without_imports, [f"{RESPONSE}x = Response(x, status=404)\n"]),
    "imports under another name": (
        imported(f"{NEW} as http_status"),
        [f"{RESPONSE}x = Response(x, status=404)\n"],
    ),
    "adds nothing to an import": (
        without_imports,
        ["from rest_framework.status import HTTP_200_OK\nassert r.status_code == 404\n"],
    ),
    "invents a constant": (
        named("HTTP_404_NOT_THERE"),
        [f"{IMPORT}{RESPONSE}x = Response(x, status=404)\n", f"{RESPONSE}x = Response(x, status=404)\n"],
    ),
    "takes the constant of another code": (
        named("HTTP_403_FORBIDDEN"),
        [
            f"{IMPORT}{RESPONSE}x = Response(x, status=404)\n",
            "from rest_framework.status import HTTP_200_OK\nassert r.status_code == 404\n",
        ],
    ),
    "writes another constant than it says": (
        spelled(lambda finding: "status.HTTP_403_FORBIDDEN"),
        [f"{IMPORT}{RESPONSE}x = Response(x, status=404)\n"],
    ),
    "takes another helper": (
        named("is_client_error"),
        [
            f"{IMPORT}assert 200 <= r.status_code < 300\n",
            f"{IMPORT}assert not (r.status_code < 200 or r.status_code >= 300)\n",
        ],
    ),
    "takes the opposite": (
        lambda plan: replace(
            plan,
            spellings={
                replace(each, negated=not each.negated): spelling for each, spelling in plan.spellings.items()
            },
        ),
        [
            f"{IMPORT}assert 200 <= r.status_code < 300\n",
            f"{IMPORT}assert r.status_code < 200 or r.status_code >= 300\n",
        ],
    ),
    "captures in a pattern": (
        both(by_name, without_imports),
        ["from rest_framework.status import HTTP_404_NOT_FOUND\nmatch r.status_code:\n    case 404: pass\n"],
    ),
}
CASES = [
    pytest.param(broken, program, id=f"{what} {number}")
    for what, (broken, programs) in MUTATIONS.items()
    for number, program in enumerate(programs, 1)
]


@pytest.mark.parametrize(("broken", "program"), CASES)
def test_broken_planners_are_caught(broken: Broken, program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "HTTP_404" in (right := rewritten(program)) or "is_success" in right
    check(broken, program, monkeypatch)


DEPRECATED = "from starlette import status\nassert r.status_code == status.HTTP_422_UNPROCESSABLE_ENTITY\n"


@pytest.mark.parametrize(
    "broken",
    [
        named("HTTP_413_CONTENT_TOO_LARGE"),
        named("HTTP_422_UNPROCESSABLE"),
        spelled(lambda finding: f"http_status.{finding.name}"),
        spelled(lambda finding: f"{finding.name}"),
    ],
)
def test_deprecated_constants(broken: Broken, monkeypatch: pytest.MonkeyPatch) -> None:
    library = "starlette>=0.48"
    assert "status.HTTP_422_UNPROCESSABLE_CONTENT" in rewritten(DEPRECATED, library=library)
    check(broken, DEPRECATED, monkeypatch, library=library)


def check(broken: Broken, program: str, monkeypatch: pytest.MonkeyPatch, **options: str) -> None:
    real = rewriting.plan

    def plan(*arguments: object, **more: object) -> Plan:
        good = real(*arguments, **more)  # type: ignore[arg-type]
        bad = broken(good)
        assert (list(bad.spellings.items()), bad) != (list(good.spellings.items()), good)
        return bad

    monkeypatch.setattr(rewriting, "plan", plan)
    with pytest.raises(VerificationError):
        rewritten(program, **options)
