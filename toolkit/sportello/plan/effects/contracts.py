"""Which contracts hold on which days, and for which services; whose they are is never said."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from sportello.catalog.model import Catalog
from sportello.plan.change import Change, Words
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.impact import Impact
from sportello.plan.runs import in_runs
from sportello.plan.texts.words import gone_and_new, quoted
from sportello.sla.validity import in_force

SECTIONS: Final = frozenset({"contracts"})
_Covered = tuple[str, ...] | None
"""The services that a contract covers, none for all of them; None where it does not hold."""


def contracts(comparison: Comparison) -> Iterator[Change]:
    """Yield the contracts that end or begin, or cover fewer or more services."""
    before, after = comparison.before.contracts, comparison.after.contracts
    for name in dict.fromkeys((*before, *after)):
        found = {day: tuple(_on(comparison, name, day)) for day in comparison.period.days}
        yield from in_runs(comparison.period, found)


def _on(comparison: Comparison, name: str, day: date) -> Iterator[Change]:
    """Yield how a contract holds otherwise than before on a day."""
    old, new = (_covered(each, name, day) for each in (comparison.before, comparison.after))
    if old != new:
        entry = (("contracts", name),)
        words = _words(old), _words(new)
        for kind, impact in _kinds(old, new):
            yield Change(kind, impact, f"contract {name}", *words, about=entry, causes=entry)


def _kinds(old: _Covered, new: _Covered) -> Iterator[tuple[str, Impact]]:
    """Yield what becomes of a contract; where it loses services and gets others, both."""
    if new is None:
        yield "contract-ends", Impact.WEAKER
    elif old is None:
        yield "contract-new", Impact.STRONGER
    elif not old or not new:
        yield ("contract-ends", Impact.WEAKER) if new else ("contract-new", Impact.STRONGER)
    else:
        gone, came = gone_and_new(old, new)
        if gone:
            yield "contract-ends", Impact.WEAKER
        if came:
            yield "contract-new", Impact.STRONGER


def _covered(catalog: Catalog, name: str, day: date) -> _Covered:
    contract = catalog.contracts.get(name)
    if contract is None or not in_force(contract.valid, day):
        return None
    return tuple(sorted(contract.services))


def _words(covered: _Covered) -> Words:
    if covered is None:
        return ("does not hold",)
    return ("covers ", *quoted(covered)) if covered else ("covers all services",)


EFFECTS = (Effect(SECTIONS, contracts),)
