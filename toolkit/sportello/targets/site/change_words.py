"""What is said of each kind of change, after the name of what changed."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Final

from sportello.catalog.model import Text, Valid
from sportello.targets.changed import Fact, PublicChange
from sportello.targets.site.phrases import labels
from sportello.wording.messages import Messages
from sportello.wording.times import duration_words, week_words
from sportello.worktime import Calendar, Duration


def said_of(change: PublicChange, _: Messages, within: str = "") -> str:
    """Return what is said of a change, after the name of what changed.

    On the sheet of the service `within`, what is about something else names it.
    """
    before, after = (
        _.listed([fact_words(each, _) for each in facts]) for facts in (change.before, change.after)
    )
    which = (2 if before else 1) if after else 0
    template = sentences(_)[change.kind][which] or sentences(_)[change.kind][0]
    said = template.format(before=before, after=after, dates=_dates(change.dates, _))
    if change.kind in _OF_A_PART:
        named = [labels(_).get(change.part, ""), *(fact_words(each, _) for each in change.cases)]
        of = ", ".join(filter(None, named))
        said = f"{of}: {said}" if of else said
    if change.since:
        since = _("from {day} on").format(day=_.date(change.since, "long"))
        said = f"{said} ({since})"
    if within and change.entry != ("services", within):
        return f"{fact_words(change.name, _)}: {said}"
    return said


_OF_A_PART: Final = frozenset(
    {
        *("channel", "due-other", "hours", "promise", "promise-gone", "promise-later"),
        *("promise-new", "promise-other", "promise-sooner"),
    }
)
"""The kinds of changes that are said of a way in, or of a promise."""


def fact_words(fact: Fact, _: Messages) -> str:
    """Return how something was, or is, in words."""
    match fact:
        case Text():
            said = fact.says(_.language)
            return f"“{said.removesuffix('.')}”" if said.endswith(".") else said
        case Duration():
            return duration_words(fact, _)
        case Calendar():
            return week_words(fact, _)
        case Valid():
            return _days(fact, _)
    return str(fact)  # an address would be a link of its own


def _days(valid: Valid, _: Messages) -> str:
    first, last = (each and _.date(each, "long") for each in (valid.from_, valid.until))
    if first and last:
        return (
            first if first == last else _("from {first} to {last}").format(first=first, last=last)
        )
    if first:
        return _("from {first}").format(first=first)
    return _("until {last}").format(last=last)


_SHOWN: Final = 3


def _dates(dates: tuple[date, ...], _: Messages) -> str:
    """Return some dates: a few one by one, of more how many they are and between which."""
    if len(dates) <= _SHOWN:
        return _.listed([_.date(each, "long") for each in dates])
    days = _.counted("{n} day", "{n} days", len(dates)).format(n=len(dates))
    first, last = (_.date(each, "long") for each in (dates[0], dates[-1]))
    between = _("between {first} and {last}").format(first=first, last=last)
    return f"{days} {between}"


@lru_cache
def sentences(_: Messages) -> Mapping[str, tuple[str, str, str]]:
    """Return what is said of each kind, the most important first.

    Three each: without anything that is there after the change, with it, and with what was before
    too; "" where the first one serves.
    """

    def only(said: str) -> tuple[str, str, str]:
        return said, "", ""

    return {
        "service-gone": only(_("no longer on this site")),
        "service-new": only(_("new service")),
        "service-replaced": only(_("takes the place of “{before}”")),
        "service-merged": (
            *(_("is now part of another service"), _("is now part of {after}")),
            "",
        ),
        "service-split": (_("is now several services"), _("is now several: {after}"), ""),
        "service-address": (
            _("has no address of its own to write to any more (it was {before})"),
            _("the address to write to is now {after}"),
            _("the address to write to is now {after} (it was {before})"),
        ),
        "address-retired": (
            _("out of use"),
            _("out of use; write to {after} instead"),
            "",
        ),
        "address-gone": only(_("no longer given as an address to write to")),
        "address-longer": only(_("in use for longer than it was said")),
        "address-new": only(_("new address to write to")),
        "channel": (
            _("no longer at {before}"),
            _("now at {after} too"),
            _("now at {after} (it was {before})"),
        ),
        "contact-gone": only(_("can be reached no more")),
        "contact-new": (_("new contact"), _("new contact: {after}"), ""),
        "contact-detail": (
            _("details have changed"),
            _("is now reached at {after}"),
            _("is now reached at {after} (it was {before})"),
        ),
        "service-contacts": (_("names no contacts any more"), _("whom to ask: {after}"), ""),
        "notice-new": (_("new notice"), _("new notice, {after}"), ""),
        "notice-other": (_("the notice has changed"), _("the notice has changed, {after}"), ""),
        "notice-gone": only(_("the notice was withdrawn")),
        "hours": (
            _("answering hours are no longer published (they were {before})"),
            _("answering hours: {after}"),
            _("answering hours are now {after} (they were {before})"),
        ),
        "closed-on": only(_("closed on {dates}")),
        "hours-less-on": only(_("fewer hours on {dates}")),
        "hours-other-on": only(_("other hours on {dates}")),
        "hours-more-on": only(_("more hours on {dates}")),
        "service-dated": (
            _("offered without an end now"),
            _("offered {after}"),
            "",
        ),
        "promise": (
            _("no longer promised (it was {before})"),
            _("now promised within {after}"),
            _("now {after} (it was {before})"),
        ),
        "promise-gone": only(_("no longer promised")),
        "promise-new": only(_("now promised")),
        "promise-later": only(_("promised for later than before")),
        "promise-sooner": only(_("promised for sooner than before")),
        "promise-other": only(_("promised for another time than before")),
        "due-other": only(_("falls due at another time, with the same promise")),
        "lead-time": only(_("how long it takes to start or end it has changed")),
        "availability": only(_("the promised availability has changed")),
        "clock": only(_("when the clock runs has changed")),
        "priority": only(_("how the priority is set has changed")),
        "average": only(_("how long it usually takes has changed")),
        "needed": only(_("what is needed beforehand has changed")),
        "covered": only(_("what it covers has changed")),
        "phase": only(_("the dates of its phases have changed")),
        "renamed": (
            _("has a new name"),
            _("has a new name"),
            _("new name (it was “{before}”)"),
        ),
        "service-regrouped": (
            _("no longer belongs to {before}"),
            _("now belongs to {after}"),
            _("now belongs to {after} (it was {before})"),
        ),
        "page-moved": only(_("its page has a new address")),
        "text": only(_("reworded")),
    }
