"""Write what the pages take from data: rules, code table, libraries, callables, what flake8 says of examples.

python docs/tools/generate.py            writes them
python docs/tools/generate.py --check    exits with 1 if one is out of date
"""

from __future__ import annotations

import argparse
import ast
import difflib
import re
import sys
from collections.abc import Iterator
from itertools import chain, groupby
from pathlib import Path
from types import SimpleNamespace
from typing import Final

import covered

from flake8_httpstatus import options, rules
from flake8_httpstatus.callables import BY_LIBRARY, CallableRow
from flake8_httpstatus.code_table import CLASSES, named, since
from flake8_httpstatus.finder import find
from flake8_httpstatus.libraries.constants import Constant
from flake8_httpstatus.libraries.library import Library
from flake8_httpstatus.libraries.meanings import MEANINGS, linked
from flake8_httpstatus.libraries.rows import LIBRARIES
from flake8_httpstatus.rules import RULES, Example, Rule

DOCS: Final = Path(__file__).parent.parent
MARK: Final = "<!-- Made by docs/tools/generate.py; do not edit. -->"


def settings(example: Example) -> options.Settings:
    """The settings that an example is for."""
    given = {"httpstatus_library": example.library, "httpstatus_attributes": ["status_code"]}
    return options.settings(SimpleNamespace(**given, httpstatus_callables=[], httpstatus_keys=[]))


def example_lines(example: Example) -> Iterator[str]:
    """The lines for an example: what flake8 says, and the diff or the code."""
    if example.library not in {"auto", "djangorestframework"}:
        yield from (f"With `{options.LIBRARY_OPTION} '{example.library}'`:", "")
    if example.good is None:
        yield from ("```python", *example.bad.splitlines(), "```", "")
    else:
        # whole files: the context shows what is imported
        diff = list(
            difflib.unified_diff(example.bad.splitlines(), example.good.splitlines(), lineterm="", n=99)
        )
        yield from ("```diff", *diff[3:], "```", "")
    yield from ("```text", *messages(example.bad, settings(example)), "```", "")


def messages(code: str, settings: options.Settings) -> Iterator[str]:
    """What flake8 says of a file."""
    # "-": no project is around it whose declarations would count
    for finding in find(ast.parse(code), code, "-", settings):
        yield f"{finding.span.line}:{finding.span.column + 1}: {finding.code} {finding.message}"


def safety(rule: Rule) -> tuple[str, str]:
    """Whether the rule is rewritten: in a word for the index, in a paragraph for the rule's page."""
    rewritten = [each.good is not None for each in rule.examples]
    if not any(rewritten):
        return "report only", "The codemod never touches it."
    proof = (
        "For each file, the codemod [proves](../codemod.md#what-it-never-does) that nothing else changes. "
        "See also [where a constant differs from its number](../codemod.md#where-the-constant-shows)."
    )
    if all(rewritten):
        return "rewritten", f"Safe. {proof}"
    return "rewritten in part", f"Safe where it is rewritten; the other forms are reported only. {proof}"


def rule_page(rule: Rule) -> Iterator[str]:
    """The lines of a rule's page."""
    word, paragraph = safety(rule)
    yield from (MARK, "", f"# {rule.code}", "", f"**{rule.summary}** ({word})", "")
    yield from ("## Why", "", rule.rationale, "")
    yield from ("## Examples" if len(rule.examples) > 1 else "## Example", "")
    for each in rule.examples:
        yield from example_lines(each)
    yield from ("## Evidence", "")
    if len(rule.evidence) == 1:
        yield from (*rule.evidence, "")
    else:
        yield from ("One of these must hold:", "", *(f"- {each}" for each in rule.evidence), "")
    yield from ("Without evidence there is no report. In this code, nothing is reported:", "")
    yield from ("```python", *rule.never.splitlines(), "```", "")
    yield from ("See also [what no rule ever reports](index.md#what-is-never-reported).", "")
    yield from ("## How it is rewritten", "", rule.rewritten, "")
    yield from ("## Fix safety", "", paragraph, "")
    yield from ("## Options", "")
    for name in rule.options:
        yield f"- [`{name}`](../options.md#{name.lstrip('-')})"
    yield from (
        "",
        f"To ignore one line, write `# noqa: {rule.code}`. To turn the rule off, set "
        f"`extend-ignore = {rule.code}`.",
    )
    yield from ("", "## References", "")
    for title, url in rule.references:
        yield f"- [{title}]({url})"
    yield from ("", "[All rules](index.md)", "")


def rules_index() -> Iterator[str]:
    """The lines of the rules' index."""
    yield from (MARK, "", "# The rules", "")
    yield from ("Prefix `HSC`. All are on by default once the plugin is installed.", "")
    yield from ("| rule | what it reports | codemod |", "|---|---|---|")
    for rule in RULES:
        yield f"| [{rule.code}]({rule.code}.md) | {rule.summary} | {safety(rule)[0]} |"
    yield from ("", *NEVER.splitlines(), "")
    in_the_sidebar = (f"{rule.code} {name(rule)} <{rule.code}>" for rule in RULES)
    yield from ("```{toctree}", ":hidden:", "", *in_the_sidebar, "```", "")


def name(rule: Rule) -> str:
    """A rule's name: that of its constant, in words."""
    constant = next(each for each, value in vars(rules).items() if value is rule)
    return constant.replace("_", " ").lower()


NEVER: Final = """\
At such a place, literals inside a conditional expression, `or`, parentheses, a tuple, list or set count too:
`status=201 if new else 200` gives two findings. Digits in quotes (`status="404"`) count if the framework
calls `int()` on them, as Django's responses do. So do codes that only reach such a place, through variables,
parameters and helpers: [flow](../flow.md).

## What is never reported

A false report costs more trust than a missed one. So these are left alone on purpose:

- numbers that only look like a status: `max_length=404`, `timeout=500`, `assertEqual(len(x), 200)`;
- `.status` and `.code` of an object that nothing shows to be a response: `booking.status == 200`,
  `SystemExit.code`. A model's field (`status = models.IntegerField()`) wins over the object's name;
- `.code` in a file that imports smtplib, aiosmtplib, ftplib, nntplib, gRPC, click, Typer or SIP;
- names of other protocols: `grpc_status_code`, `smtp_status_code`, `exit_status_code`, `ws_status_code`;
- what defines codes: a constant (`NOT_FOUND = 404`), an enum's member, a dict of texts (`{404: "none"}`);
- ORM calls: `Order.objects.filter(status=200)`, `create`, `update` and their kin on `.objects`;
- a code that the library has no constant for at its [floor](../options.md#the-floor): 299, 499, 520, 599;
- `is`, `is not`, `assertIs`: they ask for the object, not the value;
- a two-sided range that is not exactly a helper's class (`400 <= x < 600`), and any half of one;
- 1xx codes with bare names, subscripts, dict keys and `status_code=` of unknown callables: these are often
  task states. With an attribute, they are left alone if the file's text has no `http` in it;
- a value that the same function also compares, by `==`, `!=` or `in`, with a number from 200 on that no HTTP
  server is known to send (220, 281 or 550, but not 499 or 520): that is a reply of NNTP, FTP or SMTP;
- a key such as `"statusCode"`, if a dict of the file has a number below 200 or such a reply under it: these
  are a service's own codes;
- a name or attribute assigned from `subprocess`, `os.system`, `.wait()`, `.poll()`: that is an exit code;
- anything in an annotation, `Literal[…]` and its arguments, `f"{…=}"`, t-strings;
- a number that is no status code at all: `Response(status=4040)`.

`HSC201` reported the last of these and is retired: on 51,668 files it made seven reports, all of them false.
Its number is not used again.

The [comparison](../comparison.md) shows how we measured.
"""


def code_table() -> Iterator[str]:
    """The lines of the code table."""
    yield from (MARK, "", "# The code table", "")
    yield from (
        "For each status code: what it means, where it is defined, and which constant names it in which",
        "library, since which release. In the terminal, `python -m flake8_httpstatus 404` shows the same. It",
        "also takes several codes, classes (`4xx`) and words; `--json` gives output for programs.",
        "",
        '<div id="code-table-filter"></div>',
        "",
    )
    for first, group in groupby(MEANINGS, key=lambda code: code // 100):
        yield from (f"## {CLASSES[first]}", "")
        for code in group:
            yield from code_section(code)


def code_section(code: int) -> Iterator[str]:
    """The lines for a status code."""
    about = MEANINGS[code]
    yield from (f"### {code} {about.phrase}", "", f"{about.meaning} ({linked(about.reference)})", "")
    if about.methods:
        yield from (*(f"- {method}: {meaning}" for method, meaning in about.methods.items()), "")
        yield from ("Constants, and the release that each came with:", "")
    releases: dict[str, list[str]] = {}
    for library in LIBRARIES.values():
        for constant in named(library, code):
            releases.setdefault(library.spell(constant.name), []).append(release(library, constant))
    for name, texts in releases.items():
        yield f"- `{name}`: {', '.join(texts)}"
    yield ""


def release(library: Library, constant: Constant) -> str:
    """The release that added a constant, and the one that deprecated it."""
    if library.comes_with_python:
        added = f"{library.releases_of} {constant.added}"
    else:
        added = since(library, constant.added)
    if constant.deprecated is None:
        return added
    end = f"deprecated since {constant.deprecated}"
    return f"{added.removesuffix(')')}, {end})" if added.endswith(")") else f"{added} ({end})"


def libraries() -> Iterator[str]:
    """The lines of the table of libraries in docs/options.md."""
    yield from ("| value | constants | framework | lowest supported release |", "|---|---|---|---|")
    for library in LIBRARIES.values():
        framework = ", ".join(f"`{package}`" for package in library.packages) or "none"
        lowest = f"{library.releases_of} {library.lowest}"
        yield f"| `{library.key}` | `{library.import_line}` | {framework} | {lowest} |"


CALLABLES: Final = """\
These callables take a status, by the keyword or at the position in the table. A position counts from 0,
without `self`. They are known by what the file imports, whatever it calls them, and by inheritance:
`self.send_error(404)` in a class derived from `BaseHTTPRequestHandler`.

A name that begins with a dot is a method of any object. If the last column names packages, it counts only in
a file that imports one of them.

For a method of a class (`webtest.TestApp.get`), the object must be shown to be of it. It is if

- the file makes it: `api = TestApp(…)`, `self.api = TestApp(…)` or `with aioresponses() as m`;
- it is a parameter that is annotated with the class, or that a fixture of the same file makes;
- `status=` is passed and it has a usual name: `testapp`, `test_app` or `django_app` for WebTest, `rsps`,
  `mocked_responses` and the like for responses, a name with `aioresponse` in it for aioresponses;
- `status=` is passed and it is called `app` or `…_app`, and the file imports `webtest` or `django_webtest`,
  or the first argument is a string that begins with `/` or `http`: `self.app.get("/orders", status=404)`.

`status_code=` counts in any call. Add your own callables with
[`--httpstatus-callables`](options.md#httpstatus-callables).
"""


def callables() -> Iterator[str]:
    """The lines of the page of callables; those with the same parameters share a line."""
    yield from (MARK, "", "# Known callables", "", *CALLABLES.splitlines(), "")
    for library, rows in BY_LIBRARY.items():
        yield from (f"## {library}", "", "| callables | keyword | position | where |", "|---|---|---|---|")
        for parameters, group in groupby(rows, parameters_of):
            names = ", ".join(f"`{row.name}`" for row in group)
            yield f"| {names} | {' | '.join(parameters)} |"
        yield ""


def parameters_of(row: CallableRow) -> tuple[str, str, str]:
    """The keywords of a callable, its positions, and where it counts."""
    keywords = ", ".join(f"`{keyword}`" for keyword in row.keywords) or "none"
    positions = ", ".join(map(str, row.indexes)) or "none"
    anywhere = "any file" if row.name.startswith(".") else "imported"
    return keywords, positions, ", ".join(f"`{package}`" for package in row.where) or anywhere


BEGIN: Final = "<!-- Made by docs/tools/generate.py from here … -->\n\n"
END: Final = "\n<!-- … to here -->\n"


def with_libraries(page: str) -> str:
    """A page with the table of libraries between the two marks."""
    head, begin, rest = page.partition(BEGIN)
    _, end, tail = rest.partition(END)
    return "".join((head, begin, *(f"{line}\n" for line in libraries()), end, tail))


def with_messages(page: str) -> str:
    """A page with what flake8 says below each of its diffs."""

    def said(match: re.Match[str]) -> str:
        old = "\n".join(line[1:] for line in match[2].splitlines() if not line.startswith("+"))
        return "\n".join((match[1], *messages(old, options.Settings()), "```\n"))

    return re.sub(r"(```diff\n(.*?)```\n\n```text)\n.*?```\n", said, page, flags=re.DOTALL)


def pages() -> dict[Path, str]:
    """Every generated page, by path."""
    made = {DOCS / "rules" / f"{rule.code}.md": rule_page(rule) for rule in RULES}
    made[DOCS / "rules" / "index.md"] = rules_index()
    made[DOCS / "code-table.md"] = code_table()
    made[DOCS / "callables.md"] = callables()
    made[DOCS / "covered.md"] = chain((MARK, ""), covered.page())
    whole = {path: "\n".join(lines).rstrip() + "\n" for path, lines in made.items()}
    in_part = {"options.md": with_libraries, "flow.md": with_messages}
    for name, complete in in_part.items():
        whole[DOCS / name] = complete((DOCS / name).read_text(encoding="utf-8"))
    return whole


def main() -> int:
    """Write or check the pages; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit with 1 if a page is out of date"
    )
    arguments = parser.parse_args()
    made = pages()
    stale = [
        path for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    stale += [path for path in (DOCS / "rules").glob("*.md") if path not in made]
    for path in stale:
        if arguments.check:
            print(
                f"{path.relative_to(DOCS.parent)} is out of date: python docs/tools/generate.py",
                file=sys.stderr,
            )
        elif path in made:
            path.parent.mkdir(exist_ok=True)
            path.write_text(made[path], encoding="utf-8", newline="\n")
        else:
            path.unlink()
    return 1 if arguments.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
