"""Replies of other protocols and states of a queue: for `compare.py`, a trap in each line.

Nothing in this file speaks of the web.
"""

# ruff: noqa: PT009, PT027

import unittest


class NewsError(Exception):
    def __init__(self, status_code):
        self.status_code = status_code


def fetch(connection, article):
    try:
        connection.send("ARTICLE", article)
    except NewsError as error:
        if error.status_code == 480:  # trap: authentication required
            return login(connection)
        if error.status_code == 411:  # trap: no such group
            raise LookupError(article) from error
        if error.status_code in (423, 430):  # trap: no such article
            return None
        if error.status_code >= 500:  # trap
            connection.close()
        raise
    return connection.body


def login(connection):
    if connection.status_code == 500:  # trap: no AUTHINFO here
        return False
    return connection.status_code == 281  # trap: authentication accepted


def work(queue):
    queue.status_code = 100  # trap: waiting
    return queue.run()


class Tests(unittest.TestCase):
    def test_state(self):
        with self.assertRaises(NewsError) as caught:
            work(None)
        self.assertEqual(caught.exception.status_code, 100)  # trap
