"""The files of words of a desk: whether each can be used, and what they say that nobody asks."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache
from gettext import c2py
from typing import Final

from sportello.catalog.yaml.source_text import SourceText
from sportello.catalog.yaml.text import conflict, decode
from sportello.findings import Finding, did_you_mean, first_few
from sportello.targets.site.checks.po import Entry, Key, entries
from sportello.targets.site.checks.rules import T004, T005
from sportello.targets.site.sources import own_sources
from sportello.targets.site.words import T003

_NAMED: Final = 3
FREE: Final = "day"
"""The context of names of days, which are not known beforehand."""
_ADDRESS: Final = "address of the page"
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PLACE: Final = re.compile(r"\{\w*\}|%\(\w*\)[a-z]|[{}]")
_PLURALS: Final = re.compile(r"\s*nplurals\s*=\s*(\d)\s*;\s*plural\s*=\s*([^;]+);?\s*")


@cache
def our_messages() -> Mapping[Key, Entry]:
    """Return the messages of the site with their Italian translations: it has them all."""
    text = own_sources()["messages/it.po"].decode()
    found = entries(SourceText("it.po", text))
    return {each.key: each for each in found if isinstance(each, Entry) and each.key[1]}


def message_findings(content: bytes, shown: str, ours: bytes | None) -> Iterator[Finding]:
    """Yield what is wrong with a file of messages; `shown` is its path as people read it.

    `ours` is that of the program for the same language, which stands behind it: without one, it
    must have all messages.
    """
    text, bad_bytes = decode(content, shown)
    source = SourceText(shown, text)
    unread = [*bad_bytes, *filter(None, [conflict(source)])]
    if unread:
        yield from unread
        return
    read = [*entries(source)]
    found = [each for each in read if isinstance(each, Entry)]
    yield from (each for each in read if isinstance(each, Finding))
    if not read:
        hint = "copy site/messages/it.po of the program here, and translate it"
        yield T004.finding("there is no message in this file", source.location(0, 0), hint)
    read_behind = entries(SourceText("", (ours or b"").decode()))
    behind = [each for each in read_behind if isinstance(each, Entry) and each.key[1]]
    yield from _Judge(source, found, behind).findings()
    if ours is None and found:
        yield from _untranslated(source, found)


def _untranslated(source: SourceText, found: Iterable[Entry]) -> Iterator[Finding]:
    known = {each.key for each in found if each.is_translated}
    missing = [text for context, text in our_messages() if (context, text) not in known]
    if missing:
        count = f"{len(missing)} of {len(our_messages())} messages"
        few = first_few([f"“{each}”" for each in missing], _NAMED)
        message = f"{count} of the site are not translated here: {few}"
        hint = "add them as site/messages/it.po of the program has them"
        if {each.key for each in found} >= our_messages().keys():
            hint = "write what they mean into the empty msgstr below each"
        yield T003.finding(message, source.location(0, 0), hint)


class _Judge:
    """What judges the messages of one file."""

    def __init__(self, source: SourceText, found: list[Entry], behind: list[Entry]) -> None:
        self._source = source
        self._found = found
        own = {each.key for each in found if each.is_translated}
        known = {**our_messages(), **{each.key: each for each in behind}}
        self._addresses = {
            each.texts["msgstr"] if behind else text
            for (context, text), each in known.items()
            if context == _ADDRESS and (context, text) not in own
        }
        self._plurals: int | None = None

    def findings(self) -> Iterator[Finding]:
        """Yield what is wrong, in the order of the file."""
        seen: dict[Key, Entry] = {}
        for each in self._found:
            if each.key in seen and "msgid" in each.texts:
                yield self._wrong(each, "msgid", "this message stands here twice", "remove one")
            elif each.key == ("", "") and "msgid" in each.texts:
                yield from self._head(each)
            else:
                yield from self._message(each)
                yield from self._address(each)
            seen[each.key] = each

    def _wrong(self, entry: Entry, keyword: str, message: str, hint: str) -> Finding:
        place = entry.places.get(keyword) or next(iter(entry.places.values()))
        return T004.finding(message, self._source.location(*place), hint)

    def _head(self, entry: Entry) -> Iterator[Finding]:
        pairs = (line.partition(":") for line in entry.texts.get("msgstr", "").splitlines())
        said = {name.strip().lower(): value.strip() for name, _colon, value in pairs}
        charset = said.get("content-type", "charset=utf-8").rpartition("charset=")[2]
        if charset.lower() != "utf-8":
            hint = "save the file as UTF-8, and write charset=utf-8 in its head"
            yield self._wrong(entry, "msgstr", f'the charset is "{charset}", not utf-8', hint)
        if plurals := said.get("plural-forms"):
            read = _PLURALS.fullmatch(plurals)
            if read is None or not _is_formula(read[2]):
                message = "Plural-Forms in the head cannot be read"
                hint = "write it like Plural-Forms: nplurals=2; plural=(n != 1);"
                yield self._wrong(entry, "msgstr", message, hint)
            else:
                self._plurals = int(read[1])

    def _message(self, entry: Entry) -> Iterator[Finding]:
        for keyword in ("msgid", "msgstr"):
            if not any(name.startswith(keyword) for name in entry.texts):
                message = f"this message has no {keyword}"
                yield self._wrong(entry, "", message, f'write a line {keyword} "…" here')
                return
        context, text = entry.key
        ours = our_messages().get(entry.key)
        if ours is None:
            if context != FREE:
                yield self._unknown(entry)
            return
        if ours.texts.get("msgid_plural") != (plural := entry.texts.get("msgid_plural")):
            written = ours.texts.get("msgid_plural")
            message = "the plural of this message is another one in the program"
            hint = f'write msgid_plural "{written}"' if written else "remove msgid_plural"
            yield self._wrong(entry, "msgid_plural", message, hint)
            return
        if plural and self._plurals and len(entry.forms) != self._plurals:
            message = f"there are {len(entry.forms)} forms here, and {self._plurals} in the head"
            last = self._plurals - 1
            hint = f"write msgstr[0] to msgstr[{last}]" if last else "write msgstr[0]"
            yield self._wrong(entry, next(iter(entry.forms)), message, hint)
        places = {*_PLACE.findall(text)}
        for name, said in entry.forms.items():
            # The form for one thing alone may leave its number out.
            left = {*_PLACE.findall(said)}
            if said and left != places and not (plural and left < places):
                message, hint = _other_places(places, left)
                yield self._wrong(entry, name, message, hint)

    def _address(self, entry: Entry) -> Iterator[Finding]:
        said = entry.texts.get("msgstr", "")
        if entry.key[0] != _ADDRESS or not said or entry.key not in our_messages():
            return
        if not _SLUG.fullmatch(said):
            message = f'"{said}" cannot be the address of a page'
            hint = "write small letters, digits and hyphens, such as opening-hours"
            yield self._wrong(entry, "msgstr", message, hint)
        elif said in self._addresses:
            message, hint = f'"{said}" is the address of another page too', "give it another one"
            yield self._wrong(entry, "msgstr", message, hint)
        self._addresses.add(said)

    def _unknown(self, entry: Entry) -> Finding:
        context, text = entry.key
        alike = [known for within, known in our_messages() if within == context]
        hint = did_you_mean(text, alike, "take it away, or look for it in site/messages/it.po")
        elsewhere = [within for within, known in our_messages() if known == text]
        if elsewhere:
            within = elsewhere[0]
            hint = f'put msgctxt "{within}" above it' if within else "remove its msgctxt"
        message = f'the site does not say "{text}"'
        return T005.finding(message, self._source.location(*entry.places["msgid"]), hint)


def _is_formula(plural: str) -> bool:
    try:
        c2py(plural)(1)
    except (ValueError, ZeroDivisionError, OverflowError):
        return False
    return True


def _other_places(places: Set[str], left: Set[str]) -> tuple[str, str]:
    more, missing = sorted(left - places), sorted(places - left)
    if more:
        hint = f"write {', '.join(sorted(places))}" if places else "remove it: the message has none"
        return f"{more[0]} cannot be filled in", hint
    return f"{missing[0]} is missing in this translation", f"write {missing[0]} where it belongs"
