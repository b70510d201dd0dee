"""Dates: what has a beginning and an end begins first."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, combinations, islice
from typing import Final, NamedTuple

from sportello.catalog.model import Announcement, Catalog, Day, Valid
from sportello.findings import Problem, Rule, Severity, did_you_mean
from sportello.rules.calendars import calendars_used
from sportello.worktime import Calendar, DatedHours, DayPlan, in_language
from sportello.worktime.special import until

D001: Final = Rule(
    "D001", Severity.ERROR, en="an end before its beginning", it="una fine prima dell'inizio"
)
"""An end before its beginning.

Bad, in `contacts.yaml`:

```yaml
contacts:
  sales: {name: Sales, mail: sales@acme.example, valid: {from: 2026-06-01, until: 2026-05-31}}
  anna: {name: Anna, kind: person}
```

Good:

```yaml
contacts:
  sales: {name: Sales, mail: sales@acme.example, valid: {from: 2026-05-01, until: 2026-05-31}}
  anna: {name: Anna, kind: person}
```
"""
D002: Final = Rule(
    "D002",
    Severity.ERROR,
    en="an announcement that does not say what happens to the hours",
    it="un annuncio che non dice che cosa succede agli orari",
    complete=frozenset({"announcements"}),
)
"""An announcement that changes hours without saying how or of which calendars, or in both ways.

Bad, in `announcements.yaml`:

```yaml
announcements:
  move:
    kind: closure
    title: {it: Trasloco, en: Moving}
    from: 2026-05-04
    until: 2026-05-05
    closed: true
```

Good:

```yaml
announcements:
  move:
    kind: closure
    title: {it: Trasloco, en: Moving}
    from: 2026-05-04
    until: 2026-05-05
    calendars: [office]
    closed: true
```
"""
D003: Final = Rule(
    "D003",
    Severity.ERROR,
    en="the published years end before they begin",
    it="gli anni pubblicati finiscono prima di cominciare",
)
"""The years for which calendars are published end before they begin.

Bad, in `helpdesk.yaml`:

```yaml
name: {it: Assistenza, en: Support}
languages: [it, en]
timezone: Europe/Rome
site: https://support.example/
years: {first: 2027, last: 2026}
country: IT
```

Good:

```yaml
name: {it: Assistenza, en: Support}
languages: [it, en]
timezone: Europe/Rome
site: https://support.example/
years: {first: 2026, last: 2027}
country: IT
```
"""
D004: Final = Rule(
    "D004",
    Severity.ERROR,
    en="two announcements for one day",
    it="due annunci per lo stesso giorno",
)
"""Two announcements, or an announcement and an exception of a calendar, that give the same
calendar different hours on the same day. The one that does not hold is marked.

Bad, in `announcements.yaml`:

```yaml
announcements:
  move:
    kind: closure
    title: {it: Trasloco, en: Moving}
    from: 2026-05-04
    until: 2026-05-05
    calendars: [office]
    closed: true
  cover:
    kind: extraordinary-cover
    title: {it: Copertura, en: Cover}
    from: 2026-05-05
    until: 2026-05-05
    calendars: [office]
    open: ["08:00-20:00"]
```

Good:

```yaml
announcements:
  move:
    kind: closure
    title: {it: Trasloco, en: Moving}
    from: 2026-05-04
    until: 2026-05-05
    calendars: [office]
    closed: true
  cover:
    kind: extraordinary-cover
    title: {it: Copertura, en: Cover}
    from: 2026-05-06
    until: 2026-05-06
    calendars: [office]
    open: ["08:00-20:00"]
```
"""
D005: Final = Rule(
    "D005",
    Severity.ERROR,
    en="an announcement for a calendar that its services do not use",
    it="un annuncio su un calendario che i suoi servizi non usano",
    complete=frozenset(
        {
            "announcements",
            "services",
            "contacts",
            "rotas",
            "policies",
            "operational_levels",
            "notifications",
            "availability",
        }
    ),
)
"""An announcement that changes a calendar which nothing of its providers and services uses: the
hours would change in one place and the notice stand in another.
"""
D006: Final = Rule(
    "D006",
    Severity.WARNING,
    en="a closure that opens, or cover that closes",
    it="una chiusura che apre, o una copertura che chiude",
)
"""A closure that opens, or extraordinary cover that closes.

Bad, in `announcements.yaml`:

```yaml
announcements:
  move:
    kind: closure
    title: {it: Trasloco, en: Moving}
    from: 2026-05-04
    until: 2026-05-05
    calendars: [office]
    open: ["08:00-20:00"]
```

Good:

```yaml
announcements:
  move:
    kind: extraordinary-cover
    title: {it: Trasloco, en: Moving}
    from: 2026-05-04
    until: 2026-05-05
    calendars: [office]
    open: ["08:00-20:00"]
```
"""
D007: Final = Rule(
    "D007",
    Severity.WARNING,
    en="days that are opened perhaps by mistake",
    it="giorni aperti forse per errore",
    complete=frozenset({"calendars", "holidays", "announcements"}),
)
"""An exception or an announcement over several days that opens some on which its calendar is
closed otherwise, a holiday or a Sunday, or the holiday half of a day, and does not say whether
that is meant. A calendar that inherits the exception is told of the days that only it has
closed.

Bad, in `announcements.yaml`:

```yaml
announcements:
  move:
    kind: go-live
    title: {it: Trasloco, en: Moving}
    from: 2026-05-04
    until: 2026-05-10
    calendars: [office]
    open: ["08:00-20:00"]
```

Good:

```yaml
announcements:
  move:
    kind: go-live
    title: {it: Trasloco, en: Moving}
    from: 2026-05-04
    until: 2026-05-10
    calendars: [office]
    days: working
    open: ["08:00-20:00"]
```
"""

_SHOWN: Final = 10
"""Dates that one message names."""


def _backwards(catalog: Catalog) -> Iterator[Problem]:
    spans: list[tuple[tuple[str | int, ...], Day | None, Day | None]] = [
        (("announcements", name), each.from_, each.until)
        for name, each in catalog.announcements.items()
    ]
    dated: list[tuple[tuple[str | int, ...], Valid | None]] = [
        *((("contacts", name), each.valid) for name, each in catalog.contacts.items()),
        *((("contracts", name), each.valid) for name, each in catalog.contracts.items()),
        *((("policies", name), each.valid) for name, each in catalog.policies.items()),
        *(
            (("operational_levels", name), each.valid)
            for name, each in catalog.operational_levels.items()
        ),
        *(
            (("priority", "rules", name), each.valid)
            for name, each in (catalog.priority.rules if catalog.priority else {}).items()
        ),
        *((("services", name), each.valid) for name, each in catalog.services.items()),
        *(
            (("providers", name, "certifications", index), certification.valid)
            for name, each in catalog.providers.items()
            for index, certification in enumerate(each.certifications)
        ),
        *(
            (("services", name, "phases", index), phase.valid)
            for name, each in catalog.services.items()
            for index, phase in enumerate(each.phases)
        ),
    ]
    spans += [((*path, "valid"), each.from_, each.until) for path, each in dated if each]
    for path, begin, end in spans:
        if begin and end and end < begin:
            yield D001.problem(
                (*path, "until"), f"{end} is before {begin}", "correct one of the two dates"
            )


def _both_ways(catalog: Catalog) -> Iterator[Problem]:
    for name, each in catalog.announcements.items():
        if each.open and each.closed:
            path, hint = ("announcements", name, "closed"), "remove one of the two"
            # This is wrong by what is there, whatever else of the section could not be read.
            rule = replace(D002, complete=frozenset())
            yield rule.problem(path, "this is both open and closed", hint)


def _unclear(catalog: Catalog) -> Iterator[Problem]:
    for name, each in catalog.announcements.items():
        path = ("announcements", name)
        if each.calendars and not each.open and not each.closed:
            message = "this does not say whether these calendars open or close"
            hint = 'write "open:" with hours, or "closed: true"'
            yield D002.problem((*path, "calendars"), message, hint)
        elif not each.calendars and (each.open or each.closed):
            key = "open" if each.open else "closed"
            hint = 'add "calendars:" with their names'
            yield D002.problem((*path, key), "this does not say of which calendars", hint)
        if each.days and not each.open and not each.closed:
            message = "this says on which days to open, but not when"
            yield D002.problem((*path, "days"), message, 'add "open:" with hours')


def _years(catalog: Catalog) -> Iterator[Problem]:
    years = catalog.helpdesk.years
    if years.last < years.first:
        yield D003.problem(
            ("helpdesk", "years", "last"),
            f"{years.last} is before {years.first}",
            "correct one of the two years",
        )


class _Change(NamedTuple):
    """Hours that something gives a calendar on some days, and what it is called."""

    path: tuple[str | int, ...]
    name: str
    first: date
    last: date
    hours: tuple[str, ...]
    working: bool
    """Whether only days open that have hours anyway."""

    def differs(self, other: "_Change") -> bool:
        """Return whether the two give some day different hours."""
        shared = self.first <= other.last and other.first <= self.last
        return shared and (self.hours, self.working) != (other.hours, other.working)

    def says(self, calendar: str) -> str:
        if not self.hours:
            return f'closes "{calendar}"'
        days = " on working days" if self.working else ""
        return f'opens "{calendar}" {", ".join(self.hours)}{days}'


def _contradictions(catalog: Catalog) -> Iterator[Problem]:
    changing = {
        name: each
        for name, each in catalog.announcements.items()
        if each.from_ <= each.until and bool(each.open) is not each.closed
    }
    for name in dict.fromkeys(name for each in changing.values() for name in each.calendars):
        announced = [_announced(*each) for each in changing.items() if name in each[1].calendars]
        for one, other in combinations(announced, 2):
            if one.differs(other):
                yield _contradicted(name, other, by=one)
        calendar = catalog.calendars.get(name)
        for dated in calendar.exceptions if calendar else ():
            written = _written(name, dated)
            # What an announcement makes is an exception too; it is held against the others above.
            if not any(_made_by(written, each) for each in announced):
                for each in announced:
                    if each.differs(written):
                        yield _contradicted(name, each, by=written)


def _announced(name: str, each: Announcement) -> _Change:
    path = ("announcements", name, "open" if each.open else "closed")
    working = each.days == "working"
    return _Change(path, f'the announcement "{name}"', each.from_, each.until, each.open, working)


def _written(calendar: str, dated: DatedHours) -> _Change:
    path = ("calendars", calendar, *(dated.place or ("extends",)))
    hours = tuple(str(each) for each in dated.hours)
    working = dated.days == "working"
    return _Change(path, f"the exception {dated}", dated.first, dated.last, hours, working)


def _made_by(written: _Change, announced: _Change) -> bool:
    within = announced.first <= written.first and written.last <= announced.last
    same = (written.hours, written.working) == (announced.hours, announced.working)
    return within and same


def _contradicted(calendar: str, this: _Change, *, by: _Change) -> Problem:
    first, last = max(this.first, by.first), min(this.last, by.last)
    days = f"on {first}" if first == last else f"from {first} to {last}"
    message = f"{days} this {this.says(calendar)}, but {by.name} {by.says(calendar)}, which holds"
    return D004.problem(this.path, message, "let each day have one of the two")


def _against_its_kind(catalog: Catalog) -> Iterator[Problem]:
    for name, each in catalog.announcements.items():
        key, does = ("closed", "closes") if each.closed else ("open", "opens")
        contrary = {"closure": "opens", "extraordinary-cover": "closes"}.get(each.kind)
        if contrary == does and bool(each.open) is not each.closed:
            yield D006.problem(
                ("announcements", name, key),
                f'this {does} calendars, and its kind is "{each.kind}"',
                'correct "kind:", or what happens to the hours',
                on_key=True,
            )


def _elsewhere(catalog: Catalog) -> Iterator[Problem]:
    for name, each in catalog.announcements.items():
        about = (*each.providers, *each.services)
        if not about or not (each.open or each.closed):
            continue
        used = calendars_used(catalog, each.providers, each.services)
        for index, calendar in enumerate(each.calendars):
            if calendar not in used:
                whom = " and ".join(f'"{one}"' for one in about)
                yield D005.problem(
                    ("announcements", name, "calendars", index),
                    f'nothing of {whom} uses the calendar "{calendar}", and these hours change it',
                    did_you_mean(calendar, used) or "name the providers or services that use it",
                )


def _unsaid(catalog: Catalog) -> Iterator[Problem]:
    told: dict[DatedHours, set[date]] = {}
    for name, dated in _excepted(catalog):
        change, calendar = _written(name, dated), catalog.calendars[name]
        days = told.setdefault(dated, set())
        opened = [p for p in _opened(calendar, change) if dated.place or p.date not in days]
        days.update(plan.date for plan in opened)
        path = (*change.path, "open") if dated.place else change.path
        yield from _unmeant(change, name, opened, path)
    for name, each in catalog.announcements.items():
        if each.days is None and each.open and not each.closed:
            change = _announced(name, each)
            found = (
                _unmeant(change, one, _opened(catalog.calendars[one], change), change.path)
                for one in each.calendars
                if one in catalog.calendars
            )
            yield from islice(chain.from_iterable(found), 1)


def _excepted(catalog: Catalog) -> list[tuple[str, DatedHours]]:
    """Return exceptions that do not say on which days they open, those that are inherited last."""
    found = [
        (name, dated)
        for name, calendar in catalog.calendars.items()
        for dated in calendar.exceptions
        if dated.days is None
        and dated.hours
        and not any(
            _made_by(_written(name, dated), _announced(*each))
            for each in catalog.announcements.items()
            if name in each[1].calendars
        )
    ]
    return sorted(found, key=lambda each: each[1].place is None)


def _opened(calendar: Calendar, change: _Change) -> list[DayPlan]:
    """Return the usual plans of the days that a change over several days opens longer."""
    first, last = calendar.known_dates
    known = range(max(first, change.first).toordinal(), min(last, change.last).toordinal() + 1)
    days = map(date.fromordinal, known if change.first < change.last else ())
    return [calendar.usual_day(day) for day in days if _is_opened(calendar, day)]


def _is_opened(calendar: Calendar, day: date) -> bool:
    """Return whether a day has hours while it is closed otherwise, if only for half of it."""
    hours, usual = calendar.day(day).hours, calendar.usual_day(day).hours
    closing = calendar.rules.special_days(day.year).closings.get(day)
    return until(hours if usual else (), closing) != hours


def _unmeant(
    change: _Change, calendar: str, opened: Sequence[DayPlan], path: tuple[str | int, ...]
) -> Iterator[Problem]:
    if not opened:
        return
    shown = ", ".join(f"{plan.date} ({_why_closed(plan)})" for plan in opened[:_SHOWN])
    more = f" and {len(opened) - _SHOWN} more" if len(opened) > _SHOWN else ""
    where = f" in {change.name}" if path[-1] == "extends" else ""
    yield D007.problem(
        path,
        f'this opens "{calendar}" on days that are closed otherwise: {shown}{more}',
        f'write "days: working"{where} to leave them closed, or "days: all" if they are meant',
        on_key=True,
    )


def _why_closed(plan: DayPlan) -> str:
    holiday = plan.reason and plan.reason.kind in ("holiday", "half_day")
    name = in_language(plan.reason.text, "en") if plan.reason and holiday else ""
    return name or f"{plan.date:%A}"


"""Where the calendars stand that D005 looks for."""


CHECKS = (
    _backwards,
    _both_ways,
    _unclear,
    _years,
    _contradictions,
    _against_its_kind,
    _unsaid,
    _elsewhere,
)
