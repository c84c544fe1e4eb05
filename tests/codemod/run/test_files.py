"""Reading files and replacing them whole or not at all."""

from __future__ import annotations

import errno
import os
import signal
import stat
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpstatus_codemod.run.files import FileContent, FileError, clear


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "views.py"
    path.write_bytes(b"old\n")
    return path


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", ""),
        (b"x = 1\r\ny = 2\rz = 3\n", "x = 1\r\ny = 2\rz = 3\n"),
        ("é\u2028\n".encode(), "é\u2028\n"),
        (b"\xef\xbb\xbfx = '\xc3\xa9'", "x = 'é'"),
        (b"# coding: latin-1\nx = '\xe9'\n", "# coding: latin-1\nx = 'é'\n"),
        (
            b"#!/bin/python\n# -*- coding: cp1252 -*-\n'\x80'\n",
            "#!/bin/python\n# -*- coding: cp1252 -*-\n'€'\n",
        ),
        (b"\xef\xbb\xbf# coding: utf-8\n", "# coding: utf-8\n"),
    ],
)
def test_decode_and_encode(content: bytes, text: str) -> None:
    file = FileContent("a.py", content)
    assert file.decode()[0] == text
    assert file.encode(text, file.decode()[1]) == content


@pytest.mark.parametrize(
    "content", [b"\xff\n", b"x\n\n\n'\xe9'\n", b"# coding: klingon\n", b"\xef\xbb\xbf# coding: latin-1\n"]
)
def test_not_decodable(content: bytes) -> None:
    with pytest.raises(FileError, match="cannot be decoded"):
        FileContent("a.py", content).decode()


def test_an_encoding_that_would_change_more_than_the_text() -> None:
    file = FileContent("a.py", b"# coding: utf-7\nx = '+AGE-'\n")  # a plain "a" in disguise
    text, encoding = file.decode()
    with pytest.raises(FileError, match="utf-7"):
        file.encode(text, encoding)


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe"])
def test_not_readable(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.py"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    with pytest.raises(FileError):
        FileContent.read(str(path))


def test_replace(path: Path) -> None:
    path.chmod(0o751)
    FileContent.read(str(path)).replace(b"new\n")
    assert path.read_bytes() == b"new\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o751
    assert names(path.parent) == ["views.py"]


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root may give files away")
def test_replace_keeps_the_owner(path: Path) -> None:
    os.chown(path, 12345, 54321)
    FileContent.read(str(path)).replace(b"new\n")
    assert (path.stat().st_uid, path.stat().st_gid) == (12345, 54321)


@pytest.fixture
def shared() -> Iterator[Path]:
    """A file in a folder that everyone may reach and write to."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o777)  # noqa: S103
        path = Path(folder, "views.py")
        path.write_bytes(b"old\n")
        path.chmod(0o666)
        yield path


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root may be someone else")
@pytest.mark.parametrize(("user", "group"), [(12345, 54321), (0, 54321), (12345, 0)])
def test_a_file_of_another_owner_is_not_taken_over(shared: Path, user: int, group: int) -> None:
    os.chown(shared, user, group)
    file = FileContent.read(str(shared))
    groups = os.getgroups()
    try:
        os.setgroups([])
        os.setegid(54321)
        os.seteuid(12345)
        if (user, group) == (12345, 54321):
            file.replace(b"new\n")
        else:
            with pytest.raises(FileError, match="belongs to another user or group"):
                file.check_replaceable()
            with pytest.raises(FileError, match="belongs to another user or group"):
                file.replace(b"new\n")
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)
    assert (shared.stat().st_uid, shared.stat().st_gid) == (user, group)
    assert shared.read_bytes() == (b"new\n" if (user, group) == (12345, 54321) else b"old\n")
    assert names(shared.parent) == ["views.py"]


def set_attribute(path: Path, name: str, value: bytes) -> None:
    if not hasattr(os, "setxattr"):
        pytest.skip("no extended attributes on this system")
    try:
        os.setxattr(path, name, value)
    except OSError as error:
        pytest.skip(f"no {name} on this file system: {error}")


def access(user: int) -> bytes:
    """An access control list as the kernel has it: one more user may read."""
    nobody = 0xFFFFFFFF
    rows = [(1, 6, nobody), (2, 4, user), (4, 4, nobody), (16, 4, nobody), (32, 0, nobody)]
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *row) for row in rows)


def test_extended_attributes_stay(path: Path) -> None:
    set_attribute(path, "user.origin", b"somewhere")
    FileContent.read(str(path)).replace(b"new\n")
    assert path.read_bytes() == b"new\n"
    assert os.getxattr(path, "user.origin") == b"somewhere"


def test_access_control_lists_stay(path: Path) -> None:
    set_attribute(path, "system.posix_acl_access", access(12345))
    mode = path.stat().st_mode
    FileContent.read(str(path)).replace(b"new\n")
    assert path.read_bytes() == b"new\n"
    assert os.getxattr(path, "system.posix_acl_access") == access(12345)
    assert path.stat().st_mode == mode


def test_no_access_is_gained_from_the_folder(path: Path) -> None:
    """New files get the folder's default; the file had none."""
    set_attribute(path.parent, "system.posix_acl_default", access(12345))
    FileContent.read(str(path)).replace(b"new\n")
    assert path.read_bytes() == b"new\n"
    assert os.listxattr(path) == []


@pytest.mark.parametrize("function", ["setxattr", "removexattr"])
def test_attributes_that_cannot_be_kept(path: Path, monkeypatch: pytest.MonkeyPatch, function: str) -> None:
    set_attribute(path.parent, "system.posix_acl_default", access(12345))
    set_attribute(path, "user.origin", b"somewhere")

    def fail(*_: Any) -> None:  # which a disk with room for the text does only when it is all but full
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, function, fail)
    with pytest.raises(FileError, match="No space left"):
        FileContent.read(str(path)).replace(b"new\n")
    assert path.read_bytes() == b"old\n"
    assert names(path.parent) == ["views.py"]


@pytest.mark.parametrize(
    ("name", "content", "python"),
    [
        ("a.py", b"", True),
        ("a.PY", b"", True),
        ("stub.pyi", b"", True),
        ("app.wsgi", b"", True),
        ("wscript", b"", True),
        ("script", b"#!/usr/bin/env python3\n", True),
        ("script", b"#!/opt/bin/python\r\n", True),
        ("script", b"#!/usr/bin/env -S uv run --script\n", True),
        ("script", b"#!/bin/sh\n# python\n", False),
        ("script", b"x = 1\n", False),
        ("data.json", b'{"status_code": 404}', False),
        ("notes.txt", b"# python\n", False),
        ("a.py.orig", b"", False),
    ],
)
def test_is_python(name: str, content: bytes, python: bool) -> None:
    assert FileContent(f"folder/{name}", content).is_python() is python


def test_replace_writes_through_a_link(path: Path) -> None:
    link = path.parent / "link.py"
    link.symlink_to("views.py")
    FileContent.read(str(link)).replace(b"new\n")
    assert link.is_symlink()
    assert path.read_bytes() == b"new\n"


def test_other_names_of_the_file_keep_the_old_text(path: Path) -> None:
    other = path.parent / "other.py"
    other.hardlink_to(path)
    FileContent.read(str(path)).replace(b"new\n")
    assert (path.read_bytes(), other.read_bytes()) == (b"new\n", b"old\n")


def test_read_only(path: Path) -> None:
    path.chmod(0o444)
    with pytest.raises(FileError, match="read-only"):
        FileContent.read(str(path)).replace(b"new\n")
    assert path.read_bytes() == b"old\n"


def test_changed_meanwhile(path: Path) -> None:
    file = FileContent.read(str(path))
    path.write_bytes(b"edited\n")
    with pytest.raises(FileError, match="changed since"):
        file.replace(b"new\n")
    assert path.read_bytes() == b"edited\n"
    assert names(path.parent) == ["views.py"]


def test_vanished_meanwhile(path: Path) -> None:
    file = FileContent.read(str(path))
    path.unlink()
    with pytest.raises(FileError, match="No such file"):
        file.replace(b"new\n")
    assert names(path.parent) == []


@pytest.mark.parametrize("function", ["open", "fsync", "chmod", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO])
def test_write_failures(path: Path, monkeypatch: pytest.MonkeyPatch, function: str, number: int) -> None:
    def fail(*_: Any, **__: Any) -> None:  # no disk fails at each step at will
        raise OSError(number, os.strerror(number))

    file = FileContent.read(str(path))
    monkeypatch.setattr(os, function, fail)
    with pytest.raises(FileError, match=os.strerror(number)):
        file.replace(b"new\n")
    monkeypatch.undo()
    assert path.read_bytes() == b"old\n"
    assert names(path.parent) == ["views.py"]


def test_interrupted_while_writing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        FileContent.read(str(path)).replace(b"new\n")
    monkeypatch.undo()
    assert names(path.parent) == ["views.py"]


def test_a_full_disk(path: Path) -> None:
    """The real thing, where there is one: /dev/full refuses every write."""
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full here")
    real = os.open

    def open_full(name: str, flags: int, *mode: int) -> int:
        return (
            real("/dev/full", os.O_WRONLY) if name.endswith(".httpstatus-tmp") else real(name, flags, *mode)
        )

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "open", open_full)
        with pytest.raises(FileError, match="No space left"):
            FileContent.read(str(path)).replace(b"new\n")
    assert path.read_bytes() == b"old\n"


def test_clear_removes_what_dead_processes_left(path: Path) -> None:
    dead, alive = 2**22 + 1, os.getpid()  # more than any process id
    (path.parent / f".{dead}-0a1b2c3d.httpstatus-tmp").touch()
    (path.parent / f".{alive}-0a1b2c3d.httpstatus-tmp").touch()
    (path.parent / "mine.httpstatus-tmp").touch()
    clear([str(path.parent), str(path.parent / "missing")])
    assert names(path.parent) == [f".{alive}-0a1b2c3d.httpstatus-tmp", "mine.httpstatus-tmp", "views.py"]


@pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="tells zombies by /proc")
def test_clear_takes_a_zombie_for_dead(path: Path) -> None:
    process = os.posix_spawn("/bin/true", ["true"], {})
    os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)  # until it is one
    (path.parent / f".{process}-0a1b2c3d.httpstatus-tmp").touch()
    clear([str(path.parent)])
    assert names(path.parent) == ["views.py"]
    os.waitpid(process, 0)


def test_clear_finds_what_is_left(path: Path) -> None:
    """The names that are written are those that are cleared."""
    program = (
        "import os, signal, sys\n"
        "from httpstatus_codemod.run.files import FileContent\n"
        "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)\n"
        "FileContent.read(sys.argv[1]).replace(b'new\\n')\n"
    )
    killed = subprocess.run([sys.executable, "-c", program, path], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert len(names(path.parent)) == 2
    clear([str(path.parent)])
    assert names(path.parent) == ["views.py"]
    assert path.read_bytes() == b"old\n"
