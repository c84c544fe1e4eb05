"""Faults while files are read and written: each is reported in one line, and the other files are done.

More faults: tests/codemod/test_cli.py (hostile files, links, crashes, Ctrl-C) and test_kill.py (SIGKILL).
"""

from __future__ import annotations

import ctypes
import os
import re
import resource
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from patched import before_discovery, before_rewriting, before_syncing, before_writing
from running import codemod, unnamed

BARE = b"from rest_framework.response import Response\n\nr = Response(status=404)\n"
DONE = (
    b"from rest_framework import status\nfrom rest_framework.response import Response\n\n"
    b"r = Response(status=status.HTTP_404_NOT_FOUND)\n"
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with three files, of which `bad.py` is the one that something happens to."""
    monkeypatch.chdir(tmp_path)
    Path(".flake8").write_text("[flake8]\n")
    for name in ("a.py", "bad.py", "z.py"):
        Path(name).write_bytes(BARE)
    return tmp_path


def run(
    *arguments: str, meanwhile: str | None = None, before: Callable[[], None] | None = None
) -> tuple[int, list[str]]:
    """Exit code and lines on standard error."""
    if meanwhile is before is None and "-j2" not in arguments:
        code, out, err = codemod(*arguments)
        assert (out, "Traceback" in err) == ("", False)
        return code, unnamed(err).splitlines()
    command = [sys.executable, "-m", "httpstatus_codemod"]
    if meanwhile is not None:
        program = before_rewriting(f'if path.name == "bad.py":\n            {meanwhile}')
        command = [sys.executable, "-c", program]
    done = subprocess.run(
        [*command, *arguments], capture_output=True, text=True, check=False, preexec_fn=before
    )
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done.returncode, unnamed(done.stderr).splitlines()


def check_skipped(
    reason: str, *arguments: str, name: str = "./bad.py", rewritten: int = 2, **how: object
) -> None:
    """Check that only the bad file is skipped, with this reason."""
    code, lines = run(*(arguments or (".",)), **how)  # type: ignore[arg-type]
    done = "literal in 1 file" if rewritten == 1 else f"literals in {rewritten} files"
    assert lines == [f"{name}: {reason}", f"rewrote {rewritten} {done}; 1 file skipped"]
    assert code == 2
    check_others()


def check_others() -> None:
    for name in ("a.py", "z.py"):
        assert Path(name).read_bytes() == DONE
    assert left() == []


def left() -> list[Path]:
    """Temporary files."""
    return sorted(Path().rglob(".*.httpstatus-tmp"))


def as_user() -> None:
    """Drop the capabilities by which root ignores permissions; to be called in the new process."""
    if os.getuid() == 0:
        for capability in (1, 2, 3):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER
            if ctypes.CDLL(None).prctl(24, capability, 0, 0, 0):  # PR_CAPBSET_DROP
                os._exit(99)


@pytest.fixture
def bad() -> Iterator[Path]:
    """The bad file, or folder; afterwards accessible again."""
    path = Path("bad.py")
    yield path
    for each in (path.parent / "pkg", path):
        if each.exists():
            each.chmod(0o755)


JOBS = pytest.mark.parametrize("jobs", ["-j1", "-j2"])


@JOBS
def test_read_only(project: Path, bad: Path, jobs: str) -> None:
    bad.chmod(0o444)
    check_skipped("is read-only; make it writable to have it rewritten", jobs, ".")
    assert bad.read_bytes() == BARE


def test_read_only_for_this_user_alone(project: Path, bad: Path) -> None:
    bad.chmod(0o464)
    check_skipped("is read-only; make it writable to have it rewritten", before=as_user)


def test_no_permission_to_read(project: Path, bad: Path) -> None:
    bad.chmod(0o200)
    check_skipped("Permission denied", before=as_user)
    assert bad.stat().st_size == len(BARE)


def test_no_permission_on_the_folder(project: Path, bad: Path) -> None:
    Path("pkg").mkdir()
    bad.rename("pkg/bad.py")
    Path("pkg").chmod(0o555)
    check_skipped("cannot be written: Permission denied", name="./pkg/bad.py", before=as_user)
    assert Path("pkg/bad.py").read_bytes() == BARE


def test_no_permission_to_list_the_folder(project: Path, bad: Path) -> None:
    """flake8 passes over it in silence."""
    Path("pkg").mkdir()
    bad.rename("pkg/bad.py")
    Path("pkg").chmod(0o311)
    check_skipped("Permission denied", name="./pkg", before=as_user)
    code, lines = run("pkg", before=as_user)
    assert (code, lines) == (2, ["pkg: Permission denied", "nothing to rewrite; 1 file skipped"])
    assert run("--exclude=pkg", ".", before=as_user) == (0, ["nothing to rewrite"])


@pytest.mark.skipif(os.getuid() != 0, reason="only root may give files away")
def test_of_another_owner(project: Path, bad: Path) -> None:
    """Where even root may not, as in some containers."""

    def without_chown() -> None:
        if ctypes.CDLL(None).prctl(24, 0, 0, 0, 0):  # PR_CAPBSET_DROP, CAP_CHOWN
            os._exit(99)

    os.chown(bad, 12345, 54321)
    bad.chmod(0o666)
    check_skipped("cannot be written: Operation not permitted", before=without_chown)
    assert (bad.stat().st_uid, bad.stat().st_gid) == (12345, 54321)
    assert bad.read_bytes() == BARE


def test_a_thousand_folders_deep(project: Path) -> None:
    """And a file whose path is longer than the system allows."""
    try:
        for folder in ["d"] * 1200, ["long" * 50] * 30:
            for name in folder:
                os.mkdir(name)
                os.chdir(name)
            Path("bad.py").write_bytes(BARE)
            Path(".git").mkdir()  # a project of its own
            os.chdir(project)
        code, lines = run(".")
        deep = Path(*["d"] * 1200, "bad.py").read_bytes()
    finally:  # none of the folders can be removed by `shutil`
        subprocess.run(["rm", "-r", "d", "long" * 50], cwd=project, check=True)
    assert code == 2
    assert re.fullmatch(r"\./(longlong.*/)+[long]+: File name too long", lines[-2])
    assert lines[-1] == "rewrote 4 literals in 4 files; 1 file skipped"
    assert deep == DONE
    check_others()


@JOBS
def test_vanishes(project: Path, bad: Path, jobs: str) -> None:
    reason = "cannot be written: No such file or directory"
    check_skipped(reason, jobs, ".", meanwhile="os.unlink(path)")
    assert not bad.exists()


def test_vanishes_before_it_is_rewritten(project: Path, bad: Path) -> None:
    """After files were looked for, and before this one is read."""
    code, lines = run(
        "-j1",
        "a.py",
        "bad.py",
        "z.py",
        meanwhile="pass; os.unlink('z.py') if os.path.exists('z.py') else None",
    )
    assert (code, lines) == (
        2,
        ["z.py: No such file or directory", "rewrote 2 literals in 2 files; 1 file skipped"],
    )
    assert left() == []


def test_its_folder_vanishes(project: Path, bad: Path) -> None:
    Path("pkg").mkdir()
    bad.rename("pkg/bad.py")
    check_skipped(
        "cannot be written: No such file or directory",
        name="./pkg/bad.py",
        meanwhile="os.unlink(path); os.rmdir('pkg')",
    )


@JOBS
@pytest.mark.parametrize("text", ["edited\n", ""])
def test_changes(project: Path, bad: Path, jobs: str, text: str) -> None:
    reason = "has changed since it was read; run again"
    check_skipped(reason, jobs, ".", meanwhile=f"path.write_text({text!r})")
    assert bad.read_text() == text


def test_becomes_a_folder(project: Path, bad: Path) -> None:
    check_skipped("cannot be written: Is a directory", meanwhile="os.unlink(path); os.mkdir(path)")
    assert bad.is_dir()


def test_a_file_as_large_as_this_user_may_write(project: Path, bad: Path) -> None:
    content = BARE + b"# " + b"x" * 20_000 + b"\n"
    bad.write_bytes(content)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))

    check_skipped("cannot be written: File too large", before=limit)
    assert bad.read_bytes() == content


@pytest.fixture
def disk(project: Path) -> Iterator[Path]:
    """A disk of 64 kB under `disk`."""
    path = project / "disk"
    path.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(path)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no disk can be mounted here")
    yield path
    subprocess.run(["umount", path], check=True)


@JOBS
def test_a_full_disk(disk: Path, jobs: str) -> None:
    bad = disk / "bad.py"
    content = BARE + b"# " + b"x" * 40_000 + b"\n"  # two of them have no room
    bad.write_bytes(content)
    os.unlink("bad.py")
    check_skipped("cannot be written: No space left on device", jobs, ".", name="./disk/bad.py")
    assert bad.read_bytes() == content


def test_a_disk_that_is_mounted_read_only(disk: Path) -> None:
    os.rename("bad.py", "moved.py")
    Path("moved.py").unlink()
    (disk / "bad.py").write_bytes(BARE)
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    reason = "is read-only; make it writable to have it rewritten"
    check_skipped(reason, name="./disk/bad.py")


NO_UTF8 = (
    "cannot be decoded: invalid or missing encoding declaration; declare its encoding in a coding comment"
)
PYTHON = rf"Python 3\.{sys.version_info.minor} cannot parse this file: "
WHAT_TO_DO = "; exclude it, or use the Python that it is for$"


@pytest.mark.parametrize(
    ("content", "place", "reason"),
    [
        (b"# \xe9\n" + BARE, "", f"^{re.escape(NO_UTF8)}$"),
        (b"\xff\xfe" + BARE.decode().encode("utf-16-le"), "", "^cannot be decoded: "),
        (BARE + b"\0\n", r"(?::\d+:\d+)?", r"contains null bytes; exclude it"),
        (
            BARE + b"x = " + b"(" * 10_000 + b")" * 10_000,
            r"(?::\d+:\d+)?",
            f"^({PYTHON}too many nested parentheses{WHAT_TO_DO}|nested too deeply; exclude it$)",
        ),
        (BARE + b"x = " + b"-" * 10_000 + b"1\n", "", "^nested too deeply; exclude it$"),
        (BARE + b"if 1:\n" + b"".join(b" " * at + b"if 1:\n" for at in range(1, 200)), r":\d+:\d+", "indent"),
        (b"print 'x'\n" + BARE, ":1:1", f"^{PYTHON}Missing parentheses .*{WHAT_TO_DO}"),
        (b"exec 'x' in {}\n" + BARE, ":1:1", f"^{PYTHON}Missing parentheses .*{WHAT_TO_DO}"),
        (BARE + b"x = 0777\n", r":4:\d", f"^{PYTHON}.*{WHAT_TO_DO}"),
        (BARE + b"def f[T: int = ?](): pass\n", r":4:\d+", f"^{PYTHON}.*{WHAT_TO_DO}"),
    ],
    ids=[
        "latin",
        "utf-16",
        "null",
        "parentheses",
        "minus",
        "indents",
        "print",
        "exec",
        "octal",
        "newer",
    ],
)
def test_hostile_text(project: Path, bad: Path, content: bytes, place: str, reason: str) -> None:
    bad.write_bytes(content)
    code, (line, summary) = run(".")
    assert code == 2
    found = re.fullmatch(rf"\./bad\.py{place}: (.*)", line)
    assert found and re.search(reason, found[1]), line
    assert summary == "rewrote 2 literals in 2 files; 1 file skipped"
    assert bad.read_bytes() == content
    check_others()


@pytest.mark.parametrize(
    ("version", "content", "place", "reason"),
    [
        ((3, 12), b"type X = int\n", "1:6", "invalid syntax"),
        (
            (3, 14),
            b"try:\n    pass\nexcept A, B:\n    pass\n",
            "3:8",
            "multiple exception types must be parenthesized",
        ),
        ((3, 14), b"x = t'{y}'\n", r"1:\d", "invalid syntax"),
    ],
    ids=["type", "except", "t-string"],
)
def test_newer_syntax(
    project: Path, bad: Path, version: tuple[int, int], content: bytes, place: str, reason: str
) -> None:
    if sys.version_info >= version:
        pytest.skip("this Python knows that syntax")
    bad.write_bytes(content + BARE)
    code, (line, summary) = run(".")
    assert code == 2
    assert re.fullmatch(rf"\./bad\.py:{place}: {PYTHON}{reason}{WHAT_TO_DO}", line), line
    assert summary == "rewrote 2 literals in 2 files; 1 file skipped"
    check_others()


def test_a_generated_file_of_a_megabyte(project: Path, bad: Path) -> None:
    row = b'TABLE.append({"id": 404, "values": [200, 404, 1.5], "text": "' + b"404 " * 100 + b'"})\n'
    content = BARE + b"TABLE = []\n" + row * (1_000_000 // len(row)) + b"x = r.status_code == 404\n"
    bad.write_bytes(content)
    assert run(".") == (0, ["rewrote 4 literals in 3 files"])
    done = bad.read_bytes()
    assert done.startswith(DONE) and done.endswith(b"r.status_code == status.HTTP_404_NOT_FOUND\n")
    assert done.count(row) == content.count(row)
    check_others()


def test_a_deep_expression_in_a_file_without_sites(project: Path, bad: Path) -> None:
    bad.write_bytes(b"x = " + b"-" * 10_000 + b"1\n")
    assert run(".") == (0, ["rewrote 2 literals in 2 files"])
    check_others()


def test_deep_but_not_too_deep(project: Path, bad: Path) -> None:
    """As deep as Python parses: rewritten, or left alone with a reason, but never a crash."""
    bad.write_bytes(BARE + b"".join(b"x = " + b"[" * deep + b"]" * deep + b"\n" for deep in (50, 90, 199)))
    code, lines = run(".")
    assert (code, lines) == (0, ["rewrote 3 literals in 3 files"])
    many = b"x = " + b" + ".join([b"r.status_code == 404"] * 900) + b"\n"
    bad.write_bytes(BARE + many)
    code, lines = run(".")
    assert code == 0 or lines[0] == "./bad.py: nested too deeply for LibCST"


def test_links(project: Path, bad: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A file that is replaced by a link during the run is left alone, and so is the link's target."""
    outside = tmp_path_factory.mktemp("outside") / "out.py"
    outside.write_bytes(BARE + b"# outside\n")
    check_skipped(
        "has changed since it was read; run again",
        meanwhile=f"os.unlink(path); os.symlink({str(outside)!r}, path)",
    )
    assert bad.is_symlink()
    assert outside.read_bytes() == BARE + b"# outside\n"


def test_links_in_a_circle(project: Path, bad: Path) -> None:
    Path("pkg").mkdir()
    Path("pkg/again").symlink_to("..")
    Path("loop.py").symlink_to("loop.py")
    code, lines = run(".")
    assert code == 2
    assert lines == [
        "./loop.py: Too many levels of symbolic links",
        "rewrote 3 literals in 3 files; 1 file skipped",
    ]


def test_hard_links(project: Path, bad: Path) -> None:
    """Each name is a file to rewrite; a name outside of the given paths keeps the old text."""
    Path("other").mkdir()
    Path("other/kept.py").hardlink_to(bad)
    Path("same.py").hardlink_to(bad)
    assert run("a.py", "bad.py", "same.py", "z.py") == (0, ["rewrote 4 literals in 4 files"])
    assert Path("bad.py").read_bytes() == Path("same.py").read_bytes() == DONE
    assert Path("other/kept.py").read_bytes() == BARE
    check_others()


@pytest.mark.parametrize(
    ("death", "how"),
    [
        ("os.kill(os.getpid(), signal.SIGKILL)", "was ended by signal 9 (Killed)"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "was ended by signal 11 (Segmentation fault)"),
        ("os._exit(3)", "ended with exit code 3"),
        ("sys.exit(4)", "ended with exit code 4"),
    ],
)
def test_a_crashed_worker(project: Path, bad: Path, death: str, how: str) -> None:
    check_skipped(f"the process working on it {how}; exclude it", "-j2", ".", meanwhile=death)
    assert bad.read_bytes() == BARE


def test_out_of_memory(project: Path, bad: Path) -> None:
    check_skipped("nested too deeply; exclude it", meanwhile="raise MemoryError")


@JOBS
def test_ctrl_c(project: Path, jobs: str) -> None:
    for number in range(40):
        Path(f"f{number:02}.py").write_bytes(BARE)
    command = [sys.executable, "-c", before_writing("time.sleep(0.1)"), jobs, "."]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while not any(path.read_bytes() == DONE for path in Path().glob("*.py")):
        assert process.poll() is None
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130
    assert re.fullmatch(r"interrupted: rewrote \d+ literals? in \d+ files?\n", unnamed(said))
    with pytest.raises(ProcessLookupError):  # none of the group is left
        os.killpg(process.pid, 0)
    assert {path.read_bytes() for path in Path().glob("*.py")} == {BARE, DONE}
    assert left() == []


def test_ctrl_c_before_anything_is_done(project: Path) -> None:
    program = before_discovery("os.kill(os.getpid(), signal.SIGINT)")
    done = subprocess.run([sys.executable, "-c", program, "."], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "interrupted: rewrote 0 literals in 0 files\n"


def test_what_a_killed_run_left_is_cleared(project: Path, bad: Path) -> None:
    """A real leftover: the process is killed while it writes."""
    program = before_syncing("os.kill(os.getpid(), signal.SIGKILL)")
    command = [sys.executable, "-c", program, "-j1", "."]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL
    (temporary,) = left()
    assert stat.S_IMODE(temporary.stat().st_mode) == 0o600
    assert {path.read_bytes() for path in Path().glob("[abz]*.py")} == {BARE}
    assert run("--check", "--quiet", "a.py") != (2, [])  # writes nothing, clears nothing
    assert left() == [temporary]
    assert run(".") == (0, ["rewrote 3 literals in 3 files"])
    check_others()
