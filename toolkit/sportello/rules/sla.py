"""SLA: every promise can be counted, and every ticket has a policy.

L001: a promise in business time or working days without a calendar to count it in.
L002: a promise stated in two units that do not agree.
L003: no last policy without conditions, so that a ticket may have none.
L004: a policy after one without conditions: it can never apply.
L005: a condition on a tag that no service has.
L006: two severities of the same rank.
"""

from collections.abc import Iterator

from sportello.catalog.model import Catalog, Policy, Service, When
from sportello.findings import Problem, Severity, did_you_mean
from sportello.rules.rule import Rule
from sportello.sla.match import mismatch
from sportello.worktime import DurationKind


def _without_calendar(catalog: Catalog) -> Iterator[Problem]:
    for name, policy in catalog.policies.items():
        for kind, target in policy.targets.items():
            counted = target.within.kind in (DurationKind.BUSINESS, DurationKind.WORKING_DAYS)
            if not counted or target.calendar:
                continue
            without = [
                identifier
                for identifier, service in catalog.services.items()
                if service.calendar is None and _may_fit(policy.when, identifier, service)
            ]
            if without:
                yield Problem(
                    "L001",
                    ("policies", name, "targets", kind, "within"),
                    f'"{target.within}" cannot be counted for the service "{without[0]}"',
                    f'add "calendar:" to this target, or to the service "{without[0]}"',
                )


def _may_fit(when: When, name: str, service: Service) -> bool:
    """Return whether some ticket of the service could meet the condition."""
    facts = {key: frozenset(getattr(when, key)) for key in when.__struct_fields__}
    facts |= {
        "provider": frozenset({service.provider}),
        "family": frozenset({service.family} if service.family else ()),
        "service": frozenset({name}),
    }
    return mismatch(when, facts) is None


def _stated_twice(catalog: Catalog) -> Iterator[Problem]:
    for name, policy in catalog.policies.items():
        for kind, target in policy.targets.items():
            if target.also_stated is not None and target.also_stated != target.within:
                yield Problem(
                    "L002",
                    ("policies", name, "targets", kind, "also_stated"),
                    f'"{target.also_stated}" is not the same as "{target.within}"',
                    "correct one of the two, or remove also_stated",
                )


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
    conditions: list[tuple[tuple[str, ...], When]] = [
        (("policies", name), each.when) for name, each in catalog.policies.items()
    ]
    rules = catalog.priority.rules if catalog.priority else {}
    conditions += [(("priority", "rules", name), each.when) for name, each in rules.items()]
    for path, when in conditions:
        for index, tag in enumerate(when.tag):
            if tag not in tags:
                yield Problem(
                    "L005",
                    (*path, "when", "tag", index),
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
    Rule(_stated_twice),
    Rule(_no_last_policy, from_absence=frozenset({"L003"})),
    Rule(_shadowed, from_absence=frozenset({"L004"})),
    Rule(_unknown_tags, from_absence=frozenset({"L005"})),
    Rule(_equal_ranks),
)
