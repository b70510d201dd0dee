"""What a sheet says of a service: where to write, whom to ask, where it belongs, what it does."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import zip_longest
from typing import Final

from sportello.catalog.model import Catalog, Channel, Service, Text, readable
from sportello.plan.change import Change, Words
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.impact import Impact
from sportello.plan.mail.outcome import outcome
from sportello.plan.offered import felt, sheets
from sportello.plan.texts.words import days_words, gone_and_new, quoted
from sportello.routing import as_of, flatten, route

_Told = tuple[str, Impact, str, Words, Words]
"""Kind, impact, part, before and after."""


def mailboxes(comparison: Comparison) -> Iterator[Change]:
    """Yield the services for which customers are told to write to another address."""
    before, after = comparison.before, comparison.after

    @cache
    def is_lost(address: str) -> bool:
        table = flatten(as_of(after, comparison.period.day))
        found = outcome(table, route(table, address))
        return found.ours and not found.is_accepted

    for name, old, new in sheets(comparison):
        was, now = _address(before, old.mailbox), _address(after, new.mailbox)
        if was != now:
            is_broken = was is not None and (now is None or is_lost(was))
            impact = felt(Impact.BROKEN if is_broken else Impact.NEUTRAL, old, new)
            words = quoted([was and readable(was)]), quoted([now and readable(now)])
            entry = ("services", name)
            written = comparison.written.services.get(name)
            is_same = written is not None and written.mailbox == new.mailbox
            cause = ("mailboxes", str(new.mailbox)) if is_same else entry
            yield Change("service-address", impact, name, *words, about=(entry,), causes=(cause,))


def details(comparison: Comparison) -> Iterator[Change]:
    """Yield what else a sheet says otherwise; texts are told elsewhere."""
    for name, old, new in sheets(comparison):
        if old == new:
            continue
        entry = (("services", name),)
        for look in (_contacts, _channels, _place, _phases, _needs, _words):
            for kind, impact, part, before, after in look(comparison, old, new):
                yield Change(
                    kind,
                    felt(impact, old, new),
                    name,
                    before,
                    after,
                    part=part,
                    about=entry,
                    causes=entry,
                )


def _address(catalog: Catalog, mailbox: str | None) -> str | None:
    found = None if mailbox is None else catalog.mailboxes.get(mailbox)
    return None if found is None else found.address


def _contacts(comparison: Comparison, old: Service, new: Service) -> Iterator[_Told]:
    """Contacts that are gone from the catalog itself are told there."""
    gone, came = gone_and_new(old.contacts, new.contacts)
    gone = tuple(each for each in gone if each in comparison.after.contacts)
    if gone or came:
        impact = Impact.NEUTRAL if new.contacts else Impact.BROKEN
        yield "service-contacts", impact, "", quoted(old.contacts), quoted(new.contacts)


def _channels(comparison: Comparison, old: Service, new: Service) -> Iterator[_Told]:
    before = [_way(comparison.before, each) for each in old.channels]
    after = [_way(comparison.after, each) for each in new.channels]
    for kind in dict.fromkeys(way[0] for way in (*before, *after)):
        gone = [way for way in before if way[0] == kind and way not in after]
        came = [way for way in after if way[0] == kind and way not in before]
        for was, now in zip_longest(gone, came):
            if now is None:
                yield "channel-gone", Impact.BROKEN, kind, was[1], ("none",)
            elif was is None:
                yield "channel-new", Impact.NEUTRAL, kind, ("none",), now[1]
            else:
                yield "channel-other", Impact.NEUTRAL, kind, was[1], now[1]


def _way(catalog: Catalog, channel: Channel) -> tuple[str, Words]:
    """Return the kind of a channel, and where it leads."""
    address = _address(catalog, channel.mailbox)
    leads_to = (address and readable(address), channel.contact, channel.url)
    return channel.kind, quoted((*leads_to, _main(channel.reachable)))


def _place(_: Comparison, old: Service, new: Service) -> Iterator[_Told]:
    for part in ("provider", "family", "team"):
        was, now = getattr(old, part), getattr(new, part)
        if was != now:
            yield "service-regrouped", Impact.NEUTRAL, part, quoted([was]), quoted([now])
    if {*old.tags} != {*new.tags}:
        yield "service-regrouped", Impact.NEUTRAL, "tags", quoted(old.tags), quoted(new.tags)


def _phases(_: Comparison, old: Service, new: Service) -> Iterator[_Told]:
    before, after = (_days_by_phase(each) for each in (old, new))
    for name in dict.fromkeys((*before, *after)):
        was, now = before.get(name, ("never",)), after.get(name, ("never",))
        if was != now:
            yield "phase", Impact.NEUTRAL, name, was, now


def _days_by_phase(service: Service) -> Mapping[str, Words]:
    found: dict[str, Words] = {}
    for each in service.phases:
        days = days_words(each.valid)
        found[each.phase] = (*found[each.phase], " and ", *days) if each.phase in found else days
    return found


def _needs(_: Comparison, old: Service, new: Service) -> Iterator[_Told]:
    """Yield what a service needs or does more or less; as many as before are but reworded."""
    for part, items in _ITEMS.items():
        before, after = (items(each) for each in (old, new))
        if len(before) != len(after):
            gone, came = gone_and_new(map(_main, before), map(_main, after))
            lost = len(after) < len(before) and not part.startswith("needs")
            impact = Impact.BROKEN if lost else Impact.NEUTRAL
            yield "prerequisite", impact, part, quoted(gone), quoted(came)


def _needed_services(service: Service) -> tuple[Text, ...]:
    return service.prerequisites.services if service.prerequisites else ()


def _needed_else(service: Service) -> tuple[Text, ...]:
    return service.prerequisites.others if service.prerequisites else ()


_ITEMS: Final[Mapping[str, Callable[[Service], tuple[Text, ...]]]] = {
    "needs services": _needed_services,
    "needs": _needed_else,
    "functions": lambda service: service.functions,
    "lines of work": lambda service: tuple(each.name for each in service.lines),
}


def _words(_: Comparison, old: Service, new: Service) -> Iterator[_Told]:
    gone, came = gone_and_new(old.keywords, new.keywords)
    if gone or came:
        yield "search-words", Impact.NEUTRAL, "", quoted(gone), quoted(came)


def _main(text: Text) -> str:
    return next(iter(text.values()), "")


EFFECTS = (
    Effect(frozenset({"services", "mailboxes"}), mailboxes),
    Effect(frozenset({"services"}), details),
)
