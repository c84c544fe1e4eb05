"""HSC103 and HSC107 in unittest's assertions; HSC202."""

from __future__ import annotations

import pytest
from cases import check_findings, check_messages, check_noop, find


@pytest.mark.parametrize(
    "case",
    [
        ("self.assertEqual(r.status_code, 200)", "HSC103 200"),
        ("self.assertEqual(200, r.status_code)", "HSC103 200"),
        ("self.assertEqual(first=r.status_code, second=200)", "HSC103 200"),
        ("self.assertEqual(r.status_code, second=200)", "HSC103 200"),
        ("self.assertEqual(r.status_code, 200, 'message')", "HSC103 200"),
        ("self.assertEqual(r.status_code, 200, msg=404)", "HSC103 200"),
        ("self.assertEquals(r.status_code, 200)", "HSC103 200"),
        ("self.assertNotEqual(r.status_code, 200)", "HSC103 200"),
        ("self.assertNotEquals(r.status_code, 200)", "HSC103 200"),
        ("self.failUnlessEqual(r.status_code, 200)", "HSC103 200"),
        ("tc.assertEqual(r.status_code, 200 if ok else 404)", "HSC103 200", "HSC103 404"),
        ("self.assertIn(r.status_code, [200, 201])", "HSC103 200", "HSC103 201"),
        ("self.assertIn(member=r.status_code, container=(200,))", "HSC103 200"),
        ("self.assertNotIn(r.status_code, {404})", "HSC103 404"),
        ("self.assertIn(200, [r.status_code])",),
        ("self.assertEqual(len(x), 200)",),
        ("self.assertEqual(r.status, 200)",),
        ("self.assertEqual(r.status_code)",),
        ("self.assertEqual(*args, 200)",),
        ("self.assertEqual(r.status_code, *args)",),
        ("self.assertEqual(r.status_code, msg=200)",),
        ("self.assertIs(r.status_code, 200)",),
        ("self.assertIsNot(r.status_code, 200)",),
        ("self.assertAlmostEqual(r.status_code, 200)",),
        ("assertEqual(r.status_code, 200)",),
        ("self.assertGreater(r.status_code, 400)", "HSC107 400"),
        ("self.assertGreaterEqual(r.status_code, 400)", "HSC107 400"),
        ("self.assertLess(r.status_code, 500)", "HSC107 500"),
        ("self.assertLessEqual(a=r.status_code, b=400)", "HSC107 400"),
        ("self.assertLess(len(x), 500)",),
        ("self.assertEqual(r.status_code, 4040)",),
        ("self.assertLess(r.status_code, 4040)",),
    ],
)
def test_unittest(case: tuple[str, ...]) -> None:
    check_findings(*case)


@pytest.mark.parametrize(
    "case",
    [
        ("self.assertTrue(r.status_code, 200)", "HSC202 200"),
        ("self.assertTrue(status_code, 200)", "HSC202 200"),
        ("self.assertTrue(r.status_code, status.HTTP_200_OK)", "HSC202 status.HTTP_200_OK"),
        ("self.assertTrue(r.status_code, HTTP_200_OK)", "HSC202 HTTP_200_OK"),
        (
            "from http import HTTPStatus\nself.assertTrue(r.status_code, HTTPStatus.OK)",
            "HSC202 HTTPStatus.OK",
        ),
        ("self.assertTrue(r.status_code, HTTPStatus.OK)",),
        ("self.assertTrue(r.status_code == 200, 200)", "HSC103 200"),
        ("self.assertTrue(r.status_code, 'message')",),
        ("self.assertTrue(r.status_code, x)",),
        ("self.assertTrue(r.status_code)",),
        ("self.assertTrue(r.ok, 200)",),
        ("self.assertTrue(r.status_code, 5)",),
        ("self.assertFalse(r.status_code, 200)",),
        ("assert r.status_code, 200", "HSC202 200"),
        ("assert r.status_code, status.HTTP_200_OK", "HSC202 status.HTTP_200_OK"),
        ("assert r.status_code, 'message'",),
        ("assert r.status_code, True",),
        ("assert r.ok, 200",),
        ("assert r.status_code",),
        ("assert (r.status_code, 200)", "HSC202 200"),
        ("assert (r.status_code, HTTP_200_OK)", "HSC202 HTTP_200_OK"),
        ("assert (r.status_code, 200, 201)",),
        ("assert (r.ok, 200)",),
        ("assert r.status_code == 200 or 201", "HSC103 200", "HSC202 201"),
        ("assert 200 == r.status_code or 201", "HSC103 200", "HSC202 201"),
        ("assert r.status_code != 200 or 201 or 202", "HSC103 200", "HSC202 201", "HSC202 202"),
        (
            "assert r.status_code == status.HTTP_200_OK or status.HTTP_201_CREATED",
            "HSC202 status.HTTP_201_CREATED",
        ),
        ("if r.status_code == 200 or 201: ...", "HSC103 200", "HSC202 201"),
        ("assert r.status_code == 200 and 201", "HSC103 200"),
        ("assert 201 or r.status_code == 200", "HSC103 200"),
        ("assert r.ok == 200 or 201",),
        ("assert r.status_code == 200 or x", "HSC103 200"),
    ],
)
def test_tests_that_cannot_fail(case: tuple[str, ...]) -> None:
    check_findings(*case)


def test_messages_of_tests_that_cannot_fail() -> None:
    never = "HSC202 this test cannot fail, it never compares r.status_code with"
    use = "use assertEqual(r.status_code, {0}) or assert r.status_code == {0}".format
    check_messages(f"""
        self.assertTrue(r.status_code, 200)
                                       ^^^ {never} 200: {use(200)}
        assert (r.status_code, 200)
                               ^^^ {never} 200: {use(200)}
        assert r.status_code == x or 201
                                     ^^^ {never} 201: {use(201)}
        """)


@pytest.mark.parametrize(
    "source", ["self.assertTrue(r.status_code, 200)", "assert r.status_code == x or 201"]
)
def test_tests_that_cannot_fail_are_not_rewritten(source: str) -> None:
    [finding] = find(source)
    assert finding.replacement is None


def test_an_operand_too_deep_to_spell() -> None:
    [finding] = find(f"self.assertTrue(x{'.a()' * 900}.status_code, 200)")
    assert "compares ... with 200" in finding.message


def test_informational_codes_count_only_with_attributes() -> None:
    check_findings("self.assertEqual(http.status_code, 100)", "HSC103 100")
    check_noop("self.assertEqual(r.status_code, 100)")
    check_noop("self.assertEqual(status_code, 100)")
    check_noop("self.assertLess(status_code, 103)")
