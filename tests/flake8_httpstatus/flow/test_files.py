"""Step 5: across files; beside each example look-alikes, with what speaks against each."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest
from cases import find_all, rewritten, settings_of
from project_files import make
from projects_in_text import check_project, made
from running import forget

JUST_THE_HELPER = "def error(code): return JsonResponse(status=code)"
HELPER = """
# shop/__init__.py
# shop/errors.py
def error(message, code=400):  # HSC102
    return JsonResponse({"message": message}, status=code)
"""


# Each in `shop/views/orders.py`, beside that helper
@pytest.mark.parametrize(
    "source",
    [
        "from ..errors import error\nerror('x', 404)",
        "from shop.errors import error\nerror('x', code=404)",
        "from shop.errors import error as fail\nfail('x', 404)",
        "from shop import errors\nerrors.error('x', 404)",
        "from .. import errors\nerrors.error('x', 404)",
        "from .. import errors as e\ne.error('x', 404)",
        "import shop.errors\nshop.errors.error('x', 404)",
        "import shop.errors as e\ne.error('x', 404)",
        "def f():\n from ..errors import error; return error('x', 404)",
        "if x: from ..errors import error\nerror('x', 404)",
        "from .. import *\nfrom ..errors import error\nerror('x', 404)",
    ],
)
def test_imports(tmp_path: Path, source: str) -> None:
    views = f"# shop/views/__init__.py\n# shop/views/orders.py\n{source}  # HSC101\n"
    check_project(tmp_path, HELPER + views)


# Each in the same place
@pytest.mark.parametrize(
    "source",
    [
        "from errors import error\nerror('x', 404)",  # of another library
        "from .errors import error\nerror('x', 404)",  # no such module
        "from ...errors import error\nerror('x', 404)",  # outside of the package
        "from ..errors import *\nerror('x', 404)",  # what a star brings is not looked up
        "from ..errors import size as error\nerror('x', 404)",  # no such function
        "from ..errors import error\nerror(404)",  # another parameter
        "from ..errors import error\nerror('x', 404 + x)",  # a sum
        "from ..errors import error\nerror('x', y, 404)",  # no such parameter
        "from ..errors import error\nfrom queues import error\nerror('x', 404)",  # bound twice
        "from ..errors import error\nerror = wrapped(error)\nerror('x', 404)",
        "from ..errors import error\ndef f(error): error('x', 404)",  # another name
        "from ..errors import error\nrun(error, 'x', 404)",  # a callback
        "from ..errors import error\nerror('x', x)\ny.code = 404",  # another's attribute
        "import shop\nshop.error('x', 404)",  # the package does not have it
        "import shop.errors\nshop.queues.error('x', 404)",
        "import shop.errors as e\ne.error.later('x', 404)",
        "try: from ..errors import error\nexcept ImportError: error = None\nerror('x', 404)",
    ],
)
def test_other_imports(tmp_path: Path, source: str) -> None:
    check_project(tmp_path, f"{HELPER}# shop/views/__init__.py\n# shop/views/orders.py\n{source}\n")


# Each in the place of the helper
@pytest.mark.parametrize(
    "helper",
    [
        "def error(message, code): return page(message, code)",  # which goes to no status
        "def error(message, code): return JsonResponse(message[:code], status=code)",  # a size
        "def error(message, code):\n code += 1\n return JsonResponse(status=code)",  # which counts on
        "def error(message, code):\n f(x == code == 30)\n return JsonResponse(status=code)",  # no code
        "def error(message, code='x'): return JsonResponse(status=code)",
        "def error(message, limit): return JsonResponse(status=limit)",  # a measure
        "def error(message, CODE): return JsonResponse(status=CODE)",  # a constant
        "def error(code, message): return JsonResponse(status=code)",  # another place
        "def error(*words): return JsonResponse(status=words[1])",
        "@wrapped\ndef error(db, message, code): return JsonResponse(status=code)",  # adds an argument
        "def error(message, code): return JsonResponse(status=code)\nerror('x', 4040)",  # called with no code
        "def error(message, code): return JsonResponse(status=code)\nerror = wrapped(error)",  # bound twice
        "if x:\n def error(message, code): return JsonResponse(status=code)\n"
        "else:\n def error(message, size): return page(size)",
        "def error(message, code): return JsonResponse(status=code)\ndef f():\n global error\n error = g",
        "import typing\ndef error(message, code: typing.Literal[404]): return JsonResponse(status=code)",
        "class Errors:\n def error(message, code): return JsonResponse(status=code)",  # a method
        "def f():\n def error(message, code): return JsonResponse(status=code)",  # not the module's
        "from .queues import *",
        "error = lambda message, code: JsonResponse(status=code)",
    ],
)
def test_other_helpers(tmp_path: Path, helper: str) -> None:
    check_project(
        tmp_path,
        f"# shop/errors.py\n{helper}\n# shop/views.py\nfrom .errors import error\nerror('x', 404)\n",
    )


def test_messages_name_the_file(tmp_path: Path) -> None:
    files = made(tmp_path, f"{HELPER}# shop/views.py\nfrom .errors import error\nerror('x', 404)\n")
    source = files["shop/views.py"]
    [finding] = find_all(source, str(tmp_path / "shop/views.py"), settings_of())
    assert "404 (status of JsonResponse, shop/errors.py:2): use" in finding.message


def test_a_helper_of_a_helper(tmp_path: Path) -> None:
    helpers = "# shop/helpers.py\nfrom . import errors\ndef refuse(n): return errors.error('x', n)\n"
    views = "# shop/views.py\nfrom .helpers import refuse\nrefuse(404)  # HSC101\n"
    check_project(tmp_path, HELPER + helpers + views)


# Each gives `shop.error`, `shop/errors.py` has the function
@pytest.mark.parametrize(
    "between",
    [
        "# shop/__init__.py\nfrom .errors import error",
        "# shop/__init__.py\nfrom shop.errors import error",
        "# shop/__init__.py\nfrom .errors import fail as error\n# shop/fail.py",
        "# shop/__init__.py\nfrom .api import error\n# shop/api/__init__.py\nfrom ..errors import error",
        "# shop/__init__.py\nfrom .a import x as error\n# shop/a.py\nfrom .b import y as x\n"
        "# shop/b.py\nfrom .errors import error as y",
        "# shop/__init__.py\nif x:\n from .errors import error",
    ],
)
def test_exported_again(tmp_path: Path, between: str) -> None:
    name = "fail" if "fail" in between else "error"
    check_project(
        tmp_path,
        f"# shop/errors.py\ndef {name}(code): return JsonResponse(status=code)\n{between}\n"
        "# views.py\nfrom shop import error\nerror(404)  # HSC101\n",
    )


@pytest.mark.parametrize(
    "between",
    [
        "# shop/__init__.py\nfrom .errors import *",  # a star
        "# shop/__init__.py\nfrom .errors import error\nfrom .queues import error",  # bound twice
        "# shop/__init__.py\ntry:\n from .errors import error\nexcept ImportError:\n error = None",
        "# shop/__init__.py\nfrom .errors import error\nerror = wrapped(error)",
        "# shop/__init__.py\nfrom .errors import error\ndef f():\n global error\n error = x",
        "# shop/__init__.py\nfrom .errors import size as error",  # there is none
        "# shop/__init__.py\nfrom . import errors",
        "# shop/__init__.py\ndef __getattr__(name): return getattr(errors, name)",
        "# shop/__init__.py\nfrom other import error",  # another library's
        "# shop/__init__.py\nfrom .errors import error\n# shop.py\n",  # a package and a module: the package
    ],
)
def test_not_exported_again(tmp_path: Path, between: str) -> None:
    found = "  # HSC101" if between.endswith("shop.py\n") else ""
    check_project(
        tmp_path,
        f"# shop/errors.py\ndef error(code): return JsonResponse(status=code)\n{between}\n"
        f"# views.py\nfrom shop import error\nerror(404){found}\n",
    )


# What `shop/__init__.py` has under the name of a module, `shop/errors.py`
@pytest.mark.parametrize(
    ("package", "found"),
    [
        ("", True),
        ("from . import errors", True),
        ("from shop import errors", True),
        ("import shop.errors", True),
        ("from .errors import error", True),
        ("from .errors import errors", False),
        ("from other import errors", False),
        ("errors = Errors()", False),
        ("def errors(): ...", False),
        ("from . import errors\nerrors = wrapped(errors)", False),
    ],
)
@pytest.mark.parametrize(
    "source",
    [
        "from shop import errors\nerrors.error(404)",
        "from shop import errors as e\ne.error(404)",
        "import shop\nshop.errors.error(404)",
    ],
)
def test_what_a_package_has_under_the_name_of_a_module(
    tmp_path: Path, package: str, found: bool, source: str
) -> None:
    check_project(
        tmp_path,
        f"# shop/__init__.py\n{package}\n# shop/errors.py\n{JUST_THE_HELPER}\n"
        f"# views.py\n{source}{'  # HSC101' if found else ''}\n",
    )


@pytest.mark.parametrize("layout", ["", "src/"])
@pytest.mark.parametrize("tests", ["tests/", "tests/unit/deep/"])
def test_a_package_beside_its_tests(tmp_path: Path, layout: str, tests: str) -> None:
    check_project(
        tmp_path,
        f"# {layout}shop/errors.py\ndef error(code): return JsonResponse(status=code)\n"
        f"# {tests}test_shop.py\nfrom shop.errors import error\nerror(404)  # HSC101\n",
    )


# A name that could be two modules, or is none of the project
@pytest.mark.parametrize(
    "files",
    [
        f"# shop.py\n{JUST_THE_HELPER}\n# src/shop.py\n{JUST_THE_HELPER}\n# views.py\n",  # root and src
        f"# shop.py\n{JUST_THE_HELPER}\n# tests/shop.py\n\n# tests/views.py\n",  # beside the file and root
        f"# lib/shop.py\n{JUST_THE_HELPER}\n# views.py\n",  # in no place where Python looks
        f"# inner/pyproject.toml\n[project]\nname = 'x'\n# shop.py\n{JUST_THE_HELPER}\n# inner/views.py\n",
        f"# shop/errors.py\n{JUST_THE_HELPER}\n# views.py\n",  # another name
        f"# shop/__init__.pyi\n{JUST_THE_HELPER}\n# views.py\n",  # a stub
    ],
)
def test_two_modules_or_none(tmp_path: Path, files: str) -> None:
    check_project(tmp_path, f"{files}from shop import error\nerror(404)\n")


def test_methods_and_attributes_of_a_base(tmp_path: Path) -> None:
    check_project(
        tmp_path,
        """
        # shop/base.py
        class ApiTest:
            number = 200  # HSC102
            def check(self, url, code):
                self.assertEqual(self.client.get(url).status_code, code)
            def close(self):
                self.assertEqual(self.client.post('/').status_code, self.number)
        class Middle(ApiTest):
            pass
        # shop/__init__.py
        from .base import Middle as Base
        # tests/test_orders.py
        from shop import Base
        class OrderTest(Base):
            number = 201  # HSC102
            def test(self):
                self.check('/', 404)  # HSC101
                self.number = 409  # HSC102
                super().check('/', code=410)  # HSC101
        """,
    )


# Each in the place of the derived class
@pytest.mark.parametrize(
    "derived",
    [
        "class T(Base):\n def check(self, url, size): ...\n def test(self): self.check('/', 404)",  # its own
        "class T(Other):\n def test(self): self.check('/', 404)",  # which does not derive from it
        "class T(Base):\n def test(self): x.check('/', 404)",  # another object
        "class T(Base):\n def test(self): self.check(404)",  # another parameter
        "class T(Base):\n number = 'x'\n def test(self): self.number = 404",  # a text
        "class T(Base):\n size = 404",  # another attribute
        "class T(Base):\n NUMBER = 404",
        "class T(Base):\n def f(self):\n  number = 404",  # a local name
        "class T:\n number = 404",
        "class T(Base if x else Other):\n number = 404",
        "class T(f(Base)):\n number = 404",
        "Base = wrapped(Base)\nclass T(Base):\n number = 404",
    ],
)
def test_other_classes(tmp_path: Path, derived: str) -> None:
    check_project(
        tmp_path,
        f"""
# base.py
class Base:
    def check(self, url, code):
        self.assertEqual(self.client.get(url).status_code, code)
    def close(self):
        self.assertEqual(self.client.post('/').status_code, self.number)
# tests.py
from base import Base
{derived}
""",
    )


def test_exceptions(tmp_path: Path) -> None:
    check_project(
        tmp_path,
        """
        # shop/errors.py
        class ShopError(Exception):
            number = 500  # HSC102
            def __init__(self, message, number=None):
                self.number = number or self.number
            def answer(self):
                return JsonResponse({}, status=self.number)
        class NoOrder(ShopError):
            number = 404  # HSC102
        # shop/orders.py
        from . import errors
        from .errors import NoOrder, ShopError
        class Closed(ShopError):
            number = 409  # HSC102
        def f():
            raise ShopError('x', 410)  # HSC101
        def g():
            raise NoOrder('x', number=410)  # HSC101
        def h():
            raise Closed('x', 410) from None  # HSC101
        def i():
            raise errors.ShopError('x', 410)  # HSC101
        def j():
            raise ShopError(410)
        def k():
            raise ValueError('x', 410)
        def m():
            try: f()
            except ShopError as e: return e.number == 404  # HSC103
        def n():
            try: f()
            except (ShopError, OSError) as e: return e.number == 404
        """,
    )


def test_values_that_come_back(tmp_path: Path) -> None:
    check_project(
        tmp_path,
        """
        # shop/web.py
        def ask(url):
            return requests.get(url).status_code
        def ask_twice(url):
            return ask(url)
        async def later(url):
            return (await http.get(url)).status_code
        def size(url):
            return len(requests.get(url).content)
        def either(url):
            return x.y or requests.get(url).status_code
        class Answer:
            def __init__(self, response):
                self.told = response.status_code
                self.size = len(response.content)
            @property
            def code(self):
                return self.told
        # shop/views.py
        from .web import Answer, ask, ask_twice, either, later, size
        def view(url):
            code = ask(url)
            return code == 404  # HSC103
        def view_2(url):
            return ask_twice(url) in (404, 410)  # HSC103 HSC103
        async def view_3(url):
            return await later(url) == 404  # HSC103
        def view_4(url):
            return size(url) == 404
        def view_5(url):
            return either(url) == 404
        def view_6(url):
            answer = Answer(url)
            return answer.told == 404 or answer.size == 404  # HSC103
        def view_7(answer: Answer):
            return answer.code == 404  # HSC103
        def view_8(answer):
            return answer.code == 404
        """,
    )


def test_what_another_file_does_with_a_name_of_this_one(tmp_path: Path) -> None:
    # asked about the literal's own file, nobody looks who imports it
    check_project(
        tmp_path,
        """
        # shop/codes.py
        missing = 404
        def outcome():
            return 404
        # shop/views.py
        from .codes import missing, outcome
        JsonResponse(status=missing)
        JsonResponse(status=outcome())
        """,
    )


def test_several_hops_through_several_files(tmp_path: Path) -> None:
    check_project(
        tmp_path,
        """
        # shop/a.py
        from .b import second
        def first(x, code):
            return second(code=code)
        # shop/b.py
        from .c import Answer
        def second(code, x=None):
            return Answer(code)
        # shop/c.py
        class Answer:
            def __init__(self, code):
                self.code = code
            def send(self):
                return JsonResponse({}, status=self.code)
        # shop/views.py
        from .a import first
        first(x, 404)  # HSC101
        first(404, x)
        """,
    )


def test_members_of_an_enum(tmp_path: Path) -> None:
    check_project(
        tmp_path,
        """
        # shop/base.py
        import enum
        class Base(enum.IntEnum):
            pass
        class Plain:
            pass
        # shop/kinds.py
        from .base import Base, Plain
        class Kind(Base):
            gone = 404
            def send(self):
                return JsonResponse({}, status=self.gone)
        class Other(Plain):
            gone = 404  # HSC102
            def send(self):
                return JsonResponse({}, status=self.gone)
        """,
    )


# Whether the other file has been rewritten already changes nothing
@pytest.mark.parametrize("library", ["http", "httpx", "djangorestframework", "litestar"])
@pytest.mark.parametrize(
    "helper",
    [
        "def helper(url):\n if not url: return 404\n return requests.get(url).status_code",
        "def helper(url): return 404 if not url else requests.get(url).status_code",
        "def helper(code):\n if code == 404: code = 410\n return JsonResponse(status=code)",
        "def helper(code=400):\n if code in (404, 410): code = 400\n return JsonResponse(status=code)",
        "class helper:\n told = 500\n def __init__(self, told=409): self.told = told\n"
        " def send(self): return JsonResponse(status=self.told)",
        "CODES = {x: 404}\ndef helper(kind): return JsonResponse(status=CODES.get(kind, 500)).status_code",
    ],
)
def test_after_the_other_file_is_rewritten(tmp_path: Path, library: str, helper: str) -> None:
    source = "from .a import helper\nx = helper(409)\nx == 410\ndef f(y: helper): return y.told == 500\n"
    rest = f"{helper}\ndef other(r): return r.status_code == 404\n"
    find_here = partial(find_all, source, str(tmp_path / "shop/views.py"), settings_of(library))
    make(tmp_path, {"pyproject.toml": "", "shop/a.py": rest, "shop/views.py": source})
    before = [(each.span, each.code) for each in find_here()]
    assert before
    after = rewritten(rest, filename=str(tmp_path / "shop/a.py"), library=library)
    assert re.search(r"\b404\b", after) is None
    make(tmp_path, {"shop/a.py": after})
    forget()
    assert [(each.span, each.code) for each in find_here()] == before


# What the file itself gives it speaks against it, whatever its name is here
@pytest.mark.parametrize("other", ["410", "'x'"])
@pytest.mark.parametrize(
    "source",
    [
        "from shop.errors import error\nerror(404)\nerror({})",
        "from shop.errors import error as e\ne(404)\ne({})",
        "from shop import errors\nerrors.error(404)\nerrors.error(n={})",
        "from shop import fail\nfail(404)\nfail({})",
        "from shop.errors import Error\nError(404)\nError({})",
        "from shop.errors import Error\nclass E(Error): pass\nE(404)\nError({})",
        "from shop.errors import Error\nclass E(Error):\n def f(self): super().__init__({})\nError(404)",
        "from shop.more import Gone\nGone(404)\nGone({})",
        "from shop import Failure\nFailure(404)\nFailure({})",
        "from shop.errors import Error\nError(404)\ndef f(e: Error): e.n = {}",
        "from shop.errors import Error\nError(404)\ndef f(e: Error): return e.n == {}",
        "from shop.errors import ask\nask(u) == 404\nask(u) == {}",
        "from shop import outcome\noutcome(u) == 404\noutcome(u) == {}",
    ],
)
def test_objections_of_the_file_itself(tmp_path: Path, source: str, other: str) -> None:
    files = made(
        tmp_path,
        f"""
# shop/__init__.py
from .errors import ask as outcome, error as fail, Error as Failure
# shop/errors.py
def error(n): return JsonResponse(status=n)
def ask(url): return requests.get(url).status_code
class Error:
    def __init__(self, n): self.n = n
    def send(self): return JsonResponse(status=self.n)
# shop/more.py
from .errors import Error
class Gone(Error): pass
# views.py
{source.format(other)}
""",
    )
    found = find_all(files["views.py"], str(tmp_path / "views.py"), settings_of())
    assert sorted(each.value or 0 for each in found) == ([404, 410] if other == "410" else [])
