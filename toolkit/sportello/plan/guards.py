"""What editors expect of a catalog, by what is asked, so that two sides can be compared."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final, TypeAlias

import msgspec

from sportello.catalog.model.renaming import Names, with_names
from sportello.expectations import Case
from sportello.expectations.model import (
    CLAIMS,
    AnyCase,
    ClockCase,
    DeadlineCase,
    HoursCase,
    LeadTimeCase,
    RouteCase,
)
from sportello.plan.sections import SectionDiff

Guards: TypeAlias = Mapping[str, Case]
"""Expectations by what they ask, in words."""
_FOR_READERS: Final = frozenset({"fact", "why"})
"""What an expectation says, and nothing is held against."""


def guards(cases: Iterable[Case], names: Names | None = None) -> Guards:
    """Return expectations by what they ask, by the new identifiers of what was renamed.

    Of several that ask the same, each further one has its number.
    """
    found: dict[str, Case] = {}
    asked = Counter[str]()
    for case in cases:
        now = replace(case, expectation=with_names(case.expectation, names)) if names else case
        question = _question(now.expectation)
        asked[question] += 1
        number = asked[question]
        found[question if number == 1 else f"{question} ({number})"] = now
    return found


def claims(case: Case) -> str:
    """Return what an expectation says that there must be, as its file does: `open: true`."""
    written = _written(case.expectation)
    return "; ".join(
        f"{key}: {_plain(written[key])}"
        for key in CLAIMS[type(case.expectation)]
        if written.get(key) is not None
    )


def guard_differences(before: Guards, after: Guards) -> SectionDiff | None:
    """Return which expectations came, went, and say something else; None if none."""
    added = tuple(name for name in after if name not in before)
    removed = tuple(name for name in before if name not in after)
    changed = tuple(
        name for name in after if name in before and claims(before[name]) != claims(after[name])
    )
    return SectionDiff(added, removed, changed, False) if added or removed or changed else None


def _question(expectation: AnyCase) -> str:
    """Return what an expectation asks, in words: `mail to help@acme.example, subject invoice`."""
    beside = {*_FOR_READERS, *CLAIMS[type(expectation)]}
    written = {key: each for key, each in _written(expectation).items() if key not in beside}
    asked = {path: value for path, value in _leaves(written) if value not in (None, "")}
    if ("ticket", "severity") not in asked:
        asked.pop(("ticket", "severity_by"), None)
    match expectation:
        case RouteCase():
            first = f"mail to {asked.pop(('mail', 'to'))}"
        case DeadlineCase():
            first = f"ticket for {asked.pop(('ticket', 'service'))}"
        case LeadTimeCase():
            first = f"{asked.pop(('process',))} of {asked.pop(('service',))}"
        case HoursCase():
            first = f"hours of {asked.pop(('calendar',))}"
        case ClockCase():
            first = f"clocks of a ticket for {asked.pop(('ticket', 'service'))}"
            number = len(expectation.events)
            asked = {
                path: value for path, value in asked.items() if not path[0].startswith("events ")
            }
            asked["after",] = f"{number} event{'' if number == 1 else 's'}"
    rest = (f"{path[-1].replace('_', ' ')} {value}" for path, value in asked.items())
    return ", ".join((first, *rest))


def _written(expectation: AnyCase) -> dict[str, Any]:
    written: dict[str, Any] = msgspec.to_builtins(expectation, enc_hook=_encoded)
    return written


def _encoded(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else str(value)


def _leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    match value:
        case dict():
            for key, each in value.items():
                yield from _leaves(each, (*path, str(key)))
        case list() | tuple():
            for number, each in enumerate(value):
                yield from _leaves(each, (*path[:-1], f"{path[-1]} {number + 1}"))
        case _:
            yield path, value


def _plain(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case dict():
            said = (f"{key}: {_plain(each)}" for key, each in value.items() if each is not None)
            return f"{{{', '.join(said)}}}"
        case list() | tuple():
            return f"[{', '.join(map(_plain, value))}]"
    return str(value)
