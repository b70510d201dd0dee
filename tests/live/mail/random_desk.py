"""Random catalogs, and random mails to them: the same seed gives the same."""

from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random

from msgspec.structs import replace

from live.mail.mails import Mail, mail_to
from routing import broken
from routing.desk import (
    OFFICE,
    acknowledgement,
    box,
    desk,
    has,
    is_sound,
    problems,
    retired,
    rule,
    service,
)
from sportello.catalog.model import Catalog, Mailbox, MessageRule, Text, TextTest, Years
from sportello.routing import RoutingTable, flatten
from sportello.worktime import Calendar

AWAY = frozenset({"away.example"})
_OURS = ("one.example", "two.example", "xn--societ-8ta.example", "legacy.example", "own.example")
_SHARED = ("both.example",)
_ALIASES = {
    "one-too.example": "one.example",
    "legacy-too.example": "legacy.example",
    "both-too.example": "both.example",
    "società-anche.example": "xn--societ-8ta.example",
}
_WORDS = ("isee", "730", "unico", "paghe", "f24", "help.desk", "store-1", "a", "x_y", "colf")
_PLAIN = {
    "desk": "tickets@mbox.example",
    "desk2": "tickets+in@mbox.example",
    "archive": "archive@mbox.example",
    "team": "team@both.example",
    "own": "people@own.example",
    "no-detail": "plain@mbox.example",
    "far": "remote@away.example",
    "far2": "other+x@away.example",
}
_TEXTS = (
    "Shut",
    "Use the form, the phone or nothing: 100 % sure!",
    'Say "ciao" \\ ${run{/bin/true}} $1 %s `id` | cat; # end',
    "Il servizio è cessato – scrivere a help@elsewhere.example",
    "a" * 300,
)
_ANSWERS = (
    acknowledgement("1 calendar day", "Received {subject}", "Thanks\nfor writing."),
    acknowledgement("2 hours", 'Odd "subject" ${x} \\', "Dots:\n.\n..\nquote \" and ${body} \\\\ end"),
    replace(
        acknowledgement("1 calendar day"),
        subject=Text({"it": "È arrivata", "en": "It came"}),
        text=Text({"it": "La richiesta è arrivata. " * 60, "en": "Your request came."}),
    ),
)  # fmt: skip
_SUBJECTS = ("Help", "URGENTE: è giù", "Modulo n. 5", "", "urgente", "Re: Help", "a" * 300)


def random_desk(seed: int, size: int = 60) -> Catalog:
    """Return a sound catalog of `size` mailboxes."""
    random = Random(seed)  # noqa: S311 - a test, not a secret
    names = [f"m{number}" for number in range(size)]
    addresses = _addresses(random, 4 * size)
    in_use = [name for name in names[5:] if random.random() < 0.85]
    first = {name: next(addresses) for name in names}
    destinations = _PLAIN | {f"to-{name}": first[name] for name in names[:5]}
    mailboxes = {}
    for name in names:
        aliases = tuple(next(addresses) for _ in range(random.choice((0, 0, 1, 2))))
        if name in in_use or name in names[:5]:
            mailboxes[name] = _box(random, name, first[name], aliases, list(destinations))
        else:
            successor = random.choice((*in_use[:10], None))
            until = random.choice((None, None, "2099-12-31")) if successor else None
            text = "" if successor and random.random() < 0.5 else random.choice(_TEXTS)
            mailboxes[name] = box(
                first[name],
                aliases=aliases,
                retired=retired("2024-01-01", successor=successor, text=text, until=until),
            )
    catalog = desk(
        mailboxes,
        destinations,
        domains=_OURS,
        shared=_SHARED,
        catch_all={"legacy.example": ("desk", "archive"), "own.example": ("desk",)},
        aliases=_ALIASES,
        services={f"s{number}": service(random.choice(names)) for number in range(size // 2)},
        acknowledgements={f"ack{number}": each for number, each in enumerate(_ANSWERS)},
        calendars={"office": OFFICE, "always": _always()},
        no_detail=("no-detail", "far2"),
        no_sieve=("no-detail", "far", "far2"),
    )
    year = datetime.now(UTC).year
    years = Years(first=year - 1, last=year + 1)
    catalog = replace(catalog, helpdesk=replace(catalog.helpdesk, years=years))
    assert is_sound(catalog), [each.message for each in problems(catalog)]
    return catalog


def random_mails(catalog: Catalog, seed: int, number: int) -> Iterator[Mail]:
    """Yield mails to a catalog: most to its addresses, some from robots, some forged or broken."""
    random = Random(seed)  # noqa: S311 - a test, not a secret
    table = flatten(catalog)
    for _ in range(number):
        drawn = [_recipient(random, table) for _ in range(random.choice((1, 1, 1, 2, 3)))]
        recipients = tuple({each.lower(): each for each in drawn}.values())
        sender = _sender(random, table)
        mail = mail_to(
            *recipients, sender=sender, headers=tuple(_headers(random, recipients, table))
        )
        yield replace_body(in_any_order(mail, random), random)


def in_any_order(mail: Mail, random: Random) -> Mail:
    """Return the mail with its headers in another order, and maybe a line that is none."""
    headers = random.sample(mail.headers, len(mail.headers))
    if random.random() < 0.03:
        line = random.choice(("Hello, I write from my phone", "<p>", "???", "=20"))
        headers.insert(random.randrange(len(headers) + 1), ("", line))
    return Mail(mail.sender, mail.recipients, tuple(headers), mail.body, mail.id)


def replace_body(mail: Mail, random: Random) -> Mail:
    """Return the mail with another body, of any bytes that a mail may have."""
    lines = [
        bytes(random.choice(b" .abc\xe8\xff\x80=<>") for _ in range(random.randrange(60)))
        for _ in range(random.randrange(1, 6))
    ]
    return Mail(mail.sender, mail.recipients, mail.headers, b"\n".join(lines) + b"\n", mail.id)


def _addresses(random: Random, number: int) -> Iterator[str]:
    found: dict[str, None] = {}
    while len(found) < number:
        local = (
            random.choice(_WORDS) + random.choice(("", ".", "-", "_")) + str(random.randrange(99))
        )
        local += random.choice(("", "", "", "", "+x", "+m3"))
        found[f"{local}@{random.choice((*_OURS, *_SHARED))}"] = None
    plain = {each.replace("+x", "").replace("+m3", "") for each in found}
    return iter(
        [each for each in found if "+" not in each or random.random() < 0.5 or each in plain]
    )


def _always() -> Calendar:
    week = {"mon-sun": "00:00-24:00"}
    return Calendar.from_spec({"timezone": "UTC", "week": week}, name="always")


def _box(
    random: Random, name: str, address: str, aliases: tuple[str, ...], destinations: list[str]
) -> Mailbox:
    first = int(name[1:]) < 5
    usable = [each for each in destinations if not (first and each.startswith("to-"))]
    chosen = random.sample(usable, random.choice((1, 1, 1, 2, 3)))
    scripted = [each for each in chosen if each in ("desk", "desk2", "team", "own")]
    acknowledge = f"ack{random.randrange(3)}" if scripted and random.random() < 0.6 else None
    rules: dict[str, MessageRule] = {}
    if scripted == chosen and random.random() < 0.4:
        rules = _rules(random, chosen, acknowledge)
    return box(address, *chosen, aliases=aliases, acknowledge=acknowledge, rules=rules)


def _rules(random: Random, chosen: list[str], acknowledge: str | None) -> dict[str, MessageRule]:
    others = ("desk", "team", "far", "far2", "own")
    other = random.choice([each for each in others if each not in chosen])
    possible = {
        "urgent": rule(other, subject=has("urgente")),
        "form": rule(chosen[0], other, header={"X-Form": TextTest(is_=("ISEE *",))}),
        "robot": rule(from_=TextTest(ends=("@monitor.example",)), acknowledge="ack1"),
        "now": rule(acknowledge="ack2", hours="open", calendar="always"),
        "never": rule(other, hours="closed", calendar="always"),
        "office": rule(acknowledge="ack0", hours="closed", calendar="office"),
        "offers": rule(refuse='No "offers" ${x} \\', subject=has("modulo", "è")),
        "but": rule(refuse="Only forms", not_={"header": {"X-Form": TextTest(is_=("ISEE *",))}}),
        "aside": rule(other, not_={"subject": has("e"), "hours": "open", "calendar": "always"}),
    }
    if acknowledge:
        possible["quiet"] = rule(acknowledge="none", subject=has("help"))
    return {name: possible[name] for name in sorted(random.sample(list(possible), 3))}


def _recipient(random: Random, table: RoutingTable) -> str:
    known = list(table.owners)
    address = random.choice(
        (*(random.choice(known) for _ in range(14)), "people@own.example", "team@both.example",
         "nobody@one.example", "any.body@legacy.example", "some@own.example",
         "person@both.example", "x@elsewhere.example", "+@two.example",
         *random.choices(list(table.direct), k=2))
    )  # fmt: skip
    local, _, domain = address.rpartition("@")
    local += random.choice(("", "", "", "", "+", "+urgent", "+x", "+x+y", "+b7"))
    written = f"{local}@{domain}"
    return random.choice((written, written, written.upper(), written.title()))


def _sender(random: Random, table: RoutingTable) -> str | None:
    ours = random.choice(list(table.owners))
    number = random.randrange(10**9)
    return random.choice(
        (*(None,) * 12, "", ours, ours.upper(), f"c{number}@xn--caff-8oa.example",
         f"O'Brien+{number}=x@client.example", f"owner-{number}@lists.example",
         f"{number}-request@lists.example", "MAILER-DAEMON@client.example", "team@both.example")
    )  # fmt: skip


def _headers(
    random: Random, recipients: tuple[str, ...], table: RoutingTable
) -> Iterator[tuple[str, str]]:
    yield "Subject", broken.text(random, random.choice(_SUBJECTS))
    if random.random() < 0.4:
        canonical = table.catalog.mailboxes[random.choice(list(table.deliveries))].address
        others = (canonical, "x@y.example", "A.B@c.example")
        named = [*recipients, *random.sample(others, random.randrange(3))]
        random.shuffle(named)
        half = random.randrange(len(named) + 1)
        yield random.choice(("To", "To", "Resent-To")), broken.recipients(random, named[:half])
        yield random.choice(("Cc", "Bcc", "Resent-Cc")), broken.recipients(random, named[half:])
    if random.random() < 0.3:
        form = random.choice(("ISEE *", "isee *", "ISEE x"))
        yield "X-Form", broken.text(random, form)
    if random.random() < 0.15:
        robot = random.choice(("bot@monitor.example", "x@monitor.example"))
        yield "From", broken.recipients(random, [robot])
    for name, values in {
        "Auto-Submitted": ("no", "auto-generated", "auto-replied"),
        "Precedence": ("bulk", "LIST", "junk", "first-class", "auto_reply"),
        "List-Id": ("<news.example>",),
        "List-Unsubscribe": ("<mailto:x@y.example>",),
        "X-Auto-Response-Suppress": ("All", "DR", "DR, OOF", "RN, AutoReply"),
        "X-Autoreply": ("yes",),
        "Content-Type": ("multipart/report; report-type=delivery-status", "text/html"),
    }.items():
        if random.random() < 0.05:
            yield name, broken.folded(random, random.choice(values))
    for name, value in {
        "X-Sportello-Mailbox": "forged",
        "X-Sportello-Service": "forged, too",
        "X-Original-To": "root@mbox.example",
        "Delivered-To": "tickets+m1@mbox.example",
    }.items():
        if random.random() < 0.05:
            yield name, value
