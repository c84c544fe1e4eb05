"""The command httpstatus-lsp, as far as it does not serve."""

from __future__ import annotations

import subprocess
import sys

import pytest
from httpstatus_codemod import lsp

import flake8_httpstatus


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        lsp.main(["--stdio", "--version"])
    assert capsys.readouterr().out == f"httpstatus-lsp {flake8_httpstatus.__version__}\n"


def test_without_the_extra() -> None:
    script = (
        "import sys; sys.modules['pygls'] = None; from httpstatus_codemod.lsp import main; sys.exit(main([]))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "httpstatus-lsp: error: the server is not installed: pip install 'flake8-httpstatus[lsp]'\n"
    )
