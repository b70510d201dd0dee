"""By what a mail of an autoresponder is known (RFC 3834, section 2), to `decide` and to Sieve."""

from dataclasses import dataclass

SENDERS = ("listserv", "mailer-daemon", "majordomo")
"""Local parts of senders that are autoresponders, in lower case."""
SENDER_BEGIN = "owner-"
SENDER_PART = "-request"


@dataclass(frozen=True, slots=True)
class Sign:
    """Headers that say, by one of the `words` or by being there at all, why no answer may be sent.

    Names are as they are written, words in lower case.
    """

    headers: tuple[str, ...]
    why: str
    words: tuple[str, ...] = ()


SIGNS = (
    Sign(
        ("Precedence", "X-Precedence"),
        "says that it went to many or that an autoresponder wrote it",
        ("bulk", "junk", "list", "auto_reply", "auto-reply"),
    ),
    # The other values are about receipts: DR, NDR, RN, NRN (MS-OXCMSG, 2.2.1.13, and its headers).
    Sign(
        ("X-Auto-Response-Suppress",),
        "asks for no automatic answer",
        ("all", "oof", "autoreply"),
    ),
    # Reports on delivery and on reading (RFC 3464, RFC 8098), which may come with a sender.
    Sign(("Content-Type",), "says that it is a report by an autoresponder", ("multipart/report",)),
    Sign(
        (
            "X-Autoreply",
            "X-Autorespond",
            "X-AutoReply-From",
            "X-Mail-Autoreply",
            "X-FC-MachineGenerated",
            "X-Failed-Recipients",
        ),
        "says that an autoresponder wrote it",
    ),
    # Those of RFC 2369, RFC 2919 and RFC 8058.
    Sign(
        (
            "List-Archive",
            "List-Help",
            "List-Id",
            "List-Owner",
            "List-Post",
            "List-Subscribe",
            "List-Unsubscribe",
            "List-Unsubscribe-Post",
        ),
        "says that it came through a mailing list",
    ),
)
