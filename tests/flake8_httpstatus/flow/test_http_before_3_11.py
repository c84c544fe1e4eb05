"""With `http` before Python 3.11 the text of a constant is its name: only what is compared is rewritten."""

from __future__ import annotations

import pytest
from cases import find

COMPARED = "def f(url):\n code = requests.get(url).status_code\n "
GIVEN = "def f(code=None):\n response.status_code = code\n"


@pytest.mark.parametrize(
    "source",
    [
        f"{COMPARED}return code == 404",
        f"{COMPARED}return 404 != code",
        f"{COMPARED}return code in (404, x)",
        f"{COMPARED}return code == (404 if x else y)",
        f"{COMPARED}self.assertEqual(code, 404)",
        f"{COMPARED}match code:\n  case 404: pass",
    ],
)
def test_compared(source: str) -> None:
    [finding] = find(source, library="http>=3.10")
    assert finding.code == "HSC103" and finding.name == "NOT_FOUND"


@pytest.mark.parametrize(
    "source",
    [
        f"{GIVEN}f(404)",
        f"{GIVEN}f(code=404)",
        f"{GIVEN}code = 404\nf(code)",
        f"{GIVEN}code = x == (code := 404)\nf(code)",
        GIVEN.replace("None", "404"),
        "def f(): return 404\nresponse.status_code = f()",
        "CODES = {x: 404}\nresponse.status_code = CODES[y]",
        # as the columns are that say `status_code`: the rows name the tests
        "@pytest.mark.parametrize('want', [404])\ndef test(want): assert x.status_code == want",
        "import ddt\n@ddt.data(404)\ndef test(self, want): assert x.status_code == want",
        "from parameterized import parameterized\n"
        "@parameterized.expand([(404,)])\ndef test(self, want): assert x.status_code == want",
    ],
)
def test_kept(source: str) -> None:
    [finding] = find(source, library="http>=3.10")
    assert finding.name is None and "before Python 3.11" in finding.message
    assert [each.name for each in find(source, library="http")] == ["NOT_FOUND"]
