"""A module per kind of site, with its checks."""

import ast
from collections.abc import Mapping, Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Final

from ..checking import CHECKS, Search

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")  # which registers its checks

# What is asked about each type of node
BY_NODE: Final[Mapping[type[ast.AST], Sequence[Search[Any]]]] = {
    node: [check.search for check in CHECKS if node in check.nodes]
    for check in CHECKS
    for node in check.nodes
}

__all__ = ["BY_NODE", "CHECKS"]
