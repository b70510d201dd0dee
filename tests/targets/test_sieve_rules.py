"""Message rules in the Sieve script: Pigeonhole does what was decided."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.header import Header
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from routing.desk import (
    OFFICE,
    RECEIVED,
    RULED,
    acknowledgement,
    box,
    desk,
    has,
    problems,
    retired,
    rule,
)
from sportello.catalog.model import Catalog, TextTest, Years
from sportello.catalog.model.scalars import Domain
from sportello.routing import Message, as_of, decide, flatten
from sportello.routing.hours import OpenOrClosed, hours_at, intervals_of
from sportello.targets import sieve
from sportello.targets.sieve.hours import during
from sportello.targets.sieve.strings import literal
from sportello.worktime import Calendar
from targets.pigeonhole import Pigeonhole, own_pigeonhole

GOLDEN = Path(__file__).parent / "golden" / "sieve" / "rules.sieve"
ROME = ZoneInfo("Europe/Rome")
OPEN = datetime(2026, 3, 2, 9, tzinfo=ROME)
SHUT = datetime(2026, 3, 1, 9, tzinfo=ROME)
SENDER = "anna@client.example"
TO = ("To", "isee@01s.it")


@pytest.fixture
def pigeonhole() -> Iterator[Pigeonhole]:
    with own_pigeonhole() as found:
        yield found


@pytest.fixture(scope="module")
def shared_pigeonhole() -> Iterator[Pigeonhole]:
    with own_pigeonhole() as found:
        yield found


def script(catalog: Catalog) -> str:
    # Customers would read a word in braces that nothing fills, and it does no harm.
    assert {each.code for each in problems(catalog)} <= {"M069"}
    return sieve.render(flatten(catalog))["sportello.sieve"].decode()


def by_date(text: str) -> bytes:
    """Return a script that takes the header Date of a mail for now: nobody sets its clock."""
    at_date = re.sub(
        r'currentdate (:zone "\+0000" (?::is|:value "[a-z]+")) "(date|time)"',
        r'date \1 "Date" "\2"',
        text,
    )
    assert "currentdate" not in at_date
    return at_date.encode()


def assert_as_decided(
    pigeonhole: Pigeonhole,
    catalog: Catalog,
    headers: tuple[tuple[str, str], ...],
    at: datetime = OPEN,
    sender: str = SENDER,
) -> None:
    """Deliver a mail everywhere the mail server would, and compare what becomes of it."""
    fields = (TO, *headers, ("Date", format_datetime(at)))
    decided = decide(catalog, "isee@01s.it", Message(sender, fields, complete=True), at)
    ends: list[str] = []
    answers: list[str] = []
    refusals: list[str] = []
    for delivery in flatten(catalog).served("isee"):
        outcome = pigeonhole.deliver(delivery.address, sender, fields)
        ends += [delivery.address] if outcome.kept is not None else []
        ends += [to for to, _ in outcome.redirected]
        answers += [str(outcome.answer["Subject"])] if outcome.answer is not None else []
        refusals += [told(outcome.refusal)] if outcome.refusal is not None else []
        for mail in (outcome.kept, *(mail for _, mail in outcome.redirected)):
            assert mail is None or mail["X-Sportello-Mailbox"] == "isee"
    assert sorted(ends) == sorted(each.address for each in decided.deliveries), decided.why
    expected = [decided.answer_subject] if decided.acknowledgement else []
    assert [" ".join(each.split()) for each in answers] == [
        " ".join(each.split()) for each in expected
    ], decided.why
    assert refusals == ([decided.refusal.text] if decided.refusal else []), decided.why
    assert len(ends) + len(refusals) > 0, "a mail is neither kept nor sent back"


def told(refusal: EmailMessage) -> str:
    """Return the text of a refusal, as one line of all languages."""
    (report, *_) = refusal.iter_parts()
    assert isinstance(report, EmailMessage)
    said = str(report.get_content()).partition("automatically rejected:\n")[2]
    return " ".join(said.replace("\n\n--\n\n", " / ").split())


def test_the_script_reads_like_its_golden_file() -> None:
    shown = re.sub(r'\["20\d\d-[^]]+\]', "[…]", script(RULED))
    assert shown == GOLDEN.read_text()


@pytest.mark.parametrize(
    "headers",
    [
        (),
        (("Subject", "Urgente!"),),
        (("Subject", "=?utf-8?q?Tutto_=C3=88_GI=C3=99?="),),
        (("Subject", str(Header("il server è giù", "utf-8").encode())),),
        (("Subject", "Il server è giù"),),
        (("Subject", "il server e giu"),),
        (("Subject", "not\n urgente"),),
        (("Subject", "not ur\n gente"),),
        (("Subject", "=?utf-8?q?ur?=\n =?utf-8?q?gente?="),),
        (("Subject", "=?utf-8?q?ur?= gente"),),
        (("Subject", "=?us-ascii?b?dXJnZW50ZQ==?="),),
        (("Subject", "=?nonsense?q?urgente?="),),
        (("Subject", "quiet"), ("Subject", "urgente")),
        (("X-Form", "ISEE *"),),
        (("x-form", "isee *"),),
        (("X-Form", "\n ISEE *"),),
        (("X-Form", "=?utf-8?q?_ISEE_*?="),),
        (("X-Form", "\n  ISEE *"),),
        (("X" * 1001, "x"),),
        (("X-Form", "ISEE * "),),
        (("X-Form", "ISEE 5"),),
        (("X-Form", "ISEE *"), ("Subject", "urgente")),
        (("From", "Robot <ALERT@monitor.EXAMPLE>"), ("Subject", "urgente")),
        (("From", '"x, y@monitor.example" <a@b.example>'), ("Subject", "urgente")),
        (("From", "a@monitor.example.org"), ("Subject", "urgente")),
        (("From", "=?utf-8?q?Caff=C3=A8=2C?= <bar@monitor.example>"), ("Subject", "urgente")),
        (("From", "a@b.example, bar@monitor.example"), ("Subject", "urgente")),
        (("Auto-Submitted", "auto-replied"), ("X-Form", "ISEE *")),
    ],
    ids=repr,
)
@pytest.mark.parametrize("at", [OPEN, SHUT], ids=["open", "closed"])
def test_pigeonhole_follows_the_first_rule_that_fits(
    pigeonhole: Pigeonhole, headers: tuple[tuple[str, str], ...], at: datetime
) -> None:
    pigeonhole.compile(by_date(script(RULED)))
    assert_as_decided(pigeonhole, RULED, headers, at)


@pytest.mark.parametrize(
    ("brought", "kept"),
    [
        (("isee", "isee"), True),
        (("isee", "forged"), False),
        (("isee", "isee", "forged"), False),
        ((), False),
    ],
)
def test_what_a_rule_has_sent_on_keeps_its_tags(
    pigeonhole: Pigeonhole, brought: tuple[str, ...], kept: bool
) -> None:
    """It is not read anew, which a header without a name would not survive (see script.py)."""
    pigeonhole.compile(script(RULED).encode())
    names = ("X-Sportello-Mailbox", "X-Sportello-Service", "X-Sportello-Mailbox")
    tags = tuple(zip(names, brought, strict=False))
    for more in ((), (("X" * 1001, "x"),)) if kept else ((),):
        fields = (*more, *tags, ("To", "isee@01s.it"))
        stored = pigeonhole.deliver("oncall+isee@mbox.example", SENDER, fields).stored
        found = [(key, str(value)) for key, value in stored.items() if key.startswith("X-Sp")]
        assert sorted(found) == [(names[0], "isee"), (names[1], "isee")]


WORDS = ["Esempio", "a*b", "a?b", "a\\b", 'a"b', "${a}", "È", "perché", "Straße", "ΣΑΣ", "x  y"]
TEXTS = [*WORDS, *(each.upper() for each in WORDS), *(each.lower() for each in WORDS)]
TEXTS += ["axb", "aab", "a", "an Esempio here", "perchÉ", "STRASSE"]


@pytest.mark.parametrize("kind", ["contains", "is_", "starts", "ends"])
def test_words_mean_in_sieve_what_they_mean_to_us(pigeonhole: Pigeonhole, kind: str) -> None:
    for word in WORDS:
        catalog = desk(
            {
                "isee": box(
                    "isee@01s.it",
                    "desk",
                    rules={"r": rule("other", subject=TextTest(**{kind: (word,)}))},
                )
            },
            {"desk": "desk@mbox.example", "other": "other@mbox.example"},
        )
        pigeonhole.compile(script(catalog).encode())
        fitting = [each for each in TEXTS if word.casefold()[:1] in each.casefold()]
        for text in (*fitting[:7], f"{word} Re", f"Re {word}"):
            assert_as_decided(pigeonhole, catalog, (("Subject", text),))


@settings(max_examples=40)
@given(
    st.text(
        st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"], include_characters=""),
        min_size=1,
    ),
    st.sampled_from(["utf-8", "raw"]),
)
def test_pigeonhole_reads_any_subject_as_we_do(
    shared_pigeonhole: Pigeonhole, text: str, charset: str
) -> None:
    """The rule looks for the very subject, so that whoever reads it otherwise misses it."""
    read = " ".join(text.split())
    assume(read)
    catalog = desk(
        {"isee": box("isee@01s.it", "desk", rules={"r": rule("o", subject=has(read))})},
        {"desk": "desk@mbox.example", "o": "other@mbox.example"},
    )
    written = read if charset == "raw" else Header(read, charset).encode()
    shared_pigeonhole.compile(script(catalog).encode())
    headers = (("Subject", written),)
    message = Message(SENDER, (TO, *headers))
    assert decide(catalog, "isee@01s.it", message, OPEN).rule == "r"
    assert_as_decided(shared_pigeonhole, catalog, headers)


@given(st.text(st.sampled_from("ab*?\\"), max_size=6))
def test_a_literal_pattern_fits_nothing_else(text: str) -> None:
    assert re.sub(r"\\(.)", r"\1", literal(text)) == text
    assert not re.search(r"(?<!\\)(?:\\\\)*[*?]", literal(text))


NIGHTS = {"mon-fri": "22:00-06:30"}
PLAIN: tuple[dict[str, Any], ...] = tuple(
    {"timezone": zone, "week": week}
    for zone in ("UTC", "Europe/Rome", "America/St_Johns", "Asia/Kathmandu")
    for week in (NIGHTS, {"mon-sun": "00:00-24:00"})
)


@pytest.mark.parametrize(
    "spec", [*PLAIN, *({key: ["0", "2", "6"], "timezone": "UTC"} for key in ("any_of", "all_of"))]
)
@pytest.mark.parametrize("hours", ["open", "closed"])
def test_listed_days_are_exact_to_the_second(spec: dict[str, Any], hours: OpenOrClosed) -> None:
    others = {str(number): each for number, each in enumerate(PLAIN)}
    catalog = desk({}, {}, calendars={"c": Calendar.from_spec(spec, "c", {}, others)})
    intervals = intervals_of(catalog, "c", hours)
    tests = list(during(intervals))
    edges = [instant for interval in intervals for instant in interval]
    for edge in [*edges[:8], *edges[-8:], *edges[:: max(1, len(edges) // 40)]]:
        for second in (edge - 1, edge):
            at = datetime.fromtimestamp(second, UTC)
            assert any(holds(each, at) for each in tests) is (
                hours_at(catalog, "c", at) == hours
            ), at


def holds(test: str, at: datetime) -> bool:
    """Evaluate what `during` writes, as Python."""
    text = re.sub(r'currentdate :zone "\+0000" :is "date" (\[[^]]+\])', r"(day in \1)", test)
    for name, sign in (("ge", ">="), ("lt", "<")):
        old = rf'currentdate :zone "\+0000" :value "{name}" "time" ("[\d:]+")'
        text = re.sub(old, rf"(time {sign} \1)", text)
    text = text.replace("allof (", "every(").replace("anyof (", "some(")
    known = {
        "day": f"{at:%Y-%m-%d}",
        "time": f"{at:%H:%M:%S}",
        "every": lambda *each: all(each),
        "some": lambda *each: any(each),
    }
    return bool(eval(text, {"__builtins__": {}}, known))  # noqa: S307 - what we have just written


def test_pigeonhole_knows_the_hours_to_the_second(pigeonhole: Pigeonhole) -> None:
    catalog = desk(
        {
            "isee": box(
                "isee@01s.it",
                "desk",
                rules={
                    "shut": rule("other", hours="closed", calendar="office"),
                    "open": rule(acknowledge="received", hours="open", calendar="office"),
                },
            )
        },
        {"desk": "desk@mbox.example", "other": "other@mbox.example"},
        acknowledgements={"received": RECEIVED},
        calendars={"office": OFFICE},
    )
    pigeonhole.compile(by_date(script(catalog)))
    edges = [
        datetime(2026, 3, 27, 18, tzinfo=ROME),
        datetime(2026, 3, 30, 8, tzinfo=ROME),
        datetime(2026, 6, 1, 12, 30, tzinfo=ROME),
        datetime(2026, 6, 3, 8, tzinfo=ROME),
        datetime(2026, 10, 26, 8, tzinfo=ROME),
        datetime(2026, 1, 1, tzinfo=ROME),
        datetime(2028, 1, 1, tzinfo=ROME),
    ]
    for edge in edges:
        for at in (edge - timedelta(seconds=1), edge):
            assert_as_decided(pigeonhole, catalog, (), at)


def test_the_clock_of_the_server_is_asked(pigeonhole: Pigeonhole) -> None:
    always = Calendar.from_spec({"timezone": "UTC", "week": {"mon-sun": "00:00-24:00"}}, "always")
    catalog = desk(
        {
            "isee": box(
                "isee@01s.it",
                "desk",
                rules={"r": rule("other", hours="open", calendar="always")},
            )
        },
        {"desk": "desk@mbox.example", "other": "other@mbox.example"},
        calendars={"always": always},
    )
    now = datetime.now(UTC).replace(microsecond=0)
    years = Years(first=now.year - 1, last=now.year + 1)
    catalog = replace(catalog, helpdesk=replace(catalog.helpdesk, years=years))
    pigeonhole.compile(script(catalog).encode())
    assert_as_decided(pigeonhole, catalog, (), now)


def test_rules_of_a_mailbox_without_any_delivery_are_left_out() -> None:
    later = retired("2099-01-01", text="Closed")
    nowhere = box("old@01s.it", rules={"r": rule(hours="open", calendar="office")}, retired=later)
    catalog = desk({"isee": box("isee@01s.it", "desk"), "old": nowhere}, {"desk": "desk@b.example"})
    table = flatten(as_of(catalog, date(2026, 1, 1)))
    assert "sportello-office" not in sieve.render(table)["sportello.sieve"].decode()


def test_a_rule_that_sends_on_four_times_is_obeyed(pigeonhole: Pigeonhole) -> None:
    names = ["d1", "d2", "d3", "d4"]
    catalog = desk(
        {"isee": box("isee@01s.it", "desk", rules={"r": rule(*names, "desk", subject=has("x"))})},
        {"desk": "desk@mbox.example", **{each: f"{each}@mbox.example" for each in names}},
    )
    pigeonhole.compile(script(catalog).encode())
    assert_as_decided(pigeonhole, catalog, (("Subject", "x"),))


def test_mail_that_a_rule_sent_on_is_tagged_where_it_arrives(pigeonhole: Pigeonhole) -> None:
    pigeonhole.compile(by_date(script(RULED)))
    outcome = pigeonhole.deliver("oncall+isee@mbox.example", SENDER, (TO, ("Subject", "urgente")))
    assert outcome.stored["X-Sportello-Mailbox"] == "isee"
    assert (outcome.redirected, outcome.answer) == ((), None)


@pytest.mark.parametrize("subject", ["Help", "urgente"])
@pytest.mark.parametrize("at", ["desk", "team", "archive", "oncall"])
def test_mail_straight_to_a_delivery_address_is_served_as_decided(
    pigeonhole: Pigeonhole, at: str, subject: str
) -> None:
    address = f"{at}+isee@mbox.example"
    catalog = replace(RULED, domains=(*RULED.domains, Domain("mbox.example")))
    fields = (("To", address), ("Subject", subject), ("Date", format_datetime(OPEN)))
    decided = decide(catalog, address, Message(SENDER, fields, complete=True), OPEN)
    pigeonhole.compile(by_date(script(catalog)))
    outcome = pigeonhole.deliver(address, SENDER, fields)
    ends = [address] if outcome.kept is not None else []
    ends += [to for to, _ in outcome.redirected]
    assert sorted(ends) == sorted(each.address for each in decided.deliveries), decided.why
    assert (outcome.answer is None) is (decided.acknowledgement is None)
    for mail in (outcome.kept, *(mail for _, mail in outcome.redirected)):
        assert (
            mail is None or mail["X-Sportello-Mailbox"] == dict(decided.tags)["X-Sportello-Mailbox"]
        )


def test_the_script_never_drops_a_mail() -> None:
    two = {"only": rule("team", subject=has("x")), "away": rule("far", subject=has("y"))}
    catalog = desk(
        {"isee": box("isee@01s.it", "desk", "team", "archive", rules=two)},
        {each: f"{each}@mbox.example" for each in ("desk", "team", "archive", "far")},
    )
    for each in (RULED, catalog):
        assert "discard" not in script(each)


def test_mail_that_pigeonhole_takes_for_a_loop_stays_where_it_is(pigeonhole: Pigeonhole) -> None:
    pigeonhole.compile(by_date(script(RULED)))
    fields = (TO, ("Subject", "urgente"), ("X-Sieve-Redirected-From", "desk+isee@mbox.example"))
    outcome = pigeonhole.deliver("desk+isee@mbox.example", SENDER, fields)
    assert outcome.stored["X-Sportello-Mailbox"] == "isee"
    assert outcome.stored["X-Sportello-Hours"] is None


def test_each_text_of_a_mailbox_has_a_period_of_its_own() -> None:
    text = script(RULED)
    handles = set(re.findall(r':handle "([^"]+)"', text))
    assert handles == {"sportello-isee", "sportello-isee/form", "sportello-isee/closed"}


def test_a_rule_may_answer_where_the_mailbox_does_not(pigeonhole: Pigeonhole) -> None:
    catalog = desk(
        {
            "isee": box(
                "isee@01s.it",
                "desk",
                rules={
                    "quiet": rule(subject=has("no")),
                    "loud": rule(acknowledge="loud", subject=has("yes")),
                },
            )
        },
        {"desk": "desk@mbox.example"},
        acknowledgements={"loud": acknowledgement("1 hour", "Loud")},
    )
    pigeonhole.compile(script(catalog).encode())
    for subject in ("no yes", "yes", "neither"):
        assert_as_decided(pigeonhole, catalog, (("Subject", subject),))


def test_mail_to_a_forwarded_address_is_answered(pigeonhole: Pigeonhole) -> None:
    catalog = desk(
        {
            "isee": box("isee@01s.it", "desk", acknowledge="received"),
            "old": box("old@01s.it", retired=retired(successor="isee", until="2026-12-31")),
        },
        {"desk": "desk@mbox.example"},
        acknowledgements={"received": RECEIVED},
    )
    pigeonhole.compile(script(catalog).encode())
    to = (("To", "old@01s.it"),)
    assert decide(catalog, "old@01s.it", Message(SENDER, to)).acknowledgement == RECEIVED
    assert pigeonhole.deliver("desk+isee@mbox.example", SENDER, to).answer is not None


def test_where_no_script_runs_nothing_is_said_about_it() -> None:
    catalog = desk(
        {"a": box("a@01s.it", "desk", "far")},
        {"desk": "desk@mbox.example", "far": "far@elsewhere.example"},
        no_sieve=("far",),
    )
    text = script(catalog)
    assert "desk+a@mbox.example" in text
    assert "far+a@elsewhere.example" not in text


@pytest.mark.parametrize("hostile", ['"; discard; "', "\\", '\\"', "${x}", "*", "/* # */"])
def test_no_word_of_a_rule_becomes_code(pigeonhole: Pigeonhole, hostile: str) -> None:
    test = TextTest(contains=(hostile,), is_=(hostile,), starts=(hostile,), ends=(hostile,))
    catalog = desk(
        {"isee": box("isee@01s.it", "desk", rules={"r": rule("o", subject=test, from_=test)})},
        {"desk": "desk@mbox.example", "o": "other@mbox.example"},
    )
    pigeonhole.compile(script(catalog).encode())
    assert_as_decided(pigeonhole, catalog, (("Subject", "Hello"),))
