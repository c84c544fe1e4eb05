"""How Sphinx builds the site."""

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
