"""By the code table: what a number, a test or a deprecated constant stands for."""

from __future__ import annotations

import ast
import warnings

import pytest
from httpstatus_codemod.proof.equivalence import dotted_name
from hypothesis import given
from hypothesis import strategies as st

from flake8_httpstatus.findings import Finding
from flake8_httpstatus.libraries.library import Library
from flake8_httpstatus.libraries.rows import DRF, HTTP, STARLETTE


def expression(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


def is_proven(old: str, new: str, name: str, library: Library = DRF, operand: str | None = None) -> bool:
    operand_node = None if operand is None else expression(operand)
    finding = Finding("HSC101", expression(old), "", library, name=name, operand=operand_node)
    found = dotted_name(finding, expression(new))
    assert found is None or ast.unparse(found) in new
    return found is not None


@pytest.mark.parametrize("literal", ["404", "0x194", "4_04", "'404'", "0b110010100"])
def test_literals(literal: str) -> None:
    assert is_proven(literal, "status.HTTP_404_NOT_FOUND", "HTTP_404_NOT_FOUND")
    assert not is_proven(literal, "status.HTTP_403_FORBIDDEN", "HTTP_403_FORBIDDEN")
    assert not is_proven(literal, "status.HTTP_404_GONE_FISHING", "HTTP_404_GONE_FISHING")
    assert not is_proven(literal, "status.is_client_error", "is_client_error")
    assert not is_proven(literal, "NOT_FOUND", "NOT_FOUND")
    assert is_proven(literal, "NOT_FOUND", "NOT_FOUND", HTTP)
    assert not is_proven(literal, "status().HTTP_404_NOT_FOUND", "HTTP_404_NOT_FOUND")


@pytest.mark.parametrize("literal", ["404.0", "'404 '", "'x'", "True", "None", "-404", "404j", "b'404'"])
def test_other_literals(literal: str) -> None:
    assert not is_proven(literal, "status.HTTP_404_NOT_FOUND", "HTTP_404_NOT_FOUND")


def test_two_names_of_one_value() -> None:
    old, new, other = (
        f"HTTP_{name}"
        for name in ("422_UNPROCESSABLE_ENTITY", "422_UNPROCESSABLE_CONTENT", "413_CONTENT_TOO_LARGE")
    )
    assert is_proven(f"s.{old}", f"s.{new}", new, STARLETTE)
    assert not is_proven(f"s.{old}", f"s.{other}", other, STARLETTE)
    assert not is_proven(f"s.{old}", f"s.{other}", new, STARLETTE)
    assert not is_proven(f"s.{old}", f"t.{new}", new, STARLETTE)
    assert not is_proven(f"s.t.{old}", f"s.{new}", new, STARLETTE)
    assert not is_proven(f"s.{old}", new, new, STARLETTE)
    assert not is_proven(f"s.{old}", f"s.{new}", new, HTTP)
    assert not is_proven("s.x", f"s.{new}", new, STARLETTE)
    assert not is_proven("s.x", "s.y", "y", STARLETTE)


HELPERS = {name: range(low, high + 1) for name, (low, high) in DRF.helpers.items()}
BOUNDS = st.sampled_from([99, 100, 199, 200, 201, 299, 300, 301, 399, 400, 499, 500, 599, 600])
ORDERS = st.sampled_from(["<", "<=", ">", ">=", "==", "!=", "is", "in"])
CHAINS = st.builds("{} {} x.y {} {}".format, BOUNDS, ORDERS, ORDERS, BOUNDS)
HALVES = st.builds("x.y {} {}".format, ORDERS, BOUNDS) | st.builds("{} {} x.y".format, BOUNDS, ORDERS)
TESTS = CHAINS | st.builds("{} {} {}".format, HALVES, st.sampled_from(["and", "or"]), HALVES)


@given(TESTS, st.sampled_from([*HELPERS]), st.sampled_from(["", "not "]))
def test_helpers_are_proven_by_trying(test: str, helper: str, negation: str) -> None:
    assert is_proven(test, f"{negation}status.{helper}(x.y)", helper, operand="x.y") is all(
        bool(outcome(test, code)) is ((code in HELPERS[helper]) is not bool(negation))
        for code in range(-1, 1002)
    )


@pytest.mark.parametrize("low", [100, 200, 300, 400, 500])
def test_helpers(low: int) -> None:
    [helper] = (name for name, accepted in HELPERS.items() if low in accepted)

    def proven(test: str, new: str, name: str = helper) -> bool:
        return is_proven(test, new, name, operand="x.y")

    for test in (f"{low} <= x.y < {low + 100}", f"x.y >= {low} and {low + 99} >= x.y"):
        assert proven(test, f"status.{helper}(x.y)")
        assert not proven(test, f"not status.{helper}(x.y)")
        assert not proven(test, f"not status.{helper}")
        assert not proven(test, f"-status.{helper}(x.y)")
        assert not proven(test, f"status.{helper}(x.z)")
        assert not proven(test, f"status.{helper}(x.y, 1)")
        assert not proven(test, f"status.{helper}(x.y, a=1)")
        assert not proven(test, f"status.{helper}(x())")
        assert not proven(test, f"status().{helper}(x.y)")
        assert not proven(test, "status.HTTP_200_OK(x.y)", "HTTP_200_OK")
    assert proven(f"x.y < {low} or {low + 100} <= x.y", f"not status.{helper}(x.y)")
    assert not proven(f"{low} <= x() < {low + 100}", f"status.{helper}(x())")


def outcome(test: str, code: int) -> object:
    class X:
        y = code

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)  # `is 200`
        try:
            return eval(test, {"x": X})
        except TypeError:  # `in 200`
            return None
