"""The site's own words: every one of them is there in Italian."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from sportello.targets import site
from sportello.targets.site.messages import read_messages
from sportello.targets.site.sources import own_sources

CODE = Path(site.__file__).parent
IN_CODE = {"_": None, "counted": (1, 2), "named": ((1, "c"), 2)}
IN_TEMPLATES = ["_", "ngettext"]


def used() -> Iterator[str]:
    """The messages that templates and program ask for, by their singular."""
    for path, content in own_sources().items():
        if path.endswith(".j2"):
            options = {"trim_blocks": "true", "lstrip_blocks": "true"}
            for _, _, found, _ in babel_extract(BytesIO(content), IN_TEMPLATES, (), options):
                yield str(found[0] if isinstance(found, tuple) else found)
    for module in sorted(CODE.glob("*.py")):
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


def test_a_language_without_messages_shows_english() -> None:
    assert read_messages(own_sources(), "de")("Services") == "Services"
    assert read_messages(own_sources(), "de").weekday(0) == "Montag"
