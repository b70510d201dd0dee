"""What changed: on its page, on the sheets of services, and in the feed."""

import re
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace as replace_part

from atom_faults import atom_faults
from changed_days import HISTORY
from sportello.catalog.model import Day, PublicCatalog
from sportello.targets.changed import Beginning, PublicChange, PublicHistory
from sportello.targets.site import files
from sportello.targets.target import BuildContext

PAGES = {"it": "it/cosa-e-cambiato/index.md", "en": "en/what-changed/index.md"}


@pytest.fixture(scope="module")
def changed(public: PublicCatalog) -> Mapping[str, bytes]:
    """What the site is built from, where it is known what changed."""
    return files(public, BuildContext(history=HISTORY))


def text_of(page: bytes) -> str:
    """The words of a page: without its head, tags and the targets of links."""
    words = re.sub(r"<[^>]*>|\]\([^)]*\)|\{:[^}]*\}", "", page.decode().split("---\n")[2])
    return " ".join(unescape(words).split())


def test_a_page_tells_each_day_what_is_how_and_how_it_was(changed: Mapping[str, bytes]) -> None:
    text = text_of(changed[PAGES["en"]])
    for said in (
        "20 November 2026 ISEE: the address to write to is now new@acme.example "
        "(it was old@acme.example)",
        "4 September 2026 Fax <&>: no longer on this site",
        "Toll-free number: is now reached at 2 (it was 1)",
        "ISEE: First contact: now 4 business hours (it was 8 business hours)",
        "Closure: new notice, from 10 August 2026 to 21 August 2026",
        "This list begins on 5 January 2026, with the first version of these pages.",
    ):
        assert said in text
    assert text.index("20 November") < text.index("4 September") < text.index("2 March")


def test_links_lead_to_the_pages_that_are_there(changed: Mapping[str, bytes]) -> None:
    page = changed[PAGES["en"]].decode()
    assert '<a href="../services/isee/">ISEE</a>: the address' in page
    assert "<strong>Fax &#60;&#38;&#62;</strong>" in page or "<strong>Fax &lt;&amp;&gt;" in page


def test_an_address_that_is_new_is_no_link_within_a_link(public: PublicCatalog) -> None:
    name, box = next(iter(public.mailboxes.items()))
    change = PublicChange("address-new", ("mailboxes", name), box.address)
    history = replace(HISTORY, days=(replace(HISTORY.days[0], changes=(change,)),))
    page = files(public, BuildContext(history=history))[PAGES["en"]].decode()
    assert f'/">{box.address}</a>: new address to write to' in page


def test_what_reads_as_before_in_a_language_is_not_told_there(changed: Mapping[str, bytes]) -> None:
    english, italian = (changed[PAGES[each]].decode() for each in ("en", "it"))
    assert "new name" in english
    assert "#day-2026-01-12" in english
    assert "nuovo nome" not in italian
    assert "#day-2026-01-12" not in italian


def test_more_than_a_dozen_names_of_one_change_are_folded(changed: Mapping[str, bytes]) -> None:
    page = changed[PAGES["en"]].decode()
    assert re.search(r"and \d+ others: reworded\n<details><summary>The others</summary>", page)


@pytest.mark.parametrize(
    ("beginning", "said"),
    [
        (Beginning.FIRST, "This list begins on 5 January 2026"),
        (Beginning.OLDER_LEFT_OUT, "Changes before 5 January 2026 are left out here."),
        (Beginning.UNKNOWN, "What changed before 5 January 2026 is not known here."),
    ],
)
def test_a_page_says_how_far_back_it_goes(
    public: PublicCatalog, beginning: Beginning, said: str
) -> None:
    history = replace(HISTORY, days=(), beginning=beginning)
    text = text_of(files(public, BuildContext(history=history))[PAGES["en"]])
    assert said in text
    assert "Nothing has changed since 5 January 2026." in text


def test_where_nothing_is_known_that_is_said_and_there_is_no_feed(
    made: Mapping[str, bytes],
) -> None:
    assert "What changed on this site before is not known here." in text_of(made[PAGES["en"]])
    assert not [path for path in made if path.endswith("changes.atom")]
    assert b"feed: ''" in made["mkdocs.en.yml"]


def test_a_sheet_tells_of_its_last_three_days_and_who_looks_after_it(
    changed: Mapping[str, bytes], public: PublicCatalog
) -> None:
    text = text_of(changed["en/services/isee/index.md"])
    assert (
        "Last changed on 20 November 2026: the address to write to is now new@acme.example "
        "(it was old@acme.example); reworded "
        "Before that, on 4 September 2026: Toll-free number: is now reached at 2 (it was 1); "
        "First contact: now 4 business hours (it was 8 business hours) "
        "Before that, on 2 March 2026: new name (it was “Income”)"
    ) in text
    assert "12 January" not in text
    assert "Fax" not in text
    name = next(name for name, each in public.services.items() if each.team)
    team = public.teams[str(public.services[name].team)].name.says("en")
    assert f"Looked after by: {team}" in text_of(changed[f"en/services/{name}/index.md"])


def test_a_sheet_says_when_it_was_checked(public: PublicCatalog) -> None:
    isee = replace_part(public.services["isee"], checked=Day("2026-11-20"))
    catalog = replace_part(public, services={**public.services, "isee": isee})
    text = text_of(files(catalog)["en/services/isee/index.md"])
    assert "Last checked on 20 November 2026" in text


def test_a_feed_says_what_its_page_says(changed: Mapping[str, bytes]) -> None:
    for language, path in PAGES.items():
        xml = changed[f"{language}/changes.atom"]
        assert atom_faults(xml) == []
        page = changed[path].decode()
        feed = ElementTree.fromstring(xml)  # noqa: S314 - our own
        place = {"a": "http://www.w3.org/2005/Atom"}
        entries = feed.findall("a:entry", place)
        days = re.findall(r"\{: #(day-[\d-]+)", page)
        links = [each.find("a:link", place) for each in entries]
        assert [
            str(each.get("href")).partition("#")[2] for each in links if each is not None
        ] == days
        assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
        words = " ".join(each.findtext("a:content", "", place) for each in entries)
        said = re.findall(r"</(?:a|strong)>: ([^\n<]+)\n", page)
        assert len(said) > 4
        assert [each for each in said if unescape(each) not in unescape(words)] == []


def test_a_feed_is_as_new_as_what_it_tells(public: PublicCatalog) -> None:
    def feed(history: PublicHistory) -> str:
        return files(public, BuildContext(history=history))["it/changes.atom"].decode()

    assert "<updated>2026-11-27T09:00:00Z</updated>" in feed(HISTORY)
    assert atom_faults(feed(replace(HISTORY, days=())).encode()) == []


def test_the_foot_of_these_pages_names_no_other_day(changed: Mapping[str, bytes]) -> None:
    assert "\nchanged:" not in changed[PAGES["en"]].decode().split("---\n")[1]
