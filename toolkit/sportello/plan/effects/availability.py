"""How much of the time services are to be usable, and how long things take on average."""

from collections.abc import Iterator, Mapping
from typing import Final

from sportello.catalog.model import Availability, Average, Catalog
from sportello.catalog.model.sla import target_name
from sportello.plan.change import Change, Quoted, Words
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.impact import Impact

_Stated = tuple[float, str, str, tuple[str, ...], str]
"""The share in percent, what it is measured over and in, what does not count, and what maintenance
does."""


def availability(comparison: Comparison) -> Iterator[Change]:
    """Yield the services that are to be usable more or less of the time."""
    before, after = _by_service(comparison.before), _by_service(comparison.after)
    for service in dict.fromkeys((*before, *after)):
        old, new = before.get(service, {}), after.get(service, {})
        gone = [each for each in old if each not in new]
        came = [each for each in new if each not in old]
        for at in range(max(len(gone), len(came))):
            was, now = (each[at] if at < len(each) else None for each in (gone, came))
            causes = tuple(
                ("availability", found[stated])
                for found, stated in ((old, was), (new, now))
                if stated is not None
            )
            yield Change(
                "availability",
                _impact(was, now),
                service,
                _words(was),
                _words(now),
                about=(("services", service),),
                causes=tuple(dict.fromkeys(causes)),
            )


def averages(comparison: Comparison) -> Iterator[Change]:
    """Yield what takes another time on average, by the policies that both catalogs have."""
    before, after = comparison.before.policies, comparison.after.policies
    for name, policy in after.items():
        old = before[name].averages if name in before else {}
        entry = (("policies", name),)
        for kind in dict.fromkeys((*old, *policy.averages)):
            was, now = old.get(kind), policy.averages.get(kind)
            if was != now:
                yield Change(
                    "average",
                    Impact.NEUTRAL,
                    f"policy {name}",
                    _average(was),
                    _average(now),
                    part=target_name(kind),
                    about=entry,
                    causes=entry,
                )


def _by_service(catalog: Catalog) -> Mapping[str, Mapping[_Stated, str]]:
    """Return what is stated of each service, with the entry that does."""
    found: dict[str, dict[_Stated, str]] = {}
    for name, entry in catalog.availability.items():
        for service in entry.service:
            found.setdefault(service, {})[_stated(entry)] = name
    return found


def _stated(entry: Availability) -> _Stated:
    excludes = tuple(sorted(next(iter(each.values()), "") for each in entry.excludes))
    return entry.percent, entry.window or "", entry.hours or "", excludes, entry.maintenance or ""


_MAINTENANCE: Final = {
    "remove": ", maintenance taken out of the hours",
    "forgive": ", maintenance forgiven",
}
_MAINTENANCE_IMPACT: Final = {
    ("remove", "forgive"): Impact.WEAKER,
    ("forgive", "remove"): Impact.STRONGER,
}


def _impact(was: _Stated | None, now: _Stated | None) -> Impact:
    """Return whether less is promised: a lower share, or as much with more that does not count.

    To forgive maintenance is never stricter than to remove it: as much is down, of more hours.
    """
    if was is None or now is None:
        return Impact.STRONGER if was is None else Impact.WEAKER
    if was[1:] == now[1:]:
        return Impact.STRONGER if now[0] > was[0] else Impact.WEAKER
    if was[:4] == now[:4]:
        return _MAINTENANCE_IMPACT.get((was[4], now[4]), Impact.MIXED)
    if was[:3] + was[4:] != now[:3] + now[4:]:
        return Impact.MIXED
    if {*was[3]} < {*now[3]}:
        return Impact.WEAKER
    return Impact.STRONGER if {*was[3]} > {*now[3]} else Impact.MIXED


def _words(stated: _Stated | None) -> Words:
    if stated is None:
        return ("nothing stated",)
    percent, window, hours, excludes, maintenance = stated
    found: list[str | Quoted] = [f"{percent:g}%", f" of each {window}" if window else ""]
    if hours:
        found += [" in ", Quoted(hours)]
    if excludes:
        found += [", without ", Quoted("; ".join(excludes))]
    if maintenance:
        found.append(_MAINTENANCE[maintenance])
    return tuple(found)


def _average(average: Average | None) -> Words:
    if average is None:
        return ("nothing stated",)
    calendar = (" in ", Quoted(average.calendar)) if average.calendar else ()
    return (str(average.time), *calendar)


_AVAILABILITY: Final = frozenset({"availability"})
EFFECTS = (
    Effect(_AVAILABILITY, availability),
    Effect(frozenset({"policies"}), averages),
)
