"""Headers as odd programs write them: charset × encoding × damage × folding, each by chance.

The same `Random` gives the same. Values are text in which bytes that are no UTF-8 are escaped.
"""

from base64 import b64encode
from collections.abc import Sequence
from random import Random

CHARSETS = ("utf-8", "UTF-8", "iso-8859-1", "ISO-8859-15", "windows-1252", "koi8-r", "us-ascii",
            "utf8", "cp1252", "x-unknown", "utf-8*en", "")  # fmt: skip
FOLDS = ("\r\n ", "\r\n\t", "\r\n  ", " \r\n ")


def text(random: Random, said: str) -> str:
    """Return the value of a header that says something, more or less."""
    if said.isascii() and random.random() < 0.4:
        return folded(random, said)
    if random.random() < 0.2:
        return folded(random, raw(random, said))
    cuts = sorted(random.choices(range(len(said) + 1), k=random.choice((0, 0, 1, 2))))
    parts = [said[a:b] for a, b in zip([0, *cuts], [*cuts, len(said)], strict=True)]
    written = [
        random.choice((part, raw(random, "€"), " "))
        if random.random() < 0.15
        else word(random, part)
        for part in parts
    ]
    return folded(random, random.choice((" ", " ", "", "\t", "  ")).join(written))


def raw(random: Random, said: str) -> str:
    """Return a text in 8 bits, as no standard allows it."""
    charset = random.choice(("utf-8", "utf-8", "iso-8859-1", "windows-1252"))
    return said.encode(charset, "replace").decode("utf-8", "surrogateescape")


def word(random: Random, said: str) -> str:
    """Return an encoded word (RFC 2047), which may be damaged."""
    charset = random.choice(CHARSETS)
    codec = charset if charset in CHARSETS[:7] else "utf-8"
    content = said.encode(codec, "replace")
    damage = random.random()
    if damage < 0.1:
        content = content[: random.randrange(len(content) + 1)]  # a character is cut in two
    elif damage < 0.15:
        content = b" " + content
    elif damage < 0.2:
        content += bytes([random.randrange(256)])
    encoded = random.choice((_quoted, _base64))(content)
    return _damaged(random, f"=?{charset}?{encoded}?=")


def folded(random: Random, value: str) -> str:
    """Return a value that may be folded, right after the colon too."""
    if " " in value and random.random() < 0.3:
        value = value.replace(" ", random.choice(FOLDS), random.choice((1, 9)))
    return random.choice(("", "", "", "", "", " ", "\t", "\r\n ", "\r\n\t", "\r\n \r\n ")) + value


def recipients(random: Random, addresses: Sequence[str]) -> str:
    """Return addresses as a header has them, with names, comments and mistakes."""
    written = [_recipient(random, each) for each in addresses]
    between = random.choice((", ", ", ", ",", " ,, ", "; ", ",\r\n ", " "))
    return folded(random, between.join(written) + random.choice(("", "", "", ",", ";", " (")))


def _recipient(random: Random, address: str) -> str:
    local, _, domain = address.rpartition("@")
    return random.choice(
        (
            *(address,) * 6,
            f"<{address}>",
            f"Anna <{address}>",
            f'"Anna, the \\"one\\"" <{address}>',
            f"=?utf-8?q?Citt=C3=A0?= <{address}>",
            f"Città <{address}>",
            f"{address} (Anna)",
            f"(a (b)) {address.upper()}",
            f'"{local}"@{domain}',
            f"{local} @ {domain}",
            f"<{address}",
            f"{address}>",
            f'"Anna <{address}>',
            f"Anna {address}",
            f"team: {address};",
            f"undisclosed-recipients:;, {address}",
            f"<@relay.example:{address}>",
            f"{local}@{domain}.",
            f".{local}@{domain}",
            f"{local}@[127.0.0.1]",
            "",
            "anna",
            "@",
        )
    )


def _quoted(content: bytes) -> str:
    plain = (
        chr(each) if chr(each).isalnum() and each < 128 else f"={each:02X}" for each in content
    )
    return "q?" + "".join(plain).replace("=20", "_")


def _base64(content: bytes) -> str:
    return "B?" + b64encode(content).decode()


def _damaged(random: Random, written: str) -> str:
    at = random.randrange(len(written))
    return random.choice(
        (
            *(written,) * 12,
            written[:at],
            written[:at] + written[at + 1 :],
            f"{written[:at]} {written[at:]}",
            f"{written[:at]}={written[at:]}",
            f"{written[:at]}?{written[at:]}",
            written.lower(),
            written.replace("?q?", "?x?"),
        )
    )
