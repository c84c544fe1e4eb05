"""Numbers that are no HTTP status codes, where they look like some: for `compare.py`, a trap in each line."""

# ruff: noqa: PT009

import subprocess
import unittest
from typing import Literal

import requests
from django.db import models


class Order(models.Model):
    title = models.CharField(max_length=404)  # trap
    state = models.IntegerField(default=200)  # trap

    @classmethod
    def open(cls):
        return cls.objects.filter(status=200)  # trap

    @classmethod
    def place(cls):
        return cls.objects.create(status=404)  # trap

    @property
    def is_closed(self):
        return self.status == 410  # trap


def fetch(url, order):
    response = requests.get(url, timeout=500)  # trap
    if len(response.content) == 404:  # trap
        return None
    if response.status_code == 299:  # trap: no library names it
        return None
    if response.elapsed.microseconds > 503:  # trap
        order.update(status=500)  # trap
    return response


def deploy(command, task):
    status_code = subprocess.call(command)
    if status_code == 200:  # trap
        task.run(status=404)  # trap
    return range(200, 300)  # trap


def typed(status_code: Literal[200, 404]) -> None:  # trap
    print(f"{status_code == 404=}")  # trap


class Tests(unittest.TestCase):
    def test_length(self):
        self.assertEqual(len(self.rows), 200)  # trap
        self.assertIs(self.response.status_code, 200)  # trap
