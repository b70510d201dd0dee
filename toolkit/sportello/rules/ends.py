"""What ends soon, seen from a day: this alone of the rules looks at one, and only when asked.

D010: the years for which calendars are published end within twelve months.
D011: a contract or a certification ends within 60 days; a certification also if it has ended, for
it is still published.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from sportello.catalog.model import Catalog
from sportello.findings import Problem, Severity

_NOTICE: Final = 60
"""Days."""


def ends(catalog: Catalog, day: date) -> Iterator[Problem]:
    """Yield what a day brings, each as a warning."""
    last = catalog.helpdesk.years.last
    if day >= date(last - 1, 12, 31):
        message = f"the published years end with {last}"
        hint = "add years before the calendars, the site and the calculators run out"
        yield _warning("D010", ("helpdesk", "years", "last"), message, hint)
    for name, contract in catalog.contracts.items():
        until = contract.valid and contract.valid.until
        if until and 0 <= until.toordinal() - day.toordinal() <= _NOTICE:
            message = f'the contract "{name}" with {contract.customer} ends on {until}'
            hint = "renew it, or see that its tickets find another policy from then on"
            yield _warning("D011", ("contracts", name, "valid", "until"), message, hint)
    for name, provider in catalog.providers.items():
        for index, each in enumerate(provider.certifications):
            until = each.valid and each.valid.until
            if until and until.toordinal() - day.toordinal() <= _NOTICE:
                verb = "ended" if until < day else "ends"
                path = ("providers", name, "certifications", index, "valid", "until")
                message = f'the certification "{each.standard}" {verb} on {until}'
                yield _warning("D011", path, message, "renew its date, or remove it")


def _warning(code: str, path: tuple[str | int, ...], message: str, hint: str) -> Problem:
    return Problem(code, path, message, hint, Severity.WARNING)
