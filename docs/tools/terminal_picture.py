"""Draw docs/_static/terminal.svg: flake8 and the codemod in a terminal, run over docs/example.

    python docs/tools/terminal_picture.py            runs them and draws
    python docs/tools/terminal_picture.py --check    exits with 1 if the picture shows other text

Needs the project with its codemod, rich, and a system with pseudo-terminals.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.text import Text

DOCS: Final = Path(__file__).parent.parent
PICTURE: Final = DOCS / "_static" / "terminal.svg"
WIDTH: Final = 108
COMMANDS: Final = ("flake8 -j1 shop/views.py", "httpstatus-codemod --diff shop/views.py")

# rich's own template without its web fonts: the site loads nothing from other servers
SVG: Final = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: Menlo, Consolas, "DejaVu Sans Mono", monospace; \
font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def run(command: str, folder: Path) -> str:
    """What a command prints on a terminal, colours included."""
    ours, theirs = pty.openpty()
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)))
    environment = {"PATH": path, "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": str(folder)}
    with subprocess.Popen(
        command.split(), cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        said = b"".join(_until_closed(ours))
    os.close(ours)
    if process.returncode not in {0, 1}:
        raise RuntimeError(f"{command}: {said.decode()}")
    return said.decode().replace("\r\n", "\n")


def _until_closed(terminal: int) -> Iterator[bytes]:
    with contextlib.suppress(OSError):  # on Linux it is an error to read when the other end is closed
        while chunk := os.read(terminal, 65536):
            yield chunk


def draw() -> str:
    """The picture of a real run."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "example"
        shutil.copytree(DOCS / "example", folder, ignore=shutil.ignore_patterns("__pycache__"))
        console = Console(
            record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor"
        )
        for command in COMMANDS:
            shown = command.replace(" -j1", "")  # which keeps the order the same every time
            console.print(Text.from_ansi(f"\033[1;32m$\033[0m \033[1m{shown}\033[0m"))
            console.print(Text.from_ansi(run(command, folder)))
    svg = console.export_svg(title="docs/example", code_format=SVG, unique_id="terminal")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def words(svg: str) -> list[str]:
    """The texts in a picture; the rest may differ between releases of rich."""
    return [unescape(text).strip() for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]


def main() -> int:
    """Draw or check the picture; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit with 1 if it is out of date"
    )
    arguments = parser.parse_args()
    picture = draw()
    if not arguments.check:
        PICTURE.write_text(picture, encoding="utf-8", newline="\n")
    elif not PICTURE.exists() or words(PICTURE.read_text(encoding="utf-8")) != words(picture):
        print(f"{PICTURE.name} is out of date: python docs/tools/terminal_picture.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
