"""Collections of nothing but status codes, under a name that says so."""

from __future__ import annotations

import pytest
from cases import check_findings, check_noop, check_transformed

FOUND = ("HSC102 429", "HSC102 502")


@pytest.mark.parametrize(
    "name",
    [
        "STATUS_CODES",
        "RETRY_STATUS_CODES",
        "retry_status_codes",
        "HTTP_CODES",
        "OK_HTTP_CODES",
        "RESPONSE_CODES",
        "HTTP_STATUSES",
        "RETRY_STATUSES",
        "handle_httpstatus_list",
        "HTTPSTATUS_LIST",
    ],
)
def test_names(name: str) -> None:
    check_findings(f"{name} = [429, 502]", *FOUND)
    check_findings(f"{name} = [429, TEAPOT]\nx.{name} = (502,)", *FOUND)


@pytest.mark.parametrize(
    "source",
    [
        "STATUS_CODES = (429, 502)",
        "STATUS_CODES = {429, 502}",
        "STATUS_CODES = frozenset({429, 502})",
        "STATUS_CODES = set([429, 502])",
        "STATUS_CODES = tuple([429, 502])",
        "STATUS_CODES = list((429, 502))",
        "STATUS_CODES: Final[tuple[int, ...]] = (429, 502)",
        "STATUS_CODES = OTHERS = [429, 502]",
        "STATUS_CODES, x = (429, 502), [200]",
        "STATUS_CODES = [429, codes.LOCKED, 502]",
        "STATUS_CODES = [429, 499, 502]",  # no constant for 499, but nginx sends it
        "STATUS_CODES = [101, 429, 502]",  # 1xx may mean something else
        "class Spider:\n    handle_httpstatus_list = [429, 502]",
        "class Spider:\n    def f(self): self.handle_httpstatus_list = [429, 502]",
    ],
)
def test_stored(source: str) -> None:
    check_findings(source, *FOUND)


@pytest.mark.parametrize(
    "source",
    [
        "f(retry_statuses=[429, 502])",
        "f(x, 404, status_codes={429, 502})",
        "f(retry_status_codes=frozenset({429, 502}))",
    ],
)
def test_arguments(source: str) -> None:
    check_findings(source, "HSC101 429", "HSC101 502")


@pytest.mark.parametrize(
    "source",
    [
        "def f(retry_statuses=(429, 502)): ...",
        "def f(x=404, *, status_codes=frozenset({429, 502})): ...",
        "lambda status_codes=[429, 502]: 0",
    ],
)
def test_defaults(source: str) -> None:
    check_findings(source, *FOUND)


@pytest.mark.parametrize(
    "source",
    [
        # something else than codes of HTTP is in them
        "STATUS_CODES = [200, 210]",  # 210: nobody's
        "STATUS_CODES = {250, 421, 500}",  # a mail server's
        "STATUS_CODES = (1, 200)",
        "STATUS_CODES = [200, 404, 612]",
        "STATUS_CODES = [200, 404.0]",
        "STATUS_CODES = [200, True]",
        "STATUS_CODES = [200, '404']",
        "STATUS_CODES = ['200', '404']",
        "STATUS_CODES = [200, None]",
        "STATUS_CODES = [(200, 'OK'), (404, 'Not Found')]",
        "STATUS_CODES = [200, *f()]",
        "STATUS_CODES = [200, -404]",
        "STATUS_CODES = [[200, 404]]",
        # definitions: what a code means
        "STATUS_CODES = {200: 'OK', 404: 'Not Found'}",
        "STATUS_CODES = {'OK': 200, 'NOT_FOUND': 404}",
        "STATUS_CODES = dict(OK=200)",
        "STATUS_CODES = dict({200: 'OK'})",
        # not a collection
        "STATUS_CODES = 404",
        "STATUS_CODES = 200 or 404",
        "STATUS_CODES = range(200, 300)",
        "STATUS_CODES = set(200, 404)",
        "STATUS_CODES = choose([200, 404])",
        "STATUS_CODES = [x for x in (200, 404)]",
        "NOT_FOUND_STATUS_CODE = 404",
        "for STATUS_CODES in (200, 404): ...",
        "STATUS_CODES += [200, 404]",
        "f([200, 404], STATUS_CODES)",
        "f(status_codes=404)",
        "def f(status_codes=404): ...",
        # other names
        "CODES = [200, 404]",
        "STATUSES = [200, 404]",
        "PRICE_CODES = [200, 404]",
        "ERROR_CODES = [400, 401]",
        "STATUS_CODES_BY_NAME = [200, 404]",
        "STATUSCODES = [200, 404]",
        "Status_Codes = [200, 404]",
        "x['STATUS_CODES'] = [200, 404]",
        # other protocols
        "SMTP_STATUS_CODES = [421, 500]",
        "ftp_response_codes = (200, 500)",
        "GRPC_STATUS_CODES = {200, 404}",
        "EXIT_STATUS_CODES = [200, 201]",
        "f(rpc_status_codes=[200, 404])",
    ],
)
def test_look_alikes(source: str) -> None:
    check_noop(source)


def test_rewritten() -> None:
    check_transformed(
        """
        RETRY_STATUS_CODES = frozenset({429, 502, codes.LOCKED})
        OK_STATUS_CODES = [
            200,  # as always
            204,
        ]
        """,
        """
        from http import HTTPStatus

        RETRY_STATUS_CODES = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.BAD_GATEWAY, codes.LOCKED})
        OK_STATUS_CODES = [
            HTTPStatus.OK,  # as always
            HTTPStatus.NO_CONTENT,
        ]
        """,
        library="http",
    )
