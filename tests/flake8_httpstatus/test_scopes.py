"""Scopes: which binding a name reads at a spot, the same on every Python."""

from __future__ import annotations

import ast
import sys
import textwrap
from importlib.util import find_spec

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from flake8_httpstatus.findings import Finding
from flake8_httpstatus.libraries.rows import DRF
from flake8_httpstatus.libraries.usable import usable_names
from flake8_httpstatus.scopes import Scopes

# The spots are integers: 1 where the module's `x` is read, 2 where another scope's is.
PROGRAMS = {
    "parameter": "def f(x=1): return 2",
    "keyword-only parameter": "def f(a=1, *, x=1): return 2",
    "lambda": "f = lambda x=1: 2",
    "two lambdas on a line": "f = (lambda x: 2), (lambda y: 1)",
    "a lambda in a lambda": "f = lambda x: (lambda y=2: 2)",
    "decorator": "@d(1)\ndef f(x): return 2",
    "decorators on many lines": "@d(\n  1\n)\n@e\ndef f(x):\n  return 2",
    "method": "class A:\n  x = 2\n  def f(self): return 1",
    "method in a class in a function": "def f():\n  x = 2\n  class A:\n    def g(self): return 2",
    "class in a class": "class A:\n  x = 2\n  class B:\n    y = 1",
    "bases and keywords": "class A(b(1), c=1):\n  x = 2",
    "global in a function": "def f(x):\n  def g():\n    global x\n    return 1",
    "global passed on": "def f(x):\n  def g():\n    global x\n    def h(): return 1",
    "global in a class": "class A:\n  global x\n  x = 1",
    "global in a class, not in its methods": (
        "def f(x):\n  class A:\n    global x\n    y = 1\n    def g(self): return 2"
    ),
    "nonlocal": "def f(x):\n  def g():\n    nonlocal x\n    return 2",
    "list comprehension": "y = [2 for x in [1]], 1",
    "condition": "y = [a for x in [1] if 2]",
    "second iterable": "y = [a for x in [1] for z in [2]]",
    "first iterable of a nested comprehension": "y = [[2 for x in [1]] for z in [1]]",
    "nested comprehension": "y = [[2 for z in [2]] for x in [1]]",
    "comprehension in a function": "def f():\n  y = [2 for x in [1]]\n  return 1",
    "comprehension in a class": "class A:\n  y = [2 for x in [1]]\n  z = 1",
    "comprehension in a class that binds the name": "class A:\n  x = 2\n  y = [1 for z in [2]]",
    "generator in a class that binds the name": "class A:\n  x = 2\n  y = (1 for z in [2])",
    "lambda in a comprehension": "y = [lambda: 2 for x in [1]]",
    "comprehension in a lambda": "y = lambda: [2 for x in [1]], 1",
    "comprehension and binding": "def f():\n  [2 for x in [2]]\n  x = 2",
    "comprehension and reading": "def f():\n  [2 for x in [1]]\n  return x, 1",
    "comprehension and closure": "def f():\n  [2 for x in [1]]\n  def g(): return 1",
    "comprehension target with a star": "y = [2 for a, *x in [1]]",
    "comprehension target of a subscript": "y = [1 for a[x] in [1]]",
    "walrus in a comprehension": "def f():\n  [(x := a) for a in [2]]\n  return 2",
    "walrus in a default": "def f():\n  def g(a=(x := 2)): return 2",
    "walrus in a decorator": "def f():\n  @(x := d)\n  def g(): return 2",
    "walrus in a lambda": "y = lambda: (x := 2), 1",
    "import": "def f():\n  import x.y\n  return 2",
    "import of a submodule": "def f():\n  import y.x\n  return 1",
    "import from": "def f():\n  from y import x\n  return 2",
    "import under another name": "def f():\n  from x import x as y\n  return 1",
    "except": "def f():\n  try: pass\n  except E as x: pass\n  return 2",
    "del": "def f():\n  del x\n  return 2",
    "for": "def f():\n  for a, x in b: pass\n  return 2",
    "augmented": "def f():\n  x += 2",
    "attribute and subscript": "def f():\n  a.x = 1\n  b[x] = 1",
    "keyword": "def f():\n  g(x=1)",
    "match": "def f(a):\n  match a:\n    case {'k': [*x]}: return 2",
    "match, a value": "def f(a):\n  match a:\n    case x.y: return 1",
    "a function named top": "def top():\n  x = 2\n  return 2",
    "a function named as a lambda's table": "def lambda_(x): return 2\nf = lambda: 1",
    "f-string": "def f(x):\n  return f'{2} {(lambda: 2)()}'",
}
if sys.version_info >= (3, 12):
    PROGRAMS |= {
        "type parameter": "def f[x](a=1): return 2",
        "type parameter, not hidden in a decorator": "@d(1)\ndef f[x](): return 2",
        "type parameter of a class": "class A[x](b(2)):\n  y = 2\n  def f(self): return 2",
        "other type parameter": "class A[T: int](b(1)):\n  y = 1\n  def f[U](self, a=1): return 1",
        "generic function in a class": "class A:\n  x = 2\n  def f[T](self): return 1",
        "type alias": "def f():\n  type x = int\n  return 2",
        "type alias beside": "type A[x] = list[x]\ny = 1",
    }


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
@pytest.mark.parametrize("head", ["", "from __future__ import annotations\n"], ids=["", "future"])
def test_home(program: str, head: str) -> None:
    tree = ast.parse(head + program)
    scopes = Scopes(tree, head + program)
    spots = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and node.value in (1, 2)]
    assert spots
    for spot in spots:
        assert (scopes.home(spot, "x") is tree) == (spot.value == 1), f"column {spot.col_offset}"


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("def f(x): return x", False),
        ("y = [x for x in y]", False),
        ("def f():\n  return [x for x in y]", False),
        ("class A:\n  x = 1\n  y = [x for x in z]", False),
        ("class A:\n  if z:\n    x = 1\n  y = x", True),
        ("f(x=1).x", False),
        ("import y.x", False),
        ("x = 1", True),
        ("import x.y", True),
        ("print(x)", True),
        ("def f(): return x", True),
        ("def f(a: x): pass", True),
        ("def f(a) -> x: pass", True),
        ("def f(a=x): pass", True),
        ("class A:\n  y = [x for z in a]\n  x = 1", True),
        ("def f():\n  global x", True),
        ("y = [(x := z) for z in a]", True),
        ("if a:\n  for x in y: pass", True),
        ("try: pass\nexcept E as x: pass", True),
        ("match a:\n  case x: pass", True),
        ("y = [x for x in x]", True),
    ],
)
def test_is_module_name(program: str, expected: bool) -> None:
    assert Scopes(ast.parse(program), program).is_module_name("x") is expected


BINDINGS = [
    "status = 1",
    "for status in (1,): pass",
    "import os as status",
    "global status",
    "nonlocal status",
    "try: 1 / 0\nexcept ZeroDivisionError as status: pass",
    "[(status := i) for i in (1,)]",
    "[status for status in (1,)]",
    "from rest_framework import status",
    "from rest_framework import status as http_status",
    "del status",
    "def status(): pass",
    "class status: pass",
    "match 1:\n  case status: pass",
]
SPOTS = [
    "out.append(404)",
    "out.append([404 for status in (404,)])",
    "out.append([(404, x) for x in (404,) if 404])",
    "out.append((lambda status=404: (status, 404))())",
    "out.append((lambda: 404)())",
    "try: out.append(getattr(status, '__name__', status))\nexcept NameError: out.append('unbound')",
    "try: out.append(http_status.__name__)\nexcept NameError: out.append('unbound')",
]
BLOCKS = [
    "def f{}():\n{}\nf{}()",
    "def f{}(status=404):\n{}\nf{}()",
    "@(lambda f: out.append(404) or f)\ndef f{}(code=404):\n{}\nf{}()",
    "class C{}:\n{}\n#{}",
    "if 1:\n{1}\n#{0}{2}",
    "try:\n{1}\nexcept (NameError, UnboundLocalError): out.append('failed')\n#{0}{2}",
]


@st.composite
def bodies(draw: st.DrawFn, depth: int = 0) -> str:
    simple = st.sampled_from(SPOTS) | st.sampled_from(BINDINGS)
    parts = []
    for number in range(draw(st.integers(1, 4))):
        if depth < 3 and draw(st.booleans()):
            body = textwrap.indent(draw(bodies(depth + 1)), "  ")
            parts.append(draw(st.sampled_from(BLOCKS)).format(number, body, number))
        else:
            parts.append(draw(simple))
    return "\n".join(parts)


@pytest.mark.skipif(find_spec("libcst") is None, reason="needs the codemod")
@settings(max_examples=300, deadline=None, derandomize=True)
@given(bodies())
def test_running_the_rewritten_program_gives_the_same(body: str) -> None:
    before = "import rest_framework\nout = []\n" + body
    try:
        compile(before, "<before>", "exec")
    except SyntaxError:
        reject()
    after = rewritten(before)
    assert run(after) == run(before)


def rewritten(source: str) -> str:
    """The program with the constants; a new import stands in its first line."""
    from httpstatus_codemod.names.planning import plan

    tree = ast.parse(source)
    constants = usable_names(DRF).constants
    spots = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and node.value == 404]
    planned = plan(
        tree, source, None, [Finding("HSC101", spot, "", DRF, 404, constants[404]) for spot in spots]
    )
    lines = source.split("\n")
    for finding in sorted(planned.spellings, key=lambda finding: finding.span, reverse=True):
        line, start, _, end = finding.span
        lines[line - 1] = lines[line - 1][:start] + planned.spellings[finding] + lines[line - 1][end:]
    for extension in planned.extensions:  # those of the top level only: one line each
        line = extension.statement.lineno - 1
        added = (f"{name} as {alias}" if alias else name for name, alias in extension.names)
        lines[line] = ", ".join([lines[line], *added])
    return "\n".join([*(new.statement for new in planned.new_imports), *lines])


def run(source: str) -> tuple[list[object], str]:
    module: dict[str, object] = {"__name__": "program"}
    failure = ""
    try:
        exec(compile(source, "<program>", "exec"), module)  # noqa: S102
    except Exception as error:  # which is the program's own, and has to be the same one
        failure = type(error).__name__
    out = module["out"]
    assert isinstance(out, list)
    return out, failure
