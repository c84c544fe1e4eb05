"""Shows that the new text of a file differs from the old one as planned, and means the same.

The finder, the planner and LibCST are not trusted: syntax trees and texts are compared, the code table says
what a number or a test stands for, and CPython's own compiler says whose binding a written name reads.
"""

from __future__ import annotations

from .errors import VerificationError
from .proving import verify

__all__ = ["VerificationError", "verify"]
