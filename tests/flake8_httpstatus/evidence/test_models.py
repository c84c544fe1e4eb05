"""A model's own words win over a bare `.status` or `.code`, whatever the object is called."""

from __future__ import annotations

import pytest
from cases import check_findings, check_noop


@pytest.mark.parametrize(
    "model",
    [
        "class Reply(models.Model):\n    status = models.IntegerField(default=200)",
        "class Reply(Base):\n    status = Column(Integer)",
        "class Reply(Base):\n    status = sa.Column(Integer)",
        "class Reply(Base):\n    status: Mapped[int] = mapped_column()",
        "class Reply(BaseModel):\n    status: int = Field(200)",
        "class Form(Form):\n    status = SelectField(coerce=int)",
        "class Reply(Enum):\n    status = auto()",
        "class Reply(Base):\n    class Meta: ...\n    status = column()",
        "if x:\n    class Reply(Base):\n        status = ForeignKey(Status)",
    ],
)
def test_a_model_says_that_it_is_a_field(model: str) -> None:
    check_noop(f"{model}\ndef close(reply):\n    reply.status = 300\n    return reply.status == 404")


@pytest.mark.parametrize(
    "model",
    [
        "class Reply(models.Model):\n    state = models.IntegerField()",
        "class Reply:\n    status = None",
        "class Reply:\n    status = make()",
        "class Reply:\n    def f(self): status = Field()",
        "status = Field()",
    ],
)
def test_these_say_nothing(model: str) -> None:
    check_findings(f"{model}\ndef missing(reply):\n    return reply.status == 404", "HSC103 404")


@pytest.mark.parametrize(
    "bound",
    [
        "reply = Reply.objects.get(pk=pk)",
        "reply = await Reply.objects.aget(pk=pk)",
        "reply = Reply.objects.filter(pk=pk).first()",
        "reply = Reply.objects.filter(pk=pk)[0]",
        "reply = self.objects.latest()",
        "reply = get_object_or_404(Reply, pk=pk)",
        "reply = await aget_object_or_404(Reply, pk=pk)",
        "reply = shortcuts.get_object_or_none(Reply, pk=pk)",
        "reply: Reply = Reply.objects.get(pk=pk)",
        "reply = reply or Reply.objects.get(pk=pk)\n    reply = Reply.objects.get(pk=pk)",
        "for reply in Reply.objects.all(): reply.status == 404",
        "async for reply in Reply.objects.all(): reply.status == 404",
        "[reply for reply in Reply.objects.all() if reply.status == 404]",
        "any(reply.status == 404 for reply in Reply.objects.all())",
        # a class of a module called `models`
        "reply = Answer(pk=pk)",
        "reply = Answer.query.get(pk)",
        "reply = await Answer.get(pk=pk)",
        "reply = models.Answer()",
    ],
)
def test_what_comes_from_a_model(bound: str) -> None:
    compared = "" if "404" in bound and "_404" not in bound else "\n    return reply.status == 404"
    check_noop(
        f"from . import models\nfrom shop.models import Answer\nasync def f(pk):\n    {bound}{compared}"
    )


@pytest.mark.parametrize(
    "bound",
    [
        "reply = make()",
        "reply = Reply()",
        "reply = client.objects_get()",
        "reply = get_object(x)",
        "for reply in replies: ...",
        "for order in Order.objects.all(): reply.status",
        "reply = models()",
    ],
)
def test_what_does_not(bound: str) -> None:
    check_findings(
        f"from .replies import Reply\nfrom x import models_of as models\n"
        f"def f():\n    {bound}\n    return reply.status == 404",
        "HSC103 404",
    )


def test_a_name_that_says_more_is_not_won_over() -> None:
    check_findings(
        """
        from .models import Reply

        class Answer(models.Model):
            status = models.IntegerField()
            status_code = models.IntegerField()

        def missing(pk):
            reply = Reply.objects.get(pk=pk)
            return reply.status_code == 404 or reply.http_status == 410
        """,
        "HSC103 404",
        "HSC103 410",
    )


def test_a_field_of_another_name() -> None:
    check_findings(
        """
        import urllib.request

        class Answer(models.Model):
            code = models.IntegerField()

        def missing(response):
            return response.status == 404 or response.code == 410
        """,
        "HSC103 404",
    )


@pytest.mark.parametrize("name", ["status", "code"])
def test_booking(name: str) -> None:
    check_noop(f"""
        from django.db import models

        class Booking(models.Model):
            OPEN, CLOSED = 200, 300
            {name} = models.IntegerField(default=200)

            def close(self):
                self.{name} = 300

        def close(pk):
            booking = Booking.objects.get(pk=pk)
            if booking.{name} == 200:
                booking.{name} = 300
            request = Booking.objects.create({name}=200)
            assert request.{name} in (200, 300)
            Booking.objects.filter({name}=200).update({name}=300)
            return booking.{name} >= 300
        """)
