"""Opening and following a ticket: the way at once, and states in words for who asked."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sportello.catalog import load
from sportello.catalog.model import PublicCatalog
from sportello.targets.site import files
from sportello.targets.site.opening import intakes
from targets.site.conftest import Tags

Write = Callable[..., Path]
PAGES = {"it": "it/aprire-un-ticket/index.md", "en": "en/open-a-ticket/index.md"}


@pytest.mark.parametrize("page", PAGES.values())
def test_every_service_can_be_chosen(
    public: PublicCatalog, pages: dict[str, str], page: str
) -> None:
    language = page[:2]
    text = Tags(pages[page]).text
    for service in public.services.values():
        assert service.name.says(language) in text


def test_a_mail_opens_with_the_questions_and_a_portal_at_its_address(pages: dict[str, str]) -> None:
    links = [each for tag, each in Tags(pages[PAGES["en"]]).tags if tag == "a"]
    (isee,) = (each["href"] for each in links if "isee@" in each["href"] and "ISEE" in each["href"])
    assert isee.startswith("mailto:helpdesk.sisemplice.isee@01s.it?subject=%5BISEE%5D")
    assert "Expected%20result" in isee
    assert any(each["href"].startswith("http://jiradragon") for each in links)


def test_guides_stand_with_the_provider_they_are_for(pages: dict[str, str]) -> None:
    text = pages[PAGES["en"]]
    order = [
        text.index(each)
        for each in ("{: #provider-spinfo }", "### When the priority", "{: #provider-two-area-team }", "## How to write a good")
    ]  # fmt: skip
    assert order == sorted(order)


def test_a_note_of_one_service_is_none_of_all(public: PublicCatalog) -> None:
    notes = {each.provider: [text["en"] for _, text in each.notes] for each in intakes(public)}
    assert notes["ditech"] == []
    assert any("opens a ticket" in text for text in notes["01s"])


STATES = """\
    waiting: {name: Waiting, category: waiting, resumed_by: requester-reply}
    done: {name: Done, category: resolved}
    gone: {name: Gone, category: closed}
"""


def test_states_say_what_they_mean_for_the_reader(catalog_at: Write) -> None:
    new = "    new: {name: {it: Nuovo, en: New}, category: new}\n"
    steps = "  transitions: [{from: done, to: new, by: requester}]\n"

    def follow(*more: str) -> str:
        root = catalog_at(("sla.yaml", new, new + STATES + "".join(more)))
        return files(load(root).catalog.public())["en/follow-a-ticket/index.md"].decode()

    page = follow(steps)
    assert "| **Waiting** | The desk needs something from you: reply to its email" in page
    assert (
        "| **Done** | The desk says it is solved. If it is not, reply: the ticket is reopened."
        in page
    )
    assert "1. Done → New | You |" in page
    assert "If not, answer" not in follow()


def test_who_has_a_number_in_no_catalog_is_told_where_it_is(pages: dict[str, str]) -> None:
    phone = pages["en/phone/index.md"]
    given = phone[phone.index("{: #elsewhere }") :]
    assert "Use the freephone number that ACCATRE gives to its customers." in given
    assert "tel:" not in given
