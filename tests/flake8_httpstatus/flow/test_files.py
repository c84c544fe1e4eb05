"""Step 5: across files; beside each example look-alikes, with what speaks against each."""

from __future__ import annotations

from pathlib import Path

import pytest
from projects_in_text import check_project

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
