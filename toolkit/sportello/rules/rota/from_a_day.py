"""What of rotas does not hold from a day on: they are compiled once for all that is asked."""

from collections.abc import Iterator
from datetime import date

from sportello.catalog.model import Catalog
from sportello.findings import Problem
from sportello.rules.rota.ahead import rotas_ahead
from sportello.rules.rota.gaps import gaps, horizon
from sportello.rules.rota.staffed import burdened, placed
from sportello.rules.rota.swaps import idle_swaps
from sportello.rules.rota.together import together


def _from_a_day(catalog: Catalog, day: date) -> Iterator[Problem]:
    yield from horizon(catalog, day)
    rotas = [*rotas_ahead(catalog, day)]
    for rota in rotas:
        yield from gaps(rota)
        yield from placed(rota)
        yield from burdened(rota)
        yield from idle_swaps(rota)
    yield from together(rotas)


DAY_CHECKS = (_from_a_day,)
