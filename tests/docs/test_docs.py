"""The pages agree with the code: generated ones are up to date, and every rule and option is documented."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest
from httpstatus_codemod import cli

from flake8_httpstatus import options
from flake8_httpstatus.rules import RULES

pytestmark = pytest.mark.host

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(path for path in DOCS.rglob("*.md") if "_build" not in path.parts)


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(DOCS / "tools" / script), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_generated_pages_are_up_to_date():
    result = run("generate.py", "--check")
    assert result.returncode == 0, result.stderr


def test_terminal_picture_is_up_to_date():
    pytest.importorskip("rich")
    pytest.importorskip("pty")
    result = run("terminal_picture.py", "--check")
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("rule", [rule.code for rule in RULES])
def test_every_rule_has_its_page(rule):
    assert f"# {rule}\n" in page(f"rules/{rule}.md")
    assert f"({rule}.md)" in page("rules/index.md")


def options_of_the_command() -> set[str]:
    """The options that its `--help` lists."""
    return set(re.findall(r"(?<![\w-])--?[a-z][\w-]*", cli.parser().format_help()))


def test_every_option_is_documented():
    for name in ("PATH", *options_of_the_command()):
        assert re.search(rf"`{re.escape(name)}\b", page("codemod.md")), name
        if name.startswith("--httpstatus-"):
            assert f"\n## {name.lstrip('-')}\n" in page("options.md")


def test_only_options_that_exist_are_documented():
    for row in re.findall(r"^\| (`-.*?) \|", page("codemod.md"), re.MULTILINE):
        assert set(re.findall(r"`(-[-\w]+)", row)) <= options_of_the_command()


@pytest.mark.parametrize(
    ("option", "value", "message"),
    re.findall(r"^\| `--(httpstatus-\w+)=(.*?)` \| `(.*?)` \|$", page("options.md"), re.MULTILINE),
)
def test_messages_for_bad_values(option, value, message):
    given = {
        "httpstatus_library": "auto",
        "httpstatus_attributes": [],
        "httpstatus_callables": [],
        "httpstatus_keys": [],
    }
    given[option.replace("-", "_")] = value if option == "httpstatus-library" else [value]
    with pytest.raises(options.OptionError) as error:
        options.settings(SimpleNamespace(**given))
    shown, ellipsis, _ = message.partition("…")  # before the names of all libraries
    assert str(error.value).startswith(shown)
    assert ellipsis or str(error.value) == message


@pytest.mark.parametrize(
    "path", [ROOT / "README.md", *PAGES], ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_relative_links_lead_somewhere(path):
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)", text):
        if "://" not in target:
            assert (path.parent / target).exists(), target


def test_readme_links_to_the_pages():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"\]\(docs/([\w/-]+\.md)\)", readme))
    assert {
        "rules/index.md",
        "options.md",
        "codemod.md",
        "code-table.md",
        "contributing.md",
        "changelog.md",
    } <= linked


def test_tox_environments_that_are_named_exist():
    tox = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["tox"]
    for names in re.findall(r"tox run -e ([\w.,]+)", page("contributing.md")):
        assert {*names.split(",")} <= {*tox["env_list"], *tox["env"]}


def test_reasons_in_the_faq_are_given():
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "codemod").rglob("*.py"))
    rows = page("faq.md").partition("| it says | do |\n|---|---|\n")[2].partition("\n\n")[0].splitlines()
    assert rows
    for row in rows:
        for reason in re.findall(r"`(.+?)`", row.split("|")[1]):
            for words in re.split(r"…|3\.\d+", reason):
                assert words.strip() in sources, words
