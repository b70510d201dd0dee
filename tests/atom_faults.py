"""What is wrong with an Atom feed (RFC 4287), as far as ours use it; feed readers forgive most."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Final
from xml.etree import ElementTree

_ATOM: Final = "{http://www.w3.org/2005/Atom}"
_ONE: Final = {
    "feed": ("id", "title", "updated", "author"),
    "entry": ("id", "title", "updated", "content"),
}
"""The elements of which each has exactly one, in ours."""
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_TAG: Final = re.compile(r"tag:[a-z0-9.-]+,\d{4}-\d\d-\d\d:[A-Za-z0-9/%._~-]+")


def atom_faults(xml: bytes) -> list[str]:
    """Return what is wrong with a feed, each in a few words."""
    try:
        feed = ElementTree.fromstring(xml)  # noqa: S314 - our own
    except ElementTree.ParseError as error:
        return [f"no XML: {error}"]
    if feed.tag != f"{_ATOM}feed":
        return [f"no feed: {feed.tag}"]
    entries = feed.findall(f"{_ATOM}entry")
    found = [*_element(feed, "feed")]
    for each in entries:
        found += _element(each, "entry")
    ids = Counter(each.findtext(f"{_ATOM}id") for each in (feed, *entries))
    found += [f"id twice: {each}" for each, times in ids.items() if times > 1]
    times = [each.findtext(f"{_ATOM}updated") or "" for each in (feed, *entries)]
    if times != sorted(times, reverse=True):
        found.append("not the newest first")
    if not any(each.get("rel") == "self" for each in feed.findall(f"{_ATOM}link")):
        found.append("no link to itself")
    return found


def _element(element: ElementTree.Element, kind: str) -> Iterator[str]:
    names = Counter(each.tag.removeprefix(_ATOM) for each in element)
    yield from (f"{kind}: {names[one]} {one}" for one in _ONE[kind] if names[one] != 1)
    known = {*_ONE[kind], "link", "entry"}
    yield from (f"{kind}: unknown {each}" for each in names if each not in known)
    name = element.findtext(f"{_ATOM}id") or ""
    if not _TAG.fullmatch(name):
        yield f"{kind}: no tag: {name}"
    instant = element.findtext(f"{_ATOM}updated") or ""
    if not (_INSTANT.fullmatch(instant) and datetime.fromisoformat(instant)):
        yield f"{kind}: no instant: {instant}"
    if not (element.findtext(f"{_ATOM}title") or "").strip():
        yield f"{kind}: no title"
    for link in element.findall(f"{_ATOM}link"):
        if not (link.get("href") or "").startswith("https://"):
            yield f"{kind}: link leads nowhere: {link.get('href')}"
