"""Programs that Hypothesis writes: found, rewritten, verified, stable, and running as before.

The same ones each time; `python -m tests.fuzz` tries others.
"""

from __future__ import annotations

from fuzz.checking import check
from fuzz.checking_packages import check_package
from fuzz.packages import Package, packages
from fuzz.programs import Program, programs
from hypothesis import HealthCheck, event, given, settings


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(programs())
def test_programs(program: Program) -> None:
    event(check(program))


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(packages())
def test_packages(package: Package) -> None:
    event(check_package(package))
