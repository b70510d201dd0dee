"""Targets: the promises of one policy fit each other, and those of the teams behind it.

L012: an answer or taking in charge that falls due after the resolution of the same policy.
L016: an operational level (OLA) that allows a team more time than the promise it serves.
L017: a start or a stop that is not one of the target's kind.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from sportello.catalog.model import Catalog, OperationalLevel, Policy, Target
from sportello.catalog.model.sla import TargetKind
from sportello.findings import Problem, did_you_mean
from sportello.rules.rule import Rule
from sportello.rules.sla_groups import Entry, Grouped, group, policies_of
from sportello.rules.sla_samples import Samples, shown

STARTS: Final[Mapping[TargetKind, tuple[str, ...]]] = {
    "take_in_charge": ("opened", "assigned"),
    "first_response": ("opened", "assigned", "taken-in-charge"),
    "next_update": ("desk-reply", "requester-message"),
    "resolution": ("opened", "assigned", "taken-in-charge"),
}
STOPS: Final[Mapping[TargetKind, tuple[str, ...]]] = {
    "take_in_charge": ("taken-in-charge",),
    "first_response": ("desk-reply",),
    "next_update": ("desk-reply",),
    "resolution": ("resolved", "closed"),
}
"""What may start and stop the clock of each kind of target; the first is what holds unwritten."""

_ANSWERS: Final[tuple[TargetKind, ...]] = ("take_in_charge", "first_response")


def _targets(catalog: Catalog) -> Iterator[Problem]:
    yield from _ends(catalog)
    if not catalog.policies:
        return
    grouped, samples = group(catalog), Samples(catalog)
    for name in catalog.policies:
        for kind in _ANSWERS:
            problem = _after_resolution(catalog, grouped, samples, name, kind)
            if problem:
                yield problem
    yield from _levels(catalog, grouped, samples)


def _ends(catalog: Catalog) -> Iterator[Problem]:
    holders: dict[str, Mapping[str, Policy | OperationalLevel]] = {
        "policies": catalog.policies,
        "operational_levels": catalog.operational_levels,
    }
    for section, entries in holders.items():
        for name, entry in entries.items():
            for kind, target in entry.targets.items():
                path = (section, name, "targets", kind)
                for end, allowed in (("start", STARTS[kind]), ("stop", STOPS[kind])):
                    written = getattr(target, end)
                    if written is not None and written not in allowed:
                        yield Problem(
                            "L017",
                            (*path, end),
                            f'"{written}" does not {end} the clock of a {kind}',
                            did_you_mean("", allowed),
                        )


def start_of(kind: TargetKind, target: Target) -> str:
    """Return what starts the clock of a target."""
    return target.start or STARTS[kind][0]


def _after_resolution(
    catalog: Catalog, grouped: Grouped, samples: Samples, name: str, kind: TargetKind
) -> Problem | None:
    policy = catalog.policies[name]
    first, last = policy.targets.get(kind), policy.targets.get("resolution")
    if not first or not last or start_of(kind, first) != start_of("resolution", last):
        return None
    for its, others in calendar_pairs(grouped, first, last, grouped.possible(policy.when)):
        found = samples.later(first, its, last, others)
        if found:
            opened, late, early = found
            what = kind.replace("_", " ")
            return Problem(
                "L012",
                ("policies", name, "targets", kind, "within"),
                f"the {what} may fall due after the resolution: for a ticket opened "
                f"{shown(catalog, opened, its)}, on {shown(catalog, late, its)} and "
                f"{shown(catalog, early, others)}",
                f'shorten it, or give the resolution ("{last.within}") more time',
            )
    return None


def calendar_pairs(
    grouped: Grouped, one: Target, other: Target, groups: int
) -> list[tuple[str | None, str | None]]:
    """Return the names of the calendars that two targets are counted in for the same tickets."""
    pairs = {
        (one.calendar or each.calendar, other.calendar or each.calendar)
        for each in grouped.members(groups)
    }
    return sorted(pairs, key=lambda pair: (pair[0] or "", pair[1] or ""))


def _levels(catalog: Catalog, grouped: Grouped, samples: Samples) -> Iterator[Problem]:
    levels = [Entry(n, each.when, each.valid) for n, each in catalog.operational_levels.items()]
    policies = policies_of(catalog)
    for place, entry in enumerate(levels):
        level = catalog.operational_levels[entry.name]
        same_team = [
            each
            for each in levels[:place]
            if catalog.operational_levels[each.name].team == level.team
        ]
        for index, policy in enumerate(policies):
            left = grouped.left(policy, [*policies[:index], *same_team])
            wanted = entry.when.severity or left
            groups = 0
            for severity in left:
                groups |= left[severity] if severity in wanted else 0
            groups &= grouped.meet(policy.when, entry.when)
            yield from _too_long(catalog, grouped, samples, (entry.name, policy.name, groups))


def _too_long(
    catalog: Catalog, grouped: Grouped, samples: Samples, where: tuple[str, str, int]
) -> Iterator[Problem]:
    level_name, policy_name, groups = where
    promised = catalog.policies[policy_name].targets
    for kind, target in catalog.operational_levels[level_name].targets.items():
        if kind not in promised:
            continue
        for its, others in calendar_pairs(grouped, target, promised[kind], groups):
            found = samples.later(target, its, promised[kind], others)
            if found:
                opened, late, early = found
                yield Problem(
                    "L016",
                    ("operational_levels", level_name, "targets", kind, "within"),
                    f'"{target.within}" is more than the {kind.replace("_", " ")} that the policy '
                    f'"{policy_name}" promises: from {shown(catalog, opened, its)}, until '
                    f"{shown(catalog, late, its)} instead of {shown(catalog, early, others)}",
                    f'allow less than "{promised[kind].within}", or narrow "when:"',
                )
                break


RULES = (Rule(_targets, from_absence=frozenset({"L012", "L016"})),)
