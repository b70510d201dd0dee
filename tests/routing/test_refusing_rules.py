"""Message rules that refuse, that are silent, and that have exceptions."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from routing.desk import OFFICE, RECEIVED, box, desk, has, problems, rule
from sportello.catalog.model import Catalog, MessageConditions, MessageTest, Text, TextTest
from sportello.catalog.model.scalars import Domain
from sportello.routing import Decision, Message, Refusal, decide, flatten

OPEN = datetime(2026, 3, 2, 9, tzinfo=UTC)
TEXT = Text({"it": "Usi il modulo:\nè lì", "en": "Use the form"})
DESK = desk(
    {
        "isee": box(
            "isee@01s.it",
            "desk",
            "archive",
            acknowledge="received",
            rules={
                "offers": rule(
                    refuse=TEXT, subject=has("offer"), not_={"from_": TextTest(ends=("@bank.it",))}
                ),
                "quiet": rule(acknowledge="none", subject=has("report")),
            },
        )
    },
    {"desk": "desk@01s.it", "archive": "archive@mbox.example"},
    acknowledgements={"received": RECEIVED},
    calendars={"office": OFFICE},
)


def asked(subject: str, *headers: tuple[str, str], sender: str | None = "a@b.example") -> Decision:
    message = Message(sender, (("Subject", subject), *headers))
    return decide(DESK, "isee@01s.it", message, OPEN)


def test_a_mail_that_a_rule_refuses_goes_nowhere_but_back() -> None:
    found = asked("An offer")
    assert found.refusal == Refusal(550, "5.7.1", "Usi il modulo: è lì / Use the form")
    assert (found.mailbox, found.rule) == ("isee", "offers")
    assert (found.deliveries, found.tags, found.acknowledgement) == ((), (), None)
    assert found.why[-1] == (
        'The destination "desk" sends it back with the text of the rule, and delivers it nowhere.'
    )


def test_a_mail_straight_to_the_destination_is_refused_too() -> None:
    message = Message("a@b.example", (("Subject", "An offer"),))
    found = decide(DESK, "desk+isee@01s.it", message, OPEN)
    assert (found.rule, found.deliveries) == ("offers", ())
    assert found.refusal == asked("An offer").refusal


def test_without_a_message_nothing_is_refused() -> None:
    assert decide(DESK, "isee@01s.it").refusal is None


@pytest.mark.parametrize("sender", ["", "<>", " <> "])
def test_a_bounce_is_never_refused_for_nobody_would_learn_of_it(sender: str) -> None:
    found = asked("An offer", sender=sender)
    assert (found.rule, found.refusal) == (None, None)
    assert [each.destination for each in found.deliveries] == ["desk", "archive"]
    assert "nobody would learn" in "".join(found.why)


@pytest.mark.parametrize("said", ["auto-replied", "no", " No ", ""])
def test_a_mail_with_auto_submitted_is_never_refused(said: str) -> None:
    found = asked("An offer", ("auto-submitted", said))
    assert (found.rule, found.refusal, len(found.deliveries)) == (None, None, 2)


@pytest.mark.parametrize(
    "sender", [None, "isee@01s.it", "owner-x@lists.example", "mailer-daemon@b.example"]
)
def test_who_has_an_address_is_told(sender: str | None) -> None:
    found = asked("An offer", ("List-Id", "<x.example>"), ("Precedence", "bulk"), sender=sender)
    assert found.refusal is not None


def test_an_exception_leaves_a_mail_to_the_rules_below() -> None:
    found = asked("A reported offer", ("From", "Bank <x@BANK.it>"))
    assert found.rule == "quiet"
    assert 'The rule "offers" does not fit: all that stands below "not" is so.' in found.why


def test_a_rule_may_say_that_nothing_is_answered() -> None:
    found = asked("A report")
    assert (found.rule, found.acknowledgement) == ("quiet", None)
    assert found.suppression_reason == 'the rule "quiet" says that there is none'
    assert len(found.deliveries) == 2
    assert asked("Help").acknowledgement == RECEIVED


def test_a_rule_that_refuses_leaves_the_decision_to_one_destination() -> None:
    """Otherwise the others, an archive too, would have a mail that was refused."""
    table = flatten(DESK)
    assert [each.destination for each in table.served("isee")] == ["desk"]
    redirected = table.redirected("isee", table.deliveries["isee"])
    assert [each.destination for each in redirected] == ["archive"]


def test_a_mailbox_of_archives_alone_refuses_too() -> None:
    catalog = desk(
        {"a": box("a@01s.it", "archive", "archive2", rules={"r": rule(refuse="No", subject=has("x"))})},
        {"archive": "archive@mbox.example", "archive2": "archive2@mbox.example"},
    )  # fmt: skip
    assert [each.destination for each in flatten(catalog).served("a")] == ["archive"]


def test_what_must_not_be_so_counts_only_if_all_of_it_is() -> None:
    excluded = {"subject": has("x"), "hours": "open", "calendar": "office"}
    catalog = replace(
        DESK,
        mailboxes={"isee": box("isee@01s.it", "desk", rules={"r": rule("archive", not_=excluded)})},
    )
    shut = datetime(2026, 3, 1, 9, tzinfo=UTC)
    unknown = datetime(2030, 3, 1, 9, tzinfo=UTC)
    for subject, at, name in (
        ("x", OPEN, None),
        ("y", OPEN, "r"),
        ("x", shut, "r"),
        ("x", unknown, "r"),
    ):
        message = Message("a@b.example", (("Subject", subject),))
        assert decide(catalog, "isee@01s.it", message, at).rule == name
    with pytest.raises(ValueError, match="say when the mail arrives"):
        decide(catalog, "isee@01s.it", Message("a@b.example", (("Subject", "x"),)))


WORDS = st.lists(st.sampled_from(["a", "ab", "b", "B a", "bab"]), min_size=1, max_size=2)
TESTS = st.builds(
    lambda kind, words: TextTest(**{kind: tuple(words)}),
    st.sampled_from(["contains", "is_", "starts", "ends"]),
    WORDS,
)
CONDITIONS: dict[str, st.SearchStrategy[object]] = {
    "subject": st.none() | TESTS,
    "header": st.dictionaries(st.sampled_from(["X-A", "subject"]), TESTS, max_size=1),
}
WHENS = st.builds(
    lambda not_, **when: MessageTest(**when, not_=not_),
    st.none() | st.builds(MessageConditions, **CONDITIONS),
    **CONDITIONS,
)
MESSAGES = st.builds(
    lambda subject, other: Message("x@y.example", (("Subject", subject), ("X-A", other))),
    st.text("aAbB ", max_size=4),
    st.text("aAbB ", max_size=4),
)


def two_rules(first: MessageTest, second: MessageTest) -> Catalog:
    rules = {
        name: replace(rule("other"), when=when)
        for name, when in {"first": first, "second": second}.items()
    }
    return desk(
        {"isee": box("isee@01s.it", "desk", rules=rules)},
        {"desk": "desk@mbox.example", "other": "other@mbox.example"},
        domains=(Domain("01s.it"),),
    )


@given(WHENS, WHENS, st.lists(MESSAGES, min_size=1, max_size=40))
def test_a_rule_of_which_it_is_said_that_it_gets_no_mail_gets_none(
    first: MessageTest, second: MessageTest, messages: list[Message]
) -> None:
    catalog = two_rules(first, second)
    never = {each.path[3] for each in problems(catalog) if each.code in {"M015", "M067"}}
    reached = {decide(catalog, "isee@01s.it", message).rule for message in messages}
    assert not never & reached


@given(WHENS, MESSAGES)
def test_an_exception_is_a_test_that_must_not_hold(when: MessageTest, message: Message) -> None:
    inner = when.not_ or MessageConditions()
    plain = MessageTest(subject=when.subject, header=when.header)
    other = MessageTest(subject=inner.subject, header=inner.header)

    def fits(each: MessageTest) -> bool:
        return decide(two_rules(each, each), "isee@01s.it", message).rule == "first"

    excepted = when.not_ is not None and fits(other)
    assert fits(when) is (fits(plain) and not excepted)
