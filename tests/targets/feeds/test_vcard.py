"""The contact directory as vCards: read back by another program, and held against the standard."""

import datetime as dt
import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar.parser import Contentlines
from vcard.vcard_validator import VcardValidator

from sportello.targets.feeds.vcard import Card, vcards

CHANGED = dt.datetime(2026, 1, 5, 9, 30, tzinfo=dt.UTC)
CARD = Card(
    uid="hotline@support.example",
    name="Assistenza; «ACME», tutti",
    organisation=("ACME S.r.l., Roma", "Primo; livello"),
    mails=("help@acme.example", "orders@acme.example"),
    phone="+390516033266",
    url="https://acme.example/",
    note="Lun-ven 8-18.\nPerché è così; e non altrimenti, " * 5,
    changed=CHANGED,
)
BARE = Card("bare@support.example", "Bare", (), (), None, None, "", CHANGED)
TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), min_size=1, max_size=90
)


def complaints(content: bytes, folder: Path) -> list[str]:
    """What a strict reader of RFC 2426 says, which knows no letters beyond those of Latin-1."""
    path = folder / "cards.vcf"
    path.write_bytes(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a line may be folded before its 75 octets are full
        return [str(each) for each in [VcardValidator(str(path), verbose=True).result] if each]


def test_a_strict_reader_has_nothing_to_say(tmp_path: Path) -> None:
    assert complaints(vcards([CARD, BARE]), tmp_path) == []


@pytest.mark.parametrize("needed", [b"N:Bare;;;;\r\n", b"FN:Bare\r\n", b"VERSION:3.0\r\n"])
def test_the_reader_is_strict(tmp_path: Path, needed: bytes) -> None:
    content = vcards([BARE])
    assert needed in content
    assert complaints(content.replace(needed, b""), tmp_path) != []


def test_cards_follow_each_other_in_lines_that_are_not_too_long() -> None:
    content = vcards([CARD, BARE])
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert [each for each in lines if b":VCARD" in each] == [b"BEGIN:VCARD", b"END:VCARD"] * 2
    assert b"TEL;TYPE=WORK,VOICE:+390516033266" in lines
    assert b"ORG:ACME S.r.l.\\, Roma;Primo\\; livello" in lines
    assert b"REV:2026-01-05T09:30:00Z" in lines


@given(name=TEXTS, note=TEXTS)
def test_texts_come_back_as_they_were(name: str, note: str) -> None:
    card = Card("a@b.example", name, (note, name), (), None, None, note, CHANGED)
    lines = [each.parts() for each in Contentlines.from_ical(vcards([card]).decode()) if each]  # type: ignore[no-untyped-call]
    found = {key: value for key, _, value in lines}
    assert (found["FN"], found["NOTE"]) == (name, note)
