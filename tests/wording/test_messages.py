"""Our own words: every one of them is there in Italian."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from sportello import report, sla, targets, wording
from sportello.catalog.model.language import LANGUAGES
from sportello.targets.site.sources import own_sources
from sportello.wording.messages import read_messages

CODE = (report, sla, targets, wording)
IN_CODE = {"_": None, "counted": (1, 2), "named": ((1, "c"), 2)}
IN_TEMPLATES = ["_", "ngettext"]


def used() -> Iterator[str]:
    """The messages that templates and program ask for, by their singular."""
    for path, content in own_sources().items():
        if path.endswith(".j2"):
            options = {"trim_blocks": "true", "lstrip_blocks": "true"}
            for _, _, found, _ in babel_extract(BytesIO(content), IN_TEMPLATES, (), options):
                yield str(found[0] if isinstance(found, tuple) else found)
    modules = (module for package in CODE for module in Path(package.__path__[0]).rglob("*.py"))
    for module in sorted(modules):
        for _, found, _, _ in extract("python", BytesIO(module.read_bytes()), IN_CODE):
            yield str(found[0] if isinstance(found, tuple) else found)


def test_every_message_is_translated_and_every_translation_used() -> None:
    catalog = read_po(BytesIO(own_sources()["messages/it.po"]), locale="it")
    ids = {m.id[0] if isinstance(m.id, tuple) else m.id for m in catalog if m.id}
    assert ids == set(used())
    assert not [m.id for m in catalog if m.id and (not m.string or m.fuzzy)]


def test_translations_have_the_same_places_to_fill() -> None:
    for message in read_po(BytesIO(own_sources()["messages/it.po"]), locale="it"):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id:
            places = {frozenset(re.findall(r"\{\w+\}", text)) for text in (*ids, *texts)}
            assert len(places) == 1, message.id


def test_apostrophes_are_those_of_keyboards_as_in_the_catalog() -> None:
    said = {"it": own_sources()["messages/it.po"].decode(), "en": "".join(used())}
    assert [language for language, text in said.items() if "\u2019" in text] == []


def test_a_language_without_messages_shows_english() -> None:
    assert read_messages(own_sources(), "de")("Services") == "Services"
    assert read_messages(own_sources(), "de").weekday(0) == "Montag"


def test_language_with_three_plurals_is_asked_by_the_number_itself() -> None:
    polish = """\
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\\n"

msgid "{n} day"
msgid_plural "{n} days"
msgstr[0] "{n} dzień"
msgstr[1] "{n} dni robocze"
msgstr[2] "{n} dni roboczych"
"""
    messages = read_messages({"messages/pl.po": polish.encode()}, "pl")
    said = {n: messages.counted("{n} day", "{n} days", n) for n in (0, 1, 2, 4, 5, 12, 22)}
    few, many = "{n} dni robocze", "{n} dni roboczych"
    assert said == {0: many, 1: "{n} dzień", 2: few, 4: few, 5: many, 12: many, 22: few}
    assert messages.counted("{n} day", "{n} days", Decimal("1.5")) == few


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_that_a_desk_can_speak_has_dates_numbers_and_lists(language: str) -> None:
    messages = read_messages(own_sources(), language)
    assert messages.date(date(2026, 1, 5))
    assert messages.weekday(6)
    assert "b" in messages.listed(["a", "b", "c"])
    assert messages.percent(99.5)
    assert messages.number(1000)
