"""What teams promise to the desk (OLA): of each team, the first level that fits."""

from collections.abc import Iterator, Mapping
from typing import Final

from sportello.catalog.model import Catalog, OperationalLevel, Target
from sportello.catalog.model.sla import target_name
from sportello.plan.change import Change, Words
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.impact import Impact
from sportello.plan.promises.counted_words import counted_words
from sportello.plan.promises.tickets import Counted
from sportello.plan.texts.words import days_words, quoted
from sportello.sla.match import condition_in_words

SECTIONS: Final = frozenset({"operational_levels"})


def levels(comparison: Comparison) -> Iterator[Change]:
    """Yield what a team promises otherwise, or for other tickets."""
    before, after = comparison.before.operational_levels, comparison.after.operational_levels
    for name in dict.fromkeys((*before, *after)):
        entry = (("operational_levels", name),)
        for part, was, now in _differences(before.get(name), after.get(name)):
            yield Change(
                "ola", Impact.DESK, f"level {name}", was, now, part=part, about=entry, causes=entry
            )
    yield from _orders(comparison)


def _differences(
    old: OperationalLevel | None, new: OperationalLevel | None
) -> Iterator[tuple[str, Words, Words]]:
    """Yield what of a level differs, before and after."""
    before, after = (dict(each.targets) if each else {} for each in (old, new))
    for kind in dict.fromkeys((*before, *after)):
        was, now = before.get(kind), after.get(kind)
        if was != now:
            yield target_name(kind), counted_words(_counted(was)), counted_words(_counted(now))
    if old is None or new is None:
        return
    if old.team != new.team:
        yield "team", quoted([old.team]), quoted([new.team])
    if old.when != new.when:
        words = [quoted([condition_in_words(each.when)]) for each in (old, new)]
        yield "which tickets", words[0], words[1]
    if old.valid != new.valid:
        yield "on which days", days_words(old.valid), days_words(new.valid)


def _counted(target: Target | None) -> Counted | None:
    if target is None:
        return None
    return Counted(target, target.calendar, None, target.pauses or ())


def _orders(comparison: Comparison) -> Iterator[Change]:
    """Yield the teams of which another level comes first."""
    before, after = _by_team(comparison.before), _by_team(comparison.after)
    for team, new in after.items():
        old = before.get(team, ())
        common = {*old} & {*new}
        was, now = (tuple(each for each in names if each in common) for names in (old, new))
        if was != now:
            about = tuple(("operational_levels", each) for each in now)
            words = quoted(was), quoted(now)
            yield Change(
                "ola", Impact.DESK, f"team {team}", *words, part="which comes first", about=about
            )


def _by_team(catalog: Catalog) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, level in catalog.operational_levels.items():
        found[level.team] = (*found.get(level.team, ()), name)
    return found


EFFECTS = (Effect(SECTIONS, levels),)
