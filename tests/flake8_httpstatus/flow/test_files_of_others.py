"""Files that a way leads into, and that cannot be read: no report from there, no crash, no wait, one read."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from blocks import block
from cases import find_all, settings_of
from project_files import make

HELPER = "def error(code):\n    return JsonResponse(status=code)\n"
VIEWS = "from shop.errors import error\nerror(404)\nJsonResponse(status=410)\n"
BOTH, OWN = [404, 410], [410]


def reported(root: Path, views: str = VIEWS, name: str = "views.py") -> list[int | None]:
    """The codes that are reported in a file: 410 whatever the other files are like."""
    (root / name).write_text(views)
    return [each.value for each in find_all(views, str(root / name), settings_of())]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path / "project", {"pyproject.toml": "", "shop/errors.py": HELPER})


# Each in the place of the helper's file


def _fifo(path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes with names here")
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.mkdir()


def _link_to_itself(path: Path) -> None:
    path.symlink_to(path)


def _link_to_nothing(path: Path) -> None:
    path.symlink_to("nothing.py")


def _link_out(path: Path) -> None:
    outside = path.parents[2] / "outside.py"
    outside.write_text(HELPER)
    path.symlink_to(outside)


def _link_to_a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _folders_link_out(path: Path) -> None:
    path.parent.rename(path.parents[2] / "outside")
    (path.parents[2] / "outside" / path.name).write_text(HELPER)
    path.parent.symlink_to(path.parents[2] / "outside")


@pytest.mark.skipif(os.name != "posix", reason="Windows has no pipes in folders")
@pytest.mark.parametrize(
    "place",
    [_fifo, _folder, _link_to_itself, _link_to_nothing, _link_out, _link_to_a_device, _folders_link_out],
)
def test_no_regular_file_of_the_project(root: Path, place: Callable[[Path], None]) -> None:
    assert reported(root) == BOTH
    other = make(root.parent / "other", {"pyproject.toml": "", "shop/__init__.py": ""})
    place(other / "shop/errors.py")
    assert reported(other) == OWN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HELPER.encode(), BOTH),
        (b"\xef\xbb\xbf" + HELPER.encode(), BOTH),  # a byte order mark
        (HELPER.replace("\n", "\r\n").encode(), BOTH),
        (b"# coding: latin-1\n# \xe9\n" + HELPER.encode(), BOTH),
        (b"", OWN),
        (HELPER.encode() + b"def\n", OWN),  # broken
        (HELPER.encode() + b"return\n", BOTH),  # parses, and no more is asked
        (b"\0" + HELPER.encode(), OWN),  # null bytes
        (HELPER.encode() + b"\0", OWN),
        (HELPER.encode("utf-16"), OWN),
        (b"\xff\xfe" + HELPER.encode(), OWN),
        (b"# \xe9\n" + HELPER.encode(), OWN),  # no UTF-8
        (b"# coding: nonsense\n" + HELPER.encode(), OWN),
        (b"# coding: rot13\n" + HELPER.encode(), OWN),  # an encoding of texts
        (b"# coding: punycode\n" + HELPER.encode(), OWN),
        (HELPER.encode() + b"#" * 1_000_000, OWN),  # huge
        (HELPER.encode() + b"x = " + b"(" * 3000 + b")" * 3000 + b"\n", OWN),  # nested too deeply
        (HELPER.encode() + b"x = " + b"-" * 30_000 + b"1\n", OWN),
        (HELPER.encode() + b"x = " + b"9" * 10_000 + b"\n", OWN),  # more digits than Python reads
        (HELPER.encode() + b"print 'x'\n", OWN),  # Python 2
    ],
)
def test_what_is_in_it(root: Path, text: bytes, expected: list[int]) -> None:
    (root / "shop/errors.py").write_bytes(text)
    assert reported(root) == expected


def test_names_that_are_too_long_for_a_file(root: Path) -> None:
    views = VIEWS.replace("errors", "x" * 300)
    assert reported(root, views) == OWN
    assert reported(root, VIEWS.replace("errors", ".".join(5000 * ["x"]))) == OWN


@pytest.fixture
def somebody() -> Iterator[Path]:
    """A folder of somebody whom modes stop, as they do not stop root."""
    with tempfile.TemporaryDirectory() as folder:
        if os.geteuid() != 0:
            yield Path(folder)
            return
        os.chown(folder, 12345, 54321)
        os.seteuid(12345)
        try:
            yield Path(folder)
        finally:
            os.seteuid(0)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no such modes")
@pytest.mark.parametrize("closed", ["shop/errors.py", "shop"])
def test_what_may_not_be_read(somebody: Path, closed: str) -> None:
    root = make(somebody / "project", {"pyproject.toml": "", "shop/errors.py": HELPER})
    os.chmod(root / closed, 0)
    try:
        assert reported(root) == OWN
    finally:
        os.chmod(root / closed, 0o700)


# Imports and classes that go in circles, and ways that are too long


@pytest.mark.parametrize(
    "files",
    [
        {"shop/errors.py": "from shop.errors import error"},
        {"shop/errors.py": "from .b import error", "shop/b.py": "from .errors import error"},
        {
            "shop/errors.py": "from .b import error",
            "shop/b.py": "from .c import error",
            "shop/c.py": "from views import error",
        },
        {"shop/errors.py": "import shop.errors as error"},
        {"shop/errors.py": "from . import errors as error"},
        {"shop/errors.py": "from .b import T as error", "shop/b.py": "from .c import T\nclass T(T): pass"},
        {
            "shop/errors.py": "from .b import T\nclass error(T): pass",
            "shop/b.py": "from .errors import error\nclass T(error): pass",
        },
        {
            "shop/errors.py": "from .b import T\nclass error(T): pass",
            "shop/b.py": "from .c import U\nclass T(U): pass",
            "shop/c.py": "from .errors import error\nclass U(error): pass",
        },
        {"shop/errors.py": "class error(error): pass"},
    ],
)
def test_circles(root: Path, files: dict[str, str]) -> None:
    make(root, files)
    assert reported(root) == OWN


def test_circles_beside_the_way(root: Path) -> None:
    make(root, {"shop/errors.py": f"from views import x\nfrom shop.errors import error as y\n{HELPER}"})
    assert reported(root) == BOTH


def test_values_that_go_in_circles(root: Path) -> None:
    one = "from .b import other\ndef error(code): return other(code)"
    other = "from .errors import error\ndef other(code): return error(code)"
    make(root, {"shop/errors.py": one, "shop/b.py": other})
    assert reported(root) == OWN


@pytest.mark.parametrize(("hops", "expected"), [(5, BOTH), (50, OWN)])
def test_long_ways_through_modules(root: Path, hops: int, expected: list[int]) -> None:
    make(root, {f"shop/m{hop}.py": f"from .m{hop + 1} import error" for hop in range(hops)})
    make(root, {"shop/errors.py": "from .m0 import error", f"shop/m{hops}.py": HELPER})
    assert reported(root) == expected


@pytest.mark.parametrize(("hops", "expected"), [(5, BOTH), (50, OWN)])
def test_long_ways_through_classes(root: Path, hops: int, expected: list[int]) -> None:
    base = "class C:\n def __init__(self, code): JsonResponse(status=code)"
    make(
        root,
        {f"shop/m{hop}.py": f"from .m{hop + 1} import C as D\nclass C(D): pass" for hop in range(hops)},
    )
    make(root, {"shop/errors.py": "from .m0 import C as error", f"shop/m{hops}.py": base})
    assert reported(root) == expected


# One read


OPENS = """
    import ast, sys
    from flake8_httpstatus import finder
    from flake8_httpstatus.options import settings
    import argparse
    opened = []
    sys.addaudithook(lambda event, arguments: opened.append(arguments) if event == "open" else None)
    options = argparse.Namespace(
        httpstatus_library="auto", httpstatus_attributes=["status_code"],
        httpstatus_callables=[], httpstatus_keys=[],
    )
    for name in sys.argv[1:]:
        source = open(name).read()
        found = finder.find(ast.parse(source), source, name, settings(options))
        print("found", *[each.value for each in found])
    # those of `os.open`: it opens what `open` is asked for
    print(*[str(name) for name, mode, _ in opened if mode is None and str(name).endswith(".py")], sep="\\n")
"""


def test_one_read_for_a_process(root: Path) -> None:
    make(
        root,
        {
            "shop/__init__.py": "from .errors import error",
            "shop/errors.py": f"from .base import Base\n{HELPER}class E(Base): pass",
            "shop/base.py": "class Base:\n def __init__(self, code): JsonResponse(status=code)",
            "shop/unused.py": HELPER,
        },
    )
    views = (
        "from shop import error\nfrom shop.errors import E\nimport shop.unused\n"
        "error(404)\nerror(code=409)\nE(410)"
    )
    names = [f"views_{number}.py" for number in range(5)]
    make(root, dict.fromkeys(names, views))
    done = subprocess.run(
        [sys.executable, "-c", block(OPENS), *names, "shop/errors.py"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines()
    assert lines[:5] == ["found 404 409 410"] * 5
    opened = Counter(
        Path(line).relative_to(root).as_posix() for line in lines if not line.startswith("found")
    )
    assert opened == {"shop/__init__.py": 1, "shop/errors.py": 1, "shop/base.py": 1}
