"""What changed of the frozen catalog, made up: every kind of thing that a page of it may say."""

from datetime import UTC, date, datetime
from typing import Final

from sportello.catalog.model import Day, Text, Valid
from sportello.targets.changed import Beginning, ChangedDay, PublicChange, PublicHistory
from sportello.worktime import Duration

_ISEE: Final = Text({"": "ISEE"})
_PHONE: Final = Text({"it": "Numero verde", "en": "Toll-free number"})
_MANY: Final = ("agricloud", "anf-auu", "ditech-finance", "isee", "piattaforma-crediti")


def _at(day: str, *changes: PublicChange) -> ChangedDay:
    begin = date.fromisoformat(day)
    return ChangedDay(begin, datetime(begin.year, begin.month, begin.day, 9, tzinfo=UTC), changes)


HISTORY: Final = PublicHistory(
    (
        _at(
            "2026-11-20",
            *(PublicChange("text", ("services", each), each.upper(), (each,)) for each in _MANY),
            *(PublicChange("text", ("contacts", f"n{n}"), f"Contact {n}") for n in range(14)),
            PublicChange(
                "service-address",
                ("services", "isee"),
                _ISEE,
                ("isee",),
                ("old@acme.example",),
                ("new@acme.example",),
            ),
        ),
        _at(
            "2026-09-04",
            PublicChange("service-gone", ("services", "fax"), Text({"": "Fax <&>"}), ("fax",)),
            PublicChange(
                "promise",
                ("services", "isee"),
                _ISEE,
                ("isee",),
                (Duration.parse("8 business hours"),),
                (Duration.parse("4 business hours"),),
                part="first_response",
            ),
            PublicChange("contact-detail", ("contacts", "x"), _PHONE, ("isee",), ("1",), ("2",)),
        ),
        _at(
            "2026-03-02",
            PublicChange(
                "notice-new",
                ("announcements", "gone"),
                Text({"it": "Chiusura", "en": "Closure"}),
                after=(Valid(from_=Day("2026-08-10"), until=Day("2026-08-21")),),
            ),
            PublicChange(
                "renamed",
                ("services", "isee"),
                _ISEE,
                ("isee",),
                (Text({"it": "Isee", "en": "Income"}),),
                (Text({"it": "Isee", "en": "ISEE"}),),
            ),
        ),
        _at(
            "2026-01-12",
            PublicChange("text", ("services", "isee"), _ISEE, ("isee",), languages=("en",)),
        ),
    ),
    date(2026, 1, 5),
    Beginning.FIRST,
    datetime(2026, 11, 27, 9, tzinfo=UTC),
)
