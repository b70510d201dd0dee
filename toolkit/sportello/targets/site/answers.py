"""When requests are answered: the services that promise it, and what scripts need to tell it."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sportello.catalog.model import PublicCatalog, Text
from sportello.targets.site.day_names import day_names
from sportello.targets.site.example import Arrival, PolicyExamples, examples_for
from sportello.targets.site.phrases import labels
from sportello.targets.site.sheet import Policies, all_policies
from sportello.targets.site.timeline import TimelineRow, reasons, timeline
from sportello.targets.site.views import service_groups
from sportello.wording.messages import Messages
from sportello.wording.times import duration_words, week_words


@dataclass(frozen=True)
class ExampleGroup:
    """Services of which the same examples are told."""

    services: tuple[str, ...]
    worked: tuple[PolicyExamples, ...]


@dataclass(frozen=True)
class WithoutPromise:
    """Services of one group that promise no time, and what is said of it instead."""

    provider: str
    family: str | None
    services: tuple[str, ...]
    statement: Text


def services_with_promises(policies: Policies) -> tuple[str, ...]:
    """Return the services for which some policy promises a time."""
    return tuple(name for name, own in policies.items() if any(policy.targets for _, policy in own))


def example_groups(
    catalog: PublicCatalog, policies: Policies, day: date
) -> tuple[ExampleGroup, ...]:
    """Return the examples of all services: one group for those that are answered alike."""
    alike: dict[Hashable, list[str]] = {}
    for name in services_with_promises(policies):
        keys = tuple(key for key, _policy in policies[name])
        alike.setdefault((keys, *_counted_by(catalog, name)), []).append(name)
    groups = (
        ExampleGroup(tuple(names), examples_for(catalog, day, names[0])) for names in alike.values()
    )
    return tuple(group for group in groups if group.worked)


def _counted_by(catalog: PublicCatalog, name: str) -> tuple[Hashable, ...]:
    """Return what the examples of a service depend on beside its policies."""
    service = catalog.services[name]
    ways = tuple((way.kind, way.name, way.intake_calendar) for way in service.channels)
    return service.calendar, service.intake_calendar, ways


def groups_without_promises(catalog: PublicCatalog, policies: Policies) -> Iterator[WithoutPromise]:
    """Yield the services that promise no time, by provider and family and what is said of it."""
    promised = {*services_with_promises(policies)}
    for group in service_groups(catalog):
        said: dict[Text, list[str]] = {}
        for name in group.services:
            if name not in promised:
                own = policies[name]
                said.setdefault(own[-1][1].statement if own else Text(), []).append(name)
        for statement, names in said.items():
            yield WithoutPromise(group.provider, group.family, tuple(names), statement)


def most_telling(
    worked: tuple[PolicyExamples, ...], _: Messages
) -> tuple[str, tuple[TimelineRow, ...]] | None:
    """Return title and picture of the promise that is counted over most days."""
    found = [
        (kind, example.arrival, *counted)
        for each in worked
        for example in each.examples
        for kind, counted in example.promises.items()
    ]
    # Of those that are alike the last, which passes a closed day.
    found.sort(key=lambda each: len(each[-1].days))
    if not found or len(found[-1][-1].days) < 2:
        return None
    kind, arrival, calendar, explanation = found[-1]
    title = _("{kind}, asked on {moment}: how this is counted").format(
        kind=labels(_)[kind], moment=_.moment(arrival.sent)
    )
    return title, timeline(calendar, explanation, _)


def occasion_words(arrival: Arrival, _: Messages) -> str:
    """Return what is special about an arrival."""
    if arrival.occasion == "open":
        return _("in the desk's hours")
    if arrival.occasion == "closed":
        return _("after closing time")
    if arrival.occasion == "cutoff":
        return _("after the cut-off")
    closed = arrival.before
    why = _.told(closed.reason.text) if closed and closed.reason else ""
    return _("before a closed day: {day}").format(
        day=why or (_.date(closed.date) if closed else "")
    )


def tells_now(catalog: PublicCatalog, name: str) -> bool:
    """Tell whether a page may say that a calendar is open: if its hours are confirmed and known."""
    calendar, years = catalog.calendars[name], catalog.helpdesk.years
    return not calendar.hours_assumed and bool(calendar.known_years(years.first, years.last))


def promises_data(catalog: PublicCatalog, _: Messages) -> dict[str, Any]:
    """Return what may be asked of each service that promises a time, and the words for it."""
    policies = all_policies(catalog)
    names = services_with_promises(policies)
    promising = {key: policy for name in names for key, policy in policies[name]}
    targets = [target for policy in promising.values() for target in policy.targets.values()]
    language = _.language
    return {
        "city": _.city(catalog.helpdesk.timezone),
        "services": {name: _service(catalog, policies, name, _) for name in names},
        "policies": {key: policy.name.says(language) for key, policy in promising.items()},
        "calendars": {
            name: {"hours": week_words(calendar, _), "city": _.city(calendar.timezone)}
            for name, calendar in catalog.calendars.items()
        },
        "within": {str(target.within): duration_words(target.within, _) for target in targets},
    }


def _service(catalog: PublicCatalog, policies: Policies, name: str, _: Messages) -> dict[str, Any]:
    service, called = catalog.services[name], labels(_)
    kinds = {way.kind: way.name.says(_.language) or called[way.kind] for way in service.channels}
    if not kinds:
        kinds = {"mail": called["mail"]}
    asks = any(policy.when.severity for _key, policy in policies[name])
    own = catalog.severities_of(service.provider) if asks else ()
    return {
        "channels": list(kinds.items()),
        "severities": [(key, catalog.severities[key].name.says(_.language)) for key in own],
    }


def script_words(catalog: PublicCatalog, _: Messages) -> dict[str, Any]:
    """Return the words that scripts put together, by what they are for."""
    called = labels(_)
    others = [names for names in day_names(catalog) if "en" in names and _.language not in names]
    return {
        "locale": str(_.locale).replace("_", "-"),
        "language": _.language,
        "kinds": {
            kind: called[kind]
            for kind in ("take_in_charge", "first_response", "next_update", "resolution")
        },
        "reasons": reasons(_),
        "days": {names["en"]: _.told(names) for names in others},
        "by": _("{kind} by"),
        "moment": _("{date}, {time}"),
        "clock": _("{city} time"),
        "yours": _("That is {moment} on your clock."),
        "at_once": _("at once"),
        "rule": _("Within {duration}, counted {hours}."),
        "rule_always": _("Within {duration}, day and night."),
        "stopped": _("From {first} to {last} the time stands still: {title}."),
        "at_once_rule": _("At once in these hours: {hours}."),
        "policy": _("By the rule: {policy}."),
        "received": _("It counts as received on {moment}."),
        "pending": _("{kind}: within {duration} after {event}"),
        "events": {
            "assigned": _("the assignment to a team"),
            "taken-in-charge": _("it is picked up"),
            "requester-message": _("your next message"),
            "desk-reply": _("the desk's answer"),
        },
        "nothing": _("No time is promised for this."),
        "unknown_severity": _("I do not know"),
        "depends": _("Other times may apply to some kinds of request."),
        "unconfirmed": _("Not confirmed"),
        "assumed": _("Assumed:"),
        "counted": _("{kind}: how this is counted"),
        "day": _("Day"),
        "hours": _("Hours"),
        "counts": _("Counts"),
        "due": _("by {time}"),
        "working_day": _("working day {n}"),
        "incomplete": _(
            "This date is incomplete, or there is none. Write day, month, year and time."
        ),
        "twice": _("That night the clocks show this time twice: this is for the first time."),
        "skipped": _("That night the clocks skip this time. Write an earlier or a later one."),
        "beyond": _("The hours are known from {first} to {last}. Choose a day between them."),
        "too_late": _("The answer lies beyond the days whose hours are known."),
        "failed": _("This cannot be worked out now. The examples below still apply."),
        "open": _("Open now."),
        "open_until": _("Open now, until {time}."),
        "open_until_day": _("Open now, until {day}, {time}."),
        "closed": _("Closed now."),
        "closed_today": _("Closed today: {why}."),
        "opens": _("It opens at {time}."),
        "opens_day": _("It opens on {day} at {time}."),
        "call": _("Now: call {name}."),
        "call_until": _("Now: call {name}, until {time}."),
        "call_until_day": _("Now: call {name}, until {day}, {time}."),
        "call_instead": _("{other} is closed. Now: call {name}."),
        "call_instead_until": _("{other} is closed. Now: call {name}, until {time}."),
        "call_instead_until_day": _("{other} is closed. Now: call {name}, until {day}, {time}."),
        "call_nobody": _("Nobody answers the phone now."),
        "next_closure": _("Next closure: {day}."),
        "next_closure_why": _("Next closure: {day} ({why})."),
    }
