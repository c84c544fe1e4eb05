"""The command for LibCST's own tool.

python -m libcst.tool codemod --no-format -x httpstatus_codemod.UseStatusConstants PATH
"""

from __future__ import annotations

import argparse
from functools import lru_cache
from pathlib import Path

import libcst as cst
from libcst.codemod import CodemodCommand, CodemodContext, SkipFile

from flake8_httpstatus import options

from .errors import NotRewritten
from .fixes import find_fixes
from .flake8_bridge import Configuration
from .rewrite import rewrite_module
from .run.files import NO_PYTHON, FileContent

# LibCST makes a command per file; flake8's configuration is the same for all
_configuration = lru_cache(maxsize=1)(Configuration)


class UseStatusConstants(CodemodCommand):
    """Rewrites what flake8-httpstatus reports, one LibCST tree at a time."""

    DESCRIPTION = "Rewrite bare HTTP status codes, as flake8-httpstatus reports them, to named constants."

    @staticmethod
    def add_args(arg_parser: argparse.ArgumentParser) -> None:
        """Add flake8-httpstatus's options; what is not given here comes from flake8's configuration files."""

        def add_option(name: str, *, help: str, metavar: str, **flake8s: object) -> None:
            arg_parser.add_argument(name, help=help, metavar=metavar)

        options.register(add_option)

    def __init__(self, context: CodemodContext, **given: str | None) -> None:
        """Take the values of the options, by their names."""
        super().__init__(context)
        self._arguments = tuple(
            f"--{name.replace('_', '-')}={value}" for name, value in given.items() if value is not None
        )

    def transform_module_impl(self, tree: cst.Module) -> cst.Module:
        """Rewrite one module. Raises `SkipFile`, which LibCST reports, if it must be left alone."""
        try:
            return self._rewritten(tree)
        except NotRewritten as error:
            place = f"line {error.line}: " if error.line else ""
            raise SkipFile(f"{place}{error.reason}") from None

    def _rewritten(self, module: cst.Module) -> cst.Module:
        configuration = _configuration(self._arguments)
        path = None if self.context.filename is None else Path(self.context.filename)
        if path is not None:
            file = FileContent(str(path), path.read_bytes())
            if not (file.is_python() or configuration.takes(file.path)):
                raise NotRewritten(NO_PYTHON)
            if _is_excluded(path, configuration):
                return module
            if file.content != module.bytes:
                # LibCST would change it even if nothing were edited
                raise NotRewritten("LibCST does not reproduce this file byte for byte")
        fixes = find_fixes(configuration, module.code, str(path or "-"), path)
        if not fixes.findings:
            return module
        return rewrite_module(module, fixes.findings, path, tree=fixes.tree)


def _is_excluded(path: Path, configuration: Configuration) -> bool:
    """Whether flake8, run here, would leave the file out: LibCST does not say which paths it was given."""
    path = path.absolute()
    here = Path.cwd()
    between = [each for each in (path, *path.parents) if each != here and each.is_relative_to(here)]
    return any(configuration.excludes(str(each)) for each in between or [path])
