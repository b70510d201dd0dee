"""Rules that refuse, that are silent and that have exceptions: Pigeonhole does what was decided."""

from collections.abc import Iterator
from datetime import datetime
from email.header import Header

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routing.desk import OFFICE, RECEIVED, acknowledgement, box, desk, has, rule
from sportello.catalog.model import Catalog, Text, TextTest
from sportello.routing import flatten
from sportello.targets import sieve
from targets.pigeonhole import Pigeonhole, own_pigeonhole
from targets.test_sieve_rules import OPEN, SHUT, assert_as_decided, by_date, script

OFFERS = Text({"it": 'Non accettiamo offerte: "${x}" \\ %s.', "en": "We take no offers.\n.\n.."})
REFUSING = desk(
    {
        "isee": box(
            "isee@01s.it",
            "desk",
            "team",
            "archive",
            acknowledge="received",
            rules={
                "offers": rule(
                    refuse=OFFERS,
                    subject=has("offer"),
                    not_={"from_": TextTest(ends=("@bank.it",))},
                ),
                "quiet": rule(acknowledge="none", subject=has("report")),
                "moved": rule("other", subject=has("move"), not_={"subject": has("remove")}),
                "late": rule(
                    acknowledge="closed",
                    not_={"hours": "open", "calendar": "office"},
                    header={"X-Form": TextTest(is_=("yes",))},
                ),
            },
        )
    },
    {each: f"{each}@mbox.example" for each in ("desk", "team", "archive", "other")},
    acknowledgements={"received": RECEIVED, "closed": acknowledgement("1 hour", "Closed")},
    calendars={"office": OFFICE},
)
ECHO = "{subject}"
SUBJECTS = (
    ("Help",),
    ("",),
    (),
    ("", "second"),
    ("first", "second"),
    ('a\\b"c ${subject} ${1} $ %s {subject}',),
    ("folded\n over\n\ttwo",),
    ("=?utf-8?q?a=0D=0ABcc:_x@y.example=0D=0A=0D=0Abody?=",),
    ("=?utf-8?q?a=09b=01c=7Fd=00e=C2=85f?=",),
    ("=?utf-8?q?=3D=3Futf-8=3Fq=3Fdouble=3F=3D?=",),
    ("=?utf-8?q?=C3?= half a character",),
    ("=?utf-8?q?cut", "?="),
    ("raw \udce8 \udcff latin",),
    (Header("Perché non va? 😀", "utf-8").encode(),),
    ("x" * 300,),
    ("è" * 300,),
    ("y" * 20_000,),
    ("=?utf-8?q?_=20_?=",),
)


@pytest.fixture(scope="module")
def pigeonhole() -> Iterator[Pigeonhole]:
    with own_pigeonhole() as found:
        found.compile(by_date(script(REFUSING)))
        yield found


def echoing(subject: Text | str, text: str = "Thanks") -> Catalog:
    answer = acknowledgement("1 hour", text=text)
    said = subject if isinstance(subject, Text) else Text(subject)
    return desk(
        {"isee": box("isee@01s.it", "desk", acknowledge="echo")},
        {"desk": "desk@mbox.example"},
        acknowledgements={"echo": type(answer)(subject=said, text=answer.text)},
    )


@pytest.mark.parametrize("at", [OPEN, SHUT], ids=["open", "closed"])
@pytest.mark.parametrize(
    "headers",
    [
        (),
        (("Subject", "An offer"),),
        (("Subject", "=?utf-8?q?An_=4FFFER?="),),
        (("Subject", "An\n offer"),),
        (("Subject", "An offer"), ("From", "a@bank.it")),
        (("Subject", "An offer"), ("From", "a@bank.it, b@client.example")),
        (("Subject", "An offer"), ("List-Id", "<news.example>"), ("Precedence", "bulk")),
        (("Subject", "A report"),),
        (("Subject", "A report and an offer"),),
        (("Subject", "move"),),
        (("Subject", "remove"),),
        (("Subject", "move it"), ("Subject", "remove it")),
        (("X-Form", "yes"),),
        (("X-Form", "yes"), ("Subject", "An offer")),
        *(
            (("Subject", "An offer"), ("Auto-Submitted", said))
            for said in ("no", " No ", "no (typed)", "auto-replied", "=?utf-8?q?no?=", "")
        ),
        (("Subject", "An offer"), ("Auto-Submitted", "no"), ("auto-submitted", "auto-replied")),
    ],
    ids=repr,
)
def test_a_mail_is_kept_or_sent_back(
    pigeonhole: Pigeonhole, headers: tuple[tuple[str, str], ...], at: datetime
) -> None:
    for sender in ("anna@client.example", "isee@01s.it", "owner-x@lists.example"):
        assert_as_decided(pigeonhole, REFUSING, headers, at, sender)


def test_a_refusal_tells_the_text_and_brings_the_mail_back(pigeonhole: Pigeonhole) -> None:
    fields = (("To", "isee@01s.it"), ("Subject", "An offer"), ("Date", "x"))
    outcome = pigeonhole.deliver("desk+isee@mbox.example", "a@b.example", fields)
    assert (outcome.kept, outcome.redirected, outcome.answer) == (None, (), None)
    assert outcome.refusal is not None
    text = outcome.refusal.as_string()
    assert 'Non accettiamo offerte: "${x}" \\ %s.' in text
    assert "Subject: An offer" in text
    assert outcome.refusal["Auto-Submitted"] == "auto-replied (rejected)"


@pytest.mark.parametrize("subjects", SUBJECTS, ids=lambda each: repr(each)[:40])
@pytest.mark.parametrize("said", ["Got «{subject}»!", "$" + ECHO, ECHO])
def test_an_acknowledgement_has_the_subject_of_the_mail(
    said: str, subjects: tuple[str, ...]
) -> None:
    catalog = echoing(said)
    with own_pigeonhole() as found:
        found.compile(script(catalog).encode())
        assert_as_decided(found, catalog, tuple(("Subject", each) for each in subjects))


@settings(max_examples=30)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300), st.booleans())
def test_any_subject_comes_back_as_we_say(text: str, encoded: bool) -> None:
    catalog = echoing(Text({"it": "Ricevuto: {subject}", "en": "We got: {subject}, thanks"}))
    plain = " ".join(text.split()).replace("\0", "")
    written = Header(text, "utf-8", maxlinelen=10_000).encode() if encoded else plain
    with own_pigeonhole() as found:
        found.compile(script(catalog).encode())
        assert_as_decided(found, catalog, (("Subject", written.replace("\r", "")),))


def test_other_texts_keep_their_dollars() -> None:
    odd = 'Costs ${x} $1 ${1} ${subject} ${dollar} $ {a} \\ " {subject}'
    body = f"{odd}\n.\n" + "x " * 10_000 + "${end}"
    catalog = echoing(f"{odd} ${{hex:24}}", body)
    catalog = desk(
        {
            "isee": box(
                "isee@01s.it",
                "desk",
                acknowledge="echo",
                rules={
                    "a": rule("other", subject=has("${subject}")),
                    "b": rule("other", subject=TextTest(starts=("${1}*",), ends=("$?",))),
                    "c": rule(refuse=odd, subject=has("${0}")),
                },
            )
        },
        {"desk": "desk@mbox.example", "other": "other@mbox.example"},
        acknowledgements=catalog.acknowledgements,
    )
    with own_pigeonhole() as found:
        found.compile(sieve.render(flatten(catalog))["sportello.sieve"])
        for subject in ("Help", "${subject}", "x ${0}", "${1}* and $?", "$", "${x}"):
            assert_as_decided(found, catalog, (("Subject", subject),))
        outcome = found.deliver(
            "desk+isee@mbox.example", "a@b.example", (("To", "isee@01s.it"), ("Subject", "Hi"))
        )
    assert outcome.answer is not None
    assert outcome.answer.get_content().startswith(odd)
    assert "${end}" in outcome.answer.get_content()


def test_a_script_without_the_new_words_requires_nothing_for_them() -> None:
    plain = script(desk({"isee": box("isee@01s.it", "desk")}, {"desk": "desk@mbox.example"}))
    assert "variables" not in plain
    assert "reject" not in plain
