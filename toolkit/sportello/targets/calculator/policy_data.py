"""A policy as data: to which tickets it applies, since when, and what it promises."""

from collections.abc import Collection
from typing import Any

from sportello.catalog.model import Policy, Target, Valid, When
from sportello.sla.start import LIVE_CHANNELS, awaited_event
from sportello.worktime import DurationKind
from sportello.worktime.last_day import END_OF_DAY
from sportello.worktime.zone import DAY


def policy_data(name: str, policy: Policy) -> dict[str, Any]:
    """Return a policy under its name in the catalog, without its texts but what is assumed."""
    return {
        "name": name,
        "when": conditions_data(policy.when),
        **valid_data(policy.valid),
        **({"assumed": dict(policy.assumed)} if policy.assumed else {}),
        "targets": {
            kind: _target(kind, target, policy.targets) for kind, target in policy.targets.items()
        },
    }


def conditions_data(when: When) -> dict[str, list[str] | str]:
    """Return a condition by its keys, without those that are not written."""
    conditions = {key: getattr(when, key) for key in when.__struct_fields__}
    return {
        key: value if isinstance(value, str) else list(value)
        for key, value in conditions.items()
        if value
    }


def valid_data(valid: Valid | None) -> dict[str, dict[str, str | None]]:
    """Return `valid` with both its ends, None where it is open; nothing if it always holds."""
    if valid is None:
        return {}
    ends = {"from": valid.from_, "until": valid.until}
    return {"valid": {key: None if date is None else str(date) for key, date in ends.items()}}


def _target(kind: str, target: Target, promised: Collection[str]) -> dict[str, Any]:
    in_days = target.may_roll or target.within.kind is DurationKind.WORKING_DAYS
    data = {
        "within": str(target.within),
        "counts": target.within.kind,
        "seconds": None if in_days else target.within.amount,
        "days": _days(target) if in_days else None,
        "at": target.at if target.at != END_OF_DAY else None,
        "if_closed": target.if_closed if target.may_roll else None,
        "after": awaited_event(kind, target, promised, None),
        "after_live": awaited_event(kind, target, promised, min(LIVE_CHANNELS)),
    }
    unsaid = {key for key, value in data.items() if value is None} - {"seconds"}
    return {**{k: v for k, v in data.items() if k not in unsaid}, "calendar": target.calendar}


def _days(target: Target) -> float:
    """Return how many days a target has: of calendar days it may be a part of one, too."""
    within = target.within
    days = within.amount if within.kind is DurationKind.WORKING_DAYS else within.amount / DAY
    return int(days) if days == int(days) else days
