"""Names that mean a status of HTTP, whatever has them."""

from __future__ import annotations

import pytest
from cases import check_findings, check_messages, check_noop, check_transformed


@pytest.mark.parametrize(
    "name",
    ["status_code", "status_int", "http_status", "http_status_code", "error_status_code", "_status_code"],
)
@pytest.mark.parametrize(
    ("place", "rule"),
    [
        ("r.{} == 404", "HSC103"),
        ("{} == 404", "HSC103"),
        ("getattr(r, '{}', None) == 404", "HSC103"),
        ("int(r.{}) == 404", "HSC103"),
        ("r['{}'] == 404", "HSC103"),
        ("r.get('{}') == 404", "HSC103"),
        ("r.{} >= 404", "HSC107"),
        ("match r.{}:\n    case 404: ...", "HSC103"),
        ("match r:\n    case C({}=404): ...", "HSC103"),
        ("match r:\n    case {{'{}': 404}}: ...", "HSC103"),
        ("f({}=404)", "HSC101"),
        ("def f(x, {}): ...\nf(x, 404)", "HSC101"),
        ("r.{} = 404", "HSC102"),
        ("{}: int = 404", "HSC102"),
        ("class C:\n    {} = 404", "HSC102"),
        ("class C:\n    def f(self): self.{} = 404", "HSC102"),
        ("def f({}=404): ...", "HSC102"),
        ("def f(*, {}=404): ...", "HSC102"),
        ("lambda {}=404: 0", "HSC102"),
        ("{{'{}': 404}}", "HSC102"),
        ("r['{}'] = 404", "HSC102"),
        ("@pytest.mark.parametrize('url, {}', [('/', 404)])\ndef test(): ...", "HSC103"),
    ],
)
def test_names(place: str, name: str, rule: str) -> None:
    check_findings(place.format(name), f"{rule} 404")


@pytest.mark.parametrize(
    "name",
    [
        # of programs, gRPC and mail
        "exit_status_code",
        "grpc_status_code",
        "process_status_code",
        "my_process_exit_status_code",
        "smtp_reply_status_code",
        "sip_status_code",
        # no whole words
        "mystatus_code",
        "status_codex",
        "status_code_",
        # other words
        "status",
        "code",
        "status_id",
        "http_state",
        "httpstatus",
        # named constants
        "NOT_FOUND_STATUS_CODE",
        "HTTP_STATUS",
    ],
)
def test_look_alikes(name: str) -> None:
    check_noop(f"""
        r.{name} == 404
        {name} == 404
        r["{name}"] == 404
        r.get("{name}") == 404
        f({name}=404)
        r.{name} = 404
        {name} = 404
        def f({name}=404): ...
        x = {{"{name}": 404}}
        class C:
            {name} = 404
        @pytest.mark.parametrize("{name}", [404])
        def test(): ...
        """)


@pytest.mark.parametrize(
    "source",
    [
        "{404: 'error_status_code'}",
        "f('error_status_code', 404)",
        "x.error_status_code.y == 404",
        "x.error_status_code() == 404",
        # 1xx: a task's state
        "r.status_int == 100",
        "r['statusCode'] == 100",
        "f(task_status_code=100)",
        "{'task_status_code': 100}",
        # what a manager is asked for is a model's field
        "Order.objects.filter(order_status_code=300)",
        # no library has a constant for it
        "r.http_status == 299",
    ],
)
def test_places_that_are_none(source: str) -> None:
    check_noop(source)


def test_a_field_of_that_name_has_one() -> None:
    check_findings(
        """
        class Delivery(models.Model):
            response_status_code = models.PositiveSmallIntegerField()

        def missing(delivery):
            return delivery.response_status_code == 404
        """,
        "HSC103 404",
    )


def test_an_exit_status_is_none_whatever_its_name() -> None:
    check_noop("""
        import subprocess
        my_status_code = subprocess.call(["x"])
        my_status_code == 200
        """)


# What a test expects


EXPECTED = [
    "expect_code",
    "expected_code",
    "expect_status",
    "expected_status",
    "expected_http_code",
    "expected_response_code",
]


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize(
    ("place", "rule"),
    [
        ("f({}=404)", "HSC101"),
        ("def f(x, {}): ...\nf(x, 404)", "HSC101"),
        ("class T:\n    def f(self, {}): self.f(404)", "HSC101"),
        ("def f({}=404): ...", "HSC102"),
        ("{} = 404", "HSC102"),
        ("{} = 404 if new else missing", "HSC102"),
        ("{} == 404", "HSC103"),
        ("assert response.status_code == {} == 404", "HSC103"),
        ("@pytest.mark.parametrize('{}', [404])\ndef test(): ...", "HSC103"),
    ],
)
def test_expected(place: str, name: str, rule: str) -> None:
    check_findings(place.format(name), f"{rule} 404")


@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_not_expected(name: str) -> None:
    check_noop(f"""
        f({name}=0)
        f({name}=1)
        {name} = 100  # a task's
        {name} = 250  # a mail server's
        f({name}="404")
        f({name}=f(404))
        f({name}s=404)
        f(un{name}=404)
        # objects and dicts have their own words
        x.{name} = 404
        x.{name} == 404
        x["{name}"] == 404
        x = {{"{name}": 404}}
        """)


# AWS


@pytest.mark.parametrize("key", ["statusCode", "HTTPStatusCode"])
@pytest.mark.parametrize(
    ("place", "rule"),
    [
        ("def handler(event, context):\n    return {{'{}': 404, 'body': ''}}", "HSC102"),
        ("answer['{}'] = 404", "HSC102"),
        ("answer['ResponseMetadata']['{}'] == 404", "HSC103"),
        ("answer['ResponseMetadata'].get('{}') == 404", "HSC103"),
        ("answer.get('{}', 0) in (404, 0)", "HSC103"),
        ("int(answer['{}']) == 404", "HSC103"),
        ("self.assertEqual(answer['{}'], 404)", "HSC103"),
        ("match answer:\n    case {{'{}': 404}}: ...", "HSC103"),
        ("answer['{}'] >= 404", "HSC107"),
    ],
)
def test_keys(place: str, key: str, rule: str) -> None:
    check_findings(place.format(key), f"{rule} 404")


@pytest.mark.parametrize(
    "source",
    [
        # a key is no attribute, no keyword and no variable
        "job.statusCode == 404",
        "f(statusCode=404)",
        "statusCode = 404",
        # other keys
        "x['StatusCode'] == 404",  # Docker's: of a process
        "x['statuscode'] == 404",
        "x['status'] == 404",
        "x.get('code') == 404",
        "x[b'statusCode'] == 404",
        "x[statusCode] == 404",
        # not read, or read as something else
        "x.pop('statusCode') == 404",
        "x.get(statusCode) == 404",
        "x.get() == 404",
        "len(x['statusCode']) == 404",
        "str(x['statusCode']) == 404",
        "int(x['statusCode'], 16) == 404",
    ],
)
def test_other_keys(source: str) -> None:
    check_noop(source)


@pytest.mark.parametrize("code", ["101", "0", "250", "'7'", '"550"'])
def test_a_service_with_codes_of_its_own_under_such_a_key(code: str) -> None:
    check_noop(f"""
        CREATED = {{"statusCode": 200, "statusText": "created"}}
        FAILED = {{"statusCode": {code}, "statusText": "failed"}}
        """)


@pytest.mark.parametrize("other", ["{'otherCode': 101}", "{'statusCode': '204'}", "f(statusCode=101)"])
def test_others_have_none(other: str) -> None:
    check_findings(f"x = {{'statusCode': 200}}\ny = {other}", "HSC102 200")


# What a class has for its instances


@pytest.mark.parametrize("name", ["STATUS_CODE", "HTTP_STATUS_CODE"])
def test_a_constant_that_each_subclass_has(name: str) -> None:
    check_findings(
        f"""
        class Missing(ServiceError):
            {name} = 404
        class Gone(Missing):
            {name}: int = 410
        """,
        "HSC102 404",
        "HSC102 410",
    )
    check_noop(f"""
        {name} = 404  # a named constant

        class Codes(enum.IntEnum):
            {name} = 404  # another

        class Missing(ServiceError):
            NOT_FOUND_{name} = 404
            {name}_TEXT = 404
            def __init__(self):
                {name} = 404
        """)


@pytest.mark.parametrize(
    "base", ["Enum", "IntEnum", "enum.IntEnum", "Flag", "ErrorEnum", "models.IntegerChoices"]
)
def test_members_of_an_enum_are_named_constants(base: str) -> None:
    check_noop(f"""
        class Codes({base}):
            status_code = 404
            http_status: int = 200

        class More(Codes):
            error_status_code = 500
        """)


def test_in_a_method_of_an_enum() -> None:
    check_findings(
        """
        class Kind(Enum):
            NEW = 1

            def answer(self, response):
                response.status_code = 404
        """,
        "HSC102 404",
    )


# The option


@pytest.mark.parametrize(
    ("place", "rule"),
    [
        ("{'http-code': 404}", "HSC102"),
        ("x['http-code'] = 404", "HSC102"),
        ("x['http-code'] == 404", "HSC103"),
        ("x.get('http-code') == 404", "HSC103"),
        ("match x:\n    case {'http-code': 404}: ...", "HSC103"),
    ],
)
def test_keys_of_the_option(place: str, rule: str) -> None:
    check_findings(place, f"{rule} 404", keys="http-code")
    check_findings(place, f"{rule} 404", keys="other http-code")
    check_noop(place)
    check_noop(place, keys="http_code")


def test_keys_of_the_option_are_keys_alone() -> None:
    check_noop("r.http_code == 404\nf(http_code=404)\nhttp_code = 404", keys="http_code")


def test_messages() -> None:
    check_messages(
        """
        answer = handler({"path": "/"}, None)
        assert answer["statusCode"] == 404
                                       ^^^ HSC103 bare status code 404: use HTTPStatus.NOT_FOUND
        assert answer.get("statusCode") in (200, 204)
                                            ^^^ HSC103 bare status code 200: use HTTPStatus.OK
                                                 ^^^ HSC103 bare status code 204: use HTTPStatus.NO_CONTENT
        """,
        library="http",
    )


def test_rewritten() -> None:
    check_transformed(
        """
        import requests

        class Missing(Exception):
            http_status = 404

        def handler(event, context, error_status_code=500):
            if requests.get("/").status_int == 201:
                return {"statusCode": 201}
            return {"statusCode": error_status_code}
        """,
        """
        from http import HTTPStatus

        import requests

        class Missing(Exception):
            http_status = HTTPStatus.NOT_FOUND

        def handler(event, context, error_status_code=HTTPStatus.INTERNAL_SERVER_ERROR):
            if requests.get("/").status_int == HTTPStatus.CREATED:
                return {"statusCode": HTTPStatus.CREATED}
            return {"statusCode": error_status_code}
        """,
        library="http",
    )
