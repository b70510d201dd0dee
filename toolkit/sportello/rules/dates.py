"""Dates: what has a beginning and an end begins first.

D001: an end before its beginning.
D002: an announcement that changes hours without saying how or of which calendars, or in both ways.
D003: the years for which calendars are published end before they begin.
"""

from collections.abc import Iterator

from sportello.catalog.model import Catalog, Day, Valid
from sportello.findings import Problem
from sportello.rules.rule import Rule


def _backwards(catalog: Catalog) -> Iterator[Problem]:
    spans: list[tuple[tuple[str | int, ...], Day | None, Day | None]] = [
        (("announcements", name), each.from_, each.until)
        for name, each in catalog.announcements.items()
    ]
    dated: list[tuple[tuple[str | int, ...], Valid | None]] = [
        *((("contacts", name), each.valid) for name, each in catalog.contacts.items()),
        *((("policies", name), each.valid) for name, each in catalog.policies.items()),
        *((("services", name), each.valid) for name, each in catalog.services.items()),
        *(
            (("services", name, "phases", index), phase.valid)
            for name, each in catalog.services.items()
            for index, phase in enumerate(each.phases)
        ),
    ]
    spans += [((*path, "valid"), each.from_, each.until) for path, each in dated if each]
    for path, begin, end in spans:
        if begin and end and end < begin:
            yield Problem(
                "D001", (*path, "until"), f"{end} is before {begin}", "correct one of the two dates"
            )


def _unclear(catalog: Catalog) -> Iterator[Problem]:
    for name, each in catalog.announcements.items():
        path = ("announcements", name)
        if each.open and each.closed:
            hint = "remove one of the two"
            yield Problem("D002", (*path, "closed"), "this is both open and closed", hint)
        elif each.calendars and not each.open and not each.closed:
            message = "this does not say whether these calendars open or close"
            hint = 'write "open:" with hours, or "closed: true"'
            yield Problem("D002", (*path, "calendars"), message, hint)
        elif not each.calendars and (each.open or each.closed):
            key = "open" if each.open else "closed"
            hint = 'add "calendars:" with their names'
            yield Problem("D002", (*path, key), "this does not say of which calendars", hint)


def _years(catalog: Catalog) -> Iterator[Problem]:
    years = catalog.helpdesk.years
    if years.last < years.first:
        yield Problem(
            "D003",
            ("helpdesk", "years", "last"),
            f"{years.last} is before {years.first}",
            "correct one of the two years",
        )


RULES = (Rule(_backwards), Rule(_unclear), Rule(_years))
