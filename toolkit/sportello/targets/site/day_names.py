"""What days are called on which a calendar has other hours than those of its week."""

from collections.abc import Iterator, Mapping
from datetime import date

from sportello.catalog.model import PublicCatalog


def holiday_names(catalog: PublicCatalog) -> Iterator[Mapping[str, str]]:
    """Yield the names of the holidays of the published years, language -> text, as often as any."""
    published = catalog.helpdesk.years
    for calendar in catalog.calendars.values():
        known = calendar.known_years(published.first, published.last)
        if known:
            span = date(known[0], 1, 1), date(known[-1], 12, 31)
            yield from (names for _day, names in calendar.holidays_between(*span))


def day_names(catalog: PublicCatalog) -> Iterator[Mapping[str, str]]:
    """Yield the names of the holidays, and what rules for days are called that give no reason."""
    yield from holiday_names(catalog)
    for calendar in catalog.calendars.values():
        yield from (ruled.rule.spoken() for ruled in calendar.ruled)
