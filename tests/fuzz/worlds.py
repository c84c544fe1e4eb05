"""Sites from outside the world of `status_code`, as templates of statements: responses by their object, keys,
collections, exceptions, rows of the callables table. And what looks like these.

`<v>` is a variable, `<f>` a function, `<k>` a class of the program's own; `running.py` has what these use.
"""

from __future__ import annotations

from typing import Final

# Blank lines are between the templates
WORLDS: Final = tuple(
    template
    for part in (
        # responses, by what they are bound from
        """\
<v> = client.get("/x")
out(<v>.status == <code>, <v>.code != <code>, <v>.status_int in <codes>)

<v> = client.request("GET", url)
out(<v>.status in <codes>)
out(<v>.status_int >= 400)

with client.open("/x") as <v>:
    out(<v>.status == <code>)
    <block>

with context(client.get("/x")) as <v>:
    out(<v>.status != <code> or <v>.code == <code>)

async def <f>():
    <v> = await client.get('/x')
    <block>
    return <v>.status == <code>
peek(lambda: drive(<f>()))

async def <f>():
    async with client.get('/x') as <v>:
        return <v>.status in <codes>, (<value>)
peek(lambda: drive(<f>()))

def <f>(): return client.post("/x")
<v> = <f>()
out(<v>.code == <code>, <v>.status == <code>)

<v>, other = client.get("/x"), client.get("/y")
out(<v>.status == <code>, other.code == <code>)

if (<v> := client.get("/x")).status == <code>:
    <block>

<v> = <v> = client.get("/x")
case.assertEqual(<v>.status, <code>)
case.assertEqual(<code>, <v>.code)

for <v> in [client.get("/x")]:
    out(<v>.status == <code>)

out(resp.status == <code>, resp.status_int == <code>)

out(<code> != mock_response.status, 0 < resp.status < <code>)

resp.status = <code>
out(resp.status)

resp.status, <v> = <code>, <code>
out(resp.status, <v>)

resp.status_int = resp.status = <code>
out(resp.status_int)

case.assertEqual(resp.status_int, <code>)
case.assertIn(resp.status, <codes>)

match resp.status:
    case <common> | <common>:
        <block>
    case _: out(resp.status == <code>)

if 200 <= resp.status < 300:
    <block>

out(resp.status // 100 == 2, resp.status in range(200, 300), not 400 <= resp.status_int <= 499)

f"{resp.status == <common>}"
out(f"{resp.status_int != <common>}")""",
        # exceptions
        """\
try:
    raise ShopHTTPError(<code>)
except ShopHTTPError as <v>:
    out(<v>.code == <code>)

try:
    raise ShopHTTPError(<code>)
except (ValueError, ShopHTTPError) as <v>:
    if <v>.status in <codes>:
        <block>

import pytest
with pytest.raises(ShopHTTPError) as <v>:
    raise ShopHTTPError(<code>)
out(<v>.value.status == <code>, <v>.value.code == <code>)

from urllib.error import HTTPError
try:
    raise HTTPError('/x', <code>, 'm', {}, None)
except HTTPError as <v>:
    out(<v>.code in <codes>, <v>.code == <code>)

from werkzeug.exceptions import HTTPException
class <k>(HTTPException):
    code = <code>
    description = 'x'
out(<k>.code)

from werkzeug.exceptions import HTTPException
class <k>(HTTPException):
    code = <code>
class <k>Again(<k>):
    code: int = <code>
out(<k>.code, <k>Again.code)

class <k>A(Exception): code = 400
class <k>B(Exception):
    code = 403
class <k>C(Exception):
    code = <code>
out(<k>A.code, <k>B.code, <k>C.code)

class <k>(Exception):
    http_status = <code>
    error_status_code = <code>
    STATUS_CODE = <code>
out(<k>.http_status, <k>.error_status_code, <k>.STATUS_CODE)""",
        # names, keys, collections
        """\
call(http_status=<code>, response_status_code=<code>, expected_status=<code>)

out(call(http_status=<code>, status_int=<code>, expect_code=<code>))

def <f>(http_status=<code>, expected_code=<code>, upstream_status_code=<code>):
    return http_status, expected_code == <code>, upstream_status_code in <codes>
peek(<f>)

out({"statusCode": <code>, "body": <code>}, {"HTTPStatusCode": <code>})

out(answer["ResponseMetadata"]["HTTPStatusCode"] == <code>, answer.get("statusCode", <code>))

answer["statusCode"] = <code>
out(answer["statusCode"] in <codes>)

case.assertEqual(answer["statusCode"], <code>)
out(answer.get("statusCode") != <code>)

RETRY_STATUS_CODES = <codes>
out(RETRY_STATUS_CODES)

ok_http_codes: object = <codes>
out(<code> in ok_http_codes)

class <k>:
    RESPONSE_CODES = frozenset(<codes>)
    http_statuses = <codes>
out(<k>.RESPONSE_CODES)

STATUS_CODES = {<common>: 'a', <common>: 'b'}
out(STATUS_CODES)""",
        # rows of the table
        """\
from tornado.web import HTTPError
peek(lambda: HTTPError(<code>).args)

from tornado.web import HTTPError as <v>
out(<v>(<code>, 'x').args)

import webtest
<v> = webtest.TestApp(1)
out(<v>.get('/x', status=<code>), <v>.post_json('/x', {}, status=<codes>))

from flask import abort, redirect
peek(lambda: abort(<code>))
peek(lambda: redirect('/', code=<code>))

from falcon import HTTPError
peek(lambda: HTTPError(<code>).args)

from sanic.response import json
out(json({}, <code>), json({}, status=<code>))

from aiohttp import web
out(web.Response(status=<code>), web.json_response({}, status=<code>))

import tornado
call.set_status(<code>)
call.setResponseCode(<code>)

from urllib3 import Retry
out(Retry(3, status_forcelist=<codes>))

import responses
out(responses.add('GET', '/x', status=<code>), responses.get('/', status=<code>))""",
        # look-alikes
        """\
out(booking.status == <code>, booking.code != <code>)
booking.status = <code>

class <k>:
    status = <code>
    code = <code>
out(<k>.status, <k>().code == <code>)

import smtplib
try:
    raise ShopHTTPError(<code>)
except ShopHTTPError as <v>:
    out(<v>.code == <code>)

try:
    raise SystemExit(<code>)
except SystemExit as <v>:
    out(<v>.code == <code>)

<v> = client.objects.get(status=<code>)
out(<v>.status == <code>)
out({"code": <code>, "status": <code>})""",
    )
    for template in part.split("\n\n")
)
