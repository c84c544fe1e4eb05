"""How Sphinx builds the site."""

from html import escape
from textwrap import shorten
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from flake8_httpstatus import __version__

project = "flake8-httpstatus"
author = "The flake8-httpstatus maintainers"
project_copyright = author
version = release = __version__

extensions = ["myst_parser", "sphinx_copybutton"]
exclude_patterns = ["_build", "example", "tools"]
suppress_warnings: list[str] = []

myst_heading_anchors = 3
myst_url_schemes = ("http", "https", "mailto")
copybutton_prompt_text = "$ "
copybutton_exclude = ".linenos, .go"

html_theme = "furo"
html_title = "flake8-httpstatus"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_js_files = [("code-table.js", {"defer": "defer"})]
html_copy_source = False
html_show_sphinx = False
html_theme_options = {
    "source_repository": "https://github.com/flake8-httpstatus/flake8-httpstatus/",
    "source_branch": "main",
    "source_directory": "docs/",
}


def describe(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give a page's title and first paragraph to search engines as its description.

    Front matter could do that, but shows where the pages are read as Markdown.
    """
    if doctree:
        title, first = (next(doctree.findall(kind)).astext() for kind in (nodes.title, nodes.paragraph))
        text = shorten(f"{title}: {first.rstrip(':')}", 200, placeholder=" …")
        context["metatags"] += f'<meta name="description" content="{escape(text)}">\n'


def setup(app: Sphinx) -> None:
    """Called by Sphinx."""
    app.connect("html-page-context", describe)
