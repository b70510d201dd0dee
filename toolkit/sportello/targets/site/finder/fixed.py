"""The pages that every desk has, by the words that people ask for them with."""

from collections.abc import Iterator, Mapping, Sequence

from sportello.catalog.model import PublicCatalog, Text
from sportello.targets.site import pages
from sportello.targets.site.asked_words import AskedWords
from sportello.targets.site.day_names import holiday_names
from sportello.targets.site.finder.entry import Entry, in_all, once
from sportello.targets.site.notices import announced_titles
from sportello.targets.site.pages import Paths, titles_of
from sportello.wording.messages import Messages

_GUIDED = {"open-a-ticket": "open", "follow-a-ticket": "follow"}
"""The pages of guides, which are called otherwise there."""


def page_entries(
    catalog: PublicCatalog,
    messages: Sequence[Messages],
    words: Sequence[AskedWords],
    paths: Paths,
    descriptions: Mapping[str, str],
) -> Iterator[Entry]:
    """Yield an entry for each of the `descriptions`: of pages that are no service's or family's."""
    titles = [titles_of(each) for each in messages]
    shown = {kind: in_all(*texts) for kind, texts in _shown(catalog).items()}
    for page in (*pages.FIXED, pages.FIGURES):
        if page.kind not in descriptions:
            continue
        yield Entry(
            title=titles[0][page.kind],
            url=paths.within(page),
            way=descriptions[page.kind],
            general=True,
            dates=page == pages.HOURS,
            names=once(each[page.kind] for each in titles),
            words=(
                *once(word for each in words for word in each.of_page(page.kind)),
                *shown.get(page.kind, ()),
                *(_days(catalog, messages) if page == pages.HOURS else ()),
            ),
            about=in_all(*announced_titles(catalog, past=True)) if page == pages.NOTICES else (),
        )


def _shown(catalog: PublicCatalog) -> Mapping[str, Sequence[Text]]:
    """Return what pages show that has a name of its own, by the kind of page."""
    lifecycle = catalog.lifecycle
    found: dict[str, list[Text]] = {
        "hours": announced_titles(catalog, past=False),
        "levels": [each.name for each in catalog.severities.values()],
        "open": [each.name for each in lifecycle.types.values()] if lifecycle else [],
        "follow": [each.name for each in lifecycle.states.values()] if lifecycle else [],
    }
    for guide in catalog.helpdesk.guides.values():
        found.setdefault(_GUIDED.get(guide.page, guide.page), []).append(guide.title)
    return found


def _days(catalog: PublicCatalog, messages: Sequence[Messages]) -> tuple[str, ...]:
    """Return what days are called: weekdays, months, and the holidays of the published years."""
    names = [
        str(name)
        for each in messages
        for called in (each.locale.days, each.locale.months)
        for name in called["stand-alone"]["wide"].values()
    ]
    for holiday in holiday_names(catalog):
        names += [each.told(holiday) for each in messages]
    return once(names)
