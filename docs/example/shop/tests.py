"""The tests of the views."""

from rest_framework.test import APITestCase


class OrderTests(APITestCase):
    def test_missing_order(self):
        response = self.client.get("/orders/1/")
        self.assertEqual(response.status_code, 404)

    def test_new_order(self):
        response = self.client.put("/orders/1/", {"title": "tea"})
        assert 200 <= response.status_code < 300
        self.assertIn(response.status_code, (200, 201))
        self.assertTrue(response.status_code, 201)
