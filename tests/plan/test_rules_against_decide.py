"""No mail that a rule treats otherwise is left out of a plan."""

import os
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from routing.desk import RECEIVED, box, desk, rule
from sportello.catalog.model import Catalog, MessageRule, TextTest
from sportello.plan.comparison import Side, compare
from sportello.plan.effects.message_rules import message_rules
from sportello.plan.mail.outcome import differences, joined, outcome
from sportello.routing import Message, route, table_at
from sportello.routing import words as sieve_words
from sportello.routing.matching import texts_asked
from sportello.worktime import Calendar

EXAMPLES = int(os.environ.get("EXAMPLES", "200"))
DAY = date(2026, 11, 28)
WORDS = ("invoice", "urgent", "offer")
SENDERS = ("@bank.example", "@shop.example")
WEEKS = ("08:00-18:00", "08:00-14:00")
ARRIVALS = [datetime(2026, 11, 30, hour, 30, tzinfo=UTC) for hour in (9, 15, 21)]
MAILS = [
    Message(headers=(("Subject", " ".join(said)), ("From", f"somebody{sender}")))
    for count in range(3)
    for said in product(WORDS, repeat=count)
    for sender in (*SENDERS, "@other.example")
]

_conditions = st.fixed_dictionaries(
    {},
    optional={
        "subject": st.sampled_from(WORDS).map(lambda word: TextTest(contains=(word,))),
        "from_": st.sampled_from(SENDERS).map(lambda end: TextTest(ends=(end,))),
    },
)
_hours = st.sampled_from([{}, {}, {"hours": "open", "calendar": "office"}])


@st.composite
def _rule(draw: st.DrawFn) -> MessageRule:
    when: dict[str, Any] = {**draw(_conditions), **draw(_hours)}
    excepted = draw(st.none() | _conditions)
    if excepted:
        when["not_"] = excepted
    match draw(st.sampled_from(["refuse", "silent", "desk", "team"])):
        case "refuse":
            return rule(refuse="No", **when)
        case "silent":
            return rule(acknowledge="none", **when)
        case destination:
            return rule(destination, **when)


def _catalog(rules: Mapping[str, MessageRule], hours: str) -> Catalog:
    week = {"timezone": "Europe/Rome", "week": {"mon-fri": [hours]}}
    return desk(
        {"help": box("help@01s.it", "desk", "archive", acknowledge="usual", rules=rules)},
        {name: f"{name}@tickets.example" for name in ("desk", "team", "archive")},
        acknowledgements={"usual": RECEIVED},
        calendars={"office": Calendar.from_spec(week, name="office")},
    )


@st.composite
def _pairs(draw: st.DrawFn) -> tuple[Catalog, Catalog]:
    names = ["a", "b", "c"]
    rules = {name: draw(_rule()) for name in names[: draw(st.integers(1, 3))]}
    changed = dict(rules)
    match draw(st.sampled_from(["order", "other", "gone", "hours"])):
        case "order":
            changed = {name: rules[name] for name in draw(st.permutations([*rules]))}
        case "other":
            changed[draw(st.sampled_from(names))] = draw(_rule())
        case "gone":
            del changed[draw(st.sampled_from([*rules]))]
    return _catalog(rules, WEEKS[0]), _catalog(changed, draw(st.sampled_from(WEEKS)))


def fitting(catalogs: Iterable[Catalog], message: Message) -> int:
    """How many different things that rules ask for, or except, a mail has."""
    rules = (rule for catalog in catalogs for rule in catalog.mailboxes["help"].rules.values())
    asked = {
        tuple((name, test) for name, _, test in texts_asked(each, message))
        for rule in rules
        for _, each in sieve_words.conditions_of(rule.when)
        if all(
            any(sieve_words.text_fits(kind, words, value) for value in values)
            for _, values, test in texts_asked(each, message)
            for kind, words in sieve_words.tests_of(test)
        )
    }
    return len(asked - {()})


@settings(max_examples=EXAMPLES)
@given(pair=_pairs())
def test_every_mail_that_rules_treat_otherwise_is_told(pair: tuple[Catalog, Catalog]) -> None:
    before, after = map(Side, pair)
    told = {change.after for change in message_rules(compare(before, after, DAY))}
    tables = [table_at(each, DAY) for each in pair]
    for message in MAILS:
        if fitting(pair, message) > 2:
            continue
        for at in ARRIVALS:
            old, new = (outcome(each, route(each, "help@01s.it", message, at)) for each in tables)
            found = joined(after for *_, after in differences(old, new))
            assert found in told or not found, (message, at)
