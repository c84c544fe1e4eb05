"""Scopes: which binding a name reads at a spot, the same on every Python."""

from __future__ import annotations

import ast
import sys
import textwrap
from importlib.util import find_spec

import pytest
from blocks import block
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from flake8_httpstatus.scopes import Scopes

# The spots are integers: 1 where the module's `x` is read, 2 where another scope's is.
PROGRAMS = {
    "parameter": "def f(x=1): return 2",
    "keyword-only parameter": "def f(a=1, *, x=1): return 2",
    "lambda": "f = lambda x=1: 2",
    "two lambdas on a line": "f = (lambda x: 2), (lambda y: 1)",
    "a lambda in a lambda": "f = lambda x: (lambda y=2: 2)",
    "decorator": "@d(1)\ndef f(x): return 2",
    "decorators on many lines": """
        @d(
          1
        )
        @e
        def f(x):
          return 2
        """,
    "method": """
        class A:
          x = 2
          def f(self): return 1
        """,
    "method in a class in a function": """
        def f():
          x = 2
          class A:
            def g(self): return 2
        """,
    "class in a class": """
        class A:
          x = 2
          class B:
            y = 1
        """,
    "bases and keywords": "class A(b(1), c=1):\n  x = 2",
    "global in a function": """
        def f(x):
          def g():
            global x
            return 1
        """,
    "global passed on": """
        def f(x):
          def g():
            global x
            def h(): return 1
        """,
    "global in a class": """
        class A:
          global x
          x = 1
        """,
    "global in a class, not in its methods": """
        def f(x):
          class A:
            global x
            y = 1
            def g(self): return 2
        """,
    "nonlocal": """
        def f(x):
          def g():
            nonlocal x
            return 2
        """,
    "list comprehension": "y = [2 for x in [1]], 1",
    "condition": "y = [a for x in [1] if 2]",
    "second iterable": "y = [a for x in [1] for z in [2]]",
    "first iterable of a nested comprehension": "y = [[2 for x in [1]] for z in [1]]",
    "nested comprehension": "y = [[2 for z in [2]] for x in [1]]",
    "comprehension in a function": """
        def f():
          y = [2 for x in [1]]
          return 1
        """,
    "comprehension in a class": """
        class A:
          y = [2 for x in [1]]
          z = 1
        """,
    "comprehension in a class that binds the name": """
        class A:
          x = 2
          y = [1 for z in [2]]
        """,
    "generator in a class that binds the name": """
        class A:
          x = 2
          y = (1 for z in [2])
        """,
    "lambda in a comprehension": "y = [lambda: 2 for x in [1]]",
    "comprehension in a lambda": "y = lambda: [2 for x in [1]], 1",
    "comprehension and binding": """
        def f():
          [2 for x in [2]]
          x = 2
        """,
    "comprehension and reading": """
        def f():
          [2 for x in [1]]
          return x, 1
        """,
    "comprehension and closure": """
        def f():
          [2 for x in [1]]
          def g(): return 1
        """,
    "comprehension target with a star": "y = [2 for a, *x in [1]]",
    "comprehension target of a subscript": "y = [1 for a[x] in [1]]",
    "walrus in a comprehension": """
        def f():
          [(x := a) for a in [2]]
          return 2
        """,
    "walrus in a default": "def f():\n  def g(a=(x := 2)): return 2",
    "walrus in a decorator": """
        def f():
          @(x := d)
          def g(): return 2
        """,
    "walrus in a lambda": "y = lambda: (x := 2), 1",
    "import": """
        def f():
          import x.y
          return 2
        """,
    "import of a submodule": """
        def f():
          import y.x
          return 1
        """,
    "import from": """
        def f():
          from y import x
          return 2
        """,
    "import under another name": """
        def f():
          from x import x as y
          return 1
        """,
    "except": """
        def f():
          try: pass
          except E as x: pass
          return 2
        """,
    "del": """
        def f():
          del x
          return 2
        """,
    "for": """
        def f():
          for a, x in b: pass
          return 2
        """,
    "augmented": "def f():\n  x += 2",
    "attribute and subscript": """
        def f():
          a.x = 1
          b[x] = 1
        """,
    "keyword": "def f():\n  g(x=1)",
    "match": """
        def f(a):
          match a:
            case {'k': [*x]}: return 2
        """,
    "match, a value": """
        def f(a):
          match a:
            case x.y: return 1
        """,
    "a function named top": """
        def top():
          x = 2
          return 2
        """,
    "a function named as a lambda's table": "def lambda_(x): return 2\nf = lambda: 1",
    "f-string": "def f(x):\n  return f'{2} {(lambda: 2)()}'",
}
if sys.version_info >= (3, 12):
    PROGRAMS |= {
        "type parameter": "def f[x](a=1): return 2",
        "type parameter, not hidden in a decorator": "@d(1)\ndef f[x](): return 2",
        "type parameter of a class": """
            class A[x](b(2)):
              y = 2
              def f(self): return 2
            """,
        "other type parameter": """
            class A[T: int](b(1)):
              y = 1
              def f[U](self, a=1): return 1
            """,
        "generic function in a class": """
            class A:
              x = 2
              def f[T](self): return 1
            """,
        "type alias": """
            def f():
              type x = int
              return 2
            """,
        "type alias beside": "type A[x] = list[x]\ny = 1",
    }


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
@pytest.mark.parametrize("head", ["", "from __future__ import annotations\n"], ids=["", "future"])
def test_home(program: str, head: str) -> None:
    program = block(program)
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
        (
            """
            class A:
              x = 1
              y = [x for x in z]
            """,
            False,
        ),
        (
            """
            class A:
              if z:
                x = 1
              y = x
            """,
            True,
        ),
        ("f(x=1).x", False),
        ("import y.x", False),
        ("x = 1", True),
        ("import x.y", True),
        ("print(x)", True),
        ("def f(): return x", True),
        ("def f(a: x): pass", True),
        ("def f(a) -> x: pass", True),
        ("def f(a=x): pass", True),
        (
            """
            class A:
              y = [x for z in a]
              x = 1
            """,
            True,
        ),
        ("def f():\n  global x", True),
        ("y = [(x := z) for z in a]", True),
        ("if a:\n  for x in y: pass", True),
        ("try: pass\nexcept E as x: pass", True),
        ("match a:\n  case x: pass", True),
        ("y = [x for x in x]", True),
    ],
)
def test_is_module_name(program: str, expected: bool) -> None:
    program = block(program)
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
    """
    def f{}():
    {}
    f{}()
    """,
    """
    def f{}(status=404):
    {}
    f{}()
    """,
    """
    @(lambda f: out.append(404) or f)
    def f{}(code=404):
    {}
    f{}()
    """,
    """
    class C{}:
    {}
    #{}
    """,
    """
    if 1:
    {1}
    #{0}{2}
    """,
    """
    try:
    {1}
    except (NameError, UnboundLocalError): out.append('failed')
    #{0}{2}
    """,
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
@settings(max_examples=60, deadline=None, derandomize=True)
@given(bodies())
def test_running_the_rewritten_program_gives_the_same(body: str) -> None:
    before = "import rest_framework\nout = []\n" + body
    try:
        compile(before, "<before>", "exec")
    except SyntaxError:
        reject()
    from literals import rewritten  # which needs LibCST

    assert run(rewritten(before)) == run(before)


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
