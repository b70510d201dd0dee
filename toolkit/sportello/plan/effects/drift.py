"""Where a number of a promise changed and the sentence about it did not, or the other way round."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from sportello.catalog.model.sla import target_name
from sportello.plan.change import Change, Quoted, Words, own_change
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.impact import Impact
from sportello.plan.sections import entries_of

_NUMBERS: Final = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS: Final = re.compile(r"[.,](?=\d{3}(?:\D|$))")


def drift(comparison: Comparison) -> Iterator[Change]:
    """Yield the entries whose statement has an old number, or lost one that is still promised."""
    for section, figures in _FIGURES.items():
        if section not in comparison.sections:
            continue
        before, after = (
            entries_of(each, section) for each in (comparison.before, comparison.after)
        )
        for name in comparison.sections[section].changed:
            old, new = before[name], after[name]
            gone = numbers(figures(old)) - numbers(figures(new))
            said, says = (_said(each.statement) for each in (old, new))
            stale = gone & says
            dropped = frozenset[str]() if gone else (said - says) & numbers(figures(new))
            if stale or dropped:
                words = _words(figures(old), said), _words(figures(new), says)
                yield own_change((section, name), "statement-drift", Impact.DESK, words)


def numbers(text: str) -> frozenset[str]:
    """Return the numbers in a text as digits: 2,400 and 2.400 are 2400, 99,5 is 99.5."""
    return frozenset(_THOUSANDS.sub("", each).replace(",", ".") for each in _NUMBERS.findall(text))


def _said(statement: Mapping[str, str]) -> frozenset[str]:
    return frozenset(each for text in statement.values() for each in numbers(text))


def _words(promised: str, said: frozenset[str]) -> Words:
    return ("promises ", Quoted(promised), ", says ", _listed(said))


def _listed(found: frozenset[str]) -> str:
    return ", ".join(sorted(found, key=float)) or "no number"


def _of_policy(policy: Any) -> str:
    promised = [f"{target_name(kind)} {each.within}" for kind, each in policy.targets.items()]
    average = [f"{kind} in {each.time} on average" for kind, each in policy.averages.items()]
    return ", ".join((*promised, *average))


def _of_escalation(escalation: Any) -> str:
    return ", ".join(
        f"{word} {when}"
        for step in escalation.steps
        for word in ("at", "before", "after", "every")
        if (when := getattr(step, word))
    )


def _of_availability(availability: Any) -> str:
    return f"{availability.percent:g} %"


_FIGURES: Final[Mapping[str, Callable[[Any], str]]] = {
    "availability": _of_availability,
    "escalations": _of_escalation,
    "policies": _of_policy,
}
"""What entries with a statement promise, in words."""

EFFECTS = (Effect(frozenset(_FIGURES), drift),)
