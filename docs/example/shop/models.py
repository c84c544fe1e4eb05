"""The models: nothing here is an HTTP status code."""

from django.db import models


class Order(models.Model):
    title = models.CharField(max_length=404)
    status = models.IntegerField(default=200)

    @property
    def closed(self):
        return self.status == 410
