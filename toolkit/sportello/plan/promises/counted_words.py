"""How a promise is counted, in words."""

from sportello.catalog.model import Target
from sportello.plan.change import Quoted, Words
from sportello.plan.impact import Impact
from sportello.plan.promises.tickets import Counted
from sportello.worktime.last_day import END_OF_DAY, may_roll


def counted_words(counted: Counted | None, beside: Counted | None = None) -> Words:
    """Return what is promised: how long, in which calendar, and from which intake on.

    An intake that it shares with the promise `beside` is not said.
    """
    if counted is None:
        return ("nothing promised",)
    found: list[str | Quoted] = [limit_words(counted.target)]
    if counted.calendar:
        found += [" in ", Quoted(counted.calendar)]
    if counted.intake and (beside is None or beside.intake != counted.intake):
        found += [", taken in during ", Quoted(counted.intake)]
    return tuple(found)


def limit_of(target: Target) -> tuple[object, ...]:
    """Return what of a target says how long it may take."""
    return target.within, target.at, target.if_closed


def clock_of(counted: Counted) -> tuple[object, ...]:
    """Return what of a promise says when its clock runs."""
    target = counted.target
    return target.start, target.stop, frozenset(counted.pauses), target.reopen


def clock_words(counted: Counted) -> Words:
    """Return when the clock of a promise runs."""
    target = counted.target
    found: list[str | Quoted] = [f"from {_said(target.start or 'opened')}"]
    if target.stop:
        found.append(f" until {_said(target.stop)}")
    if counted.pauses:
        found += [", pauses in ", Quoted(", ".join(sorted(counted.pauses)))]
    else:
        found.append(", never pauses")
    if target.reopen != "resume":
        found.append(f", {target.reopen}s after a reopening")
    return tuple(found)


def clock_impact(before: Counted, after: Counted) -> Impact:
    """Return whether the clock of a promise pauses more, or less; all else may be either."""
    old, new = frozenset(before.pauses), frozenset(after.pauses)
    paused_alike = before._replace(pauses=()), after._replace(pauses=())
    if clock_of(paused_alike[0]) != clock_of(paused_alike[1]) or old == new:
        return Impact.MIXED
    if old < new:
        return Impact.WEAKER
    return Impact.STRONGER if new < old else Impact.MIXED


def limit_words(target: Target) -> str:
    """Return how long a promise may take."""
    found = str(target.within)
    if target.at != END_OF_DAY:
        at = "the same time" if target.at == "same_time" else target.at
        found += f" at {at}"
    if may_roll(target.within, target.if_closed):
        found += f", else the {target.if_closed} open day"
    return found


def _said(milestone: str) -> str:
    return "the opening" if milestone == "opened" else milestone.replace("-", " ")
