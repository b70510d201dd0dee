"""Who sits at the phone: somebody else, nobody, and what is said of days that are past.

Only the desk is told: a public catalog has no rota.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, TypeAlias

from sportello.catalog.model import Catalog
from sportello.plan.change import Change, Words, own_change
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.impact import Impact
from sportello.plan.texts.fields import differing, fields_in_words
from sportello.rota import CompiledRota, Gap, in_words
from sportello.rota.occurrences import Moment, hours_in_words

SECTIONS: Final = frozenset({"rotas", "calendars", "announcements", "contacts", "helpdesk"})
_PLANNED: Final = ("turns", "swaps", "absences", "valid")
"""The fields that say who sits where, and are told by that."""
_MOST: Final = 4
"""Pairs of people that are told one by one in a seat."""
_Seats: TypeAlias = Mapping[tuple[date, str, str], str | None]
"""Who sits there, by date, seat and shift; None for nobody."""


def rotas(comparison: Comparison) -> Iterator[Change]:
    """Yield what differs in the seats of each rota that is there before and after."""
    before, after = comparison.before, comparison.after
    for name in after.rotas:
        if name in before.rotas:
            found = [*_of_rota(comparison, name)]
            yield from found or _silent(before, after, name)


def _of_rota(comparison: Comparison, name: str) -> Iterator[Change]:
    one, other = (CompiledRota(each, name) for each in (comparison.before, comparison.after))
    first, day = min(_begin(one), _begin(other)), comparison.period.day
    last = date.fromordinal(comparison.period.end.toordinal() - 1)
    if _says(one) == _says(other) or last < first:
        return
    earlier, later = (
        {(e.date, e.seat, e.shift): e.person for e in each.sittings(first, last)}
        for each in (one, other)
    )
    both = [key for key in later if key in earlier and earlier[key] != later[key]]
    past = [key for key in both if key[0] < day]
    ahead = [key for key in both if key[0] >= day and later[key] is not None]
    yield from _replaced(name, "rota-past", earlier, later, past)
    yield from _replaced(name, "rota-seat", earlier, later, ahead)
    yield from _emptied(one, other, day, last)


def _replaced(
    rota: str, kind: str, earlier: _Seats, later: _Seats, keys: list[tuple[date, str, str]]
) -> Iterator[Change]:
    """Yield who sits there instead of whom; where many change places, only on which days."""
    pairs: dict[str, dict[tuple[str, str], list[Moment]]] = {}
    for key in keys:
        day, seat, shift = key
        pair = earlier[key] or "nobody", later[key] or "nobody"
        pairs.setdefault(seat, {}).setdefault(pair, []).append((day, shift))
    for seat, found in pairs.items():
        if len(found) <= _MOST:
            for (old, new), moments in found.items():
                yield _change(rota, kind, seat, (old,), (f"{new}: {in_words(moments)}",))
            continue
        everybody = sorted({person for pair in found for person in pair})
        days = {day for moments in found.values() for day, _ in moments}
        words = f"{', '.join(everybody)} in another order: {in_words((day, '') for day in days)}"
        yield _change(rota, kind, seat, (), (words,))


def _emptied(one: CompiledRota, other: CompiledRota, day: date, last: date) -> Iterator[Change]:
    """Yield the seats that stay empty from a day on and did not before."""
    known = {_stretch(each) for each in _gaps(one, day, last)}
    empty: dict[tuple[str, str, str], list[Moment]] = {}
    for each in _gaps(other, day, last):
        if _stretch(each) not in known:
            away = each.sitting.chosen.instead_of if each.sitting else None
            why = "no shift" if each.sitting is None else "nobody"
            moment = each.date, hours_in_words(each.start, each.end, other.zone)
            empty.setdefault((each.seat, away or "", why), []).append(moment)
    for (seat, away, why), moments in empty.items():
        before = (f"{away}, who is absent",) if away else ()
        yield _change(other.name, "rota-gap", seat, before, (f"{why}: {in_words(moments)}",))


def _silent(before: Catalog, after: Catalog, name: str) -> Iterator[Change]:
    """Yield what is planned otherwise though the same people sit in the same seats."""
    old, new = before.rotas[name], after.rotas[name]
    fields = differing(old, new, _PLANNED)
    if fields:
        words = fields_in_words(old, fields), fields_in_words(new, fields)
        yield own_change(("rotas", name), "team", Impact.DESK, words)


def _gaps(rota: CompiledRota, first: date, last: date) -> tuple[Gap, ...]:
    eve = date.fromordinal(first.toordinal() - 1)
    begins = max(first, _begin(rota))
    return rota.gaps(rota.sittings(eve, last), begins, last) if begins <= last else ()


def _says(rota: CompiledRota) -> object:
    """Return all that decides who sits where."""
    return rota.rota, rota.days, rota.zone


def _begin(rota: CompiledRota) -> date:
    """Return the first day of the first turns; the last of all days if there are none."""
    return min((each.starts for each in rota.rota.turns), default=date.max)


def _stretch(gap: Gap) -> tuple[int, int, str]:
    return gap.start, gap.end, gap.seat


def _change(rota: str, kind: str, seat: str, before: Words, after: Words) -> Change:
    return Change(kind, Impact.DESK, rota, before, after, part=seat, about=(("rotas", rota),))


EFFECTS = (Effect(SECTIONS, rotas),)
