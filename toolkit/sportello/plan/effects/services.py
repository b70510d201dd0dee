"""Which services are offered, to whom, on which days, and under which identifiers."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from sportello.catalog.model import Catalog
from sportello.plan.change import Change, Quoted, Words
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.impact import Impact
from sportello.plan.offered import To, felt, main_name, offered_to, replaced
from sportello.plan.runs import in_runs
from sportello.plan.texts.words import days_words, quoted

SECTIONS: Final = frozenset({"services"})


def services(comparison: Comparison) -> Iterator[Change]:
    """Yield the services that came, went, are shown to others, or have other identifiers."""
    told: set[str] = set()
    for change in _other_identifiers(comparison):
        told.update(str(name) for _, name in change.about)
        yield change
    before, after = comparison.before.services, comparison.after.services
    for name in dict.fromkeys((*before, *after)):
        if name not in told or (name in before and name in after):
            yield from _offer(comparison, name)


def _other_identifiers(comparison: Comparison) -> Iterator[Change]:
    written, after = comparison.written.services, comparison.after.services
    names = comparison.names.get("services", {})
    for old, new in names.items():
        if new not in written:
            impact = Impact.NEUTRAL if old in after[new].former else Impact.BROKEN
            yield _change(
                "service-renamed", felt(impact, after[new]), new, (Quoted(old),), (Quoted(new),)
            )
        if old in after:
            yield _change("service-replaced", felt(Impact.BROKEN, after[old]), old)
    for name in replaced(comparison):
        was, now = (main_name(each[name]) for each in (comparison.before.services, after))
        impact = felt(Impact.BROKEN, after[name])
        yield _change("service-replaced", impact, name, (Quoted(was),), (Quoted(now),))
    yield from _split(comparison)
    yield from _merged(comparison)


def _split(comparison: Comparison) -> Iterator[Change]:
    """Yield the services of which several have taken the mailbox that was theirs alone."""
    for old, new in _by_mailbox(comparison.before, comparison.after).items():
        if len(new) > 1:
            sides = comparison.before.services[old], *map(comparison.after.services.get, new)
            impact = felt(Impact.BROKEN, *(each for each in sides if each))
            yield _change("service-split", impact, old, (Quoted(old),), quoted(new), *new)


def _merged(comparison: Comparison) -> Iterator[Change]:
    """Yield the services that another one names as what it was, or that it took the mailbox of."""
    before, after = comparison.before.services, comparison.after.services
    taken: dict[str, str] = {}
    for name, olds in _by_mailbox(comparison.after, comparison.before).items():
        if len(olds) > 1:
            taken |= dict.fromkeys(olds, name)
    declared = {
        old: name
        for name, sheet in after.items()
        for old in sheet.former
        if old in before and old not in after
    }
    for old, new in {**taken, **declared}.items():
        impact = felt(Impact.NEUTRAL if old in declared else Impact.BROKEN, before[old])
        yield _change("service-merged", impact, old, (Quoted(old),), (Quoted(new),), new)


def _by_mailbox(one: Catalog, other: Catalog) -> Mapping[str, tuple[str, ...]]:
    """Return the services of one catalog alone, each with those of the other with its mailbox.

    Only where nothing else of the same catalog has that mailbox, and the other ones are new.
    """
    users, others = _users(one), _users(other)
    return {
        names[0]: others[mailbox]
        for mailbox, names in users.items()
        if len(names) == 1
        and names[0] not in other.services
        and mailbox in others
        and not {*others[mailbox]} & {*one.services}
    }


def _users(catalog: Catalog) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, sheet in catalog.services.items():
        if sheet.mailbox is not None:
            found[sheet.mailbox] = (*found.get(sheet.mailbox, ()), name)
    return found


def _offer(comparison: Comparison, name: str) -> Iterator[Change]:
    """Yield when a service is offered to others than before."""
    found = {day: tuple(_offer_on(comparison, name, day)) for day in comparison.period.days}
    yield from in_runs(comparison.period, found)


def _offer_on(comparison: Comparison, name: str, day: date) -> Iterator[Change]:
    """Yield how a service is offered to others than before on a day."""
    sides = comparison.before, comparison.after
    old, new = (offered_to(each, name, day) for each in sides)
    if old != new:
        kind, impact = _kind(comparison, name, old, new)
        was, now = (
            days_words(sheet.valid) if (sheet := each.services.get(name)) else () for each in sides
        )
        if kind != "service-dated":
            was, now = (), ()
        entry = (("services", name),)
        yield Change(kind, impact, name, was, now, about=entry, causes=entry)


def _kind(comparison: Comparison, name: str, old: To, new: To) -> tuple[str, Impact]:
    before, after = comparison.before.services.get(name), comparison.after.services.get(name)
    if before is None:
        return "service-new", Impact.NEUTRAL if new == "public" else Impact.DESK
    if after is None:
        return "service-removed", Impact.BROKEN if old == "public" else Impact.DESK
    if before.visibility != after.visibility:
        if after.visibility == "public":
            return "service-published", Impact.PUBLIC
        return "service-hidden", Impact.BROKEN
    return "service-dated", felt(Impact.NEUTRAL if new else Impact.BROKEN, before)


def _change(
    kind: str, impact: Impact, name: str, before: Words = (), after: Words = (), *others: str
) -> Change:
    about = tuple(("services", each) for each in (name, *others))
    return Change(kind, impact, name, before, after, about=about, causes=about)


EFFECTS = (Effect(SECTIONS, services),)
