"""The command httpstatus-codemod: its options, its output, its exit codes, and what it writes."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from blocks import block
from httpstatus_codemod import cli
from patched import before_rewriting, before_writing
from running import Ran, codemod, unnamed

BARE = block("""
    from rest_framework.response import Response

    r = Response(status=404)
    """)
DONE = block("""
    from rest_framework import status
    from rest_framework.response import Response

    r = Response(status=status.HTTP_404_NOT_FOUND)
    """)
DIFF = """\
--- a/a.py
+++ b/a.py
@@ -1,3 +1,4 @@
+from rest_framework import status
 from rest_framework.response import Response
 
-r = Response(status=404)
+r = Response(status=status.HTTP_404_NOT_FOUND)
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(".flake8", "[flake8]\n")
    return tmp_path


def write(name: str, text: str | bytes = BARE) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else block(text).encode())
    return path


def started(*arguments: str, **environment: str) -> Ran:
    """Run the command in a new process."""
    command = [sys.executable, "-m", "httpstatus_codemod", *arguments]
    done = subprocess.run(
        command, input=b"", capture_output=True, check=False, env={**os.environ, **environment}
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_rewrites(project: Path) -> None:
    write("a.py")
    write("pkg/b.py", BARE + "assert r.status_code in (200, 201)\n")
    assert codemod(".") == (
        0,
        "",
        "rewrote ./a.py (1)\nrewrote ./pkg/b.py (3)\nrewrote 4 literals in 2 files\n",
    )
    assert Path("a.py").read_text() == DONE
    assert codemod(".") == (0, "", "nothing to rewrite\n")
    assert codemod("--check", ".") == (0, "", "nothing to rewrite\n")


def test_one_of_each(project: Path) -> None:
    write("a.py")
    write("b.py", "Response(status=404\n")
    code, out, err = codemod("a.py", "b.py")
    assert (code, out) == (2, "")
    assert err.splitlines()[0].startswith("b.py:1:9: ")
    assert err.splitlines()[1:] == ["rewrote a.py (1)", "rewrote 1 literal in 1 file; 1 file skipped"]


def test_check(project: Path) -> None:
    write("a.py")
    write("b.py", BARE * 2)
    assert codemod("--check", ".") == (
        1,
        "./a.py: 1 literal\n./b.py: 2 literals\n",
        "would rewrite 3 literals in 2 files\n",
    )
    assert Path("a.py").read_text() == BARE


REFUSED = {
    "feed.py": BARE.replace("\n\n", "\n\n\f"),
    "parse.py": "Response(status=404\n",
    "null.py": BARE + "\0",
    "utf7.py": "# coding: utf-7\nx = '+AGE-'\n" + BARE,
    "locked.py": BARE,
}


@pytest.mark.parametrize("jobs", ["-j1", "-j3"])
def test_check_and_diff_promise_what_the_run_does(project: Path, jobs: str) -> None:
    """A file that the run would skip is reported with the reason, and not counted."""
    for name, text in REFUSED.items():
        write(name, text)
    write("a.py")
    Path("locked.py").chmod(0o444)
    run = codemod if jobs == "-j1" else started
    code, out, checked = run("--check", jobs, ".")
    assert (code, out) == (2, "./a.py: 1 literal\n")
    assert len(checked.splitlines()) == len(REFUSED) + 1
    assert checked.splitlines()[-1] == "would rewrite 1 literal in 1 file; 5 files skipped"
    assert run("--diff", jobs, ".")[::2] == (2, checked)
    said = run(jobs, ".")
    assert said == (2, "", checked.replace("would rewrite", "rewrote ./a.py (1)\nrewrote"))
    assert run("--check", jobs, ".") == (2, "", run(jobs, ".")[2])  # not red for what no run will do
    assert {name: Path(name).read_bytes() for name in REFUSED} == {
        name: text.encode() for name, text in REFUSED.items()
    }


def test_check_needs_no_libcst_where_nothing_is_left_to_do(project: Path) -> None:
    for number in range(5):
        write(f"a{number}.py", DONE)
    script = block("""
        import sys
        from httpstatus_codemod.cli import main
        code = main(['--check', '-j1', '.'])
        print(code, 'libcst' in sys.modules)
        """)
    command = [sys.executable, "-c", script]
    assert subprocess.run(command, capture_output=True, check=True).stdout == b"0 False\n"
    write("a5.py")
    assert subprocess.run(command, capture_output=True, check=True).stdout.endswith(b"1 True\n")


def test_diff(project: Path) -> None:
    write("a.py")
    assert codemod("--diff", "a.py") == (0, DIFF, "would rewrite 1 literal in 1 file\n")
    assert codemod("--diff", "--check", "a.py") == (1, DIFF, "would rewrite 1 literal in 1 file\n")
    assert codemod("--diff", "-q", str(project / "a.py")) == (0, DIFF, "")
    assert Path("a.py").read_text() == BARE


LEFT = """
    from rest_framework.response import Response

    r = Response(status=404)
    assert 200 <= r.status_code < 300
    assert r.status_code // 100 == 2
    assert r.status_code, 200
    """


def test_what_is_left_to_people(project: Path) -> None:
    write("a.py", LEFT)
    write("b.py", "assert r.status_code, 200\n")
    left = "3 findings are left to you: HSC104 1, HSC202 2\n"
    assert codemod("--check", ".").err == "would rewrite 2 literals in 1 file\n" + left
    assert codemod(".").err == "rewrote ./a.py (2)\nrewrote 2 literals in 1 file\n" + left
    assert codemod(".").err == "nothing to rewrite\n" + left
    assert codemod("-", stdin=b"assert r.status_code, 200\n").err == (
        "nothing to rewrite\n1 finding is left to you: HSC202 1\n"
    )
    assert codemod("-q", ".").err == ""


def test_quiet(project: Path) -> None:
    write("a.py")
    write("b.py", "Response(status=404\n")
    write("env/pyvenv.cfg")
    code, out, err = codemod("-q", "--check", ".")
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert err.startswith("./b.py:1:9: ")
    assert codemod("-q", "a.py") == (0, "", "")


def test_statistics(project: Path) -> None:
    write("a.py", BARE + "assert r.status_code in (200, 404)\n")
    code, out, _ = codemod("--statistics", "a.py")
    assert code == 0
    assert [line.split() for line in out.splitlines()] == [
        ["rules:"],
        ["1", "HSC101"],
        ["2", "HSC103"],
        ["constants:"],
        ["1", "HTTP_200_OK"],
        ["2", "HTTP_404_NOT_FOUND"],
    ]
    write("a.py")
    assert codemod("--statistics", "--diff", "a.py")[1] == DIFF
    code, out, err = codemod("--statistics", "-", stdin=BARE.encode())
    assert (code, out) == (0, DONE)
    assert err.splitlines() == [
        "rules:",
        "      1  HSC101",
        "constants:",
        "      1  HTTP_404_NOT_FOUND",
        "rewrote 1 literal in 1 file",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (BARE.encode(), DONE.encode()),
        (b"\xef\xbb\xbf" + BARE.replace("\n", "\r\n").encode(), None),
        (b"# coding: latin-1\n# \xe9\n" + BARE.encode(), None),
        (b"x = 1", b"x = 1"),
        (b"", b""),
    ],
)
def test_standard_input(project: Path, before: bytes, after: bytes | None) -> None:
    newline = b"\r\n" if b"\r" in before else b"\n"
    if after is None:
        after = before.replace(b"404", b"status.HTTP_404_NOT_FOUND").replace(
            b"from rest", b"from rest_framework import status" + newline + b"from rest", 1
        )
    command = [sys.executable, "-m", "httpstatus_codemod", "-q", "-"]
    done = subprocess.run(command, input=before, capture_output=True, check=True)  # bytes in, bytes out
    assert done.stdout == after


@pytest.mark.parametrize(
    ("redirection", "said"),
    [
        ("<&-", "httpstatus-codemod: error: standard input is closed, and - asks for it\n"),
        ("0>/dev/null", "stdin: cannot be read: Bad file descriptor\nnothing to rewrite; 1 file skipped\n"),
    ],
)
def test_standard_input_that_cannot_be_read(project: Path, redirection: str, said: str) -> None:
    write("a.py")
    command = f"{sys.executable} -m httpstatus_codemod - {redirection}"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    others = f"{sys.executable} -m httpstatus_codemod --check a.py <&-"
    assert subprocess.run(others, shell=True, capture_output=True, check=False).returncode == 1


def test_standard_input_messages(project: Path) -> None:
    bare = BARE.encode()
    assert codemod("-", stdin=bare) == (0, DONE, "rewrote 1 literal in 1 file\n")
    assert codemod("--check", "-", "--stdin-filename=x.py", stdin=bare)[:2] == (1, "x.py: 1 literal\n")
    assert codemod("--diff", "-", "--stdin-filename", "a.py", stdin=bare)[:2] == (0, DIFF)
    code, out, err = codemod("-", stdin=b"Response(status=404\n")
    assert (code, out) == (2, "")
    assert err.startswith("stdin:1:9: ")


def test_standard_input_by_its_name(project: Path) -> None:
    write(
        ".flake8",
        """
        [flake8]
        per-file-ignores = tests/*:HSC
        exclude = x.py
        """,
    )
    bare = BARE.encode()
    assert codemod("-", "--stdin-filename=tests/a.py", stdin=bare)[1] == BARE
    assert codemod("-", "--stdin-filename=pkg/x.py", stdin=bare)[1] == BARE
    assert codemod("-", "--stdin-filename=pkg/a.py", stdin=bare)[1] == DONE


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "PATH"),
        (["--frobnicate", "."], "--frobnicate"),
        (["-j", "0", "."], "0"),
        (["-j", "many", "."], "many"),
        (["--max-line-length=100", "."], "--max-line-length"),
        (["--httpstatus-library=django", "."], "django"),
        (["--httpstatus-library=djangorestframework>>3", "."], "djangorestframework>>3"),
        (["--config=missing.cfg", "."], "missing.cfg"),
    ],
)
def test_usage_errors(project: Path, arguments: list[str], said: str) -> None:
    code, out, err = codemod(*arguments)
    assert (code, out) == (2, "")
    assert said in err.splitlines()[-1]
    assert err.splitlines()[-1].startswith("httpstatus-codemod: error: ")
    assert len(err.splitlines()) <= 2


def test_version_and_help(project: Path) -> None:
    code, out, _ = codemod("--version")
    assert code == 0 and re.fullmatch(r"httpstatus-codemod \d+\.\d+\S*\n", out)
    code, out, _ = codemod("--help")
    assert code == 0 and "--httpstatus-library" in out and "--per-file-ignores" in out
    assert all(action.help for action in cli.parser()._actions)


def test_version_imports_little() -> None:
    script = block("""
        import sys
        before = set(sys.modules)
        from httpstatus_codemod.cli import main
        try:
            main(['--version'])
        except SystemExit:
            pass
        heavy = {'libcst', 'flake8', 'tqdm', 'multiprocessing'}
        print(sorted(heavy & (sys.modules.keys() - before)))
        """)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")


def test_without_the_extra(project: Path) -> None:
    script = block("""
        import sys
        sys.modules['libcst'] = None
        from httpstatus_codemod.cli import main
        sys.exit(main(['.']))
        """)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'flake8-httpstatus[codemod]'" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_no_rule_is_selected(project: Path) -> None:
    write(".flake8", "[flake8]\nselect = E,F,W\n")
    write("a.py")
    code, out, err = codemod("--check", ".")
    assert (code, out) == (0, "")
    assert "--select HSC" in err.splitlines()[0]
    assert codemod("--check", "--select", "HSC", ".")[0] == 1
    assert codemod("-", stdin=BARE.encode())[1] == BARE


@pytest.mark.parametrize(
    "arguments", [["--select=E501"], ["--select", "HSC999"], ["--select=HSC101", "--extend-ignore=HSC101"]]
)
def test_a_selection_without_a_rule_of_ours(project: Path, arguments: list[str]) -> None:
    write("a.py")
    said = "httpstatus-codemod: error: --select selects no HSC rule; --select HSC selects all of them\n"
    assert codemod(*arguments, ".") == (2, "", said)
    assert Path("a.py").read_text() == BARE


def test_a_project_may_ignore_what_a_hook_selects(project: Path) -> None:
    write(".flake8", "[flake8]\nignore = HSC\n")
    write("a.py")
    code, out, err = codemod("--check", "--select=HSC", ".")
    assert (code, out) == (0, "")
    assert err.endswith("nothing to rewrite\n")


HOSTILE = {
    "python2.py": b"print 'x'\nResponse(status=404)\n",
    "null.py": b"Response(status=404)\0\n",
    "latin.py": b"# \xe9\nResponse(status=404)\n",
    "coding.py": b"# coding: klingon\nResponse(status=404)\n",
    "deep.py": b"Response(status=404)\n" + b"(" * 10_000 + b"1" + b")" * 10_000,
    "minus.py": b"Response(status=404)\nx = " + b"-" * 10_000 + b"1\n",
    "newer.py": b"def f[T: int = int, *Ts = ?](): return Response(status=404)\n",
}


@pytest.mark.parametrize("jobs", ["-j1", "-j3"])
def test_hostile_files(project: Path, jobs: str) -> None:
    for name, content in HOSTILE.items():
        write(name, content)
    write("good.py")
    run = codemod if jobs == "-j1" else started
    code, out, err = run(jobs, *HOSTILE, "good.py", "missing.py")
    assert (code, out) == (2, "")
    lines = unnamed(err).splitlines()
    assert [re.split(r"[:]", line)[0] for line in lines[:-1]] == [*HOSTILE, "missing.py"]
    assert lines[-1] == "rewrote 1 literal in 1 file; 8 files skipped"
    assert not any("internal error" in line or "Traceback" in line for line in lines)
    assert {name: Path(name).read_bytes() for name in HOSTILE} == HOSTILE
    assert Path("good.py").read_text() == DONE


def test_read_only(project: Path) -> None:
    path = write("a.py")
    path.chmod(0o444)
    code, _, err = codemod("a.py")
    assert code == 2
    assert err.startswith("a.py: is read-only")
    assert path.read_text() == BARE


def test_links(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "out.py"
    outside.write_text(BARE)
    write("pkg/a.py")
    write("pkg/script")
    Path("pkg/in.py").symlink_to("a.py")
    Path("pkg/script.py").symlink_to("script")
    Path("pkg/out.py").symlink_to(outside)
    Path("pkg/broken.py").symlink_to("nowhere/x.py")
    Path("pkg/folder").symlink_to(outside.parent)
    code, _, err = codemod("pkg")
    assert code == 2  # the broken one
    assert [line.split(":")[0] for line in unnamed(err).splitlines()[:-1]] == ["pkg/out.py", "pkg/broken.py"]
    assert str(outside) in err
    assert err.splitlines()[-1] == "rewrote 2 literals in 2 files; 1 file skipped"
    assert outside.read_text() == BARE
    assert Path("pkg/in.py").is_symlink() and Path("pkg/script.py").is_symlink()
    assert Path("pkg/script").read_text() == DONE
    assert codemod("pkg/out.py")[0] == 0
    assert outside.read_text() == DONE


def test_a_file_given_twice(project: Path) -> None:
    write("pkg/a.py")
    assert codemod("--check", ".", "pkg", "pkg/a.py", "./pkg/../pkg/a.py")[1] == "./pkg/a.py: 1 literal\n"


def test_what_is_no_python_is_refused(project: Path) -> None:
    texts = {
        "data.json": '{"status_code": 404}\n',
        "notes.txt": "r.status_code == 404\n",
        "shell": "#!/bin/sh\n" + BARE,
        "nothing": BARE,
    }
    for name, text in texts.items():
        write(name, text)
    write("script", "#!/usr/bin/env python3\n" + BARE)
    write("page.tpy")
    reason = "is not a Python file, neither by its name nor by its first line"
    code, out, err = codemod(*texts, "script", "page.tpy", "--filename=*.py,*.tpy")
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        *(f"{name}: {reason}" for name in texts),
        "rewrote script (1)",
        "rewrote page.tpy (1)",
        "rewrote 2 literals in 2 files; 4 files skipped",
    ]
    assert {name: Path(name).read_text() for name in texts} == texts
    assert codemod(".") == (0, "", "nothing to rewrite\n")  # flake8 does not find them


STEERING = "a\nb\x1b[31m\u202e\x9b\r.py"
ESCAPED = r"a\nb\x1b[31m\u202e\x9b\r.py"


def test_names_with_control_characters(project: Path) -> None:
    """Each message is one line and sends no control characters to the terminal."""
    write(STEERING)
    write("pkg/" + STEERING, "Response(status=404\n")
    write("env/pyvenv.cfg")
    Path("env").rename("e\nv")
    Path("l\n.py").symlink_to("/" + STEERING)
    code, out, err = codemod("--check", ".")
    assert (code, out) == (2, f"./{ESCAPED}: 1 literal\n")
    *notes, skipped, summary = err.splitlines()
    assert [note.split(":")[0] for note in notes] == [r"./e\nv", r"./l\n.py"]
    assert notes[1].endswith(f"give /{ESCAPED} to have it rewritten")
    assert skipped.startswith(f"./pkg/{ESCAPED}:1:9: ")
    assert summary == "would rewrite 1 literal in 1 file; 1 file skipped"
    assert codemod("--diff", STEERING)[1].splitlines()[0] == r'--- "a/a\nb\033[31m\342\200\256\302\233\r.py"'
    for arguments in ([f"--{STEERING}"], [f"--config={STEERING}.cfg", "."], ["-j", STEERING, "."]):
        code, _, err = codemod(*arguments)
        assert code == 2 and "\x1b" not in err and len(err.splitlines()) <= 2, err
    assert codemod("-", f"--stdin-filename={STEERING}", stdin=b"Response(status=404\n")[2].startswith(ESCAPED)


def test_virtual_environment(project: Path) -> None:
    write("env/pyvenv.cfg")
    write("env/a.py")
    code, out, err = codemod("--check", ".")
    assert (code, out) == (0, "")
    assert err.splitlines()[0].startswith("./env: ")
    assert codemod("--check", "env")[0] == 1


def test_a_star_imported_module_gets_a_private_name(project: Path) -> None:
    write("pkg/__init__.py", "")
    write("pkg/a.py")
    write("pkg/b.py")
    write("pkg/c.py", "from .a import *\n")
    assert codemod("pkg")[0] == 0
    assert "import status as _status\n" in Path("pkg/a.py").read_text()
    assert Path("pkg/b.py").read_text() == DONE


def test_order_and_processes(project: Path) -> None:
    for number in range(12):
        write(f"f{number:02}.py", BARE * (1 + number * 7 % 10))
    one = codemod("--check", "-j1", ".")
    assert one == started("--check", "-j4", ".")
    assert one.out.splitlines() == sorted(one.out.splitlines())
    assert codemod("--diff", "-j1", ".") == started("--diff", "-j4", ".")


def test_spawned_processes(project: Path) -> None:
    for number in range(4):
        write(f"f{number}.py")
    program = """
        import multiprocessing, sys
        from httpstatus_codemod.cli import main
        if __name__ == '__main__':
            multiprocessing.set_start_method('spawn')
            sys.exit(main(sys.argv[1:]))
        """
    write("main.py", program)
    command = [sys.executable, "main.py", "-j2", "--exclude=main.py", "."]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert unnamed(done.stderr) == "rewrote 4 literals in 4 files\n"


def test_a_crash_names_its_file(project: Path) -> None:
    for name in ("a.py", "b.py", "c.py", "d.py"):
        write(name)
    program = before_rewriting("if path.name == 'b.py': os.kill(os.getpid(), signal.SIGSEGV)")
    command = [sys.executable, "-c", program, "-j2", "."]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert unnamed(done.stderr).splitlines() == [
        "./b.py: the process working on it was ended by signal 11 (Segmentation fault); exclude it",
        "rewrote 3 literals in 3 files; 1 file skipped",
    ]


def test_an_error_of_ours_names_its_file(project: Path) -> None:
    write("a.py")
    write("b.py")
    program = before_rewriting("if path.name == 'a.py': raise AssertionError('two\\nlines')")
    command = [sys.executable, "-c", program, "-j1", "."]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert unnamed(done.stderr).splitlines() == [
        "./a.py: internal error, please report it: AssertionError: two lines",
        "rewrote 1 literal in 1 file; 1 file skipped",
    ]


@pytest.mark.parametrize("jobs", ["-j1", "-j3"])
def test_interrupted(project: Path, jobs: str) -> None:
    for number in range(50):
        write(f"f{number:02}.py")
    command = [sys.executable, "-c", before_writing("time.sleep(0.2)"), jobs, "."]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while not any(path.read_text() == DONE for path in project.glob("f*.py")):
        assert process.poll() is None
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    _, err = process.communicate()
    done = sum(path.read_text() == DONE for path in project.glob("f*.py"))
    assert process.returncode == 130
    assert 0 < done < 50
    noun = "literal in 1 file" if done == 1 else f"literals in {done} files"
    assert unnamed(err) == f"interrupted: rewrote {done} {noun}\n"
    assert not list(project.glob(".*.httpstatus-tmp"))


@pytest.mark.parametrize("jobs", ["-j1", "-j3"])
def test_killed_and_resumed(project: Path, jobs: str) -> None:
    for number in range(60):
        write(f"f{number:02}.py")

    def done() -> int:
        return sum(path.read_text() != BARE for path in project.glob("*.py"))

    for enough in (1, 20, 40):
        command = [sys.executable, "-m", "httpstatus_codemod", jobs, "."]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
        while process.poll() is None and done() < enough:
            time.sleep(0.001)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert {path.read_text() for path in project.glob("*.py")} <= {BARE, DONE}
    while True:  # a killed process may take a moment to go
        assert codemod(".").code == 0
        if not list(project.glob(".*.httpstatus-tmp")):
            break
        time.sleep(0.1)
    assert done() == 60


def test_workers_end_with_a_killed_parent(project: Path) -> None:
    for number in range(20):
        write(f"f{number:02}.py")
    program = before_rewriting("open('pids', 'a').write(f'{os.getpid()}\\n'); time.sleep(0.3)")
    process = subprocess.Popen([sys.executable, "-c", program, "-j3", "."])
    pids = Path("pids")
    while not pids.exists() or len(pids.read_text().splitlines()) < 3:
        assert process.poll() is None
        time.sleep(0.02)
    process.kill()
    process.wait()
    while any(map(is_running, map(int, pids.read_text().split()))):
        time.sleep(0.05)


def is_running(pid: int) -> bool:
    """Whether a process is there and not a zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("arguments", [["--diff"], ["--check"]])
def test_a_reader_that_has_enough(project: Path, arguments: list[str]) -> None:
    for number in range(300):
        write(f"{number:03}" + "x" * 200 + ".py", BARE * 5)
    process = subprocess.Popen(
        [sys.executable, "-m", "httpstatus_codemod", *arguments, "."],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout and process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 141


def test_no_standard_output_at_all(project: Path) -> None:
    write("a.py")
    command = f"{sys.executable} -m httpstatus_codemod --check --statistics a.py >&-"
    done = subprocess.run(command, shell=True, stderr=subprocess.PIPE, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert done.returncode == 1


def test_names_in_no_encoding(project: Path) -> None:
    name = os.fsdecode(b"\xff.py")
    write(name)
    code, out, _ = started("--check", ".", PYTHONIOENCODING="ascii")
    assert code == 1 and r"\udcff.py: 1 literal" in out
    write(name, "Response(status=404\n")
    assert codemod(".")[0] == 2
