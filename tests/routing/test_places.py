"""The place of a promise in an acknowledgement is filled by mailbox, in each language in its words."""

from dataclasses import replace

import pytest

from routing.desk import acknowledgement, box, desk, has, rule
from sportello.catalog.model import Text
from sportello.routing import Message, answer_text, flatten, route
from sportello.routing.places import with_promise

PROMISE = Text({"it": "entro 8 ore", "en": "within 8 hours"})
DESK = desk(
    {
        "a": box("a@01s.it", "desk", acknowledge="promising"),
        "b": box(
            "b@01s.it",
            "desk",
            acknowledge="plain",
            rules={
                "r": rule(acknowledge="promising", subject=has("x")),
                "s": rule(acknowledge="none", subject=has("y")),
            },
        ),
        "c": box("c@01s.it", "desk", acknowledge="plain"),
        "d": box("d@01s.it", acknowledge="promising"),
    },
    {"desk": "desk@mbox.example"},
    acknowledgements={
        "promising": acknowledgement("1 hour", text="We answer {promise}. {promise}!"),
        "plain": acknowledgement("1 hour"),
    },
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Noi {promise}", "Noi entro 8 ore\n"),
        (
            {"it": "{promise}.", "en": "Yes: {promise}"},
            "entro 8 ore.\n\n--\n\nYes: within 8 hours\n",
        ),
        ({"it": "Grazie", "en": "{promise}"}, "Grazie\n\n--\n\nwithin 8 hours\n"),
        ("{subject} {} {Promise}", "{subject} {} {Promise}\n"),
    ],
)
def test_each_language_has_its_words(text: str | dict[str, str], said: str) -> None:
    answer = acknowledgement("1 hour")
    filled = with_promise(
        type(answer)(subject=answer.subject, text=Text(text), once_per=answer.once_per),
        PROMISE,
        "it",
    )
    assert answer_text(filled, ("it", "en")) == said
    assert filled.subject == answer.subject


def test_a_mailbox_promises_where_it_delivers_and_one_of_its_answers_does() -> None:
    table = flatten(DESK)
    promising = {name: table.promising(name) for name in DESK.mailboxes}
    assert promising == {"a": ("promising",), "b": ("promising",), "c": (), "d": ()}


def test_a_decision_has_the_acknowledgement_as_it_is_sent() -> None:
    table = replace(flatten(DESK), promises={"a": PROMISE, "b": Text("soon")})
    answer = route(table, "a@01s.it").acknowledgement
    assert answer is not None
    assert answer.text.says("it") == "We answer entro 8 ore. entro 8 ore!"
    decided = route(table, "b@01s.it", Message(headers=(("Subject", "x"), ("To", "b@01s.it"))))
    assert decided.acknowledgement is not None
    assert decided.acknowledgement.text.says("it") == "We answer soon. soon!"
    assert "It promises an answer soon." in decided.why
    other = route(table, "b@01s.it", Message(headers=(("Subject", "z"), ("To", "b@01s.it"))))
    assert other.acknowledgement == DESK.acknowledgements["plain"]
    assert not any("promises" in step for step in other.why)
