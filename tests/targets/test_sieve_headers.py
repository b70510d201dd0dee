"""Broken headers: Pigeonhole does with them what was decided."""

from collections.abc import Iterator
from random import Random

import pytest

from routing import broken
from routing.desk import acknowledgement, box, desk, has, rule
from sportello.catalog.model import TextTest
from sportello.routing import decide, flatten, read_message
from sportello.targets import sieve
from targets.pigeonhole import Pigeonhole, own_pigeonhole

DESK = desk(
    {
        "help": box(
            "help@01s.it",
            "desk",
            aliases=("aid@01s.it",),
            acknowledge="usual",
            rules={
                "robot": rule("robots", from_=TextTest(ends=("@monitor.example",))),
                "down": rule("team", subject=has("è giù"), acknowledge="down"),
                "begins": rule("first", subject=TextTest(starts=("urgente",))),
                "form": rule("forms", header={"X-Form": TextTest(is_=("ISEE *",))}),
                "last": rule("last", subject=TextTest(ends=("fine",)), acknowledge="usual"),
            },
        )
    },
    {each: f"{each}@mbox.example" for each in ("desk", "robots", "team", "first", "forms", "last")},
    acknowledgements={
        "usual": acknowledgement("1 hour", "Received"),
        "down": acknowledgement("1 hour", "Down"),
    },
)
SUBJECTS = ("Help", "urgente", "Urgente: è giù", "È GIÙ", "alla fine", "€ 5", "", "urgente fine")
ROBOTS = {
    "Precedence": ("bulk", "auto_reply", "first-class", "List"),
    "X-Auto-Response-Suppress": ("All", "DR, RN", "OOF, DR", "AutoReply", "None"),
    "Auto-Submitted": ("auto-generated", "auto-replied (vacation)"),
    "Content-Type": (
        "multipart/report; report-type=delivery-status",
        "text/plain",
    ),
    "X-Autoreply": ("yes",),
    "List-Id": ("<news.example>",),
}
SENDERS = (
    "OWNER-x@client.example",
    "x-request-y@client.example",
    "aid+x@01s.it",
    "MAILER-DAEMON@x.it",
)


@pytest.fixture(scope="module")
def pigeonhole() -> Iterator[Pigeonhole]:
    with own_pigeonhole() as found:
        found.compile(sieve.render(flatten(DESK))["sportello.sieve"])
        yield found


def mail(random: Random) -> bytes:
    """Return a mail with broken headers in any order."""
    fields = [("Subject", broken.text(random, random.choice(SUBJECTS)))]
    who = [random.choice(("help@01s.it", "help@01s.it", "aid@01s.it", "x@y.it")) for _ in "ab"]
    fields.append((random.choice(("To", "To", "Cc", "Bcc")), broken.recipients(random, who)))
    sender = random.choice(("anna@client.example", "bot@monitor.example"))
    fields.append(("From", broken.recipients(random, [sender])))
    if random.random() < 0.3:
        fields.append(("X-Form", broken.text(random, random.choice(("ISEE *", "ISEE x")))))
    if random.random() < 0.3:
        name = random.choice(list(ROBOTS))
        fields.append((name, broken.folded(random, random.choice(ROBOTS[name]))))
    random.shuffle(fields)
    lines = [f"{name}:{random.choice((' ', ''))}{value}" for name, value in fields]
    return "\r\n".join([*lines, "", "Body", ""]).encode("utf-8", "surrogateescape")


@pytest.mark.parametrize("seed", range(100))
def test_pigeonhole_reads_broken_headers_as_decided(pigeonhole: Pigeonhole, seed: int) -> None:
    assert_as_decided(pigeonhole, Random(seed))  # noqa: S311 - a test, not a secret


def assert_as_decided(pigeonhole: Pigeonhole, random: Random) -> None:
    raw = mail(random)
    sender = random.choice(("anna@client.example",) * 9 + SENDERS)
    decided = decide(DESK, "help@01s.it", read_message(raw, sender))
    (delivery,) = flatten(DESK).deliveries["help"]
    outcome = pigeonhole.deliver_raw(delivery.address, sender, raw)
    ends = [delivery.address] if outcome.kept is not None else []
    ends += [to for to, _ in outcome.redirected]
    assert ends == [each.address for each in decided.deliveries], (raw, decided.why)
    answer = None if outcome.answer is None else outcome.answer["Subject"]
    expected = decided.acknowledgement
    assert answer == (expected and expected.subject.says("en")), (raw, decided.why)
