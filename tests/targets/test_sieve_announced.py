"""Acknowledgements that say what is announced: Pigeonhole sends what was decided, at any second."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.utils import format_datetime

import pytest
from msgspec.structs import replace

from routing.desk import OFFICE, RECEIVED, box, desk, rule, service
from sportello.catalog.model import Announcement, Catalog, DayOrMinute, Text
from sportello.routing import Message, answer_text, decide, flatten
from sportello.routing.announced import announced_answers, stretches
from sportello.targets import sieve
from sportello.targets.target import BuildContext
from sportello.worktime.zones import Zone
from targets.pigeonhole import Pigeonhole, own_pigeonhole
from targets.test_sieve_rules import by_date

SENDER = "anna@client.example"


def announcement(
    text: str, begin: str, end: str, *, kind: str = "maintenance", **more: object
) -> Announcement:
    return Announcement(
        title=Text("Title"),
        kind=kind,  # type: ignore[arg-type]
        from_=DayOrMinute(begin),
        until=DayOrMinute(end),
        acknowledgement=Text(
            {"it": f'{text}: è "vero" ${{x}}.\n.\nSì', "en": f"{text} in English"}
        ),
        **more,  # type: ignore[arg-type]
    )


CATALOG = replace(
    desk(
        {
            "isee": box(
                "isee@01s.it",
                "desk",
                acknowledge="received",
                rules={"late": rule(acknowledge="other", hours="closed", calendar="office")},
            ),
            "colf": box("colf@01s.it", "desk", acknowledge="received"),
        },
        {"desk": "desk@mbox.example"},
        acknowledgements={"received": RECEIVED, "other": replace(RECEIVED, text=Text("Closed"))},
        calendars={"office": OFFICE},
        services={"isee": service("isee")},
    ),
    announcements={
        "work": announcement("Works", "2026-03-03T12:00", "2026-03-03T14:30", services=("isee",)),
        "down": announcement("Down", "2026-03-03T14:00", "2026-03-03T18:00", services=("isee",)),
        "days": announcement("Days", "2026-03-10", "2026-03-11"),
        "long": announcement("Long", "2026-04-01T08:00", "2026-04-01", kind="incident"),
        "hidden": announcement("Hidden", "2026-03-10", "2026-03-11", visibility="internal"),
        "other": announcement("Other", "2026-03-10", "2026-03-11", providers=("nobody",)),
    },
)  # fmt: skip
CLOCK = (
    "2026-03-03T11:59:59", "2026-03-03T12:00:00", "2026-03-03T13:59:59", "2026-03-03T14:00:00",
    "2026-03-03T14:29:59", "2026-03-03T14:30:00", "2026-03-03T17:59:59", "2026-03-03T18:00:00",
    "2026-03-09T23:59:59", "2026-03-10T00:00:00", "2026-03-11T23:59:59", "2026-03-12T00:00:00",
    "2026-04-01T07:59:59", "2026-04-01T08:00:00", "2027-11-11T11:11:11",
)  # fmt: skip
SAID = ("Works", "Down", "Days", "Long", "Hidden", "Other")


@pytest.fixture(scope="module")
def pigeonhole() -> Iterator[Pigeonhole]:
    with own_pigeonhole() as found:
        found.compile(by_date(script(CATALOG)))
        yield found


def script(catalog: Catalog, day: date | None = None) -> str:
    return sieve.render(flatten(catalog), BuildContext(day=day))["sportello.sieve"].decode()


@pytest.mark.parametrize("shown", CLOCK)
@pytest.mark.parametrize("box", ["isee", "colf"])
def test_the_answer_is_what_was_decided(pigeonhole: Pigeonhole, box: str, shown: str) -> None:
    at = datetime.fromisoformat(shown).replace(tzinfo=Zone("Europe/Rome"))
    fields = (("To", f"{box}@01s.it"), ("Date", format_datetime(at)))
    decided = decide(CATALOG, f"{box}@01s.it", Message(SENDER, fields, complete=True), at)
    assert decided.acknowledgement is not None
    outcome = pigeonhole.deliver(f"desk+{box}@mbox.example", SENDER, fields)
    assert outcome.answer is not None
    said = answer_text(decided.acknowledgement, CATALOG.helpdesk.languages)
    assert outcome.answer.get_content().replace("\r\n", "\n").split() == said.split()


def test_what_holds_is_said_first_by_its_service_alone() -> None:
    def said(box: str, at: datetime | date | None) -> list[str]:
        answer = decide(CATALOG, f"{box}@01s.it", None, at).acknowledgement
        assert answer is not None
        return [each for each in SAID if each in answer.text.says("en")]

    both = datetime(2026, 3, 3, 13, 15, tzinfo=UTC)
    assert said("isee", both) == ["Works", "Down"]
    assert said("colf", both) == []
    day = datetime(2026, 3, 10, 9, tzinfo=UTC)
    assert said("isee", day) == said("colf", day) == ["Days"]
    assert said("isee", None) == said("isee", date(2026, 3, 10)) == []


def test_why_names_the_announcement() -> None:
    at = datetime(2026, 3, 3, 12, tzinfo=UTC)
    told = decide(CATALOG, "isee@01s.it", None, at).why
    assert 'It begins with what the announcement "work" says.' in told
    told = decide(CATALOG, "isee@01s.it").why
    assert 'While the announcement "work" holds, it begins with its text.' in told


def test_stretches_are_disjoint_and_hold_the_same() -> None:
    found = [
        (begin, end, [each.name for each in holding])
        for (begin, end), holding in stretches(announced_answers(flatten(CATALOG), "isee"))
    ]
    assert [names for *_, names in found] == [
        ["work"], ["work", "down"], ["down"], ["days"], ["long"],
    ]  # fmt: skip
    assert found[-1][1] is None


def test_what_was_over_before_the_build_is_left_out() -> None:
    later = script(CATALOG, date(2026, 3, 12))
    assert "Days" not in later
    assert "Long" in later
    assert "Days" in script(CATALOG, date(2026, 3, 11))


def test_without_announcements_the_script_asks_no_clock() -> None:
    quiet = replace(
        CATALOG,
        announcements={},
        mailboxes={"colf": CATALOG.mailboxes["colf"]},
        services={},
    )
    assert "currentdate" not in script(quiet)
    assert '"date"' not in script(quiet)
