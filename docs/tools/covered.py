"""What is covered: a module for each framework, client and mock, and the page that is made of them.

A comment says what the status code on its line is: that is its column in the page's table. With `no` behind
it, the code is not reported. `tests/docs/test_covered.py` compares all of this with what the finder reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

COLUMNS: Final[Mapping[str, str]] = {
    "argument": "argument of a call",
    "compared": "of a response, compared",
    "set": "of a response, set",
    "exception": "of an exception",
    "returned": "returned by a view",
    "map": "key of a response map",
}
_COLUMN: Final = re.compile(rf"  # ({'|'.join(COLUMNS)})(: no)?$")


def marks(module: str) -> dict[int, tuple[str, bool]]:
    """What each line with a status code is, and whether the code is reported, by the line's number."""
    found = ((number, _COLUMN.search(line)) for number, line in enumerate(module.splitlines(), 1))
    return {number: (mark[1], mark[2] is None) for number, mark in found if mark is not None}


COVERED: Final[Mapping[str, str]] = {
    "Django": """\
from django.http import JsonResponse


def order(request, number):
    if number is None:
        return JsonResponse({}, status=404)  # argument
    response = JsonResponse({})
    response.status_code = 410  # set
    return response


def test_order(client):
    assert client.get("/orders/1").status_code == 200  # compared
""",
    "Django REST framework": """\
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import APIException
from rest_framework.response import Response


class Closed(APIException):
    status_code = 409  # exception


@extend_schema(responses={404: dict})  # map
def order(request):
    response = Response({}, 201)  # argument
    response.status_code = 202  # set
    return response


def test_order(api_client):
    assert api_client.get("/orders/1").status_code == 200  # compared
""",
    "django-ninja": """\
from ninja import NinjaAPI
from ninja.errors import HttpError

api = NinjaAPI()


@api.get("/orders/{number}", response={200: dict, 404: dict})  # map
def order(request, number: int):
    if number < 0:
        raise HttpError(400, "negative")  # exception
    return 404, {}  # returned


def test_order(client):
    assert client.get("/orders/1").status_code == 200  # compared
""",
    "FastAPI and Starlette": """\
from fastapi import FastAPI, HTTPException, Response
from fastapi.responses import JSONResponse

app = FastAPI()


@app.get("/orders/{number}", responses={404: {}})  # map
async def order(number: int, response: Response):
    if number < 0:
        raise HTTPException(400)  # exception
    if number == 0:
        return JSONResponse({}, 404)  # argument
    response.status_code = 202  # set


def test_order(client):
    assert client.get("/orders/1").status_code == 200  # compared
""",
    "Litestar": """\
from litestar import get
from litestar.exceptions import HTTPException
from litestar.openapi import ResponseSpec


@get("/orders/{number:int}", status_code=203)  # argument
async def order(number: int) -> dict:
    raise HTTPException(status_code=404)  # exception


@get("/", responses={410: ResponseSpec(dict)})  # map
async def home() -> dict: ...


def test_order(client):
    assert client.get("/orders/1").status_code == 200  # compared
""",
    "Flask": """\
from flask import Flask, abort, make_response
from werkzeug.exceptions import HTTPException

app = Flask(__name__)


class Closed(HTTPException):
    code = 409  # exception


@app.route("/orders/<int:number>")
def order(number):
    if number == 0:
        abort(404)  # exception
    if number == 1:
        response = make_response("gone", 410)  # argument
        response.status_code = 404  # set
        return response
    return {}, 201  # returned


def test_order(client):
    assert client.get("/orders/1").status_code == 200  # compared
""",
    "flask-restx and flask-restful": """\
import flask_restful
from flask_restx import Namespace, Resource, abort

api = Namespace("orders")


class Order(Resource):
    @api.doc(responses={404: "no such order"})  # map
    @api.marshal_with({}, code=201)  # argument
    def put(self, number):
        if number == 0:
            abort(404)  # exception
        if number == 1:
            flask_restful.abort(410)  # exception
        return {}, 201  # returned


def test_order(client):
    assert client.put("/orders/1").status_code == 201  # compared
""",
    "Quart": """\
from quart import Quart, Response, abort

app = Quart(__name__)


@app.route("/orders/<int:number>")
async def order(number):
    if number == 0:
        abort(404)  # exception
    if number == 1:
        response = Response("", 410)  # argument
        response.status_code = 404  # set
        return response
    return {}, 201  # returned


async def test_order(client):
    response = await client.get("/orders/1")
    assert response.status_code == 200  # compared
""",
    "Connexion": """\
from connexion import problem
from connexion.exceptions import ProblemException


def order(number):
    if number == 0:
        raise ProblemException(status=400)  # exception
    if number == 1:
        return problem(404, "No such order", "")  # argument
    return {}, 201  # returned: no


def test_order(client):
    assert client.get("/orders/1").status_code == 200  # compared
""",
    "Bottle": """\
from bottle import HTTPResponse, abort, response, route


@route("/orders/<number:int>")
def order(number):
    if number == 0:
        abort(404, "no such order")  # exception
    if number == 1:
        return HTTPResponse({}, 410)  # argument
    response.status = 202  # set
    return {}
""",
    "CherryPy": """\
import cherrypy
from cherrypy.test.helper import CPWebCase


class Orders:
    @cherrypy.expose
    def order(self, number):
        if number == "0":
            raise cherrypy.HTTPError(404)  # exception
        cherrypy.response.status = 202  # set


class Tests(CPWebCase):
    def test_order(self):
        self.getPage("/orders/1")
        self.assertStatus(202)  # compared: no
""",
    "Sanic": """\
from sanic import Sanic, json
from sanic.exceptions import SanicException

app = Sanic("orders")


class Closed(SanicException):
    status_code = 409  # exception


@app.get("/orders/<number:int>")
async def order(request, number):
    if number == 0:
        raise SanicException("no such order", status_code=404)  # exception
    return json({}, status=201)  # argument


def test_order():
    _, response = app.test_client.get("/orders/1")
    assert response.status == 200  # compared
""",
    "Falcon": """\
import falcon


class Orders:
    def on_get(self, req, resp, number):
        if number == 0:
            raise falcon.HTTPError(404)  # exception
        if number == 1:
            raise falcon.HTTPStatus(410)  # exception
        resp.status = 202  # set


def test_order(client):
    assert client.simulate_get("/orders/1").status_code == 200  # compared
""",
    "Pyramid, WebOb and WebTest": """\
from pyramid.httpexceptions import exception_response
from pyramid.response import Response
from pyramid.view import view_config


@view_config(route_name="order")
def order(request):
    if request.matchdict["number"] == "0":
        raise exception_response(404)  # exception
    if request.matchdict["number"] == "1":
        return Response(status=410)  # argument
    request.response.status_int = 202  # set
    return request.response


def test_order(testapp):
    testapp.get("/orders/0", status=404)  # argument
    assert testapp.get("/orders/2").status_int == 202  # compared
""",
    "Tornado": """\
from tornado.httpclient import AsyncHTTPClient, HTTPClientError
from tornado.web import HTTPError, RequestHandler


class Order(RequestHandler):
    def get(self, number):
        if number == "0":
            raise HTTPError(404)  # exception
        self.set_status(202)  # set


async def order(url):
    try:
        answer = await AsyncHTTPClient().fetch(url)
    except HTTPClientError as error:
        return error.code == 404  # exception
    return answer.code == 200  # compared
""",
    "Twisted and treq": """\
import treq
from twisted.web.error import Error
from twisted.web.resource import Resource


class Order(Resource):
    def render_GET(self, request):
        if not request.args:
            raise Error(404)  # exception
        request.setResponseCode(202)  # set
        return b""


async def order(url):
    answer = await treq.get(url)
    return answer.code == 200  # compared


def test_order(request):
    Order().render(request)
    assert request.responseCode == 202  # compared: no
""",
    "aiohttp": """\
from aiohttp import ClientResponseError, ClientSession, web


async def order(request):
    response = web.json_response({}, status=404)  # argument
    response.set_status(410)  # set
    return response


async def price(url):
    try:
        async with ClientSession(raise_for_status=True) as session, session.get(url) as answer:
            return answer.status == 200  # compared
    except ClientResponseError as error:
        return error.status == 404  # exception
""",
    "http.server, http.client and urllib": """\
from http.client import HTTPSConnection
from http.server import BaseHTTPRequestHandler
from urllib.error import HTTPError
from urllib.request import urlopen


class Orders(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)  # set


def price(url):
    try:
        with urlopen(url) as answer:
            return answer.status == 200  # compared
    except HTTPError as error:
        return error.code == 404  # exception


def order(host):
    connection = HTTPSConnection(host)
    connection.request("GET", "/orders/1")
    return connection.getresponse().status == 200  # compared


def unreachable(url):
    raise HTTPError(url, 503, "", {}, None)  # exception
""",
    "requests, HTTPX and urllib3": """\
import httpx
import requests
import urllib3

RETRY = urllib3.Retry(status_forcelist=[502, 503])  # argument


def price(url):
    if requests.get(url).status_code == 200:  # compared
        return urllib3.request("GET", url).status == 200  # compared
    try:
        return httpx.get(url).raise_for_status()
    except httpx.HTTPStatusError as error:
        return error.response.status_code == 404  # exception
""",
    "AWS: boto3, Lambda and Chalice": """\
import boto3
from botocore.exceptions import ClientError
from chalice import ChaliceViewError, Response


class Closed(ChaliceViewError):
    STATUS_CODE = 409  # exception


def handler(event, context):
    answer = boto3.client("s3").head_bucket(Bucket="orders")
    if answer["ResponseMetadata"]["HTTPStatusCode"] == 200:  # compared
        return {"statusCode": 204}  # returned
    return Response("", status_code=404)  # argument


def error(code):
    try:
        handler({}, None)
    except ClientError as error:
        return error.response["ResponseMetadata"]["HTTPStatusCode"] == 404  # exception
""",
    "Azure Functions": """\
import azure.functions as func


def order(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("", status_code=404)  # argument


def test_order(request):
    assert order(request).status_code == 404  # compared
""",
    "Kubernetes client": """\
from kubernetes.client.rest import ApiException


def pod(api, name):
    try:
        return api.read_namespaced_pod(name, "shop")
    except ApiException as error:
        if error.status == 404:  # exception
            return None
        raise


def test_pod(api):
    _, status, _ = api.read_namespaced_pod_with_http_info("shop-1", "shop")
    assert status == 200  # compared: no
    api.read_namespaced_pod.side_effect = ApiException(status=404)  # exception
""",
    "OpenStack": """\
from nova.api.openstack import wsgi
from tempest.lib.common import rest_client


class ShopException(Exception):
    code = 500  # exception


class NoOrder(ShopException):
    code = 404  # exception


class Closed(ShopException):
    code = 409  # exception


class Orders(wsgi.Controller):
    @wsgi.response(202)  # argument
    @wsgi.expected_errors((404, 409))  # argument
    def create(self, req, body): ...


def test_order(req):
    res = req.get_response()
    assert res.status_int == 202  # compared


class OrdersClient(rest_client.RestClient):
    def create(self, body):
        resp, _ = self.post("orders", body)
        self.expected_success(202, resp.status)  # compared: no
""",
    "Mocks of requests": """\
import httpretty
import pytest
import requests_mock
import responses
import respx
from aioresponses import aioresponses

URL = "https://shop.example/orders/1"


def callback(request):
    return 404, {}, ""  # returned


def answer(request, context):
    context.status_code = 404  # set


def test_requests():
    responses.add(responses.GET, URL, status=404)  # argument
    with requests_mock.Mocker() as mock:
        mock.get(URL, status_code=404)  # argument


def test_urllib():
    httpretty.register_uri(httpretty.GET, URL, status=404)  # argument


def test_aiohttp():
    with aioresponses() as mock:
        mock.get(URL, status=404)  # argument


def test_httpx(httpx_mock):
    respx.get(URL).respond(404)  # argument
    httpx_mock.add_response(status_code=404)  # argument


def test_server(httpserver):
    httpserver.expect_request("/orders/1").respond_with_data("", 404)  # argument
""",
    "unittest.mock": """\
from unittest.mock import Mock


def test_order(client):
    response = Mock(status_code=404)  # argument
    response.status = 404  # set
    client.get.return_value = Mock(status=404)  # argument: no
    client.get.return_value.status_code = 404  # set
    assert client.get("/orders/1").status_code == 404  # compared
""",
}

INTRODUCTION: Final = """\
# What is covered

Where status codes stand, by framework, client and mock. A *yes* means that bare codes there are reported and
rewritten. An empty cell means that there is no such place, or none that we know of.

Every cell comes from [the examples](#the-examples) below, and a test compares each line of them with what is
reported. They show one way to write it: [the rules](rules/index.md) say what else counts, and there are
[more known callables](callables.md) than fit in here. Much of it needs no framework at all:
`r.status_code == 404` is reported in any file, and so are codes that reach such a place through variables
and helpers: [flow](flow.md).
"""

OPTIONS: Final = """\
## What is not

Where the table says *no* or *in part*, nothing in the file shows that the number is a status code: the same
names stand for other things elsewhere. If they do not in your project, say so by the [options](options.md);
[`suggest`](suggest.md) finds out for you:

<!-- recipe: more -->
```ini
[flake8]
httpstatus-attributes = status_code, responseCode
httpstatus-callables =
    .assertStatus::0
    .expected_success::0
    unittest.mock.Mock:status:
```
"""


def page() -> Iterator[str]:
    """The lines of the page."""
    yield from (*INTRODUCTION.splitlines(), "")
    yield f"| | {' | '.join(COLUMNS.values())} |"
    yield f"|---|{'---|' * len(COLUMNS)}"
    for name, module in COVERED.items():
        anchor = re.sub(r"[^\w -]", "", name.lower()).replace(" ", "-")
        cells = " | ".join(cell(module, column) for column in COLUMNS)
        yield f"| [{name}](#{anchor}) | {cells} |"
    yield from ("", *OPTIONS.splitlines(), "", "## The examples", "")
    yield "The comment behind a status code names its column; *no* says that it is not reported."
    for name, module in COVERED.items():
        yield from ("", f"### {name}", "", "```python", *module.splitlines(), "```")


def cell(module: str, column: str) -> str:
    """Whether the codes of a column are reported in a module; nothing if it has none."""
    reported = [found for name, found in marks(module).values() if name == column]
    if all(reported):
        return "yes" if reported else ""
    return "in part" if any(reported) else "no"
