"""Which kinds of tickets something is about, in words: by what tells them from all others."""

from collections.abc import Iterator, Set
from dataclasses import fields, replace
from typing import Final

from sportello.plan.promises.tickets import Promises, TicketKind

NOT_SET: Final = "not set"
"""Stands for the severity of a ticket to which nobody gives one."""
_KEYS: Final = tuple(each.name for each in fields(TicketKind))
_UNSAID: Final = {
    "severity": "with another severity",
    "channel": "by another channel",
    "contract": "without contract",
    "type": "of another type",
    "cause": "with another cause",
    "phase": "in the phases of the service",
    "tag": "without such a tag",
}
"""What is said of a ticket of which nothing is known that tells others apart."""


def label(kind: TicketKind, *found: Promises) -> TicketKind:
    """Return a kind of ticket by the severity that it gets, where that is one on every day."""
    given = {each.severity for promises in found for day in promises for each in day}
    severity = given.pop() if len(given) == 1 else kind.severity or NOT_SET
    return replace(kind, severity=severity)


def cases(meant: Set[TicketKind], others: Set[TicketKind]) -> Iterator[str]:
    """Yield in words which kinds of tickets are meant, by what tells them from the others."""
    meant = {each for each in meant if not _is_echo(each, meant)}
    kept = [*range(len(_KEYS))]
    for place in range(len(_KEYS)):
        rest = [each for each in kept if each != place]
        if {_at(rest, each) for each in meant}.isdisjoint(_at(rest, each) for each in others):
            kept = rest
    for case in sorted({_at(kept, each) for each in meant}, key=str):
        said = [f"{_KEYS[at]} {value}" for at, value in zip(kept, case, strict=True) if value]
        yield ", ".join(said or [_UNSAID[_KEYS[at]] for at in kept])


def _is_echo(kind: TicketKind, meant: Set[TicketKind]) -> bool:
    """Tell whether the same holds for tickets to which nobody gives a severity as for some."""
    return kind.severity == NOT_SET and any(
        replace(each, severity=NOT_SET) == kind for each in meant if each.severity != NOT_SET
    )


def _at(places: list[int], kind: TicketKind) -> tuple[str | None, ...]:
    return tuple(getattr(kind, _KEYS[place]) for place in places)
