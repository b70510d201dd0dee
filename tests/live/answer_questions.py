"""Requests to desks made at random, with what the package says of them."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

from random_calendars import FIRST_YEAR, LAST_YEAR, random_calendars
from sportello.catalog import load
from sportello.catalog.model import Catalog
from sportello.files import write_tree
from sportello.sla import Deadline, Ticket, TicketError, deadlines, desk_time, terms_of
from sportello.sla.validity import boundaries
from sportello.targets.calculator import TARGET
from sportello.worktime import BeyondKnownHolidays, ExplainedDay, WorktimeError
from sportello.worktime.zone import midnight, offset_intervals
from sportello.worktime.zones import Zone

Case: TypeAlias = tuple[int, str, Any, Any]
"""Number of the desk, kind of question, what is asked, answer; None stands for "not known"."""

ERROR = "error"
"""The answer to a question that has none whenever it is asked."""
_ZONES = ("Europe/Rome", "Asia/Tokyo", "America/New_York", "Australia/Lord_Howe")
_CHANNELS = ("mail", "phone", "portal", "chat")
_KINDS = ("take_in_charge", "first_response", "next_update", "resolution")
_STARTS = ("opened", "opened", "assigned", "taken-in-charge", "requester-message", "desk-reply")
_ENDS = 90 * 86_400
_VALUES = {
    "channel": _CHANNELS,
    "type": ("incident", "request"),
    "cause": ("data",),
    "tags": (("a",), ("b",)),
    "severity": ("high", "own", "low"),
}
"""What a request may say, and leave open."""


def questions(how_many: int, folder: Path) -> dict[str, Any]:
    """Return the data of desks, and so many questions to them with their answers."""
    count = max(6, how_many // 500)
    desks = [_desk(number, folder / f"desk-{number}") for number in range(count)]
    cases = [
        case
        for number, read in enumerate(desks)
        for case in islice(_cases(number, *read), -(-how_many // count))
    ]
    return {"desks": [data for _, data in desks], "cases": cases}


def _desk(number: int, folder: Path) -> tuple[Catalog, dict[str, Any]]:
    """Return a catalog made at random, and what the calculator is given of it."""
    files = {name: json.dumps(content).encode() for name, content in _files(number).items()}
    write_tree(folder, files)
    loaded = load(folder)
    assert not [each for each in loaded.findings if each.severity == "error"], loaded.findings
    public = loaded.catalog.public()
    built = TARGET.files(public)
    data = {name: json.loads(built[f"{name}.json"]) for name in ("desk", "policies")}
    for kind in ("calendars", "closures"):
        data[kind] = {name: json.loads(built[f"{kind}/{name}.json"]) for name in public.calendars}
    return loaded.catalog, data


def _files(number: int) -> Mapping[str, Any]:
    random = Random(f"desk {number}")  # noqa: S311 - the same desks each time
    all_calendars, holidays = random_calendars(12)
    calendars = {name: entry["spec"] for name, entry in all_calendars.items()}
    plain = [name for name in calendars if name.startswith("random")]
    calendars["usual"] = {
        "timezone": "Europe/Rome",
        "week": {"mon-fri": ["08:30-13:00", "14:00-17:30"]},
        "holidays": ["italy"],
        "seasons": [
            {
                "valid": {"from": "--08-01", "until": "--08-25"},
                "week": {"mon-thu": "09:00-13:00"},
                "why": "Summer",
            }
        ],
        "exceptions": [
            {"date": "--08-14", "closed": True, "why": {"it": "Ponte", "en": "Bridge"}},
            {"date": "last fri of may", "open": "20:00-02:00", "why": "Long night"},
            {"date": "day before holiday", "open": "08:30-12:00", "days": "working"},
        ],
    }
    calendars["nights"] = {"timezone": "Europe/Rome", "week": {"mon-fri": "22:00-06:00"}}
    calendars["always"] = {"timezone": "Europe/Rome", "week": {"mon-sun": "00:00-24:00"}}
    calendars["sites"] = {"any_of": ["usual", random.choice(plain)], "timezone": "Europe/Rome"}
    calendars["both"] = {"all_of": ["usual", "always"]}
    names = ["usual", "nights", "always", "both", *random.sample([*calendars], 4)]
    return {
        "helpdesk.yaml": {
            "name": "Desk",
            "languages": ["en"],
            "timezone": random.choice(_ZONES),
            "site": "https://support.example/",
            "years": {"first": FIRST_YEAR, "last": LAST_YEAR},
        },
        "providers.yaml": {"providers": {"acme": {"name": "ACME"}, "other": {"name": "Other"}}},
        "calendars.yaml": {
            "holidays": {**holidays, "italy": {"country": "IT"}},
            "calendars": calendars,
        },
        "announcements.yaml": {"announcements": _announcements(number)},
        "sla.yaml": _sla(random, names),
        "services/all.yaml": {
            "families": {"tools": {"name": "Tools", "provider": "acme"}},
            "services": {f"service-{each}": _service(random, names) for each in range(6)},
        },
    }


def _announcements(desk: int) -> dict[str, Any]:
    """Return announcements that stop clocks, some for days, some for minutes, some overlapping."""
    random = Random(f"announcements {desk}")  # noqa: S311 - the same each time
    found: dict[str, Any] = {}
    for number in range(60):
        begin = dt.datetime(FIRST_YEAR, 1, 1) + dt.timedelta(hours=random.randint(0, 3 * 365 * 24))
        end = begin + dt.timedelta(minutes=random.choice((30, 90, 600, 3000)))
        is_day = random.random() < 0.4
        form = "%Y-%m-%d" if is_day else "%Y-%m-%dT%H:%M"
        found[f"stop-{number}"] = {
            "title": f"Works {number}",
            "kind": "maintenance",
            "from": begin.strftime(form),
            "until": end.strftime(form),
            "sla": "pause",
            **_sometimes(random, "services", [f"service-{random.randint(0, 5)}"], 0.7),
        }
    return found


def _service(random: Random, calendars: list[str]) -> dict[str, Any]:
    some = partial(_sometimes, random)
    provider = random.choice(("acme", "acme", "other"))
    channels = [
        {"kind": random.choice(_CHANNELS), "url": "https://help.example/"}
        | some("intake_calendar", random.choice(calendars))
        for _ in range(2)
    ]
    return {
        "name": "Service",
        "provider": provider,
        **(some("family", "tools") if provider == "acme" else {}),
        **some("tags", random.sample(("a", "b"), 1)),
        **some("phases", [{"phase": "pilot", "valid": _valid(random)}]),
        **some("intake_calendar", random.choice(calendars), 0.4),
        **some("calendar", random.choice(calendars), 0.97),
        **some("channels", channels),
    }


def _sla(random: Random, calendars: list[str]) -> dict[str, Any]:
    condition = partial(_condition, random, calendars)
    some = partial(_sometimes, random)
    rules = {
        f"rule-{each}": {
            "when": condition(("tag", "channel", "type", "cause", "phase", "hours")),
            "severity": random.choice(("high", "own", "own", "low")),
            "why": "So it is",
            **some("valid", _valid(random)),
        }
        for each in range(3)
    }
    keys = ("provider", "family", "service", "tag", "phase", "channel", "severity", "type", "cause")
    policies = {
        f"policy-{each}": {
            "name": "Policy",
            "when": condition((*keys, "contract", "hours", "hours")),
            **some("valid", _valid(random)),
            "targets": _targets(random, calendars),
        }
        for each in range(14)
    }
    policies["last"] = {"name": "Last", "targets": _targets(random, calendars)}
    return {
        "severities": {
            "high": {"name": "High", "rank": 1},
            "own": {"name": "Own", "rank": 2, "providers": ["acme"]},
            "low": {"name": "Low", "rank": 3},
        },
        **some(
            "priority",
            {"set_by": "desk", "default": random.choice(("low", "own")), "rules": rules},
            0.8,
        ),
        "lifecycle": {
            "types": {"incident": {"name": "Incident"}, "request": {"name": "Request"}},
            "states": {"new": {"name": "New", "category": "new"}},
        },
        "contracts": {"gold": {"customer": "Somebody"}},
        "policies": policies,
    }


def _condition(random: Random, calendars: list[str], keys: tuple[str, ...]) -> dict[str, Any]:
    values = {
        "provider": ("acme", "other"),
        "family": ("tools",),
        "service": tuple(f"service-{each}" for each in range(6)),
        "tag": ("a", "b"),
        "phase": ("pilot",),
        "channel": _CHANNELS,
        "severity": ("high", "own", "low"),
        "type": ("incident", "request"),
        "cause": ("data",),
        "contract": ("gold",),
    }
    found: dict[str, Any] = {}
    for key in random.sample(keys, 2):
        if key == "hours":
            found |= {"hours": random.choice(("open", "closed"))}
            found |= _sometimes(random, "calendar", random.choice(calendars))
        else:
            found[key] = random.sample(values[key], random.randint(1, min(2, len(values[key]))))
    return found


def _targets(random: Random, calendars: list[str]) -> dict[str, Any]:
    kinds = [kind for kind in _KINDS if random.random() < 0.5] or ["first_response"]
    return {kind: _target(random, calendars) for kind in kinds}


def _target(random: Random, calendars: list[str]) -> dict[str, Any]:
    some = partial(_sometimes, random)
    unit, most, more = random.choice(
        (
            ("minutes", 600, {}),
            ("hours", 100, {}),
            ("business minutes", 900, {}),
            ("business hours", 80, {}),
            ("calendar days", 20, some("if_closed", random.choice(("next", "previous")), 0.8)),
            ("working days", 15, some("at", random.choice(("end_of_day", "14:00")))),
            ("working days", 15, {"at": "same_time"}),
            ("working days", 1, {"at": random.choice(("02:30", "09:15", "14:00"))}),
        )
    )
    amount = random.randint(1 if "working" not in unit or most > 1 else 0, most)
    within = "immediate" if random.random() < 0.1 else f"{amount} {unit}"
    return {
        "within": within,
        **({} if within == "immediate" else more),
        **some("calendar", random.choice(calendars), 0.7),
        **some("start", random.choice(_STARTS), 0.2),
    }


def _valid(random: Random) -> dict[str, str]:
    days = sorted(random.sample(range(365 * 3), 2))
    first, last = (str(dt.date(FIRST_YEAR, 1, 1) + dt.timedelta(day)) for day in days)
    return random.choice(({"from": first}, {"until": last}, {"from": first, "until": last}))


def _sometimes(random: Random, key: str, value: Any, share: float = 0.5) -> dict[str, Any]:
    return {key: value} if random.random() < share else {}


def _cases(number: int, catalog: Catalog, data: dict[str, Any]) -> Iterator[Case]:
    """Yield questions to a desk without end."""
    random = Random(f"questions {number}")  # noqa: S311 - the same questions each time
    known = [data["desk"], *data["calendars"].values()]
    bounds = max(each["from"] for each in known), min(each["until"] for each in known)
    instants = _Instants(random, bounds, catalog, _boundaries(catalog))
    while True:
        at = instants.any()
        kind = random.choice(("answer",) * 16 + ("now", "clock", "clock", "depends"))
        name = random.choice([*data["calendars"]])
        question = _question(random, catalog, at)
        if kind == "now":
            yield number, kind, [name, at], _now(catalog, data, name, at)
            continue
        if kind == "clock":
            near = instants.change()
            shown = _shown(Zone(data["calendars"][name]["timezone"]), near)
            yield number, kind, [name, near, *shown[:2]], shown[2:]
            continue
        answer = _answer(catalog, data, question)
        if kind == "depends" and isinstance(answer, dict):
            yield number, kind, question, _depends(catalog, question)
        # Near the end it may be said first that something is not known.
        elif kind == "answer" and (answer != ERROR or at < bounds[1] - _ENDS):
            yield number, kind, question, answer


class _Instants:
    """Instants that a calculator might get wrong: at edges, where clocks change, near the end."""

    def __init__(
        self, random: Random, bounds: tuple[int, int], catalog: Catalog, boundaries: list[int]
    ) -> None:
        self.random, self.bounds, self.boundaries = random, bounds, boundaries
        named = {each.timezone for each in catalog.calendars.values()} | {catalog.helpdesk.timezone}
        self.changes = [
            start
            for zone in sorted(named)
            for year in range(FIRST_YEAR, LAST_YEAR + 1)
            for start, _, _ in offset_intervals(Zone(zone), year)
        ]
        self.edges = [
            edge
            for each in catalog.calendars.values()
            for interval in each.timeline(FIRST_YEAR, LAST_YEAR)
            for edge in interval
        ]

    def any(self) -> int:
        random, (first, last) = self.random, self.bounds
        kind = random.random()
        if kind < 0.3:
            return random.randrange(first, last)
        if kind < 0.4:
            return last - random.randrange(30 * 86_400)
        if kind < 0.5:
            return self._near(random.choice(self.boundaries), random.choice((0, 1, 86_400)))
        near = random.choice(self.edges) if kind < 0.8 else self.change()
        return self._near(near, random.choice((0, 1, 60, 7200, 86_400, 4 * 86_400)))

    def change(self) -> int:
        """Return an instant near one at which the clocks of a zone change."""
        return self._near(self.random.choice(self.changes), self.random.choice((0, 1, 7200)))

    def _near(self, instant: int, reach: int) -> int:
        found = instant + self.random.randint(-reach, reach)
        return min(max(found, self.bounds[0]), self.bounds[1] - 1)


def _boundaries(catalog: Catalog) -> list[int]:
    """Return the midnights of the desk at which something begins to hold, or holds no more."""
    priority = catalog.priority
    valids = [
        *(each.valid for each in catalog.policies.values()),
        *(each.valid for each in (priority.rules.values() if priority else ())),
        *(phase.valid for each in catalog.services.values() for phase in each.phases),
    ]
    zone = Zone(catalog.helpdesk.timezone)
    return [midnight(date, zone) for date in sorted(boundaries(valids))]


def _question(random: Random, catalog: Catalog, at: int) -> dict[str, Any]:
    name = random.choice([*catalog.services])
    own = catalog.severities_of(catalog.services[name].provider)
    return {
        "service": name,
        "at": at,
        **_sometimes(random, "channel", random.choice(_CHANNELS), 0.8),
        **_sometimes(random, "severity", random.choice(own)),
        **_sometimes(random, "type", random.choice(("incident", "request"))),
    }


def _answer(catalog: Catalog, data: dict[str, Any], question: dict[str, Any]) -> Any:
    opened = dt.datetime.fromtimestamp(question["at"], dt.UTC)
    known = {name: question[name] for name in ("channel", "severity", "type") if name in question}
    try:
        found = deadlines(catalog, Ticket(question["service"], opened, **known))
    except BeyondKnownHolidays:
        return None
    except (WorktimeError, TicketError):
        return ERROR
    until = {name: each["until"] for name, each in data["calendars"].items()}
    if found.intake and _stamp(found.received) >= until[found.intake.name]:
        return None
    if not all(
        _is_known(each, until.get(each.calendar.name, data["desk"]["until"]))
        for each in found.deadlines
    ):
        return None
    return {
        "policy": found.policy.name,
        "severity": [found.severity.severity, found.severity.by],
        "received": _stamp(found.received),
        "targets": [
            [each.kind, str(each.target.within), _stamp(each.due), _rolled(each), *_days(each)]
            for each in found.deadlines
        ],
        "pending": [each.kind for each in found.pending],
    }


def _depends(catalog: Catalog, question: dict[str, Any]) -> Any:
    """Return what the question leaves open and would change severity or policy, if it were said.

    That another severity is another severity goes without saying.
    """

    def chosen(**more: Any) -> tuple[str | None, str | None]:
        ticket = Ticket(question["service"], opened, **known, **more)
        try:
            terms = terms_of(catalog, ticket, desk_time(catalog, opened).date())
        except TicketError:
            return None, ERROR
        return None if "severity" in more else terms.severity.severity, terms.policy.name

    opened = dt.datetime.fromtimestamp(question["at"], dt.UTC)
    known = {name: question[name] for name in _VALUES if name in question}
    own = catalog.severities_of(catalog.services[question["service"]].provider)
    values = {**_VALUES, "severity": own}
    usual = chosen(), (None, chosen()[1])
    return [
        "tag" if key == "tags" else key
        for key in sorted(values.keys() - known.keys())
        if any(chosen(**{key: value}) != usual[key == "severity"] for value in values[key])
    ]


def _is_known(deadline: Deadline, until: int) -> bool:
    """Tell whether a deadline lies within the data, and the day that it is moved off too."""
    return max(_stamp(deadline.due), _rolled(deadline) or 0) < until


def _rolled(deadline: Deadline) -> int | None:
    rolled = deadline.explanation.rolled_from
    return None if rolled is None else _stamp(rolled)


def _days(deadline: Deadline) -> list[Any]:
    return [_day(each) for each in deadline.explanation.days]


def _day(day: ExplainedDay) -> list[Any]:
    counted: list[list[int]] = []
    for first, last in day.stretches:
        if counted and counted[-1][1] == _stamp(first):
            counted[-1][1] = _stamp(last)
        else:
            counted.append([_stamp(first), _stamp(last)])
    reason = [day.skipped.kind, dict(day.skipped.text)] if day.skipped else None
    return [str(day.date), day.seconds, day.working_day, reason, counted]


def _now(catalog: Catalog, data: dict[str, Any], name: str, at: int) -> Any:
    calendar, until = catalog.calendars[name], data["calendars"][name]["until"]
    instant = dt.datetime.fromtimestamp(at, dt.UTC)
    is_open = calendar.is_open(instant)
    try:
        found = _stamp((calendar.next_closing if is_open else calendar.next_opening)(instant))
    except BeyondKnownHolidays:
        return [is_open, None]
    return [is_open, found if found < until else None]


def _shown(zone: Zone, at: int) -> Any:
    """Return a time near an instant, and then what the clock shows, and when it shows that time."""
    shown = dt.datetime.fromtimestamp(at, zone)
    near = shown.replace(second=0, tzinfo=None) + dt.timedelta(minutes=at % 7 * 20 - 60)
    both = {_stamp(near.replace(tzinfo=zone, fold=fold)) for fold in (0, 1)}
    readings = [
        each for each in both if f"{dt.datetime.fromtimestamp(each, zone):%H:%M}" == f"{near:%H:%M}"
    ]
    time = shown.hour * 3600 + shown.minute * 60 + shown.second
    return [f"{near:%Y-%m-%d}", f"{near:%H:%M}", str(shown.date()), time, sorted(readings)]


def _stamp(instant: dt.datetime) -> int:
    return int(instant.timestamp())
