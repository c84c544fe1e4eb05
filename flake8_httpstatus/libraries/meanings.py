"""What each status code means: data, and how a reference is written as a link.

Phrases and references are those of the IANA registry,
https://www.iana.org/assignments/http-status-codes/http-status-codes.xhtml, which points to RFC 9110 for most.
509 is not registered, but libraries name it, so it is here; 104 is registered for the time being, but no
library names it, so it is not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple


class Meaning(NamedTuple):
    """What one status code says.

    `phrase` is the registered reason phrase, `meaning` one sentence, `reference` where it is defined.
    `methods` maps an HTTP method of a REST interface ("GET", "PUT/POST", "DELETE") to what the code says in
    answer to it; empty for codes that such interfaces seldom meet.
    """

    phrase: str
    meaning: str
    reference: str
    methods: Mapping[str, str] = MappingProxyType({})


def linked(reference: str) -> str:
    """A reference, with a link to each section of an RFC that it names, in Markdown."""

    def link(match: re.Match[str]) -> str:
        url = f"https://www.rfc-editor.org/rfc/rfc{match[1]}.html#section-{match[2]}"
        return f"[{match[0]}]({url})"

    return re.sub(r"RFC (\d+), Section ([\d.]+)", link, reference)


MEANINGS: Final[dict[int, Meaning]] = {
    100: Meaning(
        "Continue",
        "The request headers are acceptable so far; the client should send the body.",
        "RFC 9110, Section 15.2.1",
    ),
    101: Meaning(
        "Switching Protocols",
        "The server changes to the protocol that the client asked for in its Upgrade header.",
        "RFC 9110, Section 15.2.2",
    ),
    102: Meaning(
        "Processing",
        "The server has accepted the whole request and is still working on it.",
        "RFC 2518, Section 10.1",
    ),
    103: Meaning(
        "Early Hints",
        "Headers that the final response will probably carry, sent ahead so that the client can preload.",
        "RFC 8297, Section 2",
    ),
    200: Meaning(
        "OK",
        "The request succeeded.",
        "RFC 9110, Section 15.3.1",
        {
            "GET": "the resource exists and is in the response",
            "PUT/POST": "the resource was replaced or the action done; the result is in the response",
            "DELETE": "the resource was deleted; the response describes the result",
        },
    ),
    201: Meaning(
        "Created",
        "The request succeeded and made a new resource.",
        "RFC 9110, Section 15.3.2",
        {"PUT/POST": "the resource was created"},
    ),
    202: Meaning(
        "Accepted",
        "The request is accepted, but its processing is not complete.",
        "RFC 9110, Section 15.3.3",
    ),
    203: Meaning(
        "Non-Authoritative Information",
        "The request succeeded, but a proxy changed the origin server's response on the way.",
        "RFC 9110, Section 15.3.4",
    ),
    204: Meaning(
        "No Content",
        "The request succeeded and the response has no body.",
        "RFC 9110, Section 15.3.5",
        {
            "PUT/POST": "done; the response has no body",
            "DELETE": "the resource was deleted; the response has no body",
        },
    ),
    205: Meaning(
        "Reset Content",
        "The request succeeded; the client should reset the form or view that sent it.",
        "RFC 9110, Section 15.3.6",
    ),
    206: Meaning(
        "Partial Content",
        "The response holds the part of the resource that the Range header asked for.",
        "RFC 9110, Section 15.3.7",
    ),
    207: Meaning(
        "Multi-Status",
        "The body reports a status for each of several resources.",
        "RFC 4918, Section 11.1",
    ),
    208: Meaning(
        "Already Reported",
        "Inside a 207 body: the members of this collection were listed earlier in the same body.",
        "RFC 5842, Section 7.1",
    ),
    226: Meaning(
        "IM Used",
        "The response is the result of instance manipulations, such as a delta to a cached copy.",
        "RFC 3229, Section 10.4.1",
    ),
    300: Meaning(
        "Multiple Choices",
        "The resource has several representations, and the client may choose one.",
        "RFC 9110, Section 15.4.1",
    ),
    301: Meaning(
        "Moved Permanently",
        "The resource has a new permanent URI, and later requests should use that.",
        "RFC 9110, Section 15.4.2",
        {
            "GET": "the resource has a new URI",
            "PUT/POST": "usually a missing trailing slash in the URI; the body may be lost on the way",
            "DELETE": "usually a missing trailing slash in the URI; nothing was deleted",
        },
    ),
    302: Meaning(
        "Found",
        "The resource is at another URI for now; later requests should keep using this one.",
        "RFC 9110, Section 15.4.3",
    ),
    303: Meaning(
        "See Other",
        "The answer to the request is at another URI, to be fetched with GET.",
        "RFC 9110, Section 15.4.4",
    ),
    304: Meaning(
        "Not Modified",
        "The client's cached copy is still current, so none is sent.",
        "RFC 9110, Section 15.4.5",
    ),
    305: Meaning(
        "Use Proxy",
        "Deprecated: the resource had to be reached through the proxy named in Location.",
        "RFC 9110, Section 15.4.6",
    ),
    306: Meaning(
        "(Unused)",
        "Reserved: an earlier specification used it, and nothing does now.",
        "RFC 9110, Section 15.4.7",
    ),
    307: Meaning(
        "Temporary Redirect",
        "The resource is at another URI for now; repeat the request there with the same method.",
        "RFC 9110, Section 15.4.8",
    ),
    308: Meaning(
        "Permanent Redirect",
        "The resource has a new permanent URI; repeat the request there with the same method.",
        "RFC 9110, Section 15.4.9",
    ),
    400: Meaning(
        "Bad Request",
        "The server will not process the request because it is malformed or invalid.",
        "RFC 9110, Section 15.5.1",
        {
            "GET": "the query is malformed or invalid",
            "PUT/POST": "the data sent is invalid",
            "DELETE": "the resource was not deleted",
        },
    ),
    401: Meaning(
        "Unauthorized",
        "The request lacks valid credentials.",
        "RFC 9110, Section 15.5.2",
        {
            "GET": "authorization error: credentials are missing or wrong",
            "PUT/POST": "authorization error: nothing was changed",
            "DELETE": "authorization error: nothing was deleted",
        },
    ),
    402: Meaning(
        "Payment Required",
        "Reserved for future use; some services send it until a bill is paid.",
        "RFC 9110, Section 15.5.3",
    ),
    403: Meaning(
        "Forbidden",
        "The server understood the request and refuses it; other credentials may be needed.",
        "RFC 9110, Section 15.5.4",
    ),
    404: Meaning(
        "Not Found",
        "The server has no such resource, or will not say that it has.",
        "RFC 9110, Section 15.5.5",
        {
            "GET": "the resource does not exist",
            "PUT/POST": "the resource to change, or the one to create it under, does not exist",
            "DELETE": "there is no such resource to delete",
        },
    ),
    405: Meaning(
        "Method Not Allowed",
        "The resource does not support this method; the Allow header lists those it does.",
        "RFC 9110, Section 15.5.6",
    ),
    406: Meaning(
        "Not Acceptable",
        "The resource has no representation that the request's Accept headers allow.",
        "RFC 9110, Section 15.5.7",
    ),
    407: Meaning(
        "Proxy Authentication Required",
        "The client must first authenticate itself with the proxy.",
        "RFC 9110, Section 15.5.8",
    ),
    408: Meaning(
        "Request Timeout",
        "The complete request did not arrive within the time the server was willing to wait.",
        "RFC 9110, Section 15.5.9",
    ),
    409: Meaning(
        "Conflict",
        "The request conflicts with the current state of the resource.",
        "RFC 9110, Section 15.5.10",
        {
            "PUT/POST": "the resource is in a state that does not allow the change, or exists already",
            "DELETE": "the resource is in a state that does not allow deletion",
        },
    ),
    410: Meaning(
        "Gone",
        "The resource existed, is no longer available, and is not expected to return.",
        "RFC 9110, Section 15.5.11",
        {
            "GET": "the resource no longer exists",
            "PUT/POST": "the resource to change no longer exists",
            "DELETE": "the resource was deleted before",
        },
    ),
    411: Meaning(
        "Length Required",
        "The server refuses a request without a Content-Length header.",
        "RFC 9110, Section 15.5.12",
    ),
    412: Meaning(
        "Precondition Failed",
        "A condition in the request headers, such as If-Match, does not hold.",
        "RFC 9110, Section 15.5.13",
    ),
    413: Meaning(
        "Content Too Large",
        "The request body is larger than the server is willing or able to process.",
        "RFC 9110, Section 15.5.14",
    ),
    414: Meaning(
        "URI Too Long",
        "The request's URI is longer than the server is willing to interpret.",
        "RFC 9110, Section 15.5.15",
    ),
    415: Meaning(
        "Unsupported Media Type",
        "The request body is in a format that the resource does not support.",
        "RFC 9110, Section 15.5.16",
    ),
    416: Meaning(
        "Range Not Satisfiable",
        "The resource has no such part as the Range header asks for.",
        "RFC 9110, Section 15.5.17",
    ),
    417: Meaning(
        "Expectation Failed",
        "The server cannot meet what the Expect header demands.",
        "RFC 9110, Section 15.5.18",
    ),
    418: Meaning(
        "(Unused)",
        "Reserved: known as I'm a teapot, from a joke of 1 April 1998 that was deployed.",
        "RFC 9110, Section 15.5.19; RFC 2324, Section 2.3.2",
    ),
    421: Meaning(
        "Misdirected Request",
        "The request reached a server that cannot answer for its URI.",
        "RFC 9110, Section 15.5.20",
    ),
    422: Meaning(
        "Unprocessable Content",
        "The body's format and syntax are right, but its instructions cannot be processed.",
        "RFC 9110, Section 15.5.21",
    ),
    423: Meaning(
        "Locked",
        "The resource, or the target of a move or copy, is locked.",
        "RFC 4918, Section 11.3",
    ),
    424: Meaning(
        "Failed Dependency",
        "The action failed because another action, on which it depended, failed.",
        "RFC 4918, Section 11.4",
    ),
    425: Meaning(
        "Too Early",
        "The server will not risk processing a request that might be a replay.",
        "RFC 8470, Section 5.2",
    ),
    426: Meaning(
        "Upgrade Required",
        "The server refuses the request until the client changes to another protocol.",
        "RFC 9110, Section 15.5.22",
    ),
    428: Meaning(
        "Precondition Required",
        "The server wants a conditional request, so that no update gets lost.",
        "RFC 6585, Section 3",
    ),
    429: Meaning(
        "Too Many Requests",
        "The client has sent more requests than it may in a given time (rate limiting).",
        "RFC 6585, Section 4",
    ),
    431: Meaning(
        "Request Header Fields Too Large",
        "One header, or all of them together, are larger than the server is willing to process.",
        "RFC 6585, Section 5",
    ),
    451: Meaning(
        "Unavailable For Legal Reasons",
        "Access is denied because of a legal demand.",
        "RFC 7725, Section 3",
    ),
    500: Meaning(
        "Internal Server Error",
        "The server met an unexpected condition and could not fulfil the request.",
        "RFC 9110, Section 15.6.1",
        {
            "GET": "the server failed",
            "PUT/POST": "the server failed; whether anything was changed is unknown",
            "DELETE": "the server failed; whether anything was deleted is unknown",
        },
    ),
    501: Meaning(
        "Not Implemented",
        "The server does not support what the request needs, such as its method.",
        "RFC 9110, Section 15.6.2",
        {
            "GET": "the method is not implemented",
            "PUT/POST": "the method is not implemented",
            "DELETE": "the method is not implemented",
        },
    ),
    502: Meaning(
        "Bad Gateway",
        "A gateway or proxy got an invalid response from the server behind it.",
        "RFC 9110, Section 15.6.3",
    ),
    503: Meaning(
        "Service Unavailable",
        "The server is overloaded or down for maintenance, for now.",
        "RFC 9110, Section 15.6.4",
    ),
    504: Meaning(
        "Gateway Timeout",
        "A gateway or proxy got no response in time from the server behind it.",
        "RFC 9110, Section 15.6.5",
    ),
    505: Meaning(
        "HTTP Version Not Supported",
        "The server does not support the major version of HTTP that the request uses.",
        "RFC 9110, Section 15.6.6",
    ),
    506: Meaning(
        "Variant Also Negotiates",
        "The server is misconfigured: the variant chosen in content negotiation negotiates itself.",
        "RFC 2295, Section 8.1",
    ),
    507: Meaning(
        "Insufficient Storage",
        "The server has no room to store what the request needs stored.",
        "RFC 4918, Section 11.5",
    ),
    508: Meaning(
        "Loop Detected",
        "The server gave up on the request because it met an infinite loop.",
        "RFC 5842, Section 7.2",
    ),
    509: Meaning(
        "Bandwidth Limit Exceeded",
        "The site has used up the traffic its host allows; not standard, known from web hosting panels.",
        "not registered",
    ),
    510: Meaning(
        "Not Extended",
        "Obsolete: the request lacked an extension that access to the resource demands.",
        "RFC 2774, Section 7",
    ),
    511: Meaning(
        "Network Authentication Required",
        "The client must first authenticate itself to get on the network, say in a hotel's portal.",
        "RFC 6585, Section 6",
    ),
}
