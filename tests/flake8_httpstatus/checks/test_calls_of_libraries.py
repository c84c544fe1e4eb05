"""HSC101: the callables of each library in the table, with a look-alike beside each kind."""

from __future__ import annotations

import pytest
from cases import check_findings, find

ADDED = [
    # Tornado
    ("from tornado import web\nraise web.HTTPError(404, 'x')", "404"),
    ("from tornado.web import HTTPError\nraise HTTPError(404)", "404"),
    ("from .errors import HTTPError\nraise HTTPError(404)",),
    ("from tornado.httpclient import HTTPClientError as E\nE(599); E(404, 'x')", "404"),
    ("from tornado.httpclient import HTTPResponse\nHTTPResponse(request, 204)", "204"),
    ("import tornado.web\nclass H(Base):\n    def get(self): self.set_status(404)", "404"),
    ("import tornado.web\nclass H(Base):\n    def get(self): self.send_error(404)", "404"),
    ("import tornado.web\nclass H(Base):\n    def get(self): self.set_state(404)",),
    ("class Lamp:\n    def on(self): self.set_status(200)",),  # no framework in sight
    (
        "import tornado.web as w\nclass H(w.RequestHandler):\n def f(self): self.redirect(u, status=303)",
        "303",
    ),
    ("from opentelemetry import trace\nspan.set_status(200)",),
    # Flask's kin
    ("from quart import abort, redirect\nabort(404)\nredirect(u, 303)", "404", "303"),
    ("from quart import Response, make_response\nResponse('', 404)\nmake_response('', 201)", "404", "201"),
    ("from click import abort\nabort(404)",),
    ("import flask_restx\n@ns.response(404, 'x')\ndef f(): ...", "404"),
    ("import flask_restplus\n@ns.response(404, 'x', model)\ndef f(): ...", "404"),
    ("@ns.response(404, 'x')\ndef f(): ...",),
    ("import flask_restx\n@ns.request(404, 'x')\ndef f(): ...",),
    ("import flask_restx\nns.abort(404, 'x')\nflask_restx.abort(403)", "404", "403"),
    ("import flask_restx\n@ns.marshal_with(m, code=201)\ndef f(): ...", "201"),
    ("import flask_restx\n@ns.marshal_with(m, False, 201)\ndef f(): ...", "201"),
    ("import flask_restx\n@ns.marshal_list_with(m, code=201)\ndef f(): ...", "201"),
    ("import flask_restx\nns.country(m, code=201)",),
    ("from flask_restful import abort\nabort(404, message='x')", "404"),
    ("from connexion import problem\nproblem(404, 'x', 'y')\nproblem(status=403, title='x')", "404", "403"),
    ("from maths import problem\nproblem(404, 'x', 'y')",),
    # Bottle
    ("import bottle\nbottle.abort(404, 'x')\nbottle.redirect('/', 303)", "404", "303"),
    ("from bottle import HTTPError, HTTPResponse\nHTTPError(404)\nHTTPResponse('', 201)", "404", "201"),
    ("import bottle\napp = bottle.Bottle()\n@app.error(404)\ndef f(e): ...", "404"),
    ("import bottle\nlog.error(404)",),
    ("from cellar import Bottle\napp = Bottle()\napp.error(404)",),
    # Sanic
    ("from sanic.response import json, text\njson(d, 404)\ntext('', status=201)", "404", "201"),
    ("from sanic import empty, redirect\nempty(204)\nredirect(u, None, 303)", "204", "303"),
    ("import json\njson(d, 404)\njson.dumps(d, 404)",),
    ("from flask import json\njson(d, status=404)",),
    ("from sanic.exceptions import SanicException\nraise SanicException('x', 404)", "404"),
    ("from sanic import Request\nasync def f(r: Request): await r.respond(status=404)", "404"),
    ("async def f(r: Request): await r.respond(status=404)",),
    # Litestar
    ("from litestar import get\n@get('/', status_code=202)\ndef f(): ...", "202"),
    ("from litestar.exceptions import HTTPException\nraise HTTPException('x', status_code=404)", "404"),
    ("from litestar.exceptions import HTTPException\nraise HTTPException(404)",),  # a text, there
    # Falcon
    ("import falcon\nraise falcon.HTTPError(404)\nraise falcon.HTTPStatus(204)", "404", "204"),
    ("import birds\nraise birds.HTTPStatus(204)",),
    # WebOb, Pyramid, Pecan
    ("from webob import Response\nResponse('x', 404)\nResponse(status=201)", "404", "201"),
    ("from pyramid.response import Response\nResponse('x', 404)", "404"),
    ("from pyramid.httpexceptions import exception_response\nraise exception_response(404)", "404"),
    ("import pecan\npecan.abort(404, 'x')\npecan.redirect('/', code=303)", "404", "303"),
    ("import almond\nalmond.abort(404)",),
    # OpenStack
    ("from nova.api.openstack import wsgi\n@wsgi.response(202)\ndef f(): ...", "202"),
    (
        "from nova.api.openstack import wsgi\n@wsgi.expected_errors((404, 409))\ndef f(): ...",
        "404",
        "409",
    ),
    ("from cinder.api.openstack import wsgi\nwsgi.ResponseObject(d, code=202)", "202"),
    ("from shop.api import wsgi\n@wsgi.response(202)\ndef f(): ...",),
    # CherryPy
    ("import cherrypy\ncherrypy.HTTPError(404, 'x')\ncherrypy.HTTPRedirect(u, 303)", "404", "303"),
    ("import cherry\nraise cherry.HTTPError(404)",),
    # Twisted
    ("request.setResponseCode(404)\nrequest.setResponseCode(404, b'x')", "404", "404"),
    ("request.setReplyCode(404)",),
    ("from twisted.web.error import Error\nraise Error(404)", "404"),
    ("from twisted.web.resource import ErrorPage\nErrorPage(404, 'x', 'y')", "404"),
    ("from twisted.python.util import Error\nraise Error(404)",),
    # clouds
    ("import azure.functions as func\nfunc.HttpResponse('x', status_code=404)", "404"),
    ("from chalice import Response\nResponse('x', {}, 404)", "404"),
    ("from chalice import Response\nResponse(404)",),  # the body
    ("stubber.add_client_error('get_object', 'NoSuchKey', 'x', 404)", "404"),
    ("stubber.add_client_error('get_object', http_status_code=404)", "404"),
    ("stubber.add_response('get_object', {}, 404)",),
    # clients
    ("from aiohttp import ClientResponseError\nClientResponseError(info, (), status=404)", "404"),
    ("import aiohttp\naiohttp.ClientResponseError(info, (), code=404)", "404"),
    ("from aiohttp import web\nr = web.Response()\nr.set_status(404)", "404"),
    ("import aiohttp\naiohttp.ClientTimeout(total=300)",),
    ("from urllib.error import HTTPError\nHTTPError(u, 404, 'x', {}, None)", "404"),
    ("import urllib.error\nurllib.error.HTTPError(u, code=404, msg='x', hdrs={}, fp=None)", "404"),
    ("from urllib.error import HTTPError\nHTTPError(404)",),  # the address
    # mocks
    ("import respx\nrespx.get(u).respond(404)\nrespx.MockResponse(404)", "404", "404"),
    ("import slack\nslack.get(u).respond(404)",),
    ("import httpretty\nhttpretty.register_uri(httpretty.GET, u, status=404)", "404"),
    ("from httpretty import HTTPretty\nHTTPretty.register_uri('GET', u, '', None, None, 404)", "404"),
    ("register_uri('GET', u, status=404)",),
    ("server.expect_request('/').respond_with_data('x', status=404)", "404"),
    ("server.expect_request('/').respond_with_json({}, 404)", "404"),
    ("server.expect_request('/').respond_with(404)",),
    ("from aioresponses import CallbackResult\nCallbackResult(status=404)", "404"),
    ("from celery import CallbackResult\nCallbackResult(status=404)",),
    # WebTest's forms and answers
    ("import webtest\nres.form.submit(status=302).follow(status=200)", "302", "200"),
    ("form.submit(status=302)",),  # a job's state
]  # fmt: skip


@pytest.mark.parametrize("case", ADDED)
def test_library(case: tuple[str, ...]) -> None:
    source, *codes = case
    check_findings(source, *(f"HSC101 {code}" for code in codes))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        # what shows that the status becomes no text lets it be an `HTTPStatus` before Python 3.11 as well
        ("import tornado.web\ntornado.web.HTTPError(404)", False),  # `e.status_code` is what was given
        ("from webob import Response\nResponse('', 404)", True),
        ("import flask_restx\nns.response(404, '')", False),  # a key of the API's description: `str(code)`
        ("from urllib.error import HTTPError\nHTTPError(u, 404, '', {}, None)", False),  # `%s`
    ],
)
def test_enum_before_python_3_11(source: str, found: bool) -> None:
    [finding] = find(source, library="http>=3.10")
    assert (finding.name is not None) is found
