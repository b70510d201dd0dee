"""A policy as data: to which tickets it applies, since when, and what it promises."""

from typing import Any

from sportello.catalog.model import Policy, Target, Valid, When


def policy_data(name: str, policy: Policy) -> dict[str, Any]:
    """Return a policy under its name in the catalog, without its texts."""
    targets = {kind: _target(target) for kind, target in policy.targets.items()}
    valid = {} if policy.valid is None else {"valid": _valid(policy.valid)}
    return {"name": name, "when": _conditions(policy.when), **valid, "targets": targets}


def _conditions(when: When) -> dict[str, list[str] | str]:
    conditions = {key: getattr(when, key) for key in when.__struct_fields__}
    return {
        key: value if isinstance(value, str) else list(value)
        for key, value in conditions.items()
        if value
    }


def _valid(valid: Valid) -> dict[str, str | None]:
    ends = {"from": valid.from_, "until": valid.until}
    return {key: None if date is None else str(date) for key, date in ends.items()}


def _target(target: Target) -> dict[str, Any]:
    rolls = {"if_closed": target.if_closed} if target.may_roll else {}
    named = {"at": str(target.at)} if target.at.clock is not None else {}
    return {
        "within": str(target.within),
        "counts": target.within.kind,
        "seconds": None if rolls else target.within.seconds,
        "calendar": target.calendar,
        **named,
        **rolls,
    }
