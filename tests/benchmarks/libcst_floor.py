"""Parse and print the given files with LibCST and nothing else: what any codemod on it has to pay.

    python -m tests.benchmarks.libcst_floor LIST

`LIST` is a file with one path a line.
"""

from __future__ import annotations

import sys
from pathlib import Path

import libcst

for name in Path(sys.argv[1]).read_text().splitlines():
    module = libcst.parse_module(Path(name).read_bytes())
    assert module.bytes
