"""Diffs, as `git apply` reads them."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

import pytest
from httpstatus_codemod.run.diffs import coloured, unified
from hypothesis import given, settings
from hypothesis import strategies as st


def apply(name: str, old: bytes, new: bytes) -> None:
    """Apply the diff with git and compare."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(old)
        diff = unified(name, old, new)
        subprocess.run(["git", "apply", "--unidiff-zero", "-"], input=diff, check=True)
        assert path.read_bytes() == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"a\nb\nc\n", b"a\nB\nc\n"),
        (b"a\nb\nc\n", b"import x\na\nB\nc\n"),
        (b"a\r\nb\r\n", b"a\r\nB\r\n"),
        (b"a\nb", b"a\nB"),
        (b"a", b"x\na"),
        (b"a\rb\rc\n", b"a\rB\rc\n"),
        ("é\n\u2028x\n".encode(), "é\n\u2028y\n".encode()),
        (b"# coding: latin-1\n\xe9\nx", b"# coding: latin-1\n\xe9\ny"),
        (b"\xef\xbb\xbfa\n", b"\xef\xbb\xbfimport x\na\n"),
        (b"a\nb\nc\nd\ne\n", b"a\nbcd\ne\n"),
        (b"\n\n\na\n\n\n", b"\nx\n\n\na\n\n\n"),
        (b"-- x\n++ y\na\n", b"-- x\n++ y\nb\n"),
    ],
)
def test_git_applies_it(old: bytes, new: bytes) -> None:
    apply("a.py", old, new)


@pytest.mark.parametrize(
    "name", ["pkg/a.py", "./a.py", "a b.py", "é.py", 'quo"te.py', "back\\slash.py", "new\nline.py", "../a.py"]
)
def test_names(name: str) -> None:
    if name.startswith(".."):
        assert unified(name, b"a\n", b"b\n").startswith(b"--- a" + os.fsencode(os.path.abspath(name)))
    else:
        apply(name, b"a\n", b"b\n")


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("new\nline.py", rb'"a/new\nline.py"'),
        ("tab\t.py", rb'"a/tab\t.py"'),
        ("\x1b[31mred.py", rb'"a/\033[31mred.py"'),
        ("c1\x9b.py", rb'"a/c1\302\233.py"'),
        ("right\u202eleft.py", rb'"a/right\342\200\256left.py"'),
        (os.fsdecode(b"\xff.py"), rb'"a/\377.py"'),
        ('quo"te.py', rb'"a/quo\"te.py"'),
        ("back\\slash.py", rb'"a/back\\slash.py"'),
        ("é.py", "a/é.py".encode()),
    ],
)
def test_headers_as_git_quotes_them(name: str, header: bytes) -> None:
    assert unified(name, b"a\n", b"b\n").splitlines()[0] == b"--- " + header
    apply(name, b"a\n", b"b\n")


_TEXT = st.lists(st.sampled_from([b"a\n", b"b\n", b"\n", b" \n", b"c\r\n", b"d\r", b"200\n"]), max_size=30)


@settings(max_examples=60, deadline=None)
@given(_TEXT, _TEXT, st.sampled_from([b"", b"end"]))
def test_any_change(old: list[bytes], new: list[bytes], end: bytes) -> None:
    if b"".join(old) + end and b"".join(new) and old != new:
        apply("a.py", b"".join(old) + end, b"".join(new))


def test_it_is_small() -> None:
    """Lines are shown as changed only where they are."""
    old = [b"x == 200\n", b"\n", b"y\n"] * 100
    new = [b"from a import b\n", *old]
    new[31] = new[34] = b"x == b.OK\n"
    lines = unified("a.py", b"".join(old), b"".join(new)).splitlines()
    assert sum(line.startswith((b"+", b"-")) for line in lines) == 2 + 5


def test_no_change() -> None:
    assert unified("a.py", b"a\n", b"a\n") == b""


def test_coloured() -> None:
    lines = coloured(unified("a.py", b"a\n-- b\n", b"a\n++ b\n")).split(b"\n")
    assert lines == [
        b"\x1b[1m--- a/a.py\x1b[0m",
        b"\x1b[1m+++ b/a.py\x1b[0m",
        b"\x1b[36m@@ -1,2 +1,2 @@\x1b[0m",
        b" a",
        b"\x1b[31m--- b\x1b[0m",
        b"\x1b[32m+++ b\x1b[0m",
        b"",
    ]
