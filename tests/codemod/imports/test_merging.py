"""Names added to an import that the file already has."""

from __future__ import annotations

import pytest
from blocks import block
from literals import check_rewritten

MERGED = {
    "in sorted place": (
        "from rest_framework import generics, viewsets\n",
        "from rest_framework import generics, status, viewsets\n",
    ),
    "first": (
        "from rest_framework import test\nimport os\n",
        "from rest_framework import status, test\nimport os\n",
    ),
    "last": ("from rest_framework import generics\n", "from rest_framework import generics, status\n"),
    "unsorted: at the end": (
        "from rest_framework import viewsets, generics\n",
        "from rest_framework import viewsets, generics, status\n",
    ),
    "constants and classes first": (
        "from rest_framework import VERSION, View, zebra\n",
        "from rest_framework import VERSION, View, status, zebra\n",
    ),
    "without regard to case": (
        "from rest_framework import generics, View\n",
        "from rest_framework import generics, status, View\n",
    ),
    "parentheses on one line": (
        "from rest_framework import (generics, viewsets)\n",
        "from rest_framework import (generics, status, viewsets)\n",
    ),
    "vertical": (
        """
        from rest_framework import (
            generics,
            viewsets,
        )
        """,
        """
        from rest_framework import (
            generics,
            status,
            viewsets,
        )
        """,
    ),
    "vertical, first": (
        """
        from rest_framework import (  # why
            # above
            viewsets,  # behind
        )
        """,
        """
        from rest_framework import (  # why
            status,
            # above
            viewsets,  # behind
        )
        """,
    ),
    "vertical, last, trailing comma": (
        """
        from rest_framework import (
            filters,
            generics,  # behind
            # end
        )  # all
        """,
        """
        from rest_framework import (
            filters,
            generics,  # behind
            status,
            # end
        )  # all
        """,
    ),
    "vertical, last, no trailing comma": (
        """
        from rest_framework import (
          filters,
          generics  # behind
        )
        """,
        """
        from rest_framework import (
          filters,
          generics,  # behind
          status
        )
        """,
    ),
    "vertical, comments in the middle": (
        """
        from rest_framework import (
            filters,  # f
            # the views
            views,  # v
        )
        """,
        """
        from rest_framework import (
            filters,  # f
            status,
            # the views
            views,  # v
        )
        """,
    ),
    "aligned": (
        "from rest_framework import (filters,\n                            views)\n",
        """
        from rest_framework import (filters,
                                    status,
                                    views)
        """,
    ),
    "aligned, last": (
        "from rest_framework import (filters,\n                            generics)\n",
        """
        from rest_framework import (filters,
                                    generics,
                                    status)
        """,
    ),
    "backslashes": (
        "from rest_framework import filters, \\\n    views\n",
        "from rest_framework import filters, \\\n    status, views\n",
    ),
    "a backslash before the names": (
        "from rest_framework \\\n    import generics\n",
        "from rest_framework \\\n    import generics, status\n",
    ),
    "without spaces": (
        "from rest_framework import filters,generics,views\n",
        "from rest_framework import filters,generics,status,views\n",
    ),
    "with a comment": (
        "from rest_framework import generics  # noqa: F401\n",
        "from rest_framework import generics, status  # noqa: F401\n",
    ),
    "joined": (
        "import os; from rest_framework import generics; import re\n",
        "import os; from rest_framework import generics, status; import re\n",
    ),
    "too long": (
        "from rest_framework import decorators, exceptions, generics, mixins, pagination, views\n",
        """
        from rest_framework import (
            decorators,
            exceptions,
            generics,
            mixins,
            pagination,
            status,
            views,
        )
        """,
    ),
    "too long, backslashes": (
        "from rest_framework import decorators, \\\n"
        "    exceptions, filters, generics, mixins, pagination, permissions, routers, renderers, zz\n",
        "from rest_framework import decorators, \\\n"
        "    exceptions, filters, generics, mixins, pagination, permissions, routers, renderers, zz, \\\n"
        "    status\n",
    ),
    "not too long for this file": (
        "from rest_framework import decorators, exceptions, generics, mixins, pagination, views\n"
        "f"
        "rom rest_framework.decorators import action, api_view, permission_classes, throttle_classes, xx\n",
        "from rest_framework import decorators, exceptions, generics, mixins, pagination, status, views\n"
        "f"
        "rom rest_framework.decorators import action, api_view, permission_classes, throttle_classes, xx\n",
    ),
    "renamed ones apart": (
        "from rest_framework import generics as g\n",
        "from rest_framework import generics as g\nfrom rest_framework import status\n",
    ),
    "renamed ones among others": (
        "from rest_framework import generics as g, views\n",
        "from rest_framework import generics as g, status, views\n",
    ),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("before", "after"), MERGED.values(), ids=MERGED)
def test_merged_into_an_import(before: str, after: str, newline: str) -> None:
    check_rewritten(
        f"{block(before)}\nx = 404\n".replace("\n", newline),
        f"{block(after)}\nx = status.HTTP_404_NOT_FOUND\n".replace("\n", newline),
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("from rest_framework import generics\n", "from rest_framework import generics\n{}\n"),
        ("from rest_framework import views\n", "{}\nfrom rest_framework import views\n"),
        ("from rest_framework import status\n", "from rest_framework import status\n{}\n"),
        (  # isort would split the import to put the new one into its middle
            "from rest_framework import generics, views\n",
            "import rest_framework.status as http_status\nfrom rest_framework import generics, views\n",
        ),
        (  # combine-as-imports
            "from rest_framework import generics as g, views\n",
            "from rest_framework import generics as g, status as http_status, views\n",
        ),
    ],
)
def test_an_alias_gets_a_statement_of_its_own(before: str, after: str) -> None:
    tail = "\n\ndef f(status):\n    return {}\n"
    check_rewritten(
        before + tail.format(404),
        after.format("from rest_framework import status as http_status")
        + tail.format("http_status.HTTP_404_NOT_FOUND"),
    )
