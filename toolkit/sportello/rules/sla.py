"""SLA: every promise can be counted, and every ticket has a policy.

L001: a promise in business time or working days without a calendar to count it in.
L002: a promise stated in two units that do not agree; where one is counted in other time than the
other, deadlines are compared in its calendar.
L003: no last policy without conditions, so that a ticket may have none.
L004: a policy after one without conditions: it can never apply.
L005: a condition on a tag that no service has.
L006: two severities of the same rank.
"""

from collections.abc import Iterator

from sportello.catalog.model import Catalog, Policy, Target, When
from sportello.findings import Problem, Severity, did_you_mean
from sportello.rules.rule import Rule
from sportello.rules.sla_groups import Grouped, group, placed_conditions
from sportello.rules.sla_samples import Samples, shown
from sportello.worktime import DurationKind


def _without_calendar(catalog: Catalog) -> Iterator[Problem]:
    if not catalog.policies:
        return
    grouped = group(catalog)
    for name, policy in catalog.policies.items():
        for kind, target in policy.targets.items():
            counted = target.within.kind in (DurationKind.BUSINESS, DurationKind.WORKING_DAYS)
            if not counted or target.calendar:
                continue
            fitting = grouped.members(grouped.possible(policy.when))
            without = next((each.example for each in fitting if each.calendar is None), None)
            if without is not None:
                yield Problem(
                    "L001",
                    ("policies", name, "targets", kind, "within"),
                    f'"{target.within}" cannot be counted for the service "{without}"',
                    f'add "calendar:" to this target, or to the service "{without}"',
                )


def _stated_twice(catalog: Catalog) -> Iterator[Problem]:
    if not any(each.also_stated for _, _, each in _promised(catalog)):
        return
    grouped, samples = group(catalog), Samples(catalog)
    for path, when, target in _promised(catalog):
        if target.also_stated is not None and target.also_stated != target.within:
            example = _example(catalog, samples, target, grouped.possible(when), grouped)
            if example is not None:
                yield Problem(
                    "L002",
                    (*path, "also_stated"),
                    f'"{target.also_stated}" is not the same as "{target.within}"{example}',
                    "correct one of the two, or remove also_stated",
                )


def _promised(catalog: Catalog) -> Iterator[tuple[tuple[str, ...], When, Target]]:
    for name, policy in catalog.policies.items():
        for kind, target in policy.targets.items():
            yield ("policies", name, "targets", kind), policy.when, target


def _example(
    catalog: Catalog, samples: Samples, target: Target, groups: int, grouped: Grouped
) -> str | None:
    """Return for which ticket a promise and its other wording differ; None if they never do.

    Two lengths of one kind need no calendar. Others are compared for tickets that come while the
    desk is open: those that come while it is closed count from the opening in some units only.
    """
    also = target.also_stated
    if also is None or also.kind is target.within.kind:
        return ""
    for name in grouped.calendars(target, groups):
        found = samples.differ(target, also, name)
        if found:
            opened, due, other = (shown(catalog, instant, name) for instant in found)
            return f": a ticket opened {opened} is due {other} instead of {due}"
    return None


def _no_last_policy(catalog: Catalog) -> Iterator[Problem]:
    if catalog.services and not any(map(_fits_all, catalog.policies.values())):
        yield Problem(
            "L003",
            ("policies",),
            "a ticket may find no policy",
            "add a last policy to sla.yaml, without conditions and dates",
            on_key=True,
        )


def _shadowed(catalog: Catalog) -> Iterator[Problem]:
    winner = None
    for name, policy in catalog.policies.items():
        if winner is not None:
            yield Problem(
                "L004",
                ("policies", name),
                f'this policy can never apply: "{winner}" above it fits every ticket',
                f'move "{winner}" to the end',
                Severity.WARNING,
                on_key=True,
            )
        elif _fits_all(policy):
            winner = name


def _fits_all(policy: Policy) -> bool:
    return policy.when == When() and policy.valid is None


def _unknown_tags(catalog: Catalog) -> Iterator[Problem]:
    tags = {tag for service in catalog.services.values() for tag in service.tags}
    for path, when in placed_conditions(catalog):
        for index, tag in enumerate(when.tag):
            if tag not in tags:
                yield Problem(
                    "L005",
                    (*path, "tag", index),
                    f'no service has the tag "{tag}"',
                    did_you_mean(tag, tags),
                    Severity.WARNING,
                )


def _equal_ranks(catalog: Catalog) -> Iterator[Problem]:
    seen: dict[int, str] = {}
    for name, severity in catalog.severities.items():
        other = seen.setdefault(severity.rank, name)
        if other != name:
            yield Problem(
                "L006",
                ("severities", name, "rank"),
                f'"{other}" has rank {severity.rank} too',
                "give each severity a rank of its own; 1 is the worst",
            )


RULES = (
    Rule(_without_calendar, from_absence=frozenset({"L001"})),
    Rule(_stated_twice, from_absence=frozenset({"L002"})),
    Rule(_no_last_policy, from_absence=frozenset({"L003"})),
    Rule(_shadowed, from_absence=frozenset({"L004"})),
    Rule(_unknown_tags, from_absence=frozenset({"L005"})),
    Rule(_equal_ranks),
)
