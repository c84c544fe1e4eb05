"""The `code` of an exception class."""

from __future__ import annotations

from pathlib import Path

import pytest
from blocks import block
from cases import check_findings, check_noop, check_transformed, find
from project_files import make

WERKZEUG = "from werkzeug.exceptions import HTTPException, NotFound\n"


@pytest.mark.parametrize(
    "case",
    [
        ("class Gone(HTTPException):\n    code = 410", "HSC102 410"),
        ("class Gone(HTTPException): code = 410", "HSC102 410"),
        ("class Gone(HTTPException):\n    code: int = 410", "HSC102 410"),
        ("class Gone(HTTPException):\n    code, text = 410, 'gone'", "HSC102 410"),
        ("class Gone(HTTPException):\n    text = 'gone'; code = 410", "HSC102 410"),
        ("class Gone(HTTPException):\n    code = (\n        410\n    )", "HSC102 410"),
        ("class Gone(HTTPException):\n    code = 410 if final else 404", "HSC102 410", "HSC102 404"),
        ("class Gone(Mixin, NotFound):\n    code = 410", "HSC102 410"),
        ("class Gone(HTTPException):\n    def __init__(self): self.code = 410", "HSC102 410"),
        (
            """
            class Base(HTTPException): ...
            class Middle(Base): ...
            class Gone(Middle):
                code = 410
            """,
            "HSC102 410",
        ),
        # other attributes, other objects
        ("class Gone(HTTPException):\n    number = 410",),
        ("class Gone(HTTPException):\n    code += 410",),
        ("class Gone(HTTPException):\n    def f(self, other): other.code = 410",),
        ("class Gone(HTTPException):\n    def f(self): code = 410",),
        ("class Gone(HTTPException):\n    def f(self): self.x.code = 410",),
        ("class Gone(HTTPException):\n    code = 1404",),
        ("class Gone(HTTPException):\n    code = f(410)",),
        ("code = 410",),
        # no exceptions of Werkzeug's
        ("class Gone:\n    code = 410",),
        ("class Gone(Exception):\n    code = 410",),
        ("class Gone(make(HTTPException)):\n    code = 410",),
        ("class Price(Other):\n    code = 410",),
    ],
)
def test_of_werkzeug(case: tuple[str, ...]) -> None:
    check_findings(WERKZEUG + block(case[0]), *case[1:])


@pytest.mark.parametrize(
    ("imported", "base", "found"),
    [
        ("import werkzeug.exceptions", "werkzeug.exceptions.HTTPException", True),
        ("from werkzeug import exceptions as e", "e.NotFound", True),
        ("from werkzeug.exceptions import NotFound as Missing", "Missing", True),
        ("from werkzeug.wrappers import Response", "Response", False),
        ("from .werkzeug.exceptions import NotFound", "NotFound", False),
        ("from mylib.exceptions import HTTPException", "HTTPException", False),
        (
            "try: from werkzeug.exceptions import NotFound\nexcept ImportError: NotFound = object",
            "NotFound",
            False,
        ),
    ],
)
def test_how_it_is_imported(imported: str, base: str, found: bool) -> None:
    check_findings(f"{imported}\nclass Gone({base}):\n    code = 410", *["HSC102 410"] * found)


PROJECT = {
    "pyproject.toml": "[project]\nname = 'shop'\n",
    "shop/__init__.py": "",
    "shop/errors/__init__.py": "from .base import ShopError, Price as Fee\n",
    "shop/errors/base.py": """
        from werkzeug import exceptions

        class ShopError(exceptions.HTTPException):
            code = 500

        class Price:
            code = 200
        """,
    "shop/again.py": "from shop.errors import ShopError\n\nclass Again(ShopError): ...\n",
    "shop/own.py": "from .again import Again\nOther = 5\n",
    "shop/broken.py": "class Broken(:\n",
    "shop/circle.py": "from .circle import Circle\n",
}


@pytest.mark.parametrize(
    ("imported", "base", "found"),
    [
        ("from .errors.base import ShopError", "ShopError", True),
        ("from .errors import ShopError", "ShopError", True),
        ("from shop.errors import ShopError as Base", "Base", True),
        ("from shop import errors", "errors.ShopError", True),
        ("import shop.errors", "shop.errors.ShopError", True),
        ("from .again import Again", "Again", True),
        ("from .own import Again", "Again", True),
        # the project's, but not Werkzeug's
        ("from .errors import Fee", "Fee", False),
        ("from .errors.base import Price", "Price", False),
        # not there, or not to be read
        ("from .own import Other", "Other", False),
        ("from .own import Missing", "Missing", False),
        ("from .missing import ShopError", "ShopError", False),
        ("from .broken import Broken", "Broken", False),
        ("from .circle import Circle", "Circle", False),
    ],
)
def test_across_files(tmp_path: Path, imported: str, base: str, found: bool) -> None:
    project = make(tmp_path, PROJECT)
    source = f"{imported}\n\nclass Gone({base}):\n    code = 410\n"
    check_findings(source, *["HSC102 410"] * found, filename=str(project / "shop/gone.py"))


TABLE = """
    class ShopError(Exception):
        code = 500

    class NotFound(ShopError):
        code = 404

    class Conflict(ShopError):
        code = 409
    """


def test_a_table_of_exceptions() -> None:
    check_findings(TABLE, "HSC102 500", "HSC102 404", "HSC102 409")


@pytest.mark.parametrize(
    "base", ["Exception", "LookupError", "errors.ShopError", "Exception, Mixin", "lib.BaseException"]
)
def test_what_an_exception_derives_from(base: str) -> None:
    check_findings(
        f"""
        class A({base}): code = 400
        class B({base}): code = 409
        class C(A): code = 503
        """,
        "HSC102 400",
        "HSC102 409",
        "HSC102 503",
    )


@pytest.mark.parametrize(
    "source",
    [
        # too few to show what they are
        """
        class ShopError(Exception): code = 500
        class NotFound(ShopError): code = 404
        """,
        """
        class ShopError(Exception): code = 500
        class NotFound(ShopError): code = 404
        class Gone(ShopError): code = 404
        """,
        # SIP
        """
        class SIPError(Exception): code = 500
        class Ringing(SIPError): code = 180
        class NotFound(SIPError): code = 404
        class Busy(SIPError): code = 486
        """,
        """
        class SIPError(Exception): code = 500
        class NotFound(SIPError): code = 404
        class Busy(SIPError): code = 503
        class Decline(SIPError): code = 603
        """,
        # AMQP
        """
        class AMQPError(Exception): code = 0
        class AccessRefused(AMQPError): code = 403
        class NotFound(AMQPError): code = 404
        class ResourceLocked(AMQPError): code = 405
        """,
        """
        class AMQPError(Exception): code = 500
        class ContentTooLarge(AMQPError): code = 311
        class AccessRefused(AMQPError): code = 403
        class NotFound(AMQPError): code = 404
        """,
        # no exceptions
        """
        class Level: code = 200
        class Silver(Level): code = 300
        class Gold(Level): code = 400
        """,
        """
        class Silver(Level, metaclass=Error): code = 200
        class Gold(Level()): code = 300
        class Platinum(Level): code = 400
        """,
        # another word
        """
        class ShopError(Exception): number = 500
        class NotFound(ShopError): number = 404
        class Conflict(ShopError): number = 409
        """,
        # no literals
        """
        class ShopError(Exception): code = f(500)
        class NotFound(ShopError): code = "404"
        class Conflict(ShopError): code = 409.0
        class Gone(ShopError): code = 410
        """,
    ],
)
def test_tables_of_other_things(source: str) -> None:
    check_noop(source)


def test_an_exception_that_sends_its_code_itself() -> None:
    check_findings(
        """
        class ShopError(Exception): code = 500
        class NotFound(ShopError): code = 404
        class Conflict(ShopError):
            code = 409
            def __init__(self, again):
                self.code = 503 if again else self.code
                code = 410
        """,
        "HSC102 500",
        "HSC102 404",
        "HSC102 409",
        "HSC102 503",
    )


def test_rewritten() -> None:
    check_transformed(
        TABLE,
        """
        from rest_framework import status


        class ShopError(Exception):
            code = status.HTTP_500_INTERNAL_SERVER_ERROR

        class NotFound(ShopError):
            code = status.HTTP_404_NOT_FOUND

        class Conflict(ShopError):
            code = status.HTTP_409_CONFLICT
        """,
    )


def test_files_of_the_project_are_read_and_never_imported(tmp_path: Path) -> None:
    project = make(
        tmp_path, PROJECT | {"shop/errors/base.py": "raise SystemExit\nclass ShopError(x.Y): ...\n"}
    )
    filename = str(project / "shop/gone.py")
    assert not find(
        "from .errors import ShopError\nclass Gone(ShopError):\n    code = 410", filename=filename
    )
