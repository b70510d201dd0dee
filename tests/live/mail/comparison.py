"""What `decide` says beside what a server did, mail by mail."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import NamedTuple, TypeVar

from live.mail.fates import LOST, fates
from live.mail.lab import Lab, Reply
from live.mail.mails import Mail
from live.mail.sink import Caught
from sportello.routing import Decision, Delivery, Refusal, route
from sportello.routing.address import domain_of

Headers = tuple[tuple[str, str], ...]
Found = TypeVar("Found", "Copy", "Answer", "Back")

NO_MAIL = Reply(
    550,
    "5.7.1 Delivery not authorized, message refused: Message is not RFC 2822 compliant",
)
"""What OpenSMTPD says to a mail with a line among its headers that is none."""


class Copy(NamedTuple):
    """One copy of a mail, and the tags that it bears, sorted."""

    mail: str
    to: str
    tags: Headers


class Answer(NamedTuple):
    """One acknowledgement: to which mail, from whom to whom."""

    mail: str
    sender: str
    recipient: str


class Back(NamedTuple):
    """A mail that a rule has refused: who was told, and what."""

    mail: str
    sender: str
    text: str


@dataclass(frozen=True)
class Result:
    """How much was compared, what differed, and how many mails met which fate (see `fates`)."""

    mails: int
    comparisons: int
    differences: tuple[str, ...]
    fates: Counter[str]


def compare(lab: Lab, mails: Iterable[Mail]) -> Result:
    """Send mails, and compare every reply, copy, tag, body and acknowledgement with `decide`."""
    sent = {mail.id: mail for mail in mails}
    now = datetime.now(UTC)
    stored_before = set(lab.stored())
    outside_before = len(lab.outside_mails())
    replies = lab.send(sent.values())
    lab.wait_until_idle()
    decisions = {
        mail.id: [route(lab.site.table, each, mail.message(), now) for each in mail.recipients]
        for mail in sent.values()
    }
    stored = [each for each in lab.stored() if each not in stored_before and each.mail in sent]
    outside = lab.outside_mails()[outside_before:]
    told, outside = _sent_back(lab, outside)
    copies = Counter(Copy(each.mail, each.to, tuple(sorted(each.tags))) for each in stored)
    answers, relayed = _outside(outside)
    copies += relayed
    expected_copies: Counter[Copy] = Counter()
    again: Counter[Copy] = Counter()
    expected_answers: dict[Answer, Decision] = {}
    expected_back: Counter[Back] = Counter()
    for mail in sent.values():
        if is_no_mail(lab.server, mail):
            continue
        wanted, possible = _copies(lab, mail, decisions[mail.id])
        expected_copies += wanted
        again += possible
        expected_answers |= dict(_answers(lab, mail, decisions[mail.id]))
        expected_back += Counter(_refused(mail, decisions[mail.id]))
    differences = [
        *_replies(lab, sent, replies, decisions),
        *_apart("copy", expected_copies, copies, again),
        *_apart("answer", Counter(expected_answers.keys()), Counter(answers.keys())),
        *(
            f"another body: {each}"
            for each in stored
            if not each.body.endswith(sent[each.mail].body)
        ),
        *_apart("refusal", Counter(expected_back.keys()), Counter(told.keys())),
        *(
            f"{times} times: {back}"
            for back, times in told.items()
            if not 0 < times <= expected_back[back]
        ),
        *_texts(lab, expected_answers, answers),
        *_again(lab, sent, answers),
    ]
    comparisons = (
        sum(len(each) for each in replies.values())
        + 2 * sum((expected_copies | copies).values())
        + 2 * len(expected_answers.keys() | answers.keys())
        + 2 * len(expected_back.keys() | told.keys())
    )
    met = fates(lab, sent.values(), replies)
    lost = [f"lost: {sent[key]}" for key, fate in met.items() if fate == LOST]
    return Result(len(sent), comparisons, (*lost, *differences), Counter(met.values()))


def said(server: str, refusal: Refusal, to: str) -> Reply:
    """Return the reply of a server to a recipient that is refused; the text may hold more."""
    unknown = refusal.enhanced == "5.1.1"
    elsewhere = refusal.enhanced == "5.7.1"
    match server:
        case "postfix":
            reason = "User unknown in virtual alias table" if unknown else refusal.text
            what = reason if elsewhere else f"Recipient address rejected: {reason}"
            return Reply(refusal.code, f"{refusal.enhanced} <{to}>: {what}")
        case "opensmtpd" if elsewhere:
            return Reply(550, f"Invalid recipient: <{to}>")
        case "opensmtpd":
            return Reply(refusal.code, f"{refusal.enhanced} {refusal.text}: <{to}>")
        case _:
            return Reply(refusal.code, f"{refusal.enhanced} {refusal.text}")


def is_no_mail(server: str, mail: Mail) -> bool:
    """Tell whether the server refuses the mail whole, for a line that is no header."""
    head = mail.content().partition(b"\r\n\r\n")[0].split(b"\r\n")
    odd = (b":" not in line and not line.startswith((b" ", b"\t")) for line in head)
    return server == "opensmtpd" and any(odd)


def is_left_to_others(lab: Lab, decision: Decision) -> bool:
    """Tell whether the domain's own server decides, since more than our addresses is there."""
    unknown = decision.refusal is not None and decision.refusal.enhanced == "5.1.1"
    return decision.external or (unknown and domain_of(decision.address).lower() in lab.site.hosted)


def _replies(
    lab: Lab,
    sent: Mapping[str, Mail],
    replies: Mapping[str, tuple[Reply, ...]],
    decisions: Mapping[str, list[Decision]],
) -> Iterator[str]:
    for key, mail in sent.items():
        for to, reply, decision in zip(mail.recipients, replies[key], decisions[key], strict=True):
            later = decision.rule is not None
            if decision.refusal is None or later or is_left_to_others(lab, decision):
                expected = 250 if not is_no_mail(lab.server, mail) else NO_MAIL.code
                if reply.code != expected or (expected != 250 and reply != NO_MAIL):
                    yield f"{to} is refused: {reply}, where it is said: {decision}"
            elif reply != said(lab.server, decision.refusal, to):
                yield f"{to} gets {reply}, where it is said: {decision.refusal}"


def _copies(
    lab: Lab, mail: Mail, decisions: Iterable[Decision]
) -> tuple[Counter[Copy], Counter[Copy]]:
    """Return the copies that are to be made of a mail, and those that may be made besides."""
    brought = tuple(
        sorted(
            (name, value.strip())
            for name, value in mail.message().headers
            if name.startswith("X-Sportello")
        )
    )
    found: Counter[Copy] = Counter()
    others: Counter[Copy] = Counter()
    sent_on: Counter[tuple[str | None, Copy]] = Counter()
    for decision in decisions:
        if is_left_to_others(lab, decision):
            others[Copy(mail.id, _as_stored(decision.address), ())] += 1
        served = _served(lab, decision)
        for delivery in decision.deliveries:
            away = domain_of(delivery.address) in lab.site.away
            to = _kept_detail(lab, decision, delivery.address)
            scripted = decision.mailbox is None or lab.site.table.is_scripted(delivery)
            tags = tuple(sorted(decision.tags)) if scripted else ()
            if delivery not in served and delivery.address != _as_stored(decision.address):
                # Dovecot sends a mail of one mailbox on to one address once.
                sent_on[decision.mailbox, Copy(mail.id, to, tuple(sorted(decision.tags)))] += 1
            else:
                found[Copy(mail.id, to, brought if away else tags)] += 1
    if lab.server != "opensmtpd":
        # Exim drops duplicates; Dovecot drops those that it gets in one transaction from Postfix.
        here = {each for each in found if domain_of(each.to) not in lab.site.away}
        found = Counter(
            {each: 1 if lab.server == "exim" or each in here else found[each] for each in found}
        )
    again: Counter[Copy] = Counter()
    if lab.server == "opensmtpd":
        # It delivers every copy on its own: the second one stays, or, if both are delivered at the
        # same time, is sent on too.
        for (mailbox, copy), times in sent_on.items():
            stayed = lab.site.table.acknowledger(mailbox or "").address
            again += Counter({copy: times - 1, copy._replace(to=stayed): times - 1})
    return found + others + Counter(copy for _, copy in sent_on), again


def _served(lab: Lab, decision: Decision) -> tuple[Delivery, ...]:
    """Return where the mail server itself brings a mail."""
    table, name = lab.site.table, decision.mailbox or ""
    return table.served(name) if name in table.deliveries else decision.deliveries


def _kept_detail(lab: Lab, decision: Decision, address: str) -> str:
    """Return the address that a copy has: OpenSMTPD leaves that of a destination as it is."""
    own = decision.mailbox is None and address in lab.site.table.direct
    return _as_stored(decision.address) if own and lab.server == "opensmtpd" else address


def _as_stored(address: str) -> str:
    """Return an address as it is found: Dovecot takes an empty detail for none."""
    local, _, domain = address.lower().rpartition("@")
    user, _, detail = local.partition("+")
    return f"{local if detail else user}@{domain}"


def _answers(
    lab: Lab, mail: Mail, decisions: Iterable[Decision]
) -> Iterator[tuple[Answer, Decision]]:
    """Yield the acknowledgements that are to be sent."""
    # Once the script has removed a tag, Pigeonhole takes "no" and the end of the line for something
    # else than "no".
    names = {name.lower() for name, _ in mail.message().headers}
    if "auto-submitted" in names and names & {"x-sportello-mailbox", "x-sportello-service"}:
        return
    for decision in decisions:
        if decision.acknowledgement is not None and decision.mailbox is not None:
            sender = lab.site.catalog.mailboxes[decision.mailbox].address
            yield Answer(mail.id, sender, mail.sender), decision


def _refused(mail: Mail, decisions: Iterable[Decision]) -> Iterator[Back]:
    """Yield what the sender is to learn from rules that refuse."""
    for decision in decisions:
        if decision.refusal is not None and decision.rule is not None:
            yield Back(mail.id, mail.sender.lower(), decision.refusal.text)


def _sent_back(lab: Lab, outside: list[Caught]) -> tuple[Counter[Back], list[Caught]]:
    """Return the mails that Dovecot has sent back, to us too, and the others sent outside."""
    raw: list[tuple[str, bytes, Caught | None]] = [
        *((each.recipient, each.content, each) for each in outside),
        *(("", content, None) for content in lab.raw_stored()),
    ]
    found: Counter[Back] = Counter()
    others = []
    for recipient, content, caught in raw:
        message = message_from_bytes(content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        if message["Auto-Submitted"] != "auto-replied (rejected)":
            others += [caught] if caught is not None else []
            continue
        report, status, _ = message.iter_parts()
        assert isinstance(report, EmailMessage)
        assert isinstance(status, EmailMessage)
        said = str(report.get_content()).replace("\r\n", "\n")
        text = said.partition("automatically rejected:\n")[2].replace("\n\n--\n\n", " / ")
        (about,) = status.iter_parts()
        mail = str(about["Original-Message-ID"])
        assert caught is None or not caught.sender, caught
        to = message["To"].strip("<>").lower()
        back = Back(mail, to, _words(text))
        # What has come back to us may have several copies, some of them outside.
        found[back] = found[back] + 1 if recipient.lower() == to else max(found[back], 1)
    return found, others


def _outside(mails: Iterable[Caught]) -> tuple[dict[Answer, list[EmailMessage]], Counter[Copy]]:
    """Return the acknowledgements among what was sent outside, and the rest."""
    answers: dict[Answer, list[EmailMessage]] = {}
    copies: Counter[Copy] = Counter()
    for caught in mails:
        message = message_from_bytes(caught.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        if not message["Message-ID"].endswith("@client.example>"):
            assert caught.sender == "", caught
            assert message["Auto-Submitted"].startswith("auto-replied"), caught
            answer = Answer(message["In-Reply-To"], message["From"], caught.recipient)
            answers.setdefault(answer, []).append(message)
        else:
            tags = [(k, str(v)) for k, v in message.raw_items() if k.startswith("X-Sportello")]
            copies[Copy(message["Message-ID"], caught.recipient, tuple(sorted(tags)))] += 1
    return answers, copies


def _texts(
    lab: Lab, expected: Mapping[Answer, Decision], sent: Mapping[Answer, list[EmailMessage]]
) -> Iterator[str]:
    for answer in expected.keys() & sent.keys():
        message = sent[answer][0]
        body, subject = _words(message.get_content()), _words(message["Subject"])
        acknowledgement = expected[answer].acknowledgement
        assert acknowledgement is not None
        for text in acknowledgement.text.values():
            if _words(text) not in body:
                yield f"{answer} says {body!r}, not {text!r}"
        texts = "".join(acknowledgement.text.values())
        for known in lab.site.catalog.announcements.values():
            for text in known.acknowledgement.values():
                if text.strip() and _words(text) in body and text not in texts:
                    yield f"{answer} says {body!r}, and {text!r} does not hold"
        wanted = _words(expected[answer].answer_subject)
        if subject != wanted:
            yield f"{answer} has the subject {subject!r}, not {wanted!r}"


def _again(
    lab: Lab, sent: Mapping[str, Mail], answers: Mapping[Answer, list[EmailMessage]]
) -> Iterator[str]:
    """Yield the answers that were given more than once."""
    for answer, messages in answers.items():
        # OpenSMTPD delivers copies at the same time, so Dovecot may not see that it has answered.
        most = len(sent[answer.mail].recipients) if lab.server == "opensmtpd" else 1
        if len(messages) > most:
            yield f"{len(messages)} answers: {answer}"


def _words(text: str) -> str:
    return " ".join(text.split())


def _apart(
    what: str,
    expected: Counter[Found],
    found: Counter[Found],
    again: Counter[Found] | None = None,
) -> Iterator[str]:
    yield from (f"missing {what}: {each}" for each in expected - found)
    yield from (f"unwanted {what}: {each}" for each in found - expected - (again or Counter()))
