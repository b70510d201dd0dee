"""What visitors of the site find otherwise after a change: a plan's effects, as facts.

Both catalogs are seen as the public knows them, so that nothing internal can be told.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from sportello.plan.visitors import hours, promises, reached, services, texts
from sportello.plan.visitors.told import Telling, Told, plain

if TYPE_CHECKING:
    from sportello.plan.change import Change
    from sportello.plan.comparison import Comparison
    from sportello.targets.changed import PublicChange

TOLD: Final[Mapping[str, Telling]] = {
    "address-hidden": reached.addresses,
    "address-lost": reached.addresses,
    "address-new": reached.addresses,
    "address-retired": reached.address_retired,
    "announcement-gone": reached.notice("notice-gone"),
    "announcement-new": reached.notice("notice-new"),
    "announcement-other": reached.notice("notice-other"),
    "announcement-published": reached.notice("notice-new"),
    "announcement-update": reached.notice("notice-other"),
    "availability": plain("availability"),
    "average": promises.of_levels("average"),
    "calendar-swapped": hours.calendar_swapped,
    "channel-gone": services.channel,
    "channel-new": services.channel,
    "channel-other": services.channel,
    "clock": plain("clock"),
    "closure": hours.hours,
    "contact-detail": reached.contact("contact-detail"),
    "contact-gone": reached.contact("contact-gone"),
    "contact-new": reached.contact("contact-new"),
    "contact-published": reached.contact("contact-new"),
    "domain-gone": reached.addresses,
    "domain-new": reached.addresses,
    "due-other": promises.promise,
    "guide": texts.reworded,
    "holidays": hours.hours,
    "hours-less": hours.hours,
    "hours-more": hours.hours,
    "hours-moved": hours.hours,
    "lead-time": services.lead_time,
    "opening": hours.hours,
    "phase": plain("phase"),
    "policy-other": promises.promise,
    "prerequisite": services.needed,
    "priority-set-by": promises.of_levels("priority"),
    "provider": texts.reworded,
    "season": hours.hours,
    "service-address": services.service_address,
    "service-contacts": services.service_contacts,
    "service-dated": services.service_dated,
    "service-hidden": plain("service-gone"),
    "service-merged": services.into_others("service-merged"),
    "service-new": plain("service-new"),
    "service-published": plain("service-new"),
    "service-regrouped": services.regrouped,
    "service-removed": plain("service-gone"),
    "service-renamed": plain("page-moved"),
    "service-replaced": services.service_replaced,
    "service-split": services.into_others("service-split"),
    "severity-other": promises.of_levels("priority"),
    "severity-rank": promises.of_levels("priority"),
    "target-gone": promises.promise,
    "target-longer": promises.promise,
    "target-new": promises.promise,
    "target-other": promises.promise,
    "target-shorter": promises.promise,
    "text": texts.reworded,
    "translation-gone": texts.reworded,
    "translation-stale": texts.reworded,
}
"""How each kind of change is told to visitors."""
UNTOLD: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("ack-gone", "ack-new", "ack-promise", "ack-text", "acknowledger-moves"),
        "the answer tells whoever writes",
    ),
    **dict.fromkeys(
        ("catch-all-gone", "catch-all-new"),
        "the site tells of the addresses that somebody has",
    ),
    **dict.fromkeys(
        ("domain-shared", "rule-effect", "refusal-text"), "the site does not tell of it"
    ),
    **dict.fromkeys(
        ("destination-plain", "destination-served", "mail-outside"),
        "the site does not tell what becomes of a mail",
    ),
    "program": "no catalog has changed",
    **dict.fromkeys(("contract-ends", "contract-new"), "it is between the desk and a customer"),
    **dict.fromkeys(
        ("detail-published", "internal-said", "statement-drift"), "it is told as what it stands in"
    ),
    **dict.fromkeys(
        ("language-gone", "language-new", "main-language", "published-years", "site-moved"),
        "whoever comes sees it",
    ),
    **dict.fromkeys(("page-gone", "page-moved", "page-new"), "pages lead on by themselves"),
    "service-checked": "its page says when it was",
    "search-words": "who finds a thing does not look for its words",
}
"""The kinds of changes that visitors are not told of although they may feel them, and why."""

HOURS: Final = frozenset({"hours", "closed-on", "hours-less-on", "hours-more-on", "hours-other-on"})
"""What is told of the hours in which somebody answers."""


def public_changes(comparison: "Comparison") -> tuple["PublicChange", ...]:
    """Return what visitors find otherwise, by two catalogs as the public knows them.

    Entries have the identifiers of the catalog after the change. What follows from other hours of
    a service alone is told as these hours.
    """
    found = tuple(promises.with_both_ways(_all(comparison)))
    other_hours = {name for each in found if each.kind in HOURS for name in each.services}
    return tuple(
        each for each in found if each.kind != "due-other" or each.entry[1] not in other_hours
    )


def _all(comparison: "Comparison") -> "Iterator[PublicChange]":
    from sportello.plan.effects import all_effects  # noqa: PLC0415 - they take long to import

    for effect in all_effects():
        if effect.sections & comparison.sections.keys():
            for change in effect.changes(comparison):
                yield from _told(comparison, change)


def _told(comparison: "Comparison", change: "Change") -> "Iterator[PublicChange]":
    tell = TOLD.get(change.kind)
    if tell is not None:
        yield from tell(Told(comparison, change))
