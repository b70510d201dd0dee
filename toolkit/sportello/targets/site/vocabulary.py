"""What templates can ask: filters that put values into words, and names of what there is."""

from datetime import date
from functools import cache, partial
from typing import Any

from sportello.catalog.model import PublicCatalog, readable
from sportello.directory.ways import all_ways
from sportello.targets.report_questions import report_form, report_questions
from sportello.targets.site import answers, calls, directory, hours, levels, opening, sheet, views
from sportello.targets.site.closures import closures
from sportello.targets.site.desks import by_letter, desks, services_of
from sportello.targets.site.diagram import lifecycle_svg
from sportello.targets.site.markdown import escape, one_line
from sportello.targets.site.notices import Notices
from sportello.targets.site.once import once, remembered
from sportello.targets.site.phrases import (
    cutoff_words,
    labels,
    part_in_full,
    rhythm_words,
    season_week_words,
    season_words,
)
from sportello.targets.site.printing import Printer, breakable, mail, mail_url, tell
from sportello.targets.site.promises import all_promises
from sportello.targets.site.timeline import bars
from sportello.wording.messages import Messages, own_name
from sportello.wording.times import (
    days_words,
    hours_words,
    limit_words,
    rolled_words,
    week_words,
)


def filters(messages: Messages, printer: Printer) -> dict[str, Any]:
    """Return the filters of a language."""
    return {
        "prose": partial(tell, language=messages.language),
        "fill": printer.fill,
        "flat": one_line,
        "once": once(),
        "sentence": lambda text: text[:1].upper() + text[1:],
        "spans": lambda hours: messages.listed([each.replace("-", "–") for each in hours]),
        "mail": mail,
        "breakable": breakable,
        "webcal": lambda address: f"webcal:{address.partition(':')[2]}",
        "bare": lambda address: escape(readable(address)),
        "limit": lambda target: limit_words(target.within, target.at, messages),
        "rolled": partial(rolled_words, _=messages),
        "rhythm": partial(rhythm_words, _=messages),
        "week": remembered(partial(week_words, _=messages)),
        "in_full": partial(part_in_full, _=messages),
        "hours": partial(hours_words, _=messages),
        "cutoff": remembered(partial(cutoff_words, _=messages)),
        "days": partial(days_words, _=messages),
        "percent": messages.percent,
        "date": messages.date,
        "moment": messages.moment,
        "bars": bars,
        "clock": lambda minute: f"{minute // 60:02}:{minute % 60:02}",
        "occasion": partial(answers.occasion_words, _=messages),
        "day": lambda day: f"{messages.weekday(day.weekday())} {messages.day(day)}",
        "season": partial(season_words, _=messages),
        "season_week": partial(season_week_words, _=messages),
        "own_name": own_name,
        "named": messages.told,
    }


def names(catalog: PublicCatalog, messages: Messages, day: date) -> dict[str, Any]:
    """Return the names of a catalog in a language; the examples are of days after `day`."""
    language = messages.language
    ways = all_ways(catalog)
    policies = sheet.all_policies(catalog)
    examples = answers.example_groups(catalog, policies, day)
    first, last = catalog.helpdesk.years.first, catalog.helpdesk.years.last
    notices = Notices(catalog, messages, day)
    return {
        "_": messages,
        "ngettext": messages.counted,
        "catalog": catalog,
        "language": language,
        "label": labels(messages).__getitem__,
        "years": range(first, last + 1),
        "new_year": lambda year: date(year, 1, 1),
        "year_end": lambda year: date(year, 12, 31),
        "contact_points": partial(sheet.contact_points, catalog),
        "channel_names": cache(partial(sheet.channel_names, catalog)),
        "desks": partial(desks, catalog),
        "services_of": partial(services_of, catalog),
        "by_letter": partial(by_letter, catalog, language),
        "closures": partial(closures, catalog),
        "ways_of": ways,
        "promises_of": all_promises(catalog, policies, ways),
        "other_contacts": partial(sheet.other_contacts, catalog),
        "told_phases": partial(sheet.told_phases, catalog),
        "whom_to_ask": partial(sheet.whom_to_ask, catalog),
        "availability_for": partial(sheet.availability_for, catalog),
        "service_groups": partial(views.service_groups, catalog),
        "by_name": partial(views.by_name, catalog, language),
        "provider_contacts": partial(directory.provider_contacts, catalog),
        "contacts_of": partial(directory.contacts_of, catalog),
        "ways_to": partial(directory.ways_to, catalog),
        "covered": partial(views.covered, catalog),
        "calendar_uses": partial(hours.calendar_uses, catalog),
        "openings": partial(hours.openings, catalog),
        "without_hours": partial(hours.without_hours, catalog),
        "holiday_sets": partial(hours.holiday_sets, catalog),
        "phone_numbers": partial(directory.phone_numbers, catalog),
        "numbers_elsewhere": partial(directory.numbers_elsewhere, ways),
        "intakes": partial(opening.intakes, catalog),
        "guides_for": partial(opening.guides_for, catalog),
        "level_rows": partial(levels.level_rows, catalog, policies, ways),
        "severities_by_provider": partial(levels.severities_by_provider, catalog),
        "levels_version": partial(levels.version, catalog),
        "announced": notices.announced,
        "notices_on": notices.on,
        "example_groups": examples,
        "worked_examples": {name: each.worked for each in examples for name in each.services},
        "services_with_promises": partial(answers.services_with_promises, policies),
        "groups_without_promises": partial(answers.groups_without_promises, catalog, policies),
        "most_telling": partial(answers.most_telling, _=messages),
        "city": messages.city,
        "country": messages.country,
        "spoken": lambda codes: messages.listed([messages.spoken(each) for each in codes]),
        "tells_call": cache(partial(calls.tells_call, catalog)),
        "tells_call_of": partial(calls.tells_call_of, catalog),
        "contact_name": partial(calls.name_of, catalog),
        "tells_now": partial(answers.tells_now, catalog),
        "mail_url": mail_url,
        "report_form": report_form(messages),
        "questions": tuple(each.words for each in report_questions(messages)),
        "lifecycle_svg": partial(lifecycle_svg, language=language),
    }
