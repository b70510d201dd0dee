"""What became of every mail that a server accepted: none may vanish."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from email import message_from_bytes

from live.mail.lab import Lab, Reply
from live.mail.mails import Mail
from live.mail.sink import Caught

REFUSED, STORED, SENT, BOUNCED, LOST = "refused", "stored", "sent outside", "bounced", "lost"
ACCEPTED = (STORED, SENT, BOUNCED, LOST)


def fates(
    lab: Lab, sent: Iterable[Mail], replies: Mapping[str, tuple[Reply, ...]]
) -> dict[str, str]:
    """Return the fate of each mail by its Message-ID.

    A mail is accepted if the server takes it for one recipient at least. It is looked for by its
    Message-ID: an acknowledgement, which names it too, is no sign of it.
    """
    outside = lab.outside_mails()
    bounces = [each for each in outside if _is_bounce(each)]
    copies = (_named(each.content) for each in outside if each not in bounces)
    places = {
        STORED: b"\0".join(lab.raw_stored()),
        SENT: b"\0".join(copies),
        BOUNCED: b"\0".join(each.content for each in bounces),
    }
    found = {}
    for mail in sent:
        if all(reply.code != 250 for reply in replies[mail.id]):
            found[mail.id] = REFUSED
        else:
            ends = (end for end, content in places.items() if mail.id.encode() in content)
            found[mail.id] = next(ends, LOST)
    return found


def totals(server: str, counts: Counter[str]) -> Iterator[str]:
    """Yield in words how many mails were accepted, and what became of them."""
    accepted = sum(counts[each] for each in ACCEPTED)
    kept = accepted - counts[LOST]
    ends = ", ".join(f"{counts[each]:,} {each}" for each in ACCEPTED[:-1])
    yield f"{server}: {accepted:,} mails accepted; {kept:,} of them found again: {ends}"
    yield f"{server}: {counts[LOST]:,} lost; {counts[REFUSED]:,} refused while the sender waited"


def _named(content: bytes) -> bytes:
    return str(message_from_bytes(content)["Message-ID"]).encode()


def _is_bounce(caught: Caught) -> bool:
    """Tell whether a mail reports that another one was not delivered (RFC 3464)."""
    message = message_from_bytes(caught.content)
    ours = _named(caught.content).endswith(b"@client.example>")  # a report that a test has sent
    return not (caught.sender or ours) and message.get_content_type() == "multipart/report"
