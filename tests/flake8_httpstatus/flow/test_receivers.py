"""Step 6: methods and attributes of objects whose class is known; beside each example look-alikes."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import find
from projects_in_text import check_project

CLIENT = """
# shop/client.py
class Client:
    def check(self, url, code=200):  # HSC102
        response = self.session.get(url)
        assert response.status_code == code
"""

# How `client` comes to be one; each above, or around, `client.check(url, 404)`
CLIENTS = [
    "client = Client()\n",
    "client = Client(url, retries=3)\n",
    "client: Client = Client()\n",
    "client: Client = make()\n",
    "client = None\nclient = Client()\n",
    "client = Client() if x else Client(x)\n",
    "client = Client()\nclient = Client(x)\n",
    "if (client := Client()): ",
    "def f():\n client = Client()\n ",
    "def f():\n client = Client()\n def g(): ",
    "def f(client: Client): ",
    "def f(client: Client = None): ",
    "def f(*, client: Client): ",
    "def f(client: Client | None): ",
    "def f(client: None | Client): ",
    "def f(client: Optional[Client]): ",
    "def f(client: 'Client'): ",
    "def f(client: 'Client | None'): ",
    "def f(client: Optional['Client']): ",
    f"def f(client: Client{80 * ' | None'}): ",
    "def f(client: Client, x=1): ",
]


@pytest.mark.parametrize("above", CLIENTS)
def test_names(tmp_path: Path, above: str) -> None:
    check_project(
        tmp_path,
        f"{CLIENT}# shop/views.py\nfrom .client import Client\n{above}client.check(url, 404)  # HSC101\n",
    )


# Each in the same place
@pytest.mark.parametrize(
    "above",
    [
        "",
        "client = make()\n",
        "client = Client\n",
        "client = Client().session\n",
        "client = Client.make()\n",
        "client = [Client()]\n",
        "client, x = Client()\n",
        "client = Client()\nclient = Other()\n",
        "client = Client() if x else Other()\n",
        "client = Client() or Other()\n",
        "client = Client()\nclient = x\n",
        "client = Client()\nclient += 1\n",
        "client = Client()\nfor client in x: pass\n",
        "client = Client()\nfor client in x: ",
        "client = Client()\nwith Other() as client: pass\n",
        "client = Client()\nwith Other() as (client, x): pass\n",
        "client = Client()\nx, client = y\n",
        "client = Client()\nx, *client = y\n",
        "client = Client()\nfrom x import client\n",
        "client = Client()\nimport client\n",
        "client = Client()\ndef client(): pass\n",
        "client = Client()\ndef f():\n global client\n client = Other()\n",
        "client = Client()\nmatch x:\n case [client]: pass\n",
        "client = Client()\nmatch x:\n case {**client}: pass\n",
        "client = Client()\nmatch x:\n case [*client]: pass\n",
        "client = Client()\nmatch x:\n case str() as client: pass\n",
        "client = Client()\ntry: f()\nexcept Error as client: pass\n",
        "client = Client()\nif (client := Other()): pass\n",
        "client = Client()\nif any((client := y) for y in z): pass\n",
        "client = Client()\ndef f(client): ",
        "client = Client()\nlambda client: ",
        "with Client() as client:\n ",
        "client = Client()\nf = lambda client: ",
        "client = Client()\nx = lambda *client: ",
        "def f(client):\n client = client or Client()\n ",
        "def f(client):\n if x: client = Client()\n ",
        "def f(client=None):\n if client is None: client = Client()\n ",
        "def f(client: Other):\n if x: client = Client()\n ",
        "def f(client: Client):\n client = other()\n ",
        "def f(client: Other): ",
        "def f(client: Client | Other): ",
        "def f(client: list[Client]): ",
        "def f(client: type[Client]): ",
        "def f(client: Callable[..., Client]): ",
        "def f(*client: Client): ",
        "def f(**client: Client): ",
        "def f(client: 'broken ['): ",
        f"def f(client: '{500 * '('}Client{500 * ')'}'): ",
        "def f(client: x.Client): ",
        "def f(client: '\\0'): ",
        "from other import Client\nclient = Client()\n",
        "class Client: pass\nclient = Client()\n",
        "Client = wrapped(Client)\nclient = Client()\n",
        "def Client(): pass\nclient = Client()\n",
    ],
)
def test_other_names(tmp_path: Path, above: str) -> None:
    check_project(
        tmp_path, f"{CLIENT}# shop/views.py\nfrom .client import Client\n{above}client.check(url, 404)\n"
    )


def test_an_annotation_that_is_nested_too_deeply() -> None:
    # for some Pythons
    deep = f"def f(client: 'Client{5000 * ' | None'}'): client.check(404)\n"
    assert {each.value for each in find(f"{deep}JsonResponse(status=410)")} == {410}


# How `self.client` comes to be one, in the class `Test` or in its base; `{}` is where the other one goes
@pytest.mark.parametrize(
    "binding",
    [
        "client = Client()",
        "client: Client",
        "client: Client | None = None",
        "client = None\n def setUp(self): self.client = Client()",
        "def setUp(self): self.client = Client(x)",
        "def __init__(self): self.client: Client = make()",
        "def f(self): self.client = None\n def g(self): self.client = Client() if x else None",
        "@classmethod\n def setUpClass(cls): cls.client = Client()",
    ],
)
def test_attributes_of_self(tmp_path: Path, binding: str) -> None:
    test = " def test(self): self.client.check(url, 404)  # HSC101\n"
    own = f"from .client import Client\nclass Test(Other):\n {binding}\n{test}"
    inherited = f"from .base import Base\nclass Test(Base):\n{test}"
    base = f"from .client import Client\nclass Base(Other):\n {binding}\n"
    check_project(
        tmp_path, f"{CLIENT}# shop/own.py\n{own}# shop/base.py\n{base}# shop/inherited.py\n{inherited}"
    )


@pytest.mark.parametrize(
    "binding",
    [
        "pass",
        "client = Other()",
        "client = Client",
        "client = Client()\n def f(self): self.client = Other()",
        "client = Client()\n def f(self): self.client = x",
        "client = Client()\n def f(self): self.client, x = y",
        "client = Client()\n def f(self): self.client += 1",
        "client = Client()\n def f(self):\n  for self.client in x: pass",
        "client = Client()\n def f(self):\n  with x as self.client: pass",
        "client = Client()\n def f(self):\n  with x as (y, self.client): pass",
        "client = Client()\n def client(self): pass",
        "@property\n def client(self): return Client()",  # design: bindings are calls
        "client: Other",
        "client: list[Client]",
        "def f(self, client: Client): self.client = client",
        "def f(self): self.clients = Client()",
        "def f(self): client = Client()",
        "def f(self): x.client = Client()",
    ],
)
def test_other_attributes_of_self(tmp_path: Path, binding: str) -> None:
    check_project(
        tmp_path,
        f"{CLIENT}# shop/views.py\nfrom .client import Client\nclass Test(Other):\n {binding}\n"
        " def test(self): self.client.check(url, 404)\n",
    )


# Each in the place of a method that calls `self.check(404, x)`
@pytest.mark.parametrize(
    ("test", "found"),
    [
        ("def test(self): self.check(404, x)", True),
        ("def test(self): [self.check(404, x) for y in z]", True),
        ("def test(self):\n  def f(): self.check(404, x)", True),
        ("def test(self):\n  def f(url): return lambda: self.check(404, x)", True),
        ("def test(self): super().check(404, x)", True),
        ("@classmethod\n def test(cls): cls.check(404, x)", True),
        ("def __new__(cls):\n  self = super().__new__(cls); self.check(404, x)", True),
        ("def test(self):\n  def f(self): self.check(404, x)", False),  # somebody else's `self`
        ("def test(self):\n  lambda self: self.check(404, x)", False),
        ("@staticmethod\n def test(self): self.check(404, x)", False),
        ("def test(self):\n  class T:\n   def f(self): self.check(404, x)", False),
    ],
)
def test_whose_self_it_is(tmp_path: Path, test: str, found: bool) -> None:
    mark = "  # HSC101" if found else ""
    check_project(
        tmp_path,
        f"# base.py\nclass Base:\n def check(self, code, x): return JsonResponse(status=code)\n"
        f"# views.py\nfrom base import Base\nclass Test(Base):\n {test}{mark}\n",
    )


# Bases are asked as Python asks them: `A` before `Y`, unless both derive from it
@pytest.mark.parametrize(
    ("x", "y", "found"), [("A", "Base", False), ("A", "A", True), ("Base", "A", True), ("Base", "Base", True)]
)
def test_several_bases(tmp_path: Path, x: str, y: str, found: bool) -> None:
    check_project(
        tmp_path,
        f"""
# base.py
class Base: pass
class A(Base):
    def check(self, size, x): return page(size)
class X({x}): pass
class Y({y}):
    def check(self, code, x): return JsonResponse(status=code)
# views.py
from base import X, Y
class Test(X, Y):
    def test(self): self.check(404, x){"  # HSC101" if found else ""}
""",
    )


def test_two_bases_of_which_each_binds_another(tmp_path: Path) -> None:
    check_project(
        tmp_path,
        f"""{CLIENT}
# shop/bases.py
from .client import Client
class One:
    def setUp(self): self.client = Client()
class Two:
    def setUp(self): self.client = Queue()
# shop/views.py
from .bases import One, Two
class Test(One):
    def test(self): self.client.check(url, 404)  # HSC101
class Test2(One, Two):
    def test(self): self.client.check(url, 404)
class Test3(Two):
    def test(self): self.client.check(url, 404)
""",
    )


def test_methods_properties_and_attributes(tmp_path: Path) -> None:
    check_project(
        tmp_path,
        """
        # shop/orders.py
        from dataclasses import dataclass
        class Order:
            limit = 200
            def __init__(self, response):
                self.told = response.status_code
                self.weight = response.headers["x"]
            @property
            def answered(self):
                return self.told
            def ask(self):
                return requests.get(self.url).status_code
            def close(self, code):
                return JsonResponse(status=code)
            @staticmethod
            def make(code):
                return JsonResponse(status=code)
            @classmethod
            def of(cls, code):
                return JsonResponse(status=code)
        @dataclass
        class Row:
            url: str
            want: int
        def check(row: Row):
            assert requests.get(row.url).status_code == row.want
        # shop/views.py
        from .orders import Order, Row
        def f(order: Order, other, row: Row):
            assert order.told == 404  # HSC103
            assert order.answered == 404  # HSC103
            assert order.ask() == 404  # HSC103
            order.close(404)  # HSC101
            order.close(code=404)  # HSC101
            order.make(404)  # HSC101
            order.of(404)  # HSC101
            Order.make(404)
            order.told = 404  # HSC102
            row.want = 404  # HSC102
            Row('/', 404)  # HSC101
            Row(url=404, want=410)  # HSC101
            # look-alikes: another attribute, method, parameter or object
            assert order.weight == 404
            assert order.asks() == 404
            assert order.ask == 404
            assert order.limit == 404
            order.close(x, 404)
            order.close[404]
            order.told.x = 404
            order.weight = 404
            row.url = 404
            assert other.told == 404
            assert other.order.told == 404
            assert order.other.told == 404
            other.close(404)
            Row(404)
        """,
    )


def test_caught_exceptions(tmp_path: Path) -> None:
    check_project(
        tmp_path,
        """
        # shop/errors.py
        class ShopError(Exception):
            def __init__(self, response):
                self.told = response.status_code
                self.place = response.headers["x"]
        class NoOrder(ShopError): pass
        # shop/views.py
        from shop import errors
        from shop.errors import NoOrder, ShopError
        def f():
            try: g()
            except ShopError as e: return e.told == 404  # HSC103
        def f():
            try: g()
            except errors.NoOrder as e: return e.told == 404 or e.place == 404  # HSC103
        # look-alikes: another class, several, the class itself, a name bound twice
        def f():
            try: g()
            except KeyError as e: return e.told == 404
        def f():
            try: g()
            except (ShopError, KeyError) as e: return e.told == 404
        def f():
            try: g()
            except ShopError: return e.told == 404
        def f():
            try: g()
            except ShopError as e: return e.told == 404
            except KeyError as e: return e.told == 404
        def f(e):
            try: g()
            except ShopError as e: pass
            return e.told == 404
        """,
    )
