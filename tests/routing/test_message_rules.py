"""Message rules: the first that fits a mail says where it goes."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from routing.desk import OFFICE, RECEIVED, RULED, box, desk, has, rule, service
from sportello.catalog.model import Catalog, MessageRule, TextTest, Years
from sportello.routing import Delivery, Message, RoutingTable, decide, flatten, route
from sportello.routing.hours import hours_at, intervals_of
from sportello.worktime import Calendar

OPEN = datetime(2026, 3, 2, 9, tzinfo=UTC)
SHUT = datetime(2026, 3, 1, 9, tzinfo=UTC)
USUAL = ["desk", "team", "archive"]


def subject(text: str) -> Message:
    return Message("a@b.example", (("Subject", text),))


def ends(message: Message, at: datetime = OPEN) -> list[str]:
    return [each.destination for each in decide(RULED, "isee@01s.it", message, at).deliveries]


def test_a_rule_sends_mail_elsewhere_and_leaves_the_archive_its_copy() -> None:
    found = decide(RULED, "isee+x@01s.it", subject("URGENTE!"), OPEN)
    assert [each.address for each in found.deliveries] == [
        "oncall+isee@mbox.example",
        "archive+isee@mbox.example",
    ]
    assert (found.mailbox, found.rule, found.services) == ("isee", "urgent", ("isee",))
    assert found.acknowledgement == RECEIVED
    assert found.why[2:4] == (
        'The rule "robot" does not fit: no From ends with "@monitor.example".',
        'The rule "urgent" fits: It burns',
    )


@pytest.mark.parametrize(
    ("headers", "rule_name", "to"),
    [
        ((), None, USUAL),
        ((("Subject", "=?utf-8?b?w6ggZ2nDuQ==?="),), "urgent", ["on-call", "archive"]),
        ((("From", "Robot <x@monitor.example>"), ("Subject", "urgente")), "robot", USUAL),
        ((("x-FORM", "isee *"),), "forms", ["desk", "on-call", "archive"]),
        ((("X-Form", "other"),), None, USUAL),
    ],
)
def test_the_first_rule_that_fits_wins(
    headers: tuple[tuple[str, str], ...], rule_name: str | None, to: list[str]
) -> None:
    found = decide(RULED, "isee@01s.it", Message("a@b.example", headers), OPEN)
    assert (found.rule, [each.destination for each in found.deliveries]) == (rule_name, to)


def test_the_text_of_an_answer_depends_on_the_hours() -> None:
    closed = decide(RULED, "isee@01s.it", subject("x"), SHUT)
    assert (closed.rule, ends(subject("x"), SHUT)) == ("night", USUAL)
    assert closed.acknowledgement is RULED.acknowledgements["closed"]
    assert 'The acknowledgement "closed"' in closed.why[-1]
    opened = decide(RULED, "isee@01s.it", subject("x"), OPEN)
    assert opened.acknowledgement == RECEIVED
    assert 'The rule "night" does not fit: the calendar "office" is open.' in opened.why


def test_outside_the_years_of_the_desk_it_is_neither_open_nor_closed() -> None:
    for year in (2025, 2028):
        found = decide(RULED, "isee@01s.it", subject("x"), datetime(year, 6, 1, 9, tzinfo=UTC))
        assert found.rule is None
        assert 'the calendar "office" is not known in that year' in "\n".join(found.why)


@pytest.mark.parametrize("at", [None, date(2026, 3, 2)])
def test_a_rule_about_hours_needs_an_instant(at: date | None) -> None:
    with pytest.raises(ValueError, match="say when the mail arrives, date and time"):
        decide(RULED, "isee@01s.it", subject("x"), at)
    assert decide(RULED, "isee@01s.it", subject("urgente"), at).rule == "urgent"


def test_without_a_message_it_is_what_the_mail_server_does() -> None:
    found = decide(RULED, "isee@01s.it")
    assert [each.destination for each in found.deliveries] == USUAL
    assert 'has rules for some mails: "robot", "urgent", "forms", "night"' in found.why[1]


def test_a_naive_instant_is_read_in_the_zone_of_the_calendar() -> None:
    at = datetime(2026, 3, 2, 8, 30)
    assert decide(RULED, "isee@01s.it", subject("x"), at).rule is None
    assert decide(RULED, "isee@01s.it", subject("x"), at.replace(hour=19)).rule == "night"


def test_rules_of_a_mailbox_on_the_way_do_not_count() -> None:
    catalog = desk(
        {
            "all": box("all@01s.it", "to-isee"),
            "isee": box("isee@01s.it", "desk", rules={"r": rule("other", subject=has("x"))}),
        },
        {
            "desk": "desk@mbox.example",
            "other": "other@mbox.example",
            "to-isee": "isee@01s.it",
        },
    )
    assert [each.address for each in decide(catalog, "all@01s.it", subject("x")).deliveries] == [
        "desk+all@mbox.example"
    ]


def test_a_rule_may_lead_to_another_mailbox() -> None:
    catalog = desk(
        {
            "a": box("a@01s.it", "desk", rules={"r": rule("to-b", subject=has("x"))}),
            "b": box("b@01s.it", "other"),
        },
        {"desk": "desk@mbox.example", "other": "other@mbox.example", "to-b": "b@01s.it"},
    )
    assert [each.address for each in decide(catalog, "a@01s.it", subject("x")).deliveries] == [
        "other+a@mbox.example"
    ]


def test_a_table_tells_what_the_script_sends_on() -> None:
    table = flatten(RULED)
    rules = {each.name: each for each in table.rules["isee"]}
    assert _addresses(table.served("isee")) == [
        "desk+isee@mbox.example",
        "archive+isee@mbox.example",
    ]
    assert _addresses(table.redirected("isee", rules["forms"].deliveries)) == [
        "oncall+isee@mbox.example"
    ]
    assert rules["night"].deliveries == table.deliveries["isee"]
    assert _addresses(table.redirected("isee", rules["night"].deliveries)) == [
        "team+isee@mbox.example"
    ]


def _addresses(deliveries: Iterable[Delivery]) -> list[str]:
    return [each.address for each in deliveries]


def test_the_server_delivers_everywhere_if_no_rule_takes_mail_away() -> None:
    rules = {
        "more": rule("desk", "team", "other", subject=has("x")),
        "answer": rule(acknowledge="received", hours="closed", calendar="office"),
    }
    table = flatten(_two(rules))
    assert table.served("a") == table.deliveries["a"]
    more, answer = table.rules["a"]
    assert _addresses(table.redirected("a", more.deliveries)) == ["other+a@mbox.example"]
    assert table.redirected("a", answer.deliveries) == ()


def test_an_archive_gets_its_copy_from_the_server_unless_a_rule_leaves_mail_to_it_alone() -> None:
    away, shelved = rule("other", subject=has("x")), rule("archive", subject=has("y"))
    table = flatten(_two({"away": away}))
    assert _addresses(table.served("a")) == ["desk+a@mbox.example", "archive+a@mbox.example"]
    table = flatten(_two({"away": away, "shelved": shelved}))
    assert _addresses(table.served("a")) == ["desk+a@mbox.example"]
    assert _addresses(table.redirected("a", table.rules["a"][1].deliveries)) == [
        "archive+a@mbox.example"
    ]


def test_script_first_when_a_rule_takes_mail_away_and_tables_first_when_none_does_any_more() -> (
    None
):
    # As docs/deploy.md says: between two deploys a mail comes twice rather than miss a copy.
    without, ruled = flatten(_two({})), flatten(_two({"away": rule("other", subject=has("x"))}))
    expected = set(without.deliveries["a"])

    def copies(tables: RoutingTable, script: RoutingTable) -> set[Delivery]:
        """Return who gets a mail that no rule fits."""
        return {*tables.served("a"), *script.redirected("a", script.deliveries["a"])}

    assert copies(tables=without, script=ruled) == expected
    assert copies(tables=ruled, script=without) < expected


def _two(rules: dict[str, MessageRule]) -> Catalog:
    names = ("desk", "team", "archive", "other")
    return desk(
        {"a": box("a@01s.it", "desk", "team", "archive", rules=rules)},
        {each: f"{each}@mbox.example" for each in names},
        acknowledgements={"received": RECEIVED},
        calendars={"office": OFFICE},
    )


# --- hours ---------------------------------------------------------------------------------------


@given(
    st.sampled_from(["Europe/Rome", "America/St_Johns", "Pacific/Apia", "UTC"]),
    st.sampled_from(
        [{"mon-fri": "22:00-06:00"}, {"sat": "09:00-12:00"}, {"mon-sun": "00:00-24:00"}]
    ),
    st.datetimes(datetime(2025, 12, 30), datetime(2028, 1, 2), timezones=st.just(UTC)),
)
def test_spans_say_what_the_calendar_says(zone: str, week: dict[str, str], at: datetime) -> None:
    calendar = Calendar.from_spec({"timezone": zone, "week": week}, "c")
    catalog = desk({}, {}, calendars={"c": calendar})
    at = at.replace(microsecond=0)
    second = int(at.timestamp())
    within = {
        hours: any(start <= second < end for start, end in intervals_of(catalog, "c", hours))
        for hours in ("open", "closed")
    }
    found = hours_at(catalog, "c", at)
    assert within == {"open": found == "open", "closed": found == "closed"}


def test_years_that_end_before_they_begin_hold_nothing() -> None:
    years = Years(first=2027, last=2026)
    catalog = replace(RULED, helpdesk=replace(RULED.helpdesk, years=years))
    assert (
        intervals_of(catalog, "office", "open") == intervals_of(catalog, "office", "closed") == ()
    )
    assert hours_at(catalog, "office", OPEN) is None


# --- any catalog, any mail -----------------------------------------------------------------------

WORDS = ("alpha", "beta", "è", "gamma delta")
DESTINATIONS = {
    "d0": "d0@mbox.example",
    "d1": "d1@mbox.example",
    "d2": "d2@far.example",
    "archive1": "archive@mbox.example",
    "to-m1": "m1@01s.it",
}


@st.composite
def text_tests(draw: st.DrawFn) -> TextTest:
    kind = draw(st.sampled_from(["contains", "is_", "starts", "ends"]))
    return TextTest(**{kind: tuple(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=2)))})


@st.composite
def message_rules(draw: st.DrawFn) -> MessageRule:
    when: dict[str, Any] = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "subject": text_tests(),
                "from_": text_tests(),
                "header": st.dictionaries(st.sampled_from(["X-A", "x-b"]), text_tests()),
                "hours": st.sampled_from(["open", "closed"]),
            },
        )
    )
    if "hours" in when:
        when["calendar"] = "office"
    expected = draw(st.lists(st.sampled_from(sorted(DESTINATIONS)), max_size=3))
    return rule(*expected, acknowledge=draw(st.sampled_from([None, "received"])), **when)


@st.composite
def ruled_catalogs(draw: st.DrawFn, no_sieve: tuple[str, ...] = ("d2",)) -> Catalog:
    names = ["m0", "m1"]
    targets = st.lists(st.sampled_from(sorted(DESTINATIONS)), min_size=1, max_size=3).map(tuple)
    rules = st.dictionaries(st.sampled_from(["r0", "r1", "r2"]), message_rules())
    return desk(
        {
            name: box(
                f"{name}@01s.it",
                *draw(targets),
                acknowledge=draw(st.sampled_from([None, "received"])),
                rules=draw(rules),
            )
            for name in names
        },
        DESTINATIONS,
        acknowledgements={"received": RECEIVED},
        calendars={"office": OFFICE},
        services={"s": service("m0")},
        no_sieve=no_sieve,
    )


values = st.lists(st.sampled_from([*WORDS, "X", "a@b.example"]), max_size=3).map(" ".join)
messages = st.builds(
    Message,
    st.sampled_from([None, "", "a@b.example", "m1@01s.it"]),
    st.lists(
        st.tuples(st.sampled_from(["Subject", "From", "X-a", "X-B", "To"]), values), max_size=4
    ).map(tuple),
)


@given(
    ruled_catalogs(),
    messages,
    st.sampled_from(["m0@01s.it", "M1+x@01s.it", "nobody@01s.it"]),
    st.datetimes(datetime(2025, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC)),
)
def test_every_mail_is_decided(
    catalog: Catalog, message: Message, address: str, at: datetime
) -> None:
    table = flatten(catalog)
    found = route(table, address, message, at)
    assert found == decide(catalog, address, message, at)
    if found.mailbox is None:
        assert found.refusal is not None
        return
    addresses = [each.address for each in found.deliveries]
    assert len(addresses) == len(set(addresses))
    usual = table.deliveries[found.mailbox]
    assert {each for each in usual if table.is_archive(each)} <= set(found.deliveries) or not usual
    names = list(catalog.mailboxes[found.mailbox].rules)
    told = [step.split('"')[1] for step in found.why if step.startswith("The rule")]
    assert told == (names[: names.index(found.rule) + 1] if found.rule else names if usual else [])
    if found.rule is None:
        assert found.deliveries == usual


@given(ruled_catalogs(no_sieve=()), messages, st.sampled_from(["m0@01s.it", "m1@01s.it"]))
def test_what_the_script_does_is_what_was_decided(
    catalog: Catalog, message: Message, address: str
) -> None:
    table = flatten(catalog)
    found = route(table, address, message, OPEN)
    assert found.mailbox is not None
    rules = table.rules.get(found.mailbox, ())
    usual = table.deliveries[found.mailbox]
    expected = next((each.deliveries for each in rules if each.name == found.rule), usual)
    kept = [each for each in table.served(found.mailbox) if each in expected]
    ends = [*kept, *table.redirected(found.mailbox, expected)]
    assert sorted(each.address for each in ends) == sorted(
        each.address for each in found.deliveries
    )
