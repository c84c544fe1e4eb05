"""Reads files as Python does, and writes them whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import re
import secrets
import stat
import tokenize
from collections.abc import Iterable
from dataclasses import dataclass

NO_PYTHON = "is not a Python file, neither by its name nor by its first line"

_TEMPORARY = re.compile(r"\.(?P<process>[0-9]{1,9})-[0-9a-f]{8}\.httpstatus-tmp")

# other attributes are the system's: checksums of the content, rights of programs
_ATTRIBUTES = ("user.", "system.posix_acl_access", "security.selinux")

# What flake8 takes by default, stubs, and what pre-commit takes for Python: its hooks name each file
_PYTHON_NAME = re.compile(r".*\.(?:py|pyi|pyw|pyt|wsgi|tac|gypi?)|wscript|\.pdbrc", re.IGNORECASE)
_PYTHON_LINE = re.compile(rb"#![^\n]*\b(?:python|pypy|uv run)")


class FileError(Exception):
    """A file cannot be read or written; the message says why in one line."""


@dataclass(frozen=True)
class FileContent:
    """A file as it was read."""

    path: str
    content: bytes

    @classmethod
    def read(cls, path: str) -> FileContent:
        """Raises `FileError`."""
        try:
            mode = os.stat(path).st_mode
            if stat.S_ISDIR(mode):
                os.scandir(path).close()  # raises what kept its files from being found
            if not stat.S_ISREG(mode):  # reading a pipe or a device may never end
                raise FileError("not a regular file")
            with open(path, "rb") as stream:
                return cls(path, stream.read())
        except OSError as error:
            raise FileError(_reason(error)) from None

    def is_python(self) -> bool:
        """Whether its name, or a first line like `#!/usr/bin/python`, says so."""
        name = os.path.basename(self.path)
        return bool(_PYTHON_NAME.fullmatch(name) or _PYTHON_LINE.match(self.content))

    def decode(self) -> tuple[str, str]:
        """The text, with its newlines as they are, and the encoding, which includes a byte order mark."""
        try:
            encoding, _ = tokenize.detect_encoding(io.BytesIO(self.content).readline)
            return self.content.decode(encoding), encoding
        except (SyntaxError, UnicodeError, LookupError) as error:
            raise FileError(f"cannot be decoded: {error}; declare its encoding in a coding comment") from None

    def encode(self, text: str, encoding: str) -> bytes:
        """The bytes of a changed text. Raises `FileError` if more would change than the text."""
        if self.content.decode(encoding).encode(encoding) != self.content:
            raise FileError(f"its {encoding} text does not survive decoding and encoding")
        return text.encode(encoding)

    def replace(self, content: bytes) -> None:
        """Replace the file in one step, so that at any time it is either the old or the new one.

        Raises `FileError`, and leaves the file as it is, if that fails or if the file has changed since.
        """
        path = os.path.realpath(self.path)  # a link stays a link
        status = self.check_replaceable()
        try:
            temporary = _write_beside(path, content, status)
            try:
                with open(path, "rb") as stream:
                    if stream.read() != self.content:
                        raise FileError("has changed since it was read; run again")
                os.replace(temporary, path)
            except BaseException:
                _remove(temporary)
                raise
        except OSError as error:
            raise FileError(f"cannot be written: {_reason(error)}") from None

    def check_replaceable(self) -> os.stat_result:
        """Raises `FileError` if it shows beforehand that the file cannot, or should not, be replaced."""
        path = os.path.realpath(self.path)
        try:
            status = os.stat(path)
        except OSError as error:
            raise FileError(f"cannot be written: {_reason(error)}") from None
        # replacing needs no right to write, but whoever took that away meant something by it
        if not status.st_mode & 0o222 or not os.access(path, os.W_OK):
            raise FileError("is read-only; make it writable to have it rewritten")
        if not os.access(os.path.dirname(path), os.W_OK | os.X_OK):
            raise FileError(f"cannot be written: {os.strerror(errno.EACCES)}")
        if not _may_belong_to(status):
            raise FileError("belongs to another user or group, which replacing it would change")
        return status


def _write_beside(path: str, content: bytes, status: os.stat_result) -> str:
    # by the process id, the next run knows whether it is still in use
    name = f".{os.getpid()}-{secrets.token_hex(4)}.httpstatus-tmp"
    temporary = os.path.join(os.path.dirname(path), name)
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with open(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        new = os.stat(temporary)
        if (new.st_uid, new.st_gid) != (status.st_uid, status.st_gid):
            os.chown(temporary, status.st_uid, status.st_gid)
        if hasattr(os, "listxattr"):
            _copy_attributes(path, temporary)
        os.chmod(temporary, stat.S_IMODE(status.st_mode))  # after chown, which clears some bits
    except BaseException:
        _remove(temporary)
        raise
    return temporary


def _may_belong_to(status: os.stat_result) -> bool:
    """Whether we may give a file this owner and group."""
    if not hasattr(os, "geteuid") or os.geteuid() == 0:
        return True
    return status.st_uid == os.geteuid() and status.st_gid in (os.getegid(), *os.getgroups())


def _copy_attributes(path: str, temporary: str) -> None:
    """Copy extended attributes, access control lists among them; a new file begins with its folder's."""
    old, new = _attributes(path), _attributes(temporary)
    for name in new.keys() - old.keys():
        os.removexattr(temporary, name)
    for name, value in old.items():
        if new.get(name) != value:
            os.setxattr(temporary, name, value)


def _attributes(path: str) -> dict[str, bytes]:
    try:
        return {name: os.getxattr(path, name) for name in os.listxattr(path) if name.startswith(_ATTRIBUTES)}
    except OSError as error:
        if error.errno == errno.ENOTSUP:  # the file system has none
            return {}
        raise


def _remove(path: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(path)


def clear(folders: Iterable[str]) -> None:
    """Remove the temporary files that killed runs left in these folders."""
    for folder in folders:
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                temporary = _TEMPORARY.fullmatch(entry.name)
                if temporary and not _lives(int(temporary["process"])):
                    _remove(entry.path)


def _lives(process: int) -> bool:
    if os.name == "nt":  # signal 0 would be a Ctrl-C there
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # someone else's process
        return True
    return not _is_zombie(process)


def _is_zombie(process: int) -> bool:
    """Whether a process has ended but is still listed, because nobody has asked for its exit code."""
    try:
        with open(f"/proc/{process}/stat", "rb") as stream:
            return stream.read().rpartition(b")")[2].split()[:1] == [
                b"Z"
            ]  # after the name, which may have anything in it
    except OSError:  # this system has no /proc
        return False


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
