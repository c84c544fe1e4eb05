"""Status codes that servers, proxies and platforms in use send, though nobody registered them.

No library has a constant for them, so none is ever a finding. They are here to tell other protocols by: a
number that is neither in a code table nor among these is no HTTP status code, and what is compared with it is
no HTTP status.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from .constants import CONSTANTS

# Sender → codes. Without 450 of Microsoft's parental controls, as FTP and SMTP use it every day
IN_USE: Final[Mapping[str, frozenset[int]]] = {
    # https://github.com/nginx/nginx/blob/master/src/http/ngx_http_request.h
    "nginx": frozenset({444, 494, 495, 496, 497, 499}),
    # https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html
    "Elastic Load Balancing": frozenset({460, 463, 464, 561}),
    # https://shopify.dev/docs/api/usage/response-codes
    "Shopify": frozenset({430, 530, 540}),
    # https://en.wikipedia.org/wiki/List_of_HTTP_status_codes#Cloudflare
    "Cloudflare": frozenset(range(520, 531)),
    # https://en.wikipedia.org/wiki/List_of_HTTP_status_codes#Unofficial_codes, and the sections below it
    "Laravel": frozenset({419}),
    "Spring, Twitter": frozenset({420}),
    "Internet Information Services": frozenset({440, 449}),
    "ArcGIS": frozenset({498, 499}),
    "Qualys": frozenset({529}),
    "Pantheon": frozenset({530}),
    "proxies, for timeouts": frozenset({598, 599}),
}

# Some library has a constant for them
REGISTERED: Final = frozenset(constant.code for constants in CONSTANTS.values() for constant in constants)
KNOWN: Final = REGISTERED.union(*IN_USE.values())
_NUMBER: Final = re.compile(r"[2-5](?<![\w.].)[0-9][0-9](?![\w.])")


def is_another_protocols(number: int) -> bool:
    """Whether a number from 200 to 599 is one that no HTTP server is known to send."""
    return 200 <= number <= 599 and number not in KNOWN


def has_another_protocols(text: str) -> bool:
    """Whether a text has such a number anywhere: quickly told, where a closer look takes long."""
    return any(is_another_protocols(int(number)) for number in _NUMBER.findall(text))
