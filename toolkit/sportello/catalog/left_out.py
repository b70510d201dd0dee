"""What people know from elsewhere and a catalog leaves out, with the words to write instead."""

import re
from typing import Final, NamedTuple

from sportello.findings import KeyPath

_UNTIL: Final = (
    'no state ends by itself on a date: a ticket leaves it by an event "state", which the ticket '
    "system writes when that day comes"
)
_BY_STATE: Final = (
    'one amount holds in all states: "pauses" names those in which its clock stands still, and an '
    'escalation with "in" and a step with "every" reminds in a state'
)
_DELIMITER: Final = (
    'between a name and its detail stands "+" and nothing else: let the server take it '
    '(recipient_delimiter = + of Postfix), or write "detail: false" at the destination'
)
_HOURS: Final = (
    'write "hours: open" or "hours: closed", and as "calendar" the name of one that is open on '
    "these days, at these hours"
)
_CUT_OFF: Final = (
    'write "intake_calendar" at the service, with the name of a calendar that closes at that hour'
)
_NO_REASON: Final = (
    "an absence has no reason: sickness is health data (GDPR, article 9), and git keeps for ever "
    "what was written once; leave the key out, nobody needs it to find a cover"
)


_NAME: Final = re.compile("[a-z0-9-]+")


class _LeftOut(NamedTuple):
    """Keys that are not in what a path leads to, of which `*` is any name; and the remedy."""

    path: tuple[str, ...]
    keys: frozenset[str]
    remedy: str


_STATE: Final = frozenset({"state", "states", "by_state", "in", "in_state", "while"})
_ARRIVAL: Final = frozenset(
    {"day", "days", "weekday", "weekdays", "time", "times", "opened", "after", "before"}
)
_CUT_OFFS: Final = frozenset({"cutoff", "cut_off", "cutoff_time", "cut_off_time"})
_DELIMITERS: Final = frozenset(
    {"delimiter", "separator", "recipient_delimiter", "detail_delimiter", "subaddress"}
)
_REASONS: Final = frozenset(
    {"reason", "why", "because", "cause", "kind", "type", "note", "title", "text", "motivo"}
)
_LEFT_OUT: Final = (
    _LeftOut(("rotas", "*", "absences", "*"), _REASONS, _NO_REASON),
    _LeftOut(
        ("lifecycle", "states", "*"),
        frozenset({"until", "hold_until", "on_hold_until", "pending_until", "resume_at"}),
        _UNTIL,
    ),
    *(
        _LeftOut((section, "*", *rest), _STATE, _BY_STATE)
        for section in ("policies", "operational_levels")
        for rest in (("targets", "*"), ("when",))
    ),
    *(
        _LeftOut((*section, "*", "when"), _ARRIVAL, _HOURS)
        for section in (("policies",), ("operational_levels",), ("priority", "rules"))
    ),
    *(
        _LeftOut(path, _CUT_OFFS, _CUT_OFF)
        for path in (("services", "*"), ("policies", "*"), ("policies", "*", "targets", "*"))
    ),
    *(
        _LeftOut(path, _DELIMITERS, _DELIMITER)
        for path in (("destinations", "*"), ("mailboxes", "*"), ("helpdesk",), ())
    ),
)


def instead_of_key(path: KeyPath, key: str, value: object) -> str:
    """Return what to write instead of a key that somebody tries at a path; "" for any other.

    The path of a file's own keys is empty.
    """
    state = "…"
    if isinstance(value, str):
        state = value
    elif isinstance(value, dict) and len(value) == 1:
        state = next(iter(value))
    if path[:1] == ("escalations",) and path[2:] in ((), ("when",)) and key in _STATE:
        return (
            f'write "in: {state}" in the escalation, beside "steps": these count from when the '
            "ticket comes into that state"
        )
    if path[-2:] == ("targets", "next_update") and key in _STATE:
        return (
            f'an update has one rhythm for all states: write "pauses: [{state}]" here, and an '
            f'escalation with "in: {state}" and steps with "every:" to be reminded meanwhile'
        )
    found = (each.remedy for each in _LEFT_OUT if key in each.keys and _leads(each.path, path))
    return next(found, "")


def instead_of_value(path: KeyPath, value: object) -> str:
    """Return what to write instead of a value of the wrong type at a path; "" for any other."""
    match path:
        case ("policies" | "operational_levels", _, "targets", _, "within"):
            return _BY_STATE if isinstance(value, dict) else ""
        case ("destinations", _, "detail"):
            return _DELIMITER if isinstance(value, str) else ""
        case (*_, "when", "hours"):
            return _HOURS
        case ("services", _, "intake") if isinstance(value, str) and _NAME.fullmatch(value):
            return (
                f'for a calendar write "intake_calendar: {value}"; for words to people, a list: '
                f"[{value}]"
            )
    return ""


def _leads(pattern: tuple[str, ...], path: KeyPath) -> bool:
    return len(pattern) == len(path) and all(
        step in ("*", name) for step, name in zip(pattern, path, strict=True)
    )
