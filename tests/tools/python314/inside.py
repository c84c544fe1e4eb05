"""What runs inside Pyodide: the plugin's tests, but those that start a process, need LibCST or frameworks."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

sys.path.insert(0, "/site")
os.chdir("/repository")

import pytest  # noqa: E402  # from /site


class NoProcesses:
    """Skips tests that start a process: WebAssembly has none."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self) -> Iterator[None]:
        """Run a test, and skip it when it starts a process."""
        try:
            yield
        except OSError as error:
            if "does not support processes" not in str(error):
                raise
            pytest.skip("starts a process")


def main() -> int:
    # file descriptors are not captured: the interpreter's own streams are no files; there are no alarms
    options = ["-q", "--color=no", "--capture=sys", "-p", "no:cacheprovider", "--timeout=0"]
    # pytest-asyncio, to which a setting belongs, is not installed here
    options.append("--override-ini=addopts=--import-mode=importlib")
    # the libraries whose signatures it checks are not installed here, and it must not pass without them
    options.append("--ignore=tests/flake8_httpstatus/test_callables.py")
    return int(pytest.main([*options, "tests/flake8_httpstatus"], plugins=[NoProcesses()]))


main()
