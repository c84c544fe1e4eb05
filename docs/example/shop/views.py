"""The views of a small shop, as teams write them."""

from rest_framework.response import Response
from rest_framework.views import APIView

from .models import Order


class OrderView(APIView):
    def get(self, request, pk):
        try:
            order = Order.objects.get(pk=pk)
        except Order.DoesNotExist:
            return Response({"detail": "no such order"}, status=404)
        return Response(order.summary())

    def put(self, request, pk):
        order, created = Order.objects.get_or_create(pk=pk)
        if order.closed:
            return Response({"detail": "the order is closed"}, 409)
        order.update(request.data)
        return Response(order.summary(), status=201 if created else 200)
