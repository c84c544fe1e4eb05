"""Shows that the new text of a file means the same as the old one, but for exactly what was planned.

Nobody's word is taken for anything, not the finder's, not the planner's, not LibCST's: syntax trees and texts
are compared, the code table says what a number or a test is, and CPython's own compiler whose binding a
written name reads.
"""

from __future__ import annotations

from .errors import VerificationError
from .proving import verify

__all__ = ["VerificationError", "verify"]
