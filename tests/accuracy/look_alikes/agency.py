"""States, prices, replies and exit codes beside the web's words: for `compare.py`, a trap in each line."""

# ruff: noqa: PT009, PT027, SIM115

import enum
import ftplib
import smtplib
import subprocess
import unittest

import requests
from django.db import models
from django.shortcuts import get_object_or_404

PRICE_CODES = [200, 300, 404]  # trap
SMTP_STATUS_CODES = (421, 500)  # trap
HTTP_CODES = {404: "Not Found", 500: "Internal Server Error"}  # trap: what they are called
NOT_FOUND_STATUS_CODE = 404  # trap: a named constant


class State(enum.IntEnum):
    http_status = 200  # trap: a member
    STATUS_CODE = 404  # trap


class Booking(models.Model):
    status = models.IntegerField(default=200)  # trap
    code = 404  # trap: no exception

    def close(self, reply):
        self.status = 300  # trap
        reply.status = 400  # trap: a model's field
        return reply.status == 404  # trap


class LeaveRequest:
    code = 410  # trap


class SessionError(Exception):
    code = 500  # trap: SIP


class Ringing(SessionError):
    code = 180  # trap


class Busy(SessionError):
    code = 486  # trap


class Missing(SessionError):
    code = 404  # trap


def approve(session, pk):
    request = session.leave_request(pk)
    if request.status == 200:  # trap: an approval's
        request.status = 300  # trap
    response = get_object_or_404(Booking, pk=pk)
    response.status = 400  # trap
    job = session.get(LeaveRequest, pk)
    return job.status in (200, 300) or job.code == 404  # trap


def send(mail, folder):
    exit_status_code = subprocess.call(["send", mail])
    if exit_status_code == 200:  # trap
        raise SystemExit(404)  # trap
    try:
        response = smtplib.SMTP("/run/mail")
        ftplib.FTP(folder)
    except smtplib.SMTPResponseException as error:
        return error.code in (500, 503)  # trap
    return response.code == 200 or requests.codes.get(404)  # trap


def device(port, answer):
    state = open("/dev/tty0")
    if state.status == 200 or port.state == 404:  # trap
        return 200, {"unit": "px"}, port  # trap
    answer["StatusCode"] = 404  # trap: a process's
    return {200: "fine", 404: "lost"}[port.state]  # trap


class Tests(unittest.TestCase):
    def test_command(self):
        with self.assertRaises(SystemExit) as raised:
            send(None, None)
        self.assertEqual(raised.exception.code, 404)  # trap
        self.check(expected_code=250)  # trap: a mail server's
        self.check(expected_prices=[200, 300])  # trap
        self.check(grpc_status_code=404)  # trap
