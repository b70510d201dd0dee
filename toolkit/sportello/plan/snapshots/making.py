"""The snapshot of a catalog: mail, hours, deadlines, public texts and pages, as of a day."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Generic, TypeVar, get_args

from sportello.catalog.model import Catalog, Family, PublicCatalog, PublicService
from sportello.plan.mail.results import mail_results
from sportello.plan.open_hours import open_hours
from sportello.plan.period import Period, period_of
from sportello.plan.promises.due_curves import due_curves, openings
from sportello.plan.promises.graded import ranks_of
from sportello.plan.promises.tickets import (
    Promise,
    Promises,
    TicketKind,
    kinds_of_services,
    promises,
)
from sportello.plan.snapshots.runs import Run, encoded
from sportello.plan.snapshots.snapshot import (
    FORMAT,
    Attribute,
    ServiceRows,
    Snapshot,
    TicketRow,
)
from sportello.plan.texts.strings import sayings
from sportello.routing import as_of, flatten
from sportello.routing.retirement import turning_days
from sportello.targets.site.pages import Page, all_pages, paths_of
from sportello.targets.site.sources import own_sources
from sportello.wording.messages import read_messages

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


def snapshot_of(
    catalog: Catalog, day: date, versions: Mapping[str, str], commit: str, digest: str
) -> Snapshot:
    """Return the snapshot of a catalog on a day, whose files have a digest, made by some versions.

    The same of these gives the same snapshot. `commit` is "" for none.
    """
    written = period_of(day, catalog)
    dates = tuple(date.fromordinal(each.toordinal()) for each in written.dates)
    period = Period(day, written.zone, dates)  # of plain dates, as JSON has them
    mail = {
        each: mail_results(flatten(as_of(catalog, each))) for each in _mail_days(catalog, period)
    }
    first = mail[day]
    found = _Deadlines(catalog, period)
    rows = tuple(found.rows())
    public = catalog.public()
    return Snapshot(
        format=FORMAT,
        versions={**versions},
        day=day,
        commit=commit,
        catalog=digest,
        zone=period.zone,
        period=period.instants,
        dates=period.dates,
        mail=_since({each: results.addresses for each, results in mail.items()}),
        unknown=_since({each: results.unknown for each, results in mail.items()}),
        shared=tuple(sorted(first.shared)),
        originals=dict(first.originals),
        calendars={name: open_hours(each, period) for name, each in catalog.calendars.items()},
        severities=dict(ranks_of(catalog)),
        promises=tuple(found.promises.entries),
        curves=tuple(found.curves.entries),
        deadlines=rows,
        public=_public(public),
        pages=dict(_pages(public)),
    )


def _mail_days(catalog: Catalog, period: Period) -> Iterator[date]:
    turning = turning_days(catalog)
    return (each for each in period.days if each == period.day or each in turning)


def _since(found: Mapping[date, Mapping[_Key, _Value]]) -> dict[_Key, dict[date, _Value]]:
    """Return what is found on some days by key, each from the day on from which it is so."""
    since: dict[_Key, dict[date, _Value]] = {}
    last: dict[_Key, _Value] = {}
    for day, values in found.items():
        for key, value in values.items():
            if key not in last or last[key] != value:
                since.setdefault(key, {})[day] = last[key] = value
    return since


class _Numbered(Generic[_Value]):
    """A list in which each entry stands once, with its number; `key` says which are the same."""

    def __init__(self, key: Callable[[_Value], object]) -> None:
        self.entries: list[_Value] = []
        self._numbers: dict[object, int] = {}
        self._key = key

    def number(self, entry: _Value) -> int:
        place = self._numbers.setdefault(self._key(entry), len(self.entries))
        if place == len(self.entries):
            self.entries.append(entry)
        return place


class _Deadlines:
    """What is promised to the tickets of a catalog, with each promise and each curve once."""

    def __init__(self, catalog: Catalog, period: Period) -> None:
        self.promises = _Numbered[Promise](lambda each: (each.policy, each))
        self.curves = _Numbered[tuple[Run, ...]](lambda each: each)
        self._catalog, self._period = catalog, period
        self._opened = openings(period)
        self._due: dict[Promises, dict[str, int]] = {}

    def rows(self) -> Iterator[ServiceRows]:
        for services, kinds in kinds_of_services(self._catalog):
            yield ServiceRows(services, tuple(self._row(services[0], kind) for kind in kinds))

    def _row(self, service: str, kind: TicketKind) -> TicketRow:
        found = promises(self._catalog, service, kind, self._period)
        if found not in self._due:
            due = due_curves(self._catalog, service, kind, self._opened)
            self._due[found] = {
                name: self.curves.number(encoded(curve, self._opened))
                for name, curve in due.items()
            }
        by_day = {
            day: {"": tuple(map(self.promises.number, each))}
            for day, each in zip(self._period.days, found, strict=True)
        }
        return TicketRow(_said(kind), _since(by_day)[""], self._due[found])


def _said(kind: TicketKind) -> dict[Attribute, str]:
    return {key: value for key in get_args(Attribute) if (value := getattr(kind, key)) is not None}


def _public(public: PublicCatalog) -> dict[str, dict[str, tuple[tuple[str, str], ...]]]:
    found: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for (section, name), field, text in sayings(public, PublicCatalog.__struct_fields__):
        found.setdefault(str(section), {}).setdefault(str(name), []).append((field, text))
    return {
        section: {name: tuple(each) for name, each in entries.items()}
        for section, entries in found.items()
    }


def _pages(public: PublicCatalog) -> Iterator[tuple[str, str]]:
    """Yield the addresses of the pages, and of those at which one leads on to another."""
    languages = public.helpdesk.languages
    moved: Mapping[str, Mapping[str, Family | PublicService]] = {
        "family": public.families,
        "service": public.services,
    }
    for language in languages:
        messages = read_messages(own_sources(), language)
        paths = paths_of(messages, is_main=language == languages[0])
        for page in all_pages(public):
            yield paths.address(page), ""
            if page.kind in moved:
                for old in moved[page.kind][page.key].former:
                    yield paths.address(Page(page.kind, old)), paths.address(page)
