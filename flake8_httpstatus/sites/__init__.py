"""One room per kind of site. A room registers for the ast node types it cares about."""

from . import (
    assertions,
    assignments,
    calls,
    comparisons,
    deprecations,
    mappings,
    parameters,
    ranges,
    returns,
)
from .register import ROOMS

__all__ = [
    "ROOMS",
    "assertions",
    "assignments",
    "calls",
    "comparisons",
    "deprecations",
    "mappings",
    "parameters",
    "ranges",
    "returns",
]
