"""A module per kind of site, with its checks."""

from importlib import import_module
from pkgutil import iter_modules

from ..checking import CHECKS

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")  # which registers its checks

__all__ = ["CHECKS"]
