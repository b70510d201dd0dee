"""The figures of a report, one module a figure with its `FIGURE`, found by being here."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from sportello.report.figure import Figure


def all_figures() -> Iterator[Figure]:
    """Yield every figure, in the order of a report."""
    found = (import_module(f"{__name__}.{module.name}").FIGURE for module in iter_modules(__path__))
    yield from sorted(found, key=lambda figure: (figure.place, figure.name))
