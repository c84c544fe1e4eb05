"""What must be true of every program of one file that Hypothesis writes."""

from __future__ import annotations

import argparse
import ast
import re
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import libcst as cst
from httpstatus_codemod import UseStatusConstants
from httpstatus_codemod.flake8_bridge import Configuration
from httpstatus_codemod.run.files import FileContent
from httpstatus_codemod.run.job import Job, Outcome, process, process_text, store
from libcst.codemod import CodemodContext, SkipFile

from flake8_httpstatus import finder
from flake8_httpstatus.findings import Finding
from flake8_httpstatus.options import Settings, settings
from flake8_httpstatus.plugin import Plugin
from flake8_httpstatus.source import parse

from .programs import Program
from .running import run

# The reasons for which a program may be left alone
REASONS = (
    "a use shares its line with the docstring or a `__future__` import",
    "imports [a-z_]+ only under a condition; ",
    "LibCST cannot parse this file: Must have at least one space ",
    "LibCST does not reproduce this file byte for byte",
)


@cache
def _settings(library: str) -> Settings:
    return settings(
        argparse.Namespace(
            httpstatus_library=library,
            httpstatus_attributes=["status_code"],
            httpstatus_callables=[],
            httpstatus_keys=[],
        )
    )


@cache
def job_for(library: str) -> Job:
    """What a run does with each file."""
    return Job(Configuration(["--isolated", "--disable-noqa", f"--httpstatus-library={library}"]))


def check(program: Program) -> str:
    """Raise `AssertionError` if a promise is broken; gives what happened to the program."""
    file = FileContent("stdin", program.content)
    text, _ = file.decode()
    tree = parse(text)
    findings = finder.find(tree, text, "stdin", _settings(program.library))
    _check_plugin(findings, tree, text, program.library)
    written = [finding for finding in findings if finding.replacement is not None]

    outcome = process_text(job_for(program.library), file, None)
    if outcome.reason is not None:
        assert any(re.match(reason, outcome.reason) for reason in REASONS), outcome.reason
        return "left alone"
    assert [(each.code, each.name) for each in written] == [*outcome.literals]
    if not written:
        assert outcome.content == program.content
        return "nothing to rewrite"
    new_text, _ = FileContent("stdin", outcome.content).decode()
    new_tree = parse(new_text)
    _check_literals(tree, new_tree, written)
    again = finder.find(new_tree, new_text, "stdin", _settings(program.library))
    assert not [each.message for each in again if each.replacement is not None], "not stable"
    second = process_text(job_for(program.library), FileContent("stdin", outcome.content), None)
    assert (second.content, second.reason) == (outcome.content, None)
    _check_file(program, outcome)
    _check_command(program, text, new_text)
    before, after = run(program.content), run(outcome.content)
    assert before == after, "the rewritten program does something else"
    return "rewritten"


def _check_plugin(findings: list[Finding], tree: ast.Module, text: str, library: str) -> None:
    """The plugin reports the same findings to flake8."""
    plugin = Plugin(tree, "stdin", re.split(r"(?<=\n)|(?<=\r)(?!\n)", text))
    plugin.settings = _settings(library)  # type: ignore[misc]
    told = [(line, message) for line, _, message, _ in plugin.run()]
    assert told == [(each.span.line, f"{each.code} {each.message}") for each in findings]


def _check_file(program: Program, outcome: Outcome) -> None:
    """A file is written as standard input is, and `--check` says so before."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "program.py")
        path.write_bytes(program.content)
        told = process(job_for(program.library), str(path))
        assert (told.literals, told.reason) == (outcome.literals, None), "--check says something else"
        assert path.read_bytes() == program.content, "--check writes"
        writing = replace(job_for(program.library), write=True)
        assert store(writing, process(writing, str(path))).reason is None
        assert path.read_bytes() == outcome.content, "the file has another text"


def _check_literals(tree: ast.Module, new_tree: ast.Module, written: list[Finding]) -> None:
    """The literals that were found are gone, and all others are still there."""
    gone = {inner for finding in written for inner in ast.walk(finding.node)}
    old = [_shown(node) for node in ast.walk(tree) if isinstance(node, ast.Constant) and node not in gone]
    new = [_shown(node) for node in ast.walk(new_tree) if isinstance(node, ast.Constant)]
    assert sorted(old) == sorted(new), "other literals than those found were rewritten"


def _shown(node: ast.Constant) -> str:
    return repr(node.value)


def _check_command(program: Program, text: str, new_text: str) -> None:
    """LibCST's tool writes the same text; it rewrites the whole module at once."""
    command = UseStatusConstants(CodemodContext(), httpstatus_library=program.library)
    try:
        module = cst.parse_module(text)
        if module.code != text:  # lone carriage returns, blanks at the end: refused where there is a file
            return
        code = command.transform_module(module).code
    except (SkipFile, cst.ParserSyntaxError, cst.CSTValidationError):
        return
    assert code == new_text, "libcst.tool would write something else"
