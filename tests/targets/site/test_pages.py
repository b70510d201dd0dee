"""Where pages stand, and the ways between them."""

import pytest

from sportello.targets.site.here import Here
from sportello.targets.site.pages import HOME, HOURS, SERVICES, Page, paths_of
from sportello.targets.site.sources import own_sources
from sportello.wording.messages import read_messages

ENGLISH = paths_of(read_messages(own_sources(), "en"), is_main=False)
ISEE = Page("service", "isee")


@pytest.mark.parametrize(
    ("page", "source", "address"),
    [
        (HOME, "index.md", "/en/"),
        (HOURS, "hours/index.md", "/en/hours/"),
        (SERVICES, "services/index.md", "/en/services/"),
        (ISEE, "services/isee/index.md", "/en/services/isee/"),
        (Page("family", "tools"), "groups/tools/index.md", "/en/groups/tools/"),
    ],
)
def test_where_a_page_stands(page: Page, source: str, address: str) -> None:
    assert (ENGLISH.source(page), ENGLISH.address(page)) == (source, address)


@pytest.mark.parametrize(
    ("here", "there", "to", "url"),
    [
        (HOME, HOME, "index.md", "./"),
        (HOME, HOURS, "hours/index.md", "hours/"),
        (HOURS, HOME, "../index.md", "../"),
        (ISEE, HOURS, "../../hours/index.md", "../../hours/"),
        (SERVICES, ISEE, "../services/isee/index.md", "../services/isee/"),
    ],
)
def test_the_way_from_one_page_to_another(here: Page, there: Page, to: str, url: str) -> None:
    known = Here(here, ENGLISH, {})
    assert (known.to(there.kind, there.key), known.url(there.kind, there.key)) == (to, url)
    assert ENGLISH.relative(here, there) == url
